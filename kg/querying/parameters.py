"""Words of an analyst to typed terms: what the parameters of a question accept."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.rdf.iris import country_iri
from kg.rdf.terms import day, sector, text

Term = NamedNode | Literal

MAX_TEXT = 1000
"""Characters of a value."""

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def term(kind: str, value: str, *, last: bool = False) -> Term:
    """The term that `value` stands for; a month or year is its first day, or its last if `last`.

    >>> term("country", "in").value
    'https://w3id.org/bilateral/id/country/IN'
    >>> term("date", "2024-02").value, term("date", "2024-02", last=True).value
    ('2024-02-01', '2024-02-29')

    Raises QueryError if it stands for nothing of that kind.
    """
    if len(value) > MAX_TEXT:
        raise QueryError(f"a value has {len(value)} characters: at most {MAX_TEXT} are looked for")
    if kind == "date":
        return day(_day(value.strip(), last))
    return KINDS[kind](value.strip())


def _country(value: str) -> NamedNode:
    if not re.fullmatch("[A-Za-z]{2}", value):
        raise QueryError(f"{value!r} is no country code: write two letters, such as IN")
    return country_iri(value.upper())


def _day(value: str, last: bool) -> date:
    match = _DAY.fullmatch(value)
    try:
        if match is None:
            raise ValueError
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError:
        raise QueryError(f"{value!r} is no date: write 2024, 2024-07 or 2024-07-09") from None


KINDS: dict[str, Callable[[str], Term]] = {
    "country": _country,
    "date": lambda value: day(_day(value, last=False)),
    "sector": sector,
    "text": text,
}
"""What a question may declare a parameter to be."""
