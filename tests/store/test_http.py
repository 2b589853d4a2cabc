"""What only stores on a server do: credentials, reach, limits, and what others find there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from rdf.graph_sample import RUN, extraction

from kg import pipeline
from kg.errors import QueryError, StoreError
from kg.rdf.iris import graph_iri
from kg.rdf.mapping import quads
from kg.store import open_store
from kg.store.endpoints import endpoints
from store import servers

A, B = graph_iri("a"), graph_iri("b")
SEEDS = servers.ROOT / "seeds"


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[str]:
    with servers.oxigraph(tmp_path) as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if servers.VIRTUOSO is None:
        pytest.skip(servers.NO_VIRTUOSO)
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso"), rows=100) as (url, _):
        yield url


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in servers.USER.items():
        monkeypatch.setenv(name, value)


def test_others_find_a_graph_for_each_article(oxigraph: str) -> None:
    """On the server an article is one named graph, and the default graph holds every triple once."""
    with open_store(oxigraph) as store:
        store.replace_all([(A, quads(extraction("a"), RUN)), (B, quads(extraction("b"), RUN))])

    def found(parameters: dict[str, str]) -> list[object]:
        data = httpx.get(f"{oxigraph}/store", params=parameters, headers={"accept": "application/n-triples"})
        return [quad.triple for quad in parse(data.content, format=RdfFormat.N_TRIPLES)]

    both = {quad.triple for id_ in "ab" for quad in quads(extraction(id_), RUN)}
    assert set(found({"graph": A.value})) == {quad.triple for quad in quads(extraction("a"), RUN)}
    assert sorted(map(str, found({"default": ""}))) == sorted(map(str, both))


def test_a_store_of_ours_can_be_served(tmp_path: Path) -> None:
    """A directory that a build wrote is what an Oxigraph server shows of it."""
    (tmp_path / "data").mkdir()
    with open_store(f"oxigraph:{tmp_path / 'data'}") as store:
        store.replace(A, quads(extraction("a"), RUN))
    del store
    with servers.oxigraph(tmp_path) as url, open_store(url, read_only=True) as served:
        assert set(served.quads()) == set(quads(extraction("a"), RUN))
        with pytest.raises(StoreError, match="open for reading only"):
            served.remove(A)


def test_a_build_can_be_repeated(oxigraph: str) -> None:
    """A build into a server is that into memory; again, it changes nothing, and what was lost comes back."""
    with open_store(oxigraph) as served, open_store("memory:") as store:
        for one in (served, store):
            assert pipeline.build([SEEDS], one).added == 2
        assert set(served.quads()) == set(store.quads())
        assert pipeline.build([SEEDS], served).unchanged == 2
        httpx.delete(f"{oxigraph}/store", params={"graph": served.graphs()[0].value}).raise_for_status()
        pipeline.build([SEEDS], served)
        assert set(served.quads()) == set(store.quads())


def test_writing_asks_for_leave(virtuoso: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a user, or with the wrong password, one line tells which variables to set."""
    for password in (None, "wrong"):
        if password:
            monkeypatch.setenv("KG_STORE_USER", "dba")
            monkeypatch.setenv("KG_STORE_PASSWORD", password)
        with open_store(virtuoso) as store, pytest.raises(StoreError, match="set KG_STORE_USER"):
            store.replace(A, quads(extraction("a"), RUN))


@pytest.mark.usefixtures("user")
def test_an_answer_cut_short_is_told(virtuoso: str) -> None:
    """Where the server gives only its first rows, there is no answer rather than a part of one."""
    with open_store(virtuoso) as store:
        store.replace(A, quads(extraction("a"), RUN))
        with pytest.raises(QueryError, match="100 rows at most"):
            store.query("SELECT * { ?s ?p ?o }")
        with pytest.raises(QueryError, match="100 rows at most"):
            list(store.quads())


def test_secrets_stay_secret(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """No password stands in a URL, none crosses a network in the clear, and none is logged."""
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StoreError, match="KG_STORE_PASSWORD") as told:
        open_store("http://me:hunter2@localhost:1/")
    assert "hunter2" not in str(told.value)
    monkeypatch.setenv("KG_STORE_TOKEN", "hunter2")
    with pytest.raises(StoreError, match="use https"):
        open_store("http://store.example.org/sparql")
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store(f"http://localhost:{servers.free_ports(1)[0]}/")
    assert "hunter2" not in caplog.text


@pytest.mark.parametrize("url", ["http://", "https:///path", "http://host:port/", "http://[::1/", "http://h/#x=y"])
def test_what_is_no_address(url: str) -> None:
    """An address that none can be is refused in one line."""
    with pytest.raises(StoreError) as told:
        open_store(url)
    assert "\n" not in str(told.value)


def test_what_is_no_sparql(oxigraph: str) -> None:
    """A server that does not answer SPARQL at the address says so."""
    with pytest.raises(StoreError, match="answered 404"):
        open_store(f"{oxigraph}/elsewhere")


def test_addresses_can_be_told() -> None:
    """Where update and graphs are elsewhere, the URL tells, relative to the endpoint of queries."""
    told = endpoints("https://example.org/ds/sparql#update=update&graphs=/data&union=urn:all", "Some/1.0")
    assert (told.query, told.update) == ("https://example.org/ds/sparql", "https://example.org/ds/update")
    assert told.graphs == "https://example.org/data"
    assert told.dataset == {"default-graph-uri": "urn:all"}
