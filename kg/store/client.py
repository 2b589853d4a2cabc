"""One HTTP client to a SPARQL server: credentials, limits, and errors in one line."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Mapping
from typing import Any

import httpx

from kg.errors import KgError, QueryError, StoreError
from kg.store.endpoints import Endpoints, check, endpoints, is_private, query_address

TIMEOUT = httpx.Timeout(300, connect=10)
"""Seconds that a server may take to answer, and to be reached."""
ATTEMPTS = 4
"""How often a write is tried that the server breaks off: every one can be repeated without harm."""
RESULTS = "application/sparql-results+json"


class Client:
    """Speaks to the server of one store, with the credentials of the environment.

    Every method raises StoreError where the server cannot be reached, or refuses.
    """

    def __init__(self, url: str) -> None:
        check(url)
        self._url = url
        self._http: httpx.Client | None = httpx.Client(auth=_auth(url), timeout=TIMEOUT)

    def endpoints(self) -> Endpoints:
        """The addresses of the store, by the name that the server gives itself in an answer."""
        response = self._query(query_address(self._url), "ASK {}", {}, RESULTS)
        _check(response, StoreError)
        return endpoints(self._url, response.headers.get("server", ""))

    def ask(self, address: str, sparql: str, dataset: Mapping[str, str | list[str]], accept: str) -> bytes:
        """The answer to a query, in the format `accept`.

        Raises QueryError if the server does not take the query, or cuts its answer short.
        """
        response = self._query(address, sparql, dataset, accept)
        _check(response, QueryError)
        if limit := response.headers.get("x-sparql-maxrows"):
            raise QueryError(f"{address} gives {limit} rows at most: ask for less, or raise its ResultSetMaxRows")
        return response.content

    def write(self, method: str, address: str, parameters: Mapping[str, str], data: bytes, kind: str) -> None:
        """Send what can be sent again without harm, until the server has taken it."""
        for attempt in range(1, ATTEMPTS + 1):
            response = self._send(method, address, params=parameters, content=data, headers={"content-type": kind})
            if not response.is_server_error or attempt == ATTEMPTS:
                break
        if method != "DELETE" or response.status_code != httpx.codes.NOT_FOUND:
            _check(response, StoreError)

    def close(self) -> None:
        """Let go of the connections."""
        if self._http is not None:
            self._http.close()
        self._http = None

    def _query(self, address: str, sparql: str, dataset: Mapping[str, str | list[str]], accept: str) -> httpx.Response:
        return self._send("POST", address, data={"query": sparql, **dataset}, headers={"accept": accept})

    def _send(self, method: str, address: str, **request: Any) -> httpx.Response:
        if self._http is None:
            raise StoreError(f"{self._url} is closed: open it again with open_store")
        try:
            return self._http.request(method, address, **request)
        except httpx.HTTPError as error:
            raise StoreError(f"{address} cannot be reached: {error or type(error).__name__}") from None


def _check(response: httpx.Response, refused: type[KgError]) -> None:
    """Raise if the server did not do what it was asked to: `refused` where the query is at fault."""
    if response.is_success:
        return
    where, status = response.url.copy_with(query=None), response.status_code
    if status in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
        raise StoreError(f"{where} asks for leave: set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN")
    if response.has_redirect_location:
        raise StoreError(f"{where} sends elsewhere: name the store by {response.headers['location']}")
    reason = f"{where} answered {status}: {_first_line(response.text) or response.reason_phrase}"
    if refused is QueryError:
        raise QueryError(f"the query cannot be answered: {reason}")
    raise refused(reason)


def _first_line(text: str) -> str:
    """The start of what a server says, without markup."""
    bare = re.sub(r"<(style|title|h1).*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
    return " ".join(bare.split())[:200]


# ---------------------------------------------------------------- credentials
def _auth(url: str) -> httpx.Auth | None:
    """What the environment has to show: a token, or a user and a password.

    Raises StoreError if they would cross a network in the clear.
    """
    token, user = os.environ.get("KG_STORE_TOKEN"), os.environ.get("KG_STORE_USER")
    if not token and not user:
        return None
    if not is_private(url):
        raise StoreError(f"{url}: a password or token would be sent in the clear: use https")
    if token:
        return _Bearer(token)
    return _Password(user or "", os.environ.get("KG_STORE_PASSWORD", ""))


class _Bearer(httpx.Auth):
    """A token, shown with every request."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["authorization"] = f"Bearer {self._token}"
        yield request


class _Password(httpx.Auth):
    """A user and a password, shown in the way that the server asks for: digest, or basic."""

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx.DigestAuth(user, password)
        self._basic = httpx.BasicAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._chosen is None:
            response = yield request
            if response.status_code != httpx.codes.UNAUTHORIZED:
                return
            wants_digest = "digest" in response.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if wants_digest else self._basic
        yield from self._chosen.auth_flow(request)
