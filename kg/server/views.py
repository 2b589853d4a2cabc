"""Everything that is asked besides SPARQL: questions by name, resources, the graph, descriptions."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg import querying
from kg.rdf.iris import BASE
from kg.server.formats import HTML, MARKDOWN, TRIPLES
from kg.server.jobs import Ask, Description, Drawing, Reply, Resource
from kg.server.pages import EDITOR_POLICY, render
from kg.server.requests import RequestError, accepted, media_type, parameters
from kg.server.service import HEADERS, Service, respond
from kg.server.vocabulary import vocabulary as known_terms


async def query_page(request: Request) -> Response:
    """The editor and the named questions."""
    page = render("query.html.j2", questions=querying.questions().values())
    response = respond(request, Reply(200, HTML, page.encode()))
    response.headers["Content-Security-Policy"] = EDITOR_POLICY
    return response


async def graph_page(request: Request) -> Response:
    """The graph page, which brings a policy of its own."""
    response = await _service(request).answer(request, Drawing())
    if response.status_code == 200:
        response.headers["Content-Security-Policy"] = "frame-ancestors 'none'"
    return response


async def resource(request: Request) -> Response:
    """What is known of a node of ours by its path, or of any by its IRI."""
    wanted = media_type(request, [HTML, *TRIPLES, MARKDOWN])
    if request.url.path == "/resource":
        node = parameters(request).one("iri")
        if node is None:
            raise RequestError(400, "the parameter iri is missing")
    else:
        raw = request.scope.get("raw_path", request.url.path.encode()).partition(b"?")[0]
        node = BASE + raw.decode("ascii", "replace").removeprefix("/id/")
    return await _service(request).answer(request, Resource(node, wanted))


async def void(request: Request) -> Response:
    """What the data set holds."""
    wanted = media_type(request, [*TRIPLES, HTML])
    address = str(request.url_for("sparql"))
    return await _service(request).answer(request, Description(address, wanted))


async def questions(request: Request) -> Response:
    """The named questions and what they take."""
    known = [
        {"name": q.name, "title": q.title, "about": q.about, "parameters": [querying.as_dict(p) for p in q.parameters]}
        for q in querying.questions().values()
    ]
    return JSONResponse(known, headers=HEADERS)


async def question(request: Request) -> Response:
    """The answer to a named question."""
    asked = parameters(request)
    job = Ask(_known(request), asked.rest("format"), accepted(request, asked))
    return await _service(request).answer(request, job)


async def question_sparql(request: Request) -> Response:
    """A named question as a query that can be changed, its parameters written in."""
    text = querying.written(_known(request), **parameters(request).rest())
    return PlainTextResponse(text, media_type="application/sparql-query", headers=HEADERS)


async def vocabulary(request: Request) -> Response:
    """What the editor completes: prefixes, classes and properties."""
    return JSONResponse(known_terms(), headers=HEADERS)


def _known(request: Request) -> str:
    name = request.path_params["name"]
    if name not in querying.questions():
        raise RequestError(404, f"no question is called {name!r}: /questions lists them")
    return str(name)


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service
