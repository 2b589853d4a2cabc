"""Files: the same quads give the same bytes, and reading them back gives the same quads."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse
from rdf.graph_sample import RUN, extraction

from kg.errors import ExportError
from kg.export import SUFFIXES, in_order, write
from kg.model import Article, Extraction
from kg.rdf.mapping import quads

QUADS = [quad for id_ in ("a", "b", "../<x>") for quad in quads(extraction(id_), RUN)]
FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_bytes_do_not_depend_on_order(tmp_path: Path, suffix: str) -> None:
    """Shuffled and doubled quads give the same bytes."""
    mixed = [*QUADS, *QUADS[:50]]
    random.Random(7).shuffle(mixed)
    write(QUADS, tmp_path / f"one{suffix}")
    write(mixed, tmp_path / f"two{suffix}")
    assert (tmp_path / f"one{suffix}").read_bytes() == (tmp_path / f"two{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_named_graphs_are_kept(tmp_path: Path, suffix: str) -> None:
    """What is read back is what was written, graph by graph."""
    path = tmp_path / f"graph{suffix}"
    assert write(QUADS, path) == len(set(QUADS))
    assert set(parse(path=path, format=FORMATS[suffix])) == set(QUADS)


def test_turtle_is_the_union(tmp_path: Path) -> None:
    """A Turtle file holds every triple once, without graphs."""
    path = tmp_path / "graph.ttl"
    assert write(QUADS, path) == len({q.triple for q in QUADS})
    assert {q.triple for q in parse(path=path, format=RdfFormat.TURTLE)} == {q.triple for q in QUADS}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rdflib_reads_it(tmp_path: Path, suffix: str) -> None:
    """Another reader finds the same number of triples."""
    path = tmp_path / f"graph{suffix}"
    write(QUADS, path)
    data = rdflib.Dataset(default_union=True)
    data.parse(path)
    assert {(str(s), str(p)) for s, p, *_ in data.quads()} == {(q.subject.value, q.predicate.value) for q in QUADS}


def test_other_processes_write_the_same(tmp_path: Path) -> None:
    """A process with another hash seed writes the same bytes."""
    code = (
        "import sys; from pathlib import Path; from pyoxigraph import parse, RdfFormat;"
        "from kg.export import write;"
        "write(set(parse(path=sys.argv[1], format=RdfFormat.N_QUADS)), Path(sys.argv[2]))"
    )
    write(QUADS, tmp_path / "in.nq")
    for seed in ("1", "2"):
        arguments = [sys.executable, "-c", code, str(tmp_path / "in.nq"), str(tmp_path / f"{seed}.trig")]
        subprocess.run(arguments, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())})
    write(QUADS, tmp_path / "3.trig")
    assert len({(tmp_path / f"{n}.trig").read_bytes() for n in (1, 2, 3)}) == 1


def test_subjects_stand_together() -> None:
    """Quads are in order of graph and subject, with rdf:type first."""
    ordered = in_order(QUADS)
    subjects = [(q.graph_name, q.subject) for q in ordered]
    blocks = [pair for n, pair in enumerate(subjects) if n == 0 or subjects[n - 1] != pair]
    assert len(blocks) == len(set(blocks))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(title=st.text(st.characters(codec="utf-8")), id_=st.text(st.characters(codec="utf-8"), max_size=30))
def test_hostile_text_round_trips(tmp_path: Path, title: str, id_: str) -> None:
    """Titles and ids of any characters survive every format that keeps graphs."""
    made = quads(Extraction(Article(id_, "text", title=title)), RUN)
    for suffix in (".trig", ".nq", ".jsonld"):
        path = tmp_path / f"graph{suffix}"
        write(made, path)
        assert set(parse(path=path, format=FORMATS[suffix])) == set(made)


def test_nothing_gives_a_valid_file(tmp_path: Path) -> None:
    """An empty graph is a file that can be read."""
    for suffix, syntax in FORMATS.items():
        path = tmp_path / f"empty{suffix}"
        assert write([], path) == 0
        assert list(parse(path=path, format=syntax)) == []


@pytest.mark.parametrize("name", ["graph.docx", "graph", "missing/graph.ttl"])
def test_what_cannot_be_written(tmp_path: Path, name: str) -> None:
    """A foreign suffix or a missing folder is told in one line, and leaves nothing behind."""
    with pytest.raises(ExportError) as caught:
        write(QUADS, tmp_path / name)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_keeps_the_old_file(tmp_path: Path) -> None:
    """A file is replaced only by a whole one."""
    path = tmp_path / "graph.nq"
    write(QUADS, path)
    before = path.read_bytes()

    def failing() -> list[Quad]:
        raise OSError("disk full")

    with pytest.raises(ExportError):
        write((quad for _ in [0] for quad in failing()), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
