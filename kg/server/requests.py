"""What a request says, read strictly: parameters, bodies within a limit, the media type that is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.errors import KgError
from kg.server.formats import SHORT, best
from kg.store.base import Dataset

FIELDS = 200
"""Parameters of one request."""
_MEGABYTE = 1 << 20


class RequestError(KgError):
    """A request that is not answered: a status of HTTP, and why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Parameters:
    """Parameters of an address or a form, in which a name may stand several times."""

    def __init__(self, encoded: bytes) -> None:
        try:
            text = encoded.decode("ascii")
            self._pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
        except UnicodeDecodeError:
            raise RequestError(400, "the parameters are not UTF-8, percent-encoded") from None
        except ValueError:
            raise RequestError(413, f"the request has more than {FIELDS} parameters") from None

    def all(self, name: str) -> list[str]:
        """All values of a parameter."""
        return [value for key, value in self._pairs if key == name]

    def one(self, name: str) -> str | None:
        """The value of a parameter, None where it is missing. Raises RequestError if it has several."""
        values = self.all(name)
        if len(values) > 1:
            raise RequestError(400, f"the parameter {name} stands {len(values)} times: give it once")
        return values[0] if values else None

    def rest(self, *known: str) -> Mapping[str, str]:
        """The other parameters that have a value; of one that stands several times the last."""
        return {key: value for key, value in self._pairs if key not in known and value}

    def dataset(self) -> Dataset | None:
        """The graphs that the SPARQL protocol lets a client choose."""
        default, named = self.all("default-graph-uri"), self.all("named-graph-uri")
        if not default and not named:
            return None
        return Dataset(tuple(map(iri, default)), tuple(map(iri, named)))


def iri(text: str) -> NamedNode:
    """The node that a parameter names. Raises RequestError if it is no IRI."""
    try:
        return NamedNode(text)
    except ValueError:
        raise RequestError(400, f"{text[:200]!r} is not an absolute IRI") from None


def parameters(request: Request) -> Parameters:
    """The parameters of the address."""
    return Parameters(request.scope["query_string"])


async def body(request: Request, megabytes: int) -> bytes:
    """The body. Raises RequestError as soon as it is longer than the limit."""
    most = megabytes * _MEGABYTE
    length = request.headers.get("content-length", "")
    data = bytearray()
    if not (length.isdigit() and int(length) > most):
        async for chunk in request.stream():
            data += chunk
            if len(data) > most:
                break
        else:
            return bytes(data)
    raise RequestError(413, f"the body has more than {megabytes} MB: send less at once")


def content_type(request: Request) -> str:
    """The media type of the body, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def accepted(request: Request, asked: Parameters) -> str:
    """What the client takes: the parameter ``format`` before the header Accept."""
    format = asked.one("format")
    if format is None:
        return request.headers.get("accept") or "*/*"
    return SHORT.get(format, format)


def media_type(request: Request, offered: list[str]) -> str:
    """Which of the media types offered the client would rather have. Raises RequestError if none."""
    found = best(offered, accepted(request, parameters(request)))
    if found is None:
        raise RequestError(406, f"this can be had as {', '.join(offered)}")
    return found
