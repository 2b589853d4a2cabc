"""The SPARQL 1.1 Protocol, its query operation: GET, POST of a form, POST of the query itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.server.formats import HTML, TRIPLES
from kg.server.jobs import Description, Query
from kg.server.requests import Parameters, RequestError, accepted, body, content_type, media_type, parameters
from kg.server.service import Service

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"


async def sparql(request: Request) -> Response:
    """Answer a query; without one, describe the service, or lead a browser to the query page."""
    service: Service = request.app.state.service
    if request.method != "POST":
        asked = parameters(request)
        if asked.one("query") is None and not asked.all("update"):
            return await _describe(request, service)
        return await service.answer(request, _query(request, asked))
    kind = content_type(request)
    if kind not in {FORM, DIRECT, UPDATE}:
        raise RequestError(415, f"send the query as {DIRECT}, or as the parameter query of {FORM}")
    if kind == UPDATE:
        raise RequestError(403, "updates are refused: this endpoint only answers queries")
    data = await body(request, service.limits.body)
    if kind == FORM:
        return await service.answer(request, _query(request, Parameters(data)))
    asked = parameters(request)
    if asked.one("query") is not None:
        raise RequestError(400, "the query is there twice: in the address and in the body")
    return await service.answer(request, Query(_text(data), accepted(request, asked), asked.dataset()))


def _query(request: Request, asked: Parameters) -> Query:
    if asked.all("update"):
        raise RequestError(403, "updates are refused: this endpoint only answers queries")
    query = asked.one("query")
    if query is None:
        raise RequestError(400, "the parameter query is missing")
    return Query(query, accepted(request, asked), asked.dataset())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise RequestError(400, "the query is not UTF-8") from None


async def _describe(request: Request, service: Service) -> Response:
    wanted = media_type(request, [*TRIPLES, HTML])
    if wanted == HTML:
        return RedirectResponse("/", 303)
    return await service.answer(request, Description(str(request.url.replace(query="")), wanted, service=True))
