"""A user's own actors: a small file beside the register, checked line by line."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from onrecord.codebook.place import SETTING, strays
from onrecord.codebook.register import Register, Role, register
from onrecord.errors import CodebookError

HEAD = "sort,name,country,forms\n"
ROOT = Path(__file__).parent.parent.parent
EXAMPLE = re.search(r"```csv\n(sort,.*?)```", (ROOT / "docs/codebook.md").read_text(), re.DOTALL)[1]

type Load = Callable[[str], Register]


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Load]:
    def loaded(text: str) -> Register:
        (tmp_path / "actors.csv").write_text(text, encoding="utf-8")
        monkeypatch.setenv(SETTING, str(tmp_path))
        register.cache_clear()
        return register()

    yield loaded
    register.cache_clear()


def test_the_example_of_the_documents_adds_to_the_register(load: Load) -> None:
    known = load(EXAMPLE)
    assert known.find("Bankova").id == "state:UKR"
    assert known.find("Bankova").role is Role.SEAT
    assert known.find("Northern Shield").id == known.find("Shield").id == "group:northern-shield"
    assert known.find("Republic of Ardia").country == "ARD"
    assert known.find("Ardian").id == "state:ARD"
    assert known.find("NATO") is not None, "the register itself is there as before"
    assert strays() == ()


def test_forms_are_added_to_an_actor_the_register_has(load: Load) -> None:
    known = load(HEAD + "firm,Rheinmetall,DEU,Rheinmetal\nstate,Ukraine,UKR,Ukrayina\n")
    assert known.find("Rheinmetal").id == known.find("Rheinmetall").id
    assert known.find("Ukrayina").id == "state:UKR"
    assert known.find("Ukraine").geonames


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,sort\n", r"actors.csv, line 1: the columns must be sort, name, country, forms"),
        (HEAD + "planet,Mars,,\n", r"actors.csv, line 2: 'planet' is none of"),
        (HEAD + "firm,Good Firm,DEU,\nfirm,,DEU,\n", r"actors.csv, line 3: the name is missing"),
        (HEAD + "firm,Good Firm,Germany,\n", r"line 2: 'Germany' is no ISO 3166 alpha-3 code"),
        (HEAD + "seat,The Palace,,\n", r"line 2: a seat needs the code"),
        (HEAD + "demonym,Nowherian,XNW,\n", r"line 2: no state has the code XNW"),
        (HEAD + "group,New Group,,NATO\n", r"line 2: 'NATO' names .*already"),
        (HEAD + "group,New, Group,,\n", r"line 2: 5 fields instead of 4"),
        (HEAD + "group,New Group,,New Group\n", r"line 2: a form stands in it twice"),
        (HEAD + 'group,"New Group,,\n', r"line 2: "),
    ],
)
def test_a_faulty_line_is_named(load: Load, text: str, told: str) -> None:
    with pytest.raises(CodebookError, match=told):
        load(text)


def test_the_check_of_the_codebook_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "actors.csv").write_text(HEAD + "planet,Mars,,\n", encoding="utf-8")
    code = (
        "from onrecord.reading import rehearsal\n"
        "print([fault.what for fault in (*rehearsal._stray(), *rehearsal._tables())])"
    )
    environment = {"PATH": "", SETTING: str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert "actors.csv, line 2: 'planet' is none of" in done.stdout
