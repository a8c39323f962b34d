"""The habits of the house: documents that tell the truth, files of a size to be read, words that are used or not."""

import ast
import doctest
import importlib
import re
import subprocess
import sys
import tokenize
import tomllib
from pathlib import Path

import pytest
import typer

from onrecord.desk import forms as listings
from onrecord.intake.inputs import SUFFIXES, Taken, take
from onrecord.model import forms

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
CODE = [path for folder in ("src", "tests", "tools", "bench") for path in sorted((ROOT / folder).rglob("*.py"))]
DATA = [path for suffix in ("toml", "csv") for path in sorted((ROOT / "src").rglob(f"*.{suffix}"))]
LOOSE = [ROOT / name for name in ("Makefile", "pyproject.toml", "NOTICE", ".ci/run", "tools/setup.sh")]

LINES = 400
FUNCTION = 40

UNWANTED = re.compile(
    r"\b(?:article_data|snippets?|confidence|clusters?|extraction|managers?|helpers?|utils?)\b", re.IGNORECASE
)
"""Words the project does not use for its own things; data files hold the words of reports and may have them."""
MODULE_NAMES = {
    "article_data",
    "snippet",
    "label",
    "confidence",
    "cluster",
    "extraction",
    "result",
    "manager",
    "helper",
    "utils",
}
PLACES = re.compile(
    r"(?<![\w.])/(?:work|tmp|root)/|\bshared/(?:gold|design|probes|corpora)|\.pyenv/versions/\d|https?://\S*/simple\b"
)
"""Paths of one machine, and addresses of package indexes."""


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in CODE if "src" in path.parts], ids=name)
def test_files_and_functions_can_be_read_in_one_go(path):
    text = path.read_text()
    assert text.count("\n") <= LINES
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions}
    assert not {called: size for called, size in long.items() if size > FUNCTION}


def own_words(path):
    """What a file says in the project's own words: of code its names, comments and docstrings, else all."""
    if path.suffix != ".py":
        return path.read_text()
    with path.open("rb") as file:
        tokens = list(tokenize.tokenize(file.readline))
    foreign = ("from ", "import ")  # what other projects call their modules is their own affair
    names = [
        token.string
        for token in tokens
        if token.type == tokenize.NAME and ("onrecord" in token.line or not token.line.startswith(foreign))
    ]
    told = [token.string for token in tokens if token.type == tokenize.COMMENT or token.string.startswith('"""')]
    return "\n".join(names + told)


@pytest.mark.parametrize("path", [*CODE, *DOCUMENTS, *LOOSE], ids=name)
def test_words_that_are_not_used(path):
    assert path.stem not in MODULE_NAMES
    if path != Path(__file__):
        assert not UNWANTED.findall(own_words(path))


@pytest.mark.parametrize("path", [*CODE, *DATA, *DOCUMENTS, *LOOSE], ids=name)
def test_no_machine_and_no_index_is_named(path):
    if path != Path(__file__):
        assert not PLACES.findall(path.read_text())


def test_the_commands_of_the_readme_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in DOCUMENTS:
        named = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", path.read_text(), re.MULTILINE))
        assert named <= targets, name(path)
    assert {"demo", "test"} <= set(re.findall(r"^ {4}make ([a-z]+)", (ROOT / "README.md").read_text(), re.MULTILINE))


def test_ci_runs_the_readmes_test_command():
    assert re.search(r"^make test ", (ROOT / ".ci/run").read_text(), re.MULTILINE)
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def commands():
    from onrecord.cli.app import app

    return typer.main.get_command(app).commands


GUIDE = "".join(path.read_text() for path in sorted((ROOT / "docs").glob("*.md")))
"""The documents that tell how the command is used."""


def test_every_command_and_option_is_documented():
    readme = (ROOT / "README.md").read_text()
    for called, command in commands().items():
        assert f"onrecord {called}" in GUIDE
        assert f"onrecord {called}" in readme
        for option in command.params:
            if option.param_type_name == "option":
                names = [long for long in (*option.opts, *option.secondary_opts) if long.startswith("--")]
                assert all(f"`{long}" in GUIDE for long in names), (called, names)
    assert "onrecord --version" in GUIDE


def test_every_documented_option_exists():
    params = [option for command in commands().values() for option in command.params]
    known = {name for option in params for name in (*option.opts, *option.secondary_opts)}
    told = set(re.findall(r"`(--[a-z][a-z-]+)", GUIDE))
    assert told <= known | {"--version", "--help"}


def test_every_documented_command_exists():
    texts = [path.read_text() for path in DOCUMENTS]
    named = {found for text in texts for found in re.findall(r"(?:^ {4}|`|\$ )onrecord ([a-z]+)", text, re.MULTILINE)}
    assert named <= set(commands())


def test_every_key_of_a_listing_is_documented():
    told = (ROOT / "docs/ledger.md").read_text()
    for form in ("ReportRowForm", "HeadForm", "EntryForm", "DecisionForm", "ReviewForm", "FindingForm", "HitForm"):
        for key in getattr(listings, form).__annotations__:
            assert f"`{key}`" in told, (form, key)


def test_the_library_has_the_names_of_the_commands():
    onrecord = importlib.import_module("onrecord")
    names = {*onrecord.__all__, *(name for name in vars(onrecord.Ledger) if not name.startswith("_"))}
    verbs = {"read", "reports", "claims", "accept", "reject", "correct", "add", "undo", "log", "review", "check"}
    assert verbs <= set(commands())
    assert verbs <= names


def test_every_kind_of_input_is_documented():
    told = (ROOT / "docs/reading.md").read_text()
    assert not [suffix for suffix in SUFFIXES if f"`{suffix}`" not in told]


def test_every_key_of_the_json_form_is_documented():
    told = (ROOT / "docs/json.md").read_text()
    for form in ("ReportForm", "ClaimForm", "MentionsForm", "ReadingForm"):
        for key in getattr(forms, form).__annotations__:
            assert re.search(rf"[`\"]{key}[`\"]", told), key
    for form in ("PartyForm", "ItemForm", "SourceForm", "WhenForm", "PeriodForm", "ActorForm", "AttributionForm"):
        for key in getattr(forms, form).__annotations__:
            assert re.search(rf"\b{key}\b", told), key


def test_the_changelog_has_the_version():
    assert f"\n## {PROJECT['version']}\n" in (ROOT / "CHANGELOG.md").read_text()


def test_links_between_documents_lead_somewhere():
    for path in DOCUMENTS:
        for link in re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text()):
            assert (path.parent / link).exists(), f"{name(path)}: {link}"


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs/decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
    for path in sorted((ROOT / "docs/decisions").glob("*.md")):
        assert path.read_text().startswith(f"# {int(path.name[:4])}. ")
        assert "**Decision.**" in path.read_text()


def test_every_example_carries_its_notice():
    arrivals = list(take([str(ROOT / "examples")], stdin=sys.stdin.buffer))
    assert arrivals
    notices = (ROOT / "NOTICE").read_text()
    for arrival in arrivals:
        assert isinstance(arrival, Taken), arrival
        path = Path(arrival.name)
        if path.parent.name in ("story", "airlift"):
            assert arrival.report.notice == "invented example"
        else:
            assert arrival.report.notice
            assert path.name in notices
            assert arrival.report.url in notices
            assert arrival.report.title in notices
    assert "LICENSE" in PROJECT["license-files"]
    assert "Apache License" in (ROOT / "LICENSE").read_text()


def test_the_sample_of_the_readme_is_what_the_command_shows():
    done = subprocess.run([sys.executable, ROOT / "tools/sample.py", "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_the_python_of_the_readme_runs(capsys):
    (block,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("True Coast Wire: Norway")


def test_the_examples_of_the_library_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = doctest.testfile(str(ROOT / "docs/library.md"), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 20
    assert outcome.failed == 0


def test_the_public_names():
    onrecord = importlib.import_module("onrecord")
    assert sorted(onrecord.__all__) == onrecord.__all__
    for public in onrecord.__all__:
        assert getattr(onrecord, public).__doc__
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = onrecord.nothing_of_the_kind


def test_importing_the_package_is_light():
    heavy = {"spacy", "trafilatura", "sqlalchemy", "alembic"}
    code = f"import sys, onrecord, onrecord.cli.app; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
