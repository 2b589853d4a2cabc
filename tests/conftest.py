"""What all tests share: the language pipeline, loaded once, and graphs made with it."""

from __future__ import annotations

import gc
import json
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from browser import chromium
from spacy.language import Language

from kg import cli, export, ontology, pipeline
from kg.annotation import Annotator
from kg.annotation.pipeline import load_pipeline
from kg.extraction import Extractor
from kg.model import Article, Extraction
from kg.pipeline import Summary
from kg.settings import DEFAULT_PIPELINE, Settings
from kg.store import Store, open_store

__all__ = ["chromium"]  # one browser for all tests

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"

Make = Callable[..., tuple[Store, Summary]]
Understand = Callable[..., Extraction]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes more than ten seconds; leave out with -m 'not slow'")


@pytest.fixture(scope="session", autouse=True)
def one_pipeline() -> Iterator[Callable[[str], Language]]:
    """Pipelines and what is made of them are loaded once and kept, also by the builds that tests start here."""
    with pytest.MonkeyPatch.context() as patch:
        loaded = cache(load_pipeline)
        patch.setattr(pipeline, "load_pipeline", loaded)
        patch.setattr(pipeline, "_Worker", cache(pipeline._Worker))
        patch.delenv("KG_ONTOLOGY", raising=False)
        patch.delenv("KG_PIPELINE", raising=False)
        patch.delenv("KG_STORE", raising=False)
        patch.delenv("KG_WORKERS", raising=False)
        yield loaded


@pytest.fixture(scope="session")
def make() -> Make:
    """Builds a graph of files and folders, in memory unless a store is given."""

    def build(inputs: Iterable[Path], store: Store | None = None, **settings: object) -> tuple[Store, Summary]:
        opened = store if store is not None else open_store("memory:")
        return opened, pipeline.build(list(inputs), opened, Settings(**settings))  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def seeds(make: Make) -> Store:
    """The graph of the seed articles."""
    return make([SEEDS])[0]


@pytest.fixture(scope="session")
def annotator(one_pipeline: Callable[[str], Language]) -> Annotator:
    return Annotator(one_pipeline(DEFAULT_PIPELINE), ontology.load())


@pytest.fixture(scope="session")
def understand(one_pipeline: Callable[[str], Language], annotator: Annotator) -> Understand:
    """What the project understands of a text, as if it were an article of Friday, 14 June 2024."""
    extractor = Extractor(one_pipeline(DEFAULT_PIPELINE), ontology.load())

    def read(
        text: str,
        *,
        published: date | None = date(2024, 6, 14),
        title: str | None = None,
        name: str = "sample",
        url: str | None = None,
    ) -> Extraction:
        [annotated] = annotator.annotate([Article(name, text, title, url, published)])
        return extractor.extract(annotated)

    return read


def json_lines(path: Path, articles: Iterable[dict[str, object]]) -> Path:
    """A JSON Lines file of articles."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def exported(store: Store, folder: Path, *suffixes: str) -> dict[str, bytes]:
    """The bytes of a store's graph in each format."""
    written = {}
    for suffix in suffixes or (".trig", ".ttl", ".nq"):
        path = folder / f"graph{suffix}"
        export.write(store.quads(), path)
        written[suffix] = path.read_bytes()
    return written


def assert_same(found: dict[str, bytes], wanted: dict[str, bytes]) -> None:
    """The same bytes in every format; where they differ, the lines that do are told."""
    lines, others = found[".nq"].decode().splitlines(), wanted[".nq"].decode().splitlines()
    assert sorted(set(lines) - set(others)) == sorted(set(others) - set(lines)), "first: found, not wanted"
    assert found == wanted


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def error_lines(self) -> list[str]:
        """The lines on standard error."""
        return self.err.splitlines()


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Outcome]:
    """Runs a command as a shell would, in a folder of its own and in this process."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        capsys.readouterr()
        code = 0
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            logging.captureWarnings(False)
            if {"build", "remove"} & set(arguments):
                gc.collect()  # a store is unlocked when nothing refers to it any more, as at the end of a process
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run
