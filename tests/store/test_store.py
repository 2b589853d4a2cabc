"""What every store does, for every kind of store."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, Quad, QueryBoolean, QuerySolutions
from rdf.graph_sample import MEETING, RUN, extraction

from kg.errors import QueryError, StoreError
from kg.model import Article, Extraction
from kg.rdf.iris import BASE, BIL, SKOS, graph_iri, iri
from kg.rdf.mapping import quads
from kg.store import Store, open_store
from store import servers

A, B = graph_iri("a"), graph_iri("b")


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if servers.VIRTUOSO is None:
        pytest.skip(servers.NO_VIRTUOSO)
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as (url, _):
        yield url


@pytest.fixture(params=["memory:", "oxigraph:", "oxigraph", "virtuoso"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The URL of a store that holds nothing: in memory, on disk, and on two servers."""
    if request.param == "memory:":
        return "memory:"
    if request.param == "oxigraph:":
        return f"oxigraph:{tmp_path / 'store'}"
    if request.param == "virtuoso":
        for name, value in servers.USER.items():
            monkeypatch.setenv(name, value)
    served = str(request.getfixturevalue(request.param))
    with open_store(served) as store:
        for graph in store.graphs():
            store.remove(graph)
    return served


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


def of(id_: str) -> list[Quad]:
    return quads(extraction(id_), RUN)


def rows(store: Store, sparql: str) -> list[tuple[str, ...]]:
    answer = store.query(sparql, prefixes={"bil": BIL.base, "skos": SKOS.base})
    assert isinstance(answer, QuerySolutions)
    return [tuple(term.value for term in solution) for solution in answer]


def test_what_goes_in_comes_out(store: Store) -> None:
    """A graph that was put in can be read back, quad by quad."""
    store.replace(A, of("a"))
    assert set(store.quads(A)) == set(store.quads()) == set(of("a"))
    assert len(store) == len(of("a"))
    assert list(store.graphs()) == [A]


def test_replace_leaves_nothing_behind(store: Store) -> None:
    """After replace a graph holds the new quads alone, and other graphs are as before."""
    store.replace_all([(A, of("a")), (B, of("b"))])
    new = quads(Extraction(Article("a", "other")), RUN)
    store.replace(A, new)
    assert set(store.quads(A)) == set(new)
    assert set(store.quads(B)) == set(of("b"))


def test_replace_all_is_replace_for_each(store: Store) -> None:
    """Many graphs at once, new and known ones, end as if each had been replaced."""
    store.replace(A, quads(Extraction(Article("a", "old")), RUN))
    store.replace_all([(A, of("a")), (B, of("b"))])
    assert set(store.quads()) == {*of("a"), *of("b")}


def test_remove(store: Store) -> None:
    """A removed graph is gone with what it alone said; what others say too stays."""
    store.replace_all([(A, of("a")), (B, of("b"))])
    assert store.remove(A)
    assert not store.remove(A)
    assert A not in store
    assert B in store
    assert set(store.quads()) == set(of("b"))
    assert rows(store, "SELECT ?id { ?a a bil:Article ; <http://purl.org/dc/terms/identifier> ?id }") == [("b",)]
    assert rows(store, "SELECT ?who { ?m a bil:Meeting ; bil:participant/skos:prefLabel ?who } ORDER BY ?who") == [
        ("Narendra Modi",),
        ("Vladimir Putin",),
    ]


def test_an_emptied_graph_is_no_graph(store: Store) -> None:
    """Replacing a graph by nothing takes it away."""
    store.replace(A, of("a"))
    store.replace(A, [])
    assert (len(store), list(store.graphs())) == (0, [])


def test_union_counts_a_triple_once(store: Store) -> None:
    """What two articles say alike is one triple to a query, so that counts and joins are right."""
    store.replace_all([(A, of("a")), (B, of("b"))])
    assert rows(store, "SELECT (COUNT(*) AS ?n) { ?m a bil:Meeting ; bil:participant ?p }") == [("2",)]


def test_union_after_any_history(store: Store) -> None:
    """Queries see exactly the triples of the named graphs, after adding, replacing and removing."""
    store.replace_all([(A, of("a")), (B, of("b"))])
    store.replace(B, quads(Extraction(Article("b", "short")), RUN))
    store.replace(A, of("a")[:50])
    store.remove(B)
    store.replace_all([(graph_iri("c"), of("c"))])
    seen = rows(store, "SELECT ?s ?p ?o { ?s ?p ?o }")
    assert sorted(seen) == sorted(
        (q.subject.value, q.predicate.value, q.object.value) for q in {q.triple for q in store.quads()}
    )


def test_graphs_can_be_asked_apart(store: Store) -> None:
    """GRAPH tells which article says what."""
    store.replace_all([(A, of("a")), (B, of("b"))])
    ours = f"FILTER(STRSTARTS(STR(?g), '{BASE}'))"
    assert len(rows(store, f"SELECT ?g {{ GRAPH ?g {{ ?m a bil:Meeting }} {ours} }}")) == 2


def test_quads_of_a_node(store: Store) -> None:
    """Quads can be narrowed to a subject or an object."""
    store.replace(A, of("a"))
    node = iri(MEETING)
    assert set(store.quads(subject=node)) == {q for q in of("a") if q.subject == node}
    assert set(store.quads(object=node)) == {q for q in of("a") if q.object == node}


def test_refused_quads_change_nothing(store: Store) -> None:
    """Quads of another graph, of none, or that fail on the way are refused, and nothing is written."""
    store.replace(A, of("a"))

    def failing() -> Iterator[Quad]:
        yield from of("b")
        raise ValueError("on the way")

    for attempt in (
        lambda: store.replace(A, of("b")),
        lambda: store.replace_all([(B, [Quad(A, A, A)])]),
        lambda: store.replace(A, [Quad(A, A, BlankNode("x"), B)]),
        lambda: store.replace(B, failing()),
    ):
        with pytest.raises((StoreError, ValueError)):
            attempt()
    assert set(store.quads()) == set(of("a"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(texts=st.lists(st.text(st.characters(codec="utf-8")), max_size=4))
def test_hostile_literals_round_trip(store: Store, texts: list[str]) -> None:
    """Whatever a literal holds, quotes, braces or backslashes, it is data and never a query."""
    new = {Quad(A, BIL["content"], Literal(text), A) for text in [*texts, '" } } ; DROP ALL #', "\\u0022"]}
    store.replace(A, new)
    assert set(store.quads()) == new


def test_construct_gives_triples(store: Store) -> None:
    """CONSTRUCT and DESCRIBE give triples, with prefixes and comments in front."""
    store.replace(A, of("a"))
    head = "# who was there\nPREFIX b: <https://w3id.org/bilateral/ontology#>\n"
    made = store.query(f"{head}CONSTRUCT {{ ?m b:host ?p }} WHERE {{ ?m a b:Meeting ; b:participant ?p }}")
    assert isinstance(made, Iterable)
    assert {triple.predicate for triple in made} == {BIL["host"]}
    told = store.query(f"DESCRIBE {iri(MEETING)}")
    assert isinstance(told, Iterable)
    assert any(triple.subject == iri(MEETING) for triple in told)


@pytest.mark.parametrize("sparql", ["SELECT", "SELECT * { ?s ?p }", "DROP ALL", ""])
def test_what_is_no_query(store: Store, sparql: str) -> None:
    """What is not a query is refused in one line, updates too."""
    with pytest.raises(QueryError) as caught:
        store.query(sparql)
    assert "\n" not in str(caught.value)


def test_a_closed_store_says_so(url: str) -> None:
    """A store that was closed tells how to open it again."""
    with open_store(url) as store:
        pass
    with pytest.raises(StoreError, match="open it again"):
        len(store)


def test_ask_is_answered(store: Store) -> None:
    """ASK gives a truth value."""
    for held in (False, True):
        answer = store.query(f"ASK {{ {iri(MEETING)} ?p ?o }}")
        assert isinstance(answer, QueryBoolean)
        assert bool(answer) is held
        store.replace(A, of("a"))


# ---------------------------------------------------------------- what only stores on disk do
def test_a_store_on_disk_stays(tmp_path: Path) -> None:
    """What was written is there when the store is opened again, for reading only too."""
    url = f"oxigraph:{tmp_path / 'kept'}"
    with open_store(url) as store:
        store.replace(A, of("a"))
    with open_store(url, read_only=True) as store:
        assert len(store) == len(of("a"))
        with pytest.raises(StoreError, match="open for reading only"):
            store.remove(A)


def test_two_writers(tmp_path: Path) -> None:
    """A second process that wants to write is told that the store is in use."""
    url = f"oxigraph:{tmp_path / 'one'}"
    code = f"from kg.store import open_store; open_store({url!r})"
    with open_store(url):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "is in use by another process" in done.stderr


def a_file(folder: Path) -> str:
    (folder / "file").write_text("x")
    return f"oxigraph:{folder / 'file'}"


def a_folder_of_something_else(folder: Path) -> str:
    (folder / "notes.txt").write_text("x")
    return f"oxigraph:{folder}"


@pytest.mark.parametrize("place", [a_file, a_folder_of_something_else])
def test_what_is_no_store(tmp_path: Path, place: Callable[[Path], str]) -> None:
    """A file, or a folder with other things in it, is not made into a store."""
    before = sorted(tmp_path.iterdir())
    with pytest.raises(StoreError, match="name a"):
        open_store(place(tmp_path))
    assert len(sorted(tmp_path.iterdir())) <= len(before) + 1


@pytest.mark.parametrize("url", ["", "memory", "oxigraph:", "http:x", "memory:x"])
def test_unknown_urls(url: str) -> None:
    """A URL of no known kind is refused with the kinds there are."""
    with pytest.raises(StoreError, match="write memory: or oxigraph:DIRECTORY"):
        open_store(url)


def test_reading_needs_a_store(tmp_path: Path) -> None:
    """Opening for reading makes no store where there is none."""
    with pytest.raises(StoreError, match="kg build"):
        open_store(f"oxigraph:{tmp_path / 'none'}", read_only=True)
    assert list(tmp_path.iterdir()) == []
