"""What changes the store: the token's holder through the server, and builds beside it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from rdf.graph_sample import RUN, extraction

from kg.rdf.iris import graph_iri
from kg.rdf.mapping import quads
from kg.store import open_store
from server.serving import Server, make_store, running, serving

TURTLE = {"Content-Type": "text/turtle"}
TOKEN = {"Authorization": "Bearer secret"}
GRAPH = "https://w3id.org/bilateral/id/graph/new"
ONE = "<https://example.org/a> <https://example.org/b> 1 ."
KNOWN = "ASK { <https://example.org/a> ?p ?o }"


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Server]:
    """A server with a token."""
    store = make_store(tmp_path / "kg-store")
    settings = {"url": f"oxigraph:{store}", "host": "127.0.0.1", "port": 0, "names": [], "limits": {}}
    with running([sys.executable, "-m", "kg.server", json.dumps(settings)], store, KG_TOKEN="secret") as started:
        yield started


def known(server: Server) -> bool:
    return bool(server.ask(KNOWN, headers={"Accept": "application/json"}).json()["boolean"])


def test_a_graph_is_written_read_and_dropped(writable: Server) -> None:
    """PUT and DELETE of a named graph are seen by the next query; a repeat is harmless."""
    put = [writable.client.put("/data", params={"graph": GRAPH}, content=ONE, headers=TURTLE | TOKEN) for _ in range(2)]
    assert [response.status_code for response in put] == [201, 204]
    assert known(writable)
    assert "example.org/a" in writable.client.get("/data", params={"graph": GRAPH}).text
    gone = [writable.client.delete("/data", params={"graph": GRAPH}, headers=TOKEN) for _ in range(2)]
    assert [response.status_code for response in gone] == [204, 404]
    assert not known(writable)


def test_nobody_writes_without_the_token(writable: Server) -> None:
    """Without the token, or with another, nothing is written."""
    for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": "secret"}):
        response = writable.client.put("/data", params={"graph": GRAPH}, content=ONE, headers=TURTLE | headers)
        assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert not known(writable)


def test_a_server_without_a_token_only_reads(server: Server) -> None:
    """Where no token is set there is nothing that could write, whatever is sent."""
    for headers in ({}, TOKEN, {"Authorization": "Bearer None"}):
        response = server.client.put("/data", params={"graph": GRAPH}, content=ONE, headers=TURTLE | headers)
        assert response.status_code == 403
    assert not known(server)


def test_what_cannot_be_written(writable: Server) -> None:
    """A broken graph, blank nodes, another format, the default graph: each is refused with its reason."""
    faults = {
        ("text/turtle", "<a> <b>", f"graph={GRAPH}"): 400,
        ("text/turtle", "[] <urn:b> 1 .", f"graph={GRAPH}"): 400,
        ("image/png", "x", f"graph={GRAPH}"): 415,
        ("text/turtle", ONE, "default"): 403,
        ("text/turtle", ONE, ""): 400,
        ("text/turtle", ONE, "graph=none"): 400,
    }
    for (kind, content, query), status in faults.items():
        headers = {"Content-Type": kind} | TOKEN
        response = writable.client.put(f"/data?{query}", content=content, headers=headers)
        assert response.status_code == status, response.text


def test_a_build_beside_the_server_is_seen(tmp_path: Path) -> None:
    """The server holds no lock: another process may write the store, and soon the server answers from the new one."""
    store = make_store(tmp_path / "kg-store")
    with serving(store) as server:
        before = int(server.rows("SELECT (COUNT(*) AS ?n) { ?s a bil:Article }")[0]["n"])
        with open_store(f"oxigraph:{store}") as opened:
            opened.replace(graph_iri("c"), quads(extraction("c", date(2024, 7, 10)), RUN))
        after, deadline = before, time.monotonic() + 60
        while after == before and time.monotonic() < deadline:
            after = int(server.rows("SELECT (COUNT(*) AS ?n) { ?s a bil:Article }")[0]["n"])
        assert (before, after) == (2, 3)


def test_what_a_killed_server_left_is_taken_away(tmp_path: Path) -> None:
    """The next server takes away the snapshots of one that had no time to."""
    store = make_store(tmp_path / "kg-store")
    with serving(store) as server:
        assert server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        server.process.kill()
        server.process.wait(20)
    assert len(list(tmp_path.iterdir())) == 2
    with serving(store) as server:
        assert server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert list(tmp_path.iterdir()) == [store]


def test_snapshots_are_taken_away(tmp_path: Path) -> None:
    """When the server ends, nothing is left beside the store."""
    store = make_store(tmp_path / "kg-store")
    with serving(store) as server:
        assert server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert len(list(tmp_path.iterdir())) == 2
    assert list(tmp_path.iterdir()) == [store]
