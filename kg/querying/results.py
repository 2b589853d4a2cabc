"""Answers as tables of Python values, and in the formats that programs and people read."""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Iterator, Mapping
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
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError
from kg.querying.guard import PREFIXES, check
from kg.rdf.iris import PREFIXES as WRITTEN_PREFIXES
from kg.rdf.iris import XSD
from kg.store import Answer, Store, Term

if TYPE_CHECKING:
    import pandas as pd
    from _typeshed import DataclassInstance

Value = str | int | float | Decimal | bool | date | None
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """An answer: named columns, and rows of Python values (None where a variable is unbound).

    ASK gives one row with the column ``answer``; CONSTRUCT and DESCRIBE give a row for each triple.
    Going through a result gives its rows as dictionaries.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    json: str = field(repr=False)
    """SPARQL 1.1 Query Results JSON; JSON-LD for triples."""
    triples: tuple[Triple, ...] | None = field(default=None, repr=False)
    """What CONSTRUCT and DESCRIBE give."""

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return iter(self.records())

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def csv(self) -> str:
        """SPARQL 1.1 Query Results CSV; for triples and truth values a table of the same make."""
        return self._table(QueryResultsFormat.CSV, "excel")

    @property
    def tsv(self) -> str:
        """SPARQL 1.1 Query Results TSV, which keeps the terms; tables as with `csv`."""
        return self._table(QueryResultsFormat.TSV, "excel-tab")

    @property
    def turtle(self) -> str:
        """The triples in Turtle.

        Raises QueryError if the answer has no triples.
        """
        if self.triples is None:
            raise QueryError("the answer is a table, not a graph: ask with CONSTRUCT or DESCRIBE for Turtle")
        return (serialize(self.triples, format=RdfFormat.TURTLE, prefixes=WRITTEN_PREFIXES) or b"").decode()

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas data frame; needs the extra ``bilateral-kg[pandas]``.

        Raises QueryError if pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise QueryError("pandas is not installed: pip install 'bilateral-kg[pandas]'") from None
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def _repr_html_(self) -> str:
        """The table that a notebook shows; what a cell holds is text, never markup."""
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in self.rows[:SHOWN])
        more = f"<p>{len(self) - SHOWN} more rows</p>" if len(self) > SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"

    def _table(self, format: QueryResultsFormat, dialect: str) -> str:
        answer = None if self.triples is not None else parse_query_results(self.json, format=QueryResultsFormat.JSON)
        if isinstance(answer, QuerySolutions):
            return (answer.serialize(format=format) or b"").decode()
        table = io.StringIO()
        csv.writer(table, dialect).writerows([self.columns, *([_lexical(cell) for cell in row] for row in self.rows)])
        return table.getvalue()


SHOWN = 200
"""Rows that a notebook shows."""


def query(store: Store, sparql: str) -> Result:
    """Answer a query that only reads.

    Raises QueryError if the guard refuses the query, or the store cannot answer it.
    """
    checked = check(sparql, store)  # in a statement of its own: the parser keeps frames alive, and with them an answer
    return answered(store, checked)


def answered(store: Store, checked: str, lists: Mapping[str, str] | None = None) -> Result:
    """The answer to a query that the guard has let pass.

    `lists` gives columns whose items are put in order, and what stands between the items.
    """
    try:
        return _result(store.query(checked, prefixes=PREFIXES), lists or {})
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be answered to its end: {error}") from None


def _result(answer: Answer, lists: Mapping[str, str]) -> Result:
    if isinstance(answer, QuerySolutions):
        return _table(answer, lists)
    if isinstance(answer, QueryBoolean):
        yes = bool(answer)
        return Result(("answer",), ((yes,),), json.dumps({"head": {}, "boolean": yes}))
    triples = tuple(sorted(set(answer), key=str))
    rows = tuple((value(t.subject), value(t.predicate), value(t.object)) for t in triples)
    data = serialize(triples, format=RdfFormat.JSON_LD) or b""
    return Result(("subject", "predicate", "object"), rows, data.decode(), triples)


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


def _table(solutions: QuerySolutions, lists: Mapping[str, str]) -> Result:
    """Rows are read back from the serializer's bytes, since solutions can be walked only once."""
    data = (solutions.serialize(format=QueryResultsFormat.JSON) or b"").decode()
    if lists:
        data = _in_order(data, lists)
    again = parse_query_results(data, format=QueryResultsFormat.JSON)
    assert isinstance(again, QuerySolutions)
    columns = tuple(variable.value for variable in again.variables)
    return Result(columns, tuple(tuple(value(term) for term in row) for row in again), data)


def _in_order(data: str, lists: Mapping[str, str]) -> str:
    """The items of lists in alphabetical order, stores put them together in whichever; what is empty is no item."""
    table = json.loads(data)
    for row in table["results"]["bindings"]:
        for name in row.keys() & lists.keys():
            row[name]["value"] = lists[name].join(sorted(filter(None, row[name]["value"].split(lists[name]))))
            if not row[name]["value"]:
                del row[name]
    return json.dumps(table, ensure_ascii=False)


def _lexical(cell: Value) -> str:
    return str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)


def _cell(cell: Value) -> str:
    return f"<td>{html.escape(_lexical(cell))}</td>"
