"""Quads back to facts: the tables of `properties`, read the other way round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode

from kg.model import (
    AgreementStatus,
    Basis,
    Evidence,
    Fact,
    Mode,
    Period,
    Place,
    Quotation,
    Span,
    Status,
    Tenure,
)
from kg.rdf import properties, terms
from kg.rdf.iris import BASE, BIL, SECTOR, iri
from kg.rdf.properties import FACT, FACTS, PERIOD, Table

Term = NamedNode | Literal
Said = Mapping[NamedNode, Sequence[Term]]
"""What a graph says of one node, by property."""

_ENUMS: tuple[type[StrEnum], ...] = (Status, Mode, AgreementStatus, Basis, Tenure, Quotation)
_MEMBERS = {BIL[member.value].value: member for enum in _ENUMS for member in enum}


def fact(kind: type[Fact], key: str, said: Said, places: Mapping[str, Place]) -> Any:
    """The fact of `kind` that a graph holds under `key`; its evidence has spans, but not their sentences.

    `places` are the places that the graph describes, by key.
    """
    values = {**_values(kind, FACTS[kind], said, places), **_values(kind, FACT, said, places)}
    names = {field.name for field in fields(kind)}
    if "period" in names:
        values["period"] = _period(said, places)
    evidence = tuple(sorted(_evidence(term.value) for term in said.get(BIL["evidence"], ())))
    return kind(**{"key": key, "evidence": evidence, **{k: v for k, v in values.items() if k in names}})


def _values(kind: type[Any], table: Table, said: Said, places: Mapping[str, Place]) -> dict[str, Any]:
    many = {field.name for field in fields(kind) if str(field.type).startswith("tuple")}
    found: dict[str, Any] = {}
    for name, (predicate, term) in table.items():
        values = sorted(_value(term, t.value, places) for t in said.get(predicate, ()))
        if name in many:
            found[name] = tuple(values)
        elif values:
            found[name] = values[0]
    return found


def _value(term: Callable[[Any], Term], value: str, places: Mapping[str, Place]) -> Any:
    if term is properties.place_or_country:
        key = value.removeprefix(BASE)
        return places.get(key, key)
    return _BACK[term](value)


_BACK: dict[Callable[[Any], Term], Callable[[str], Any]] = {
    iri: lambda value: value.removeprefix(BASE),
    terms.text: str,
    terms.day: date.fromisoformat,
    terms.number: float,
    terms.ratio: float,
    terms.individual: _MEMBERS.__getitem__,
    terms.sector: lambda value: unquote(value.removeprefix(SECTOR.base)),
}


def _period(said: Said, places: Mapping[str, Place]) -> Period | None:
    values = _values(Period, PERIOD, said, places)
    return Period(**{"earliest": None, "latest": None, **values}) if values else None


def _evidence(value: str) -> Evidence:
    """The evidence behind its own IRI: ``evidence/ARTICLE/START-END/RULE``."""
    _, _, span, rule = value.removeprefix(BASE).split("/")
    start, _, end = span.partition("-")
    found = Span(int(start), int(end))
    return Evidence(found, found, unquote(rule))
