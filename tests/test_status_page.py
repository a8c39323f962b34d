"""docs/status.md and bench/status.md tell what the codebook and the reading tell now."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.model.status import Certainty, Flag, Polarity, Stage, Stance

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("script", ["tools/status_page.py", "bench/status.py"])
def test_the_page_is_up_to_date(script):
    done = subprocess.run([sys.executable, ROOT / script, "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_page_tells_every_value():
    page = (ROOT / "docs/status.md").read_text(encoding="utf-8")
    for value in (v for enum in (Polarity, Certainty, Stage, Stance, Flag) for v in enum):
        assert re.search(rf"^\| `{value.value}` \| .+ \| .*\*\*.+\*\*.* \| .+ \|$", page, re.MULTILINE), value
    for stage in Stage:
        assert page.rindex(f"`{stage.value}`") > page.index("### Trackers of aid"), stage
