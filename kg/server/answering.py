"""What a worker does with a question: from a job to the bytes of an answer.

Everything here runs in a process of its own, from a store that nobody writes.
"""

from __future__ import annotations

import csv
import io
import logging
from itertools import chain, islice

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg import querying
from kg.errors import KgError, LimitError, QueryError
from kg.querying.guard import PREFIXES, check
from kg.rdf.iris import PREFIXES as VOCABULARY
from kg.server import descriptions, pages
from kg.server.formats import HTML, MARKDOWN, RESULTS, TABLES, TRIPLES, best
from kg.server.jobs import Ask, Description, Drawing, Graph, Job, Query, Reply, Resource
from kg.server.limits import Limits
from kg.store import Answer, Store

_MEGABYTE = 1 << 20


def answer(store: Store, job: Job, limits: Limits) -> Reply:
    """The answer to a job, or a refusal that says why there is none."""
    try:
        return _answer(store, job, limits)
    except LimitError as error:
        return Reply.refusal(413, str(error))
    except KgError as error:
        return Reply.refusal(404 if isinstance(job, Resource) else 400, str(error))
    except MemoryError:
        return Reply.refusal(503, f"the question needed more than {limits.memory} MB of memory: ask for less at once")
    except Exception as error:  # a fault of ours costs an answer, not a worker
        logging.getLogger(__name__).exception("no answer to %r", job)
        return Reply.refusal(500, f"the question could not be answered: {type(error).__name__}")


def _answer(store: Store, job: Job, limits: Limits) -> Reply:
    match job:
        case Query():
            return _query(store, job, limits)
        case Ask():
            return _ask(store, job)
        case Resource():
            return _resource(store, job)
        case Description():
            if job.media_type == HTML:
                return Reply(200, HTML, pages.about(store, job.address, limits).encode())
            triples = descriptions.describe(store, job.address, limits if job.service else None)
            return _triples(triples, job.media_type)
        case Drawing():
            return Reply(200, HTML, pages.drawing(store).encode())
        case Graph():
            found = store.quads(job.iri) if job.iri else store.quads()
            return _triples(_capped((quad.triple for quad in found), limits), job.media_type)
    raise TypeError(job)


# ---------------------------------------------------------------- queries
def _query(store: Store, job: Query, limits: Limits) -> Reply:
    query = check(job.sparql, store)
    for graph in chain(*job.dataset or ()):
        if graph not in store:
            raise QueryError(f"{graph} is no graph of this store: choose among its own")
    found = store.query(query, prefixes=PREFIXES, dataset=job.dataset)
    offered = _offered(found)
    media_type = best(offered, job.accept)
    if media_type is None:
        return Reply.refusal(406, f"the answer can be had as {', '.join(offered)}")
    try:
        return Reply(200, media_type, _written(found, media_type, limits))
    except (OSError, RuntimeError, ValueError) as error:
        return Reply.refusal(400, f"the query could not be answered to its end: {' '.join(str(error).split())}")


def _offered(found: Answer) -> list[str]:
    if isinstance(found, QuerySolutions):
        return [*RESULTS]
    if isinstance(found, QueryBoolean):
        return [media_type for media_type in RESULTS if media_type not in TABLES]
    return [*TRIPLES]


def _written(found: Answer, media_type: str, limits: Limits) -> bytes:
    if isinstance(found, QuerySolutions):
        out = _Capped(limits)
        found.serialize(out, RESULTS[media_type])
        data = out.getvalue()
        _check_rows(data, RESULTS[media_type], limits)
        return data
    if isinstance(found, QueryBoolean):
        return found.serialize(format=RESULTS[media_type]) or b""
    return _serialized(_capped(found, limits), TRIPLES[media_type])


class _Capped(io.BytesIO):
    """Bytes that do not grow beyond the limit."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._most = limits.answer

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > self._most * _MEGABYTE:
            raise LimitError(f"the answer has more than {self._most} MB: set a LIMIT, or ask for fewer columns")
        return super().write(data)


def _check_rows(data: bytes, format: QueryResultsFormat, limits: Limits) -> None:
    """Refuse too many rows; no format writes one in less than two bytes, so few answers are counted."""
    if len(data) > 2 * limits.rows and _rows(data, format) > limits.rows:
        raise LimitError(f"the answer has more than {limits.rows} rows: set a LIMIT")


def _rows(data: bytes, format: QueryResultsFormat) -> int:
    if format == QueryResultsFormat.CSV:
        return sum(1 for _ in csv.reader(io.StringIO(data.decode()))) - 1
    found = parse_query_results(data, format=format)
    return sum(1 for _ in found) if isinstance(found, QuerySolutions) else 0


def _capped(triples: object, limits: Limits) -> list[Triple]:
    taken = list(islice(iter(triples), limits.rows + 1))  # type: ignore[call-overload]
    if len(taken) > limits.rows:
        raise LimitError(f"the answer has more than {limits.rows} triples: set a LIMIT")
    return taken


# ---------------------------------------------------------------- questions, resources, graphs
def _ask(store: Store, job: Ask) -> Reply:
    result = querying.ask(store, job.name, **job.values)
    media_type = best(RESULTS, job.accept)
    if media_type is None:
        return Reply.refusal(406, f"the answer can be had as {', '.join(RESULTS)}")
    format = RESULTS[media_type]
    if format == QueryResultsFormat.JSON:
        return Reply(200, media_type, result.json.encode())
    if format == QueryResultsFormat.CSV:
        return Reply(200, media_type, result.csv.encode())
    found = parse_query_results(result.json.encode(), format=QueryResultsFormat.JSON)
    return Reply(200, media_type, found.serialize(format=format) or b"")


def _resource(store: Store, job: Resource) -> Reply:
    node = querying.describe(store, job.iri)
    if job.media_type == HTML:
        return Reply(200, HTML, pages.resource(node).encode())
    if job.media_type == MARKDOWN:
        return Reply(200, MARKDOWN, pages.markdown(node).encode())
    return _triples(node.triples, job.media_type)


def _triples(triples: object, media_type: str) -> Reply:
    return Reply(200, media_type, _serialized(triples, TRIPLES[media_type]))


def _serialized(triples: object, format: RdfFormat) -> bytes:
    return serialize(triples, format=format, prefixes=VOCABULARY) or b""  # type: ignore[arg-type]
