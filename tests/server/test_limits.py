"""Hostile queries: each ends within its limits with a reason, and disturbs nobody."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from server.hostile import LONG, NESTING, OUTSIDE, TOO_MUCH
from server.serving import ALL, DIRECT, Server, serving

ORDINARY = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def strict(sample: Path) -> Iterator[Server]:
    """A server with little patience."""
    with serving(sample, seconds=3, quantum=0.5, memory=256, rows=50, workers=2, slow=1) as started:
        yield started


@pytest.fixture(autouse=True)
def unharmed(strict: Server) -> Iterator[None]:
    """After each test the same process still answers an ordinary query."""
    yield
    assert strict.process.poll() is None
    assert strict.rows(ORDINARY)[0]["n"] != "0"


@pytest.mark.parametrize("query", [*NESTING.values(), *TOO_MUCH.values()], ids=[*NESTING, *TOO_MUCH])
def test_what_is_too_much_is_refused_unread(strict: Server, query: str) -> None:
    """A query beyond the limits of its text is refused with 413 and one line."""
    response = strict.client.post("/sparql", content=query, headers=DIRECT)
    assert response.status_code == 413
    assert response.text.count("\n") == 1


@pytest.mark.parametrize("query", LONG.values(), ids=[*LONG])
def test_what_takes_too_long_is_stopped(strict: Server, query: str) -> None:
    """A query beyond the limits of time and memory is stopped with 503 and a reason; 413 if it is its answer."""
    response = strict.client.post("/sparql", content=query, headers=DIRECT)
    assert response.status_code in {413, 503}, response.text[:200]
    assert any(word in response.text for word in ("took longer", "memory", "more than")), response.text
    assert response.status_code != 503 or response.headers["retry-after"]


@pytest.mark.parametrize("query", OUTSIDE.values(), ids=[*OUTSIDE])
def test_nothing_outside_is_asked(strict: Server, query: str) -> None:
    """No query makes the server open a connection, to loopback neither."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0)
        response = strict.ask(query % f"http://127.0.0.1:{listening.getsockname()[1]}/sparql")
        assert response.status_code == 400
        with pytest.raises(BlockingIOError):
            listening.accept()


def test_a_body_of_10_mb_is_not_read_to_its_end(strict: Server) -> None:
    """A body above the limit is refused with 413, whether its length is told or not."""
    body = b"#" * 10_000_000
    assert strict.client.post("/sparql", content=body, headers=DIRECT).status_code == 413
    pieces = (body[start : start + 65536] for start in range(0, len(body), 65536))
    with contextlib.suppress(httpx.WriteError):  # refused and closed while it was still being sent
        assert strict.client.post("/sparql", content=pieces, headers=DIRECT).status_code == 413


def test_an_answer_with_too_many_rows(strict: Server) -> None:
    """More rows or triples than the limit are refused with 413; with a LIMIT the query is answered."""
    for accept in ("application/sparql-results+json", "text/csv", "application/sparql-results+xml"):
        response = strict.ask(ALL, headers={"Accept": accept})
        assert (response.status_code, "more than 50 rows" in response.text) == (413, True)
    response = strict.ask("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert (response.status_code, "more than 50 triples" in response.text) == (413, True)
    assert strict.ask(f"{ALL} LIMIT 50").status_code == 200


def test_short_queries_do_not_wait_for_long_ones(strict: Server) -> None:
    """While as many long queries run as there are workers and more, an ordinary one is answered before they end."""
    bomb = LONG["a cartesian product"]
    with ThreadPoolExecutor(4) as clients:
        bombs = [clients.submit(lambda: strict.ask(bomb)) for _ in range(4)]
        while not any(running.running() for running in bombs):
            threading.Event().wait(0.01)
        assert strict.rows(ORDINARY)
        assert not all(done.done() for done in bombs)
        reasons = [done.result() for done in bombs]
    assert {response.status_code for response in reasons} == {503}


def test_one_client_cannot_take_all(sample: Path) -> None:
    """Above its share of open questions an address is answered 429, with a reason and when to come again."""
    with serving(sample, seconds=3, per_client=1, workers=1) as server, ThreadPoolExecutor(3) as clients:
        asked = [clients.submit(lambda: server.ask(LONG["a cartesian product"])) for _ in range(3)]
        responses = [done.result() for done in asked]
    refused = [response for response in responses if response.status_code == 429]
    assert len(refused) == 2
    assert all("open already" in response.text and response.headers["retry-after"] for response in refused)


def test_a_full_queue_is_told(sample: Path) -> None:
    """Where too many wait already, one more is turned away with 503."""
    with serving(sample, seconds=3, queue=1, workers=1, slow=1) as server, ThreadPoolExecutor(6) as clients:
        asked = [clients.submit(lambda: server.ask(LONG["a cartesian product"])) for _ in range(6)]
        reasons = " ".join(done.result().text for done in asked)
    assert "too many questions are waiting" in reasons


def test_a_client_that_goes_away_leaves_nothing_behind(sample: Path) -> None:
    """When the client closes the connection, its question is dropped and its worker is free again."""
    with serving(sample, seconds=60, quantum=59, workers=1) as server:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{server.client.base_url}/sparql", params={"query": LONG["a cartesian product"]}, timeout=1)
        assert server.client.get("/sparql", params={"query": ORDINARY}, timeout=20).status_code == 200


def test_other_names_are_refused(strict: Server) -> None:
    """A web page cannot reach a server on loopback under a name of its own (DNS rebinding)."""
    assert strict.ask(ORDINARY, headers={"Host": "evil.example"}).status_code == 400
    assert strict.ask(ORDINARY, headers={"Host": "localhost"}).status_code == 200
