"""Which queries are let through to a store: those that only read, and only from this store.

Two readers look at every query, because the one that refuses (rdflib) is not the one that answers:
rdflib's algebra is walked for whatever reaches outside, and the words of the text are looked at
once more. Spellings that the two could read differently (escaped code points, lone carriage
returns) are refused or made one before either reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyparsing import ParseBaseException
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from kg.errors import QueryError
from kg.rdf.iris import QUERY_PREFIXES
from kg.store.base import PARAMETER

MAX_BYTES = 100_000
MAX_DEPTH = 50
PREFIXES: dict[str, str] = {**QUERY_PREFIXES, "param": PARAMETER}
"""Declared before every query, so that it need not."""

_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\s]*>'
    r"|#[^\n]*"
    r"|[?$][\w]+"
    r"|[\w.-]*:[\w.:%-]*"
    r"|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<open>[{(\[])"
    r"|(?P<close>[})\]])",
    re.DOTALL,
)
_REFUSED = {
    "SERVICE": "SERVICE asks another server",
    "FROM": "FROM reads another data set",
    "LOAD": "LOAD fetches from the web",
    "INSERT": "INSERT writes",
    "DELETE": "DELETE writes",
    "DROP": "DROP writes",
    "CLEAR": "CLEAR writes",
    "CREATE": "CREATE writes",
    "COPY": "COPY writes",
    "MOVE": "MOVE writes",
}
_ONLY = "only SELECT, ASK, CONSTRUCT and DESCRIBE over this store are answered"


def check(sparql: str) -> str:
    """The query as it may be answered: the same, with plain line ends.

    >>> check("SELECT * { ?meeting a bil:Meeting }")
    'SELECT * { ?meeting a bil:Meeting }'
    >>> check("DROP ALL")
    Traceback (most recent call last):
    ...
    kg.errors.QueryError: DROP writes: only SELECT, ASK, CONSTRUCT and DESCRIBE over this store are answered

    Raises QueryError if the query is no SPARQL query, writes, reaches outside the store, is longer
    than 100 kB or nested more than 50 levels deep.
    """
    query = sparql.replace("\r\n", "\n").replace("\r", "\n")
    _check_size(query)
    _check_words(query)
    for part in _parts(_parse(query)):
        if part.name == "ServiceGraphPattern":
            raise QueryError(f"{_REFUSED['SERVICE']}: {_ONLY}")
        if part.name == "DatasetClause" or dict.get(part, "datasetClause"):
            raise QueryError(f"{_REFUSED['FROM']}: {_ONLY}")
    return query


def _check_size(query: str) -> None:
    size = len(query.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise QueryError(f"the query has {size} bytes: at most {MAX_BYTES} are read; ask for less at once")
    if re.search(r"\\[uU]", query):
        raise QueryError("the query escapes a character (\\u): write the character itself")


def _check_words(query: str) -> None:
    """Refuse words of updates and brackets nested too deep, wherever no string or name holds them."""
    depth = 0
    for token in _TOKEN.finditer(query):
        if token["word"] and (why := _REFUSED.get(token["word"].upper())):
            raise QueryError(f"{why}: {_ONLY}")
        depth += bool(token["open"]) - bool(token["close"])
        if depth > MAX_DEPTH:
            raise QueryError(f"the query is nested more than {MAX_DEPTH} levels deep: ask in smaller steps")


def _parse(query: str) -> Query:
    try:
        return translateQuery(parseQuery(query), initNs=PREFIXES)
    except ParseBaseException as error:
        raise QueryError(f"the query is not valid SPARQL, line {error.lineno}: {error.msg}") from None
    except RecursionError:
        raise QueryError("the query is nested too deeply: ask in smaller steps") from None
    except Exception as error:
        raise QueryError(f"the query is not valid SPARQL: {error}") from None


def _parts(query: Query) -> Iterator[CompValue]:
    """Every node of the algebra and of what was parsed, subqueries and filters included."""
    pending: list[object] = [query.algebra]
    seen: set[int] = set()
    while pending:
        part = pending.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, CompValue):
            yield part
        if isinstance(part, dict):
            pending.extend(part.values())
        elif isinstance(part, list | tuple | set):
            pending.extend(part)
