"""The web application, and the command that runs it."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KgError, StoreError
from kg.server import views, writing
from kg.server.jobs import Reply
from kg.server.limits import Limits
from kg.server.requests import RequestError
from kg.server.service import Service, respond
from kg.server.sparql import sparql
from kg.view import shell

HERE = Path(__file__).parent
LOOPBACK = ["127.0.0.1", "localhost", "testserver"]


def application(
    url: str, limits: Limits | None = None, token: str | None = None, hosts: list[str] | None = None
) -> Starlette:
    """The server for the store at `url`.

    With `token`, who has it may write. Requests for other names than `hosts` are refused, so that no
    web page can reach a server on loopback under a name of its own.

    Raises StoreError if there is no store.
    """
    service = Service(url, limits or Limits())

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        async with service.running():
            yield

    app = Starlette(
        routes=ROUTES,
        lifespan=running,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts or LOOPBACK, www_redirect=False)],
        exception_handlers={KgError: _told, HTTPException: _not_there},
    )
    app.state.service = service
    app.state.token = token
    return app


def serve(url: str, host: str, port: int, limits: Limits, token: str | None, names: list[str]) -> None:
    """Run the server until it is stopped.

    Raises StoreError if there is no store.
    """
    hosts = [*LOOPBACK, *names] if is_loopback(host) or names else ["*"]
    app = application(url, limits, token, hosts)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, timeout_graceful_shutdown=3
    )
    with config.bind_socket() as listening:
        listening.listen(config.backlog)
        print(f"{url} is served at http://{host}:{listening.getsockname()[1]}/  (Ctrl-C ends it)", flush=True)
        uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0"), is_loopback("localhost")
    (True, False, True)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _base_style(request: Request) -> Response:
    return Response(shell.style("base.css"), media_type="text/css")


async def _told(request: Request, error: Exception) -> Response:
    status = error.status if isinstance(error, RequestError) else 503 if isinstance(error, StoreError) else 400
    response = respond(request, Reply.refusal(status, str(error)))
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


async def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = respond(request, Reply.refusal(error.status_code, error.detail))
    response.headers.update(error.headers or {})
    return response


ROUTES = [
    Route("/", views.query_page),
    Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
    Route("/questions", views.questions),
    Route("/questions/{name}", views.question),
    Route("/questions/{name}/sparql", views.question_sparql),
    Route("/vocabulary", views.vocabulary),
    Route("/graph", views.graph_page),
    Route("/resource", views.resource),
    Route("/id/{path:path}", views.resource),
    Route("/void", views.void),
    Route("/.well-known/void", views.void),
    Route("/data", writing.read),
    Route("/data", writing.write, methods=["PUT", "DELETE"]),
    Route("/static/base.css", _base_style),
    Mount("/static/yasgui", StaticFiles(directory=HERE / "vendor" / "yasgui")),
    Mount("/static", StaticFiles(directory=HERE / "static")),
]
