"""Python values to RDF terms: one small function for each kind of value, all of them total.

Literals are written in their canonical form (``0.9``, not ``0.90``), because stores keep the value
and not its spelling, and equal input must give equal bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg.rdf.iris import BIL, SECTOR, WD, XSD

_NO_CHARACTERS = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Surrogates are no characters: each gives way to one replacement character, so offsets stay."""


def text(value: str) -> Literal:
    r"""A plain string; what UTF-8 cannot carry gives way to the replacement character.

    >>> text("a\ud800b").value
    'a�b'
    """
    return Literal(_clean(value))


def english(value: str) -> Literal:
    """A name in English."""
    return Literal(_clean(value), language="en")


def day(value: date) -> Literal:
    """An xsd:date.

    >>> day(date(2024, 7, 8)).value
    '2024-07-08'
    """
    return Literal(value.isoformat(), datatype=XSD["date"])


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD["integer"])


def ratio(value: float) -> Literal:
    """An xsd:decimal of at most two decimals.

    >>> ratio(0.9).value, ratio(1.0).value, ratio(0.456).value
    ('0.9', '1', '0.46')
    """
    return Literal(_plain(Decimal(repr(round(value, 2)))), datatype=XSD["decimal"])


def number(value: float) -> Literal:
    """An xsd:integer where the number is whole, else an xsd:decimal (xsd:double if not finite).

    >>> number(40.0).value, number(1.25).value
    ('40', '1.25')
    """
    if not math.isfinite(value):
        return Literal(float(value))
    if value == int(value):
        return integer(int(value))
    return Literal(_plain(Decimal(repr(value))), datatype=XSD["decimal"])


def uri(value: str) -> Literal:
    """An xsd:anyURI: a literal, since what an article calls its address may be no IRI at all."""
    return Literal(_clean(value), datatype=XSD["anyURI"])


def individual(value: StrEnum) -> NamedNode:
    """The individual of the ontology that a member of an enumeration stands for."""
    return BIL[value.value]


def sector(name: str) -> NamedNode:
    """A sector by its local name."""
    return SECTOR[quote(name, safe="", errors="replace")]


def wikidata(name: str) -> NamedNode:
    """A Wikidata item by its id, such as ``Q1058``."""
    return WD[quote(name, safe="", errors="replace")]


def joined(values: Iterable[str]) -> str:
    """The values with a separator that none of them is likely to hold, for hashing."""
    return "\x1f".join(values)


def _clean(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.translate(_NO_CHARACTERS)
    return value


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
