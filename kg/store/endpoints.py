"""Where a SPARQL 1.1 store answers, is written to, and keeps the union of all graphs.

The SPARQL protocols leave these addresses to each server. A server that says its name has them in
a table; for another they are written behind the URL, where no server ever sees them:
``https://example.org/ds/query#update=update&graphs=data``.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import StoreError
from kg.rdf.iris import UNION


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of one store."""

    query: str
    update: str
    graphs: str
    """Of the Graph Store Protocol."""
    union: NamedNode | DefaultGraph
    """The graph that holds every triple of all articles once, and that is asked by default."""

    @property
    def dataset(self) -> dict[str, str | list[str]]:
        """The parameters that make a query ask the union."""
        return {} if isinstance(self.union, DefaultGraph) else {"default-graph-uri": self.union.value}

    def address(self, graph: NamedNode | DefaultGraph) -> dict[str, str]:
        """The parameters that name a graph to the Graph Store Protocol."""
        return {"default": ""} if isinstance(graph, DefaultGraph) else {"graph": graph.value}


VIRTUOSO = {"update": "sparql-auth", "graphs": "sparql-graph-crud-auth", "union": UNION.value}
OTHERS = {"update": "update", "graphs": "store"}
"""As Oxigraph has them: beside the endpoint of queries, and the default graph can be written."""


def endpoints(url: str, server: str) -> Endpoints:
    """The addresses behind a store's URL, by the name that the server gives itself.

    >>> endpoints("http://localhost:7878", "oxigraph/0.5").graphs
    'http://localhost:7878/store'
    >>> endpoints("http://localhost:8890/sparql", "Virtuoso/07.20").update
    'http://localhost:8890/sparql-auth'
    >>> endpoints("https://example.org/ds/query#graphs=data", "").graphs
    'https://example.org/ds/data'
    """
    query = query_address(url)
    known = VIRTUOSO if server.startswith("Virtuoso") else OTHERS
    told = {**known, **_options(url)}
    union = told.get("union")
    return Endpoints(
        query,
        urljoin(query, told["update"]),
        urljoin(query, told["graphs"]),
        _graph(union, url) if union else DefaultGraph(),
    )


def query_address(url: str) -> str:
    """Where a store answers queries: the URL itself, and ``query`` below a server's root.

    >>> query_address("http://localhost:7878/"), query_address("http://localhost:8890/sparql#x=y")
    ('http://localhost:7878/query', 'http://localhost:8890/sparql')
    """
    address = urldefrag(url).url
    return urljoin(address, "query") if urlsplit(address).path.endswith("/") or not urlsplit(address).path else address


def check(url: str) -> None:
    """Raise StoreError if the URL is no store's, or would give secrets away."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise StoreError(f"{url!r} is no address of a store: {error}") from None
    if not host:
        raise StoreError(f"{url!r} is no address of a store: write http://HOST:PORT/PATH")
    if parts.username or parts.password:
        raise StoreError(f"the address of {host} holds a password: put it into KG_STORE_USER and KG_STORE_PASSWORD")
    unknown = _options(url).keys() - {"update", "graphs", "union"}
    if unknown:
        raise StoreError(f"{url}: {', '.join(sorted(unknown))} is not known: write #update=...&graphs=...&union=...")


def is_private(url: str) -> bool:
    """Whether what is sent there can be read by nobody on the way.

    >>> is_private("http://127.0.0.1:7878"), is_private("https://example.org"), is_private("http://example.org")
    (True, True, False)
    """
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _options(url: str) -> Mapping[str, str]:
    return dict(parse_qsl(urldefrag(url).fragment))


def _graph(iri: str, url: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise StoreError(f"{url}: {iri!r} is no IRI of a graph") from None
