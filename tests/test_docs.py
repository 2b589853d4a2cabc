"""The documentation holds: its commands run, its queries find something, its links lead somewhere."""

from __future__ import annotations

import gc
import importlib.util
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import typer
from conftest import ROOT, SEEDS

from kg import cli, pipeline, querying
from kg.querying.asking import read
from kg.rdf.iris import PREFIXES
from kg.store import open_store

README, DOCS = ROOT / "README.md", ROOT / "docs"
PAGES = [README, *(ROOT / name for name in ("CONTRIBUTING.md", "CHANGELOG.md")), *sorted(DOCS.glob("*.md"))]
SESSIONS = [README, *(DOCS / name for name in ("guide.md", "questions.md", "extraction.md"))]
"""Pages whose commands and Python are run, each from top to bottom in a folder of its own."""
OTHERS_PREFIXES = {"foaf": "http://xmlns.com/foaf/0.1/", "id": "https://w3id.org/bilateral/id/"}

_FENCE = re.compile(r"^```(\w+)[ ]?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file that it is said to be, its text and its line."""

    page: Path
    language: str
    file: str
    text: str
    line: int

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks(page: Path, *languages: str) -> list[Block]:
    """The fenced blocks of a page in those languages."""
    text = page.read_text(encoding="utf-8")
    found = [Block(page, m[1], m[2], m[3], text.count("\n", 0, m.start()) + 2) for m in _FENCE.finditer(text)]
    return [block for block in found if block.language in languages]


def commands(block: Block) -> list[str]:
    """What a reader would type: the lines behind a prompt."""
    return [line.removeprefix("$ ") for line in block.text.splitlines() if line.startswith("$ ")]


def every(*languages: str) -> list[Block]:
    """The blocks of all pages in those languages."""
    return [block for page in PAGES for block in blocks(page, *languages)]


# ---------------------------------------------------------------- what the pages run in
@pytest.fixture(scope="module", autouse=True)
def one_worker() -> Iterator[None]:
    """The matchers are built once for each ontology, not for each command."""
    worker = cache(pipeline._Worker)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_Worker", lambda settings: worker(replace(settings, workers=1)))
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A store of the seeds; what lives by then is left out of later collections, which are many."""
    place = tmp_path_factory.mktemp("built") / "kg-store"
    with open_store(f"oxigraph:{place}") as store:
        assert pipeline.build([SEEDS], store).added
    gc.collect()
    gc.freeze()
    yield place
    gc.unfreeze()


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with all that a page may take for granted, as the current one."""
    shutil.copytree(built, tmp_path / "kg-store")
    shutil.copytree(SEEDS, tmp_path / "seeds")
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def run(command: str) -> int:
    """The exit code of a command of a page."""
    program, *arguments = shlex.split(command)
    if program == "cp":
        shutil.copytree(arguments[-2], arguments[-1])
        return 0
    assert program == "kg", f"{command}: pages show kg, make and cp"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["kg", *arguments])
        gc.collect()
        with pytest.raises(SystemExit) as ended:
            cli.main()
    return int(ended.value.code or 0)


@contextmanager
def named(block: Block, what: str) -> Iterator[None]:
    """Say which line of which page failed."""
    try:
        yield
    except Exception as error:
        raise AssertionError(f"{block}: {what}: {error}") from error


# ---------------------------------------------------------------- the tests
@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.name)
def test_a_page_runs_from_top_to_bottom(page: Path, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Files that a page shows are written, its commands end with 0, its Python runs."""
    for block in blocks(page, "console", "python", "turtle", "json", "jsonl", "sparql"):
        if block.file:
            with (folder / block.file).open("a", encoding="utf-8") as file:
                file.write(block.text)
        elif block.language == "python":
            with named(block, "python"):
                exec(compile(block.text, str(block), "exec"), {"__name__": "example"})
        elif block.language == "console":
            for command in commands(block):
                if not command.startswith("make "):
                    with named(block, command):
                        code = run(command)
                    assert code == 0, f"{block}: {command}\n{capfd.readouterr().err}"
        gc.collect()  # a store is let go of with the last answer that came from it
    if page.name == "extraction.md":
        check_what_was_taught()


def check_what_was_taught() -> None:
    """The verbs, title, sector, country, office and relative date that extraction.md adds are all understood."""
    with open_store("oxigraph:./kg-store", read_only=True) as store:
        met = querying.ask(store, "who-met", person="Elphberg").records()
        said = querying.ask(store, "who-said", about="waters").records()
        together = querying.ask(store, "cooperation", sector="fisheries").records()
    assert [(str(m["from"]), str(m["to"]), m["who"], m["where"]) for m in met] == [
        ("2024-07-01", "2024-07-07", "Rudolf Elphberg; Vladimir Putin", "Strelsau")
    ]
    assert [(s["speaker"], s["content"]) for s in said] == [("Rajnath Singh", "Our waters are open")]
    assert [c["pair"] for c in together] == ["India; Ruritania"]


@pytest.mark.parametrize("block", every("sparql"), ids=str)
def test_queries_find_something(block: Block, built: Path, tmp_path: Path) -> None:
    """Every query or question shown is answered by the seeds' graph with at least one row."""
    file = tmp_path / "question.rq"
    file.write_text(block.text, encoding="utf-8")
    with open_store(f"oxigraph:{built}", read_only=True) as store:
        is_question = block.text.startswith("# title:")
        answer = querying.ask(store, read(file)) if is_question else querying.query(store, block.text)
    assert len(answer) > 0


@pytest.mark.parametrize("block", every("turtle"), ids=str)
def test_turtle_parses(block: Block) -> None:
    """Every snippet of Turtle is Turtle, with the prefixes of the ontology's files declared."""
    declared = re.findall(r"^@prefix .+$", (ROOT / "ontology" / "lexicon.ttl").read_text(encoding="utf-8"), re.M)
    declared += [f"@prefix {name}: <{base}> ." for name, base in (PREFIXES | OTHERS_PREFIXES).items()]
    head = "@base <https://w3id.org/bilateral/id/> .\n" + "\n".join(declared)
    assert list(ox.parse(f"{head}\n{block.text}", format=ox.RdfFormat.TURTLE)) or block.text.startswith("@base")


def test_make_targets_exist() -> None:
    """Every target that a page tells to make is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"(?:^\$ |`)make (\w+)", text, re.MULTILINE):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), f"{page.name}: make {target}"


def test_scripts_exist() -> None:
    """Every script that a page tells to run is there."""
    for page in PAGES:
        for script in re.findall(r"\.venv/bin/python (\S+\.py)", page.read_text(encoding="utf-8")):
            assert (ROOT / script).exists(), f"{page.name}: {script}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link leads to a file, and its anchor to a heading of it."""
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_guide_tells_of_every_option() -> None:
    """No command and no option of the command line is missing from the guide."""
    guide = (DOCS / "guide.md").read_text(encoding="utf-8")
    group = typer.main.get_command(cli.app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        assert f"### `kg {name}" in guide, name
        part = guide.partition(f"### `kg {name}")[2].partition("\n##")[0]
        for parameter in command.params:
            for option in (o for o in parameter.opts if o.startswith("--") and o not in {"--help", "--store"}):
                assert f"`{option}" in part, f"kg {name} {option}"


@pytest.mark.parametrize(
    ("page", "maker"), [("ontology.md", "make_ontology_reference"), ("questions.md", "make_question_reference")]
)
def test_a_reference_is_up_to_date(page: str, maker: str) -> None:
    """A page that is made from files is what its maker writes of them now."""
    spec = importlib.util.spec_from_file_location(maker, DOCS / f"{maker}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert DOCS / page == module.PAGE
    assert module.PAGE.read_text(encoding="utf-8") == module.reference(), f"run docs/{maker}.py"
