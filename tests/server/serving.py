"""A real server in a process of its own, on loopback, over a small store."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from rdf.graph_sample import RUN, extraction

from kg.rdf.iris import graph_iri
from kg.rdf.mapping import quads
from kg.store import open_store

JSON = "application/sparql-results+json"
DIRECT = {"Content-Type": "application/sparql-query"}
ALL = "SELECT * { ?s ?p ?o }"


@dataclass
class Server:
    """A server that runs, and a client that asks it."""

    process: subprocess.Popen[str]
    client: httpx.Client
    store: Path

    def ask(self, query: str, **options: object) -> httpx.Response:
        """The response to a query, sent with GET."""
        return self.client.get("/sparql", params={"query": query}, **options)  # type: ignore[arg-type]

    def rows(self, query: str, **options: object) -> list[dict[str, str]]:
        """The bindings of an answer."""
        response = self.ask(query, headers={"Accept": JSON}, **options)
        assert response.status_code == 200, response.text
        return [{k: v["value"] for k, v in row.items()} for row in response.json()["results"]["bindings"]]


def make_store(folder: Path) -> Path:
    """Two articles that tell of one meeting."""
    with open_store(f"oxigraph:{folder}") as store:
        store.replace_all((graph_iri(id_), quads(extraction(id_), RUN)) for id_ in "ab")
    return folder


@contextmanager
def serving(store: Path, *, names: tuple[str, ...] = (), **limits: float) -> Iterator[Server]:
    """A server with limits of its own."""
    settings = {"url": f"oxigraph:{store}", "host": "127.0.0.1", "port": 0, "names": names, "limits": limits}
    with running([sys.executable, "-m", "kg.server", json.dumps(settings)], store) as server:
        yield server


@contextmanager
def running(command: list[str], store: Path, **environment: str) -> Iterator[Server]:
    """The server that a command starts; it is ended with the context."""
    import os

    env = {**os.environ, **environment}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        with httpx.Client(base_url=found[0], timeout=60) as client:
            yield Server(process, client, store)
    finally:
        process.terminate()
        process.wait(20)
