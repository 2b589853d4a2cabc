"""Answers as tables of Python values, and in the formats of SPARQL 1.1."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError
from kg.querying.guard import PREFIXES, check
from kg.rdf.iris import XSD
from kg.store import Answer, Store, Term

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Value = str | int | float | Decimal | bool | date | None


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: named columns, and rows of Python values (None where a variable is unbound).

    ASK gives one row with the column ``answer``; CONSTRUCT and DESCRIBE give a row for each triple.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    json: str = field(repr=False)
    """SPARQL 1.1 Query Results JSON; JSON-LD for triples."""
    csv: str = field(repr=False)
    """SPARQL 1.1 Query Results CSV."""

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)


def query(store: Store, sparql: str, parameters: Mapping[str, Term | None] | None = None) -> Result:
    """Answer a query that only reads.

    Raises QueryError if the guard refuses the query, or the store cannot answer it.
    """
    checked = check(sparql, store)  # in a statement of its own: the parser keeps frames alive, and with them an answer
    return _result(store.query(checked, parameters=parameters, prefixes=PREFIXES))


def _result(answer: Answer) -> Result:
    try:
        if isinstance(answer, QuerySolutions):
            return _table(answer)
        if isinstance(answer, QueryBoolean):
            return _yes_or_no(answer)
        return _triples(answer)
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered to its end: {error}") from None


def as_dict(thing: DataclassInstance) -> dict[str, Any]:
    """A dataclass of this room as plain values, ready for JSON."""
    return asdict(thing)


def value(term: Term | None) -> Value:
    """A term as a Python value; an IRI as its text, a literal that belies its datatype as its text.

    >>> from pyoxigraph import Literal
    >>> value(Literal("0.9", datatype=XSD["decimal"]))
    Decimal('0.9')
    >>> value(Literal("soon", datatype=XSD["date"]))
    'soon'
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode | Triple):
        return str(term)
    try:
        return _VALUES.get(term.datatype.value, str)(term.value)
    except (ValueError, ArithmeticError):
        return term.value


_VALUES: dict[str, Callable[[str], Value]] = {
    XSD["integer"].value: int,
    XSD["decimal"].value: Decimal,
    XSD["double"].value: float,
    XSD["float"].value: float,
    XSD["boolean"].value: lambda text: text in {"true", "1"},
    XSD["date"].value: date.fromisoformat,
}


def _table(solutions: QuerySolutions) -> Result:
    """Rows are read back from the serializer's bytes, since solutions can be walked only once."""
    data = solutions.serialize(format=QueryResultsFormat.JSON) or b""
    columns = tuple(variable.value for variable in solutions.variables)
    rows = tuple(tuple(value(term) for term in solution) for solution in _again(data))
    table = _again(data).serialize(format=QueryResultsFormat.CSV) or b""
    return Result(columns, rows, data.decode(), table.decode())


def _again(data: bytes) -> QuerySolutions:
    answer = parse_query_results(data, format=QueryResultsFormat.JSON)
    assert isinstance(answer, QuerySolutions)
    return answer


def _yes_or_no(answer: QueryBoolean) -> Result:
    yes = bool(answer)
    return Result(("answer",), ((yes,),), json.dumps({"head": {}, "boolean": yes}), f"answer\r\n{str(yes).lower()}\r\n")


def _triples(answer: QueryTriples) -> Result:
    triples = sorted(set(answer), key=str)
    columns = ("subject", "predicate", "object")
    rows = tuple((value(t.subject), value(t.predicate), value(t.object)) for t in triples)
    table = io.StringIO()
    csv.writer(table).writerows([columns, *rows])
    data = serialize(triples, format=RdfFormat.JSON_LD) or b""
    return Result(columns, rows, data.decode(), table.getvalue())
