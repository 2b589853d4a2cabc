"""Which queries are let through to a store: those that only read, only from this store, and not too much.

The text is measured before anything parses it, since nesting crashes the engine's parser. Then it
is parsed, and what was parsed is walked for whatever writes or reaches outside. The parser that
refuses (rdflib) is not the one that answers (the store), so spellings that the two could read
differently (escaped code points, lone carriage returns) are refused or made one before either
reads, and a query is refused too where a keyword stands that the parser took for something else.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pyoxigraph import NamedNode
from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from kg.errors import LimitError, QueryError
from kg.querying.words import spaced
from kg.rdf.iris import QUERY_PREFIXES

MAX_BYTES = 100_000
MAX_DEPTH = 50
MAX_BRACKETS = 600
MAX_NAMES = 2500
"""Opening brackets; IRIs, names and variables: what is hopeless need not be parsed."""
MAX_PATTERNS = 200
"""Steps of triple patterns' paths, and the groups, filters and bindings around them: the engine's
planning grows with their square and worse, and thousands of them crash it."""
PREFIXES = QUERY_PREFIXES
"""Declared before every query, so that it need not."""

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*"
    r'|(?P<name><[^<>"{}|^`\\\s]*>|[?$]\w+|[\w.-]{0,100}:(?:[\w.:%-]|\\.)*)'
    r"|(?P<word>\w+)"
    r"|(?P<open>[{(\[])"
    r"|(?P<close>[})\]])",
    re.DOTALL,
)
_GROUPS = re.compile("GraphPattern|Bind|Filter|InlineData|SubSelect")
_ONLY = "only SELECT, ASK, CONSTRUCT and DESCRIBE over this store are answered"


@dataclass(frozen=True, slots=True)
class _Read:
    """What a parsed query is made of, as far as it matters here."""

    services: int
    patterns: int
    graphs: tuple[str, ...]
    """The IRIs of FROM and FROM NAMED."""


def check(sparql: str, graphs: Container[NamedNode] = ()) -> str:
    """The query as it may be answered: the same, with plain line ends.

    FROM may name the graphs that `graphs` contains, as a store contains its own.

    >>> check("SELECT * { ?meeting a bil:Meeting }")
    'SELECT * { ?meeting a bil:Meeting }'
    >>> check("DROP ALL")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: this is an update (drop): only SELECT, ASK, CONSTRUCT and DESCRIBE ... are answered

    Raises QueryError if the query is no SPARQL query, writes, or reaches outside the store;
    LimitError if it is longer than 100 kB, nested more than 50 levels deep, or has more than 600
    brackets, 2,500 names or 200 patterns.
    """
    query = sparql.replace("\r\n", "\n").replace("\r", "\n")
    services = _measure(query)
    read = _read(query)
    if services or read.services:
        raise QueryError(f"SERVICE asks another server: {_ONLY}")
    if read.patterns > MAX_PATTERNS:
        raise LimitError(f"the query has {read.patterns} patterns: at most {MAX_PATTERNS} are answered; ask for less")
    for graph in read.graphs:
        if not _holds(graphs, graph):
            raise QueryError(f"FROM reads <{graph}>, which is no graph of this store: {_ONLY}")
    return query


def _measure(query: str) -> int:
    """Refuse what is too long or too deep; how often the keyword SERVICE stands in it."""
    size = len(query.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise LimitError(f"the query has {size} bytes: at most {MAX_BYTES} are read; ask for less at once")
    if re.search(r"\\[uU]", query):
        raise QueryError("the query escapes a character (\\u): write the character itself")
    depth = brackets = names = services = 0
    for token in _TOKEN.finditer(query):
        services += (token["word"] or "").upper() == "SERVICE"
        names += bool(token["name"])
        brackets += bool(token["open"])
        depth += bool(token["open"]) - bool(token["close"])
        if depth > MAX_DEPTH:
            raise LimitError(f"the query is nested more than {MAX_DEPTH} levels deep: ask in smaller steps")
    if brackets > MAX_BRACKETS:
        raise LimitError(f"the query has {brackets} brackets: at most {MAX_BRACKETS} are read; ask for less at once")
    if names > MAX_NAMES:
        raise LimitError(f"the query has {names} names and variables: at most {MAX_NAMES} are read; ask for less")
    return services


@lru_cache(maxsize=256)
def _read(query: str) -> _Read:
    try:
        with _deep_stack():
            parsed = parseQuery(query)
            parts = list(_parts(parsed))
            dataset = translateQuery(parsed, initNs=PREFIXES).algebra.get("datasetClause") or ()
    except ParseBaseException as error:
        raise QueryError(_update(query) or f"the query is not valid SPARQL, line {error.lineno}: {error.msg}") from None
    except RecursionError:
        raise LimitError("the query is nested too deeply: ask in smaller steps") from None
    except Exception as error:
        raise QueryError(f"the query is not valid SPARQL: {error}") from None
    services = sum(part.name == "ServiceGraphPattern" for part in parts)
    named = tuple(str(iri) for clause in dataset for key in ("default", "named") if (iri := dict.get(clause, key)))
    return _Read(services, sum(map(_patterns, parts)), named)


@contextmanager
def _deep_stack() -> Iterator[None]:
    """Room for the parser, which takes some twenty frames for a bracket and ten for a full stop."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(max(usual, 5000))
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


def _update(query: str) -> str | None:
    """Why a text that is no query is refused, if it is an update."""
    try:
        names = [spaced(request.name) for request in parseUpdate(query).request]
    except Exception:
        return None
    return f"this is an update ({', '.join(names)}): {_ONLY}" if names else None


def _patterns(part: CompValue) -> int:
    """How many patterns a part of a query adds: a path counts by its steps, a variable in its place as one."""
    if part.name == "TriplesBlock":
        return sum(isinstance(verb, Variable) for same in part.triples for verb in same[1::3])
    return int(part.name == "PathElt" or bool(_GROUPS.search(part.name)))


def _parts(parsed: Any) -> Iterator[CompValue]:
    """Every node of what was parsed, subqueries and filters included."""
    pending: list[object] = [parsed]
    while pending:
        part = pending.pop()
        if isinstance(part, CompValue):
            yield part
        if isinstance(part, dict):
            pending.extend(part.values())
        elif isinstance(part, list | tuple | set | ParseResults):
            pending.extend(part)


def _holds(graphs: Container[NamedNode], iri: str) -> bool:
    try:
        return NamedNode(iri) in graphs
    except ValueError:  # a relative IRI
        return False
