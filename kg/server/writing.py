"""Writing through the server, for who has the token: the Graph Store Protocol on named graphs."""

from __future__ import annotations

import asyncio
import secrets

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse
from starlette.requests import Request
from starlette.responses import Response

from kg.server.formats import TRIPLES
from kg.server.jobs import Graph, Reply
from kg.server.requests import RequestError, body, content_type, iri, media_type, parameters
from kg.server.service import Service, respond
from kg.store import open_store


async def read(request: Request) -> Response:
    """The triples of a named graph, or with ``?default`` of all."""
    service: Service = request.app.state.service
    return await service.answer(request, Graph(_graph(request), media_type(request, [*TRIPLES])))


async def write(request: Request) -> Response:
    """PUT makes the body all that a named graph holds, DELETE drops it."""
    service: Service = request.app.state.service
    _check_token(request)
    graph = _graph(request)
    if graph is None:
        raise RequestError(403, "the default graph holds what the named graphs hold: write those")
    quads: list[Quad] = []
    if request.method == "PUT":
        data = await body(request, service.limits.upload)
        quads = await asyncio.to_thread(_quads, data, content_type(request), graph)
    async with service.changing:
        known = await asyncio.to_thread(_replace, service.url, graph, quads)
        await service.refresh()
    if request.method == "DELETE" and not known:
        raise RequestError(404, f"there is no graph {graph}")
    return respond(request, Reply(204 if known else 201, "text/plain", b""))


def _check_token(request: Request) -> None:
    token: str | None = request.app.state.token
    if not token:
        raise RequestError(403, "this server only reads: start it with a token to write")
    given = request.headers.get("authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise RequestError(401, "writing needs the token: send it as Authorization: Bearer TOKEN")


def _graph(request: Request) -> NamedNode | None:
    asked = parameters(request)
    name = asked.one("graph")
    if (name is None) == (asked.one("default") is None):
        raise RequestError(400, "name one graph: ?graph=IRI, or ?default")
    return iri(name) if name is not None else None


def _quads(data: bytes, kind: str, graph: NamedNode) -> list[Quad]:
    format = RdfFormat.from_media_type(kind) if kind else None
    if format is None:
        raise RequestError(415, f"send the graph as one of {', '.join(TRIPLES)}")
    try:
        found = [quad.triple for quad in parse(data, format=format, without_named_graphs=True)]
    except (SyntaxError, ValueError) as error:
        raise RequestError(400, f"the graph cannot be read: {error}") from None
    if any(isinstance(term, BlankNode) for triple in found for term in (triple.subject, triple.object)):
        raise RequestError(400, "the graph has blank nodes: give every node an IRI")
    return [Quad(triple.subject, triple.predicate, triple.object, graph) for triple in found]


def _replace(url: str, graph: NamedNode, quads: list[Quad]) -> bool:
    """Whether there was such a graph."""
    with open_store(url) as store:
        known = graph in store
        store.replace(graph, quads)
    return known
