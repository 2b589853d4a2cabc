"""The table of the mapping: which field of which dataclass becomes which property, and how.

A field that is None gives nothing; a field that is a tuple gives one value for each member.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.model import (
    Agreement,
    Cooperation,
    Fact,
    Figure,
    Meeting,
    Place,
    PositionHeld,
    Statement,
    Undertaking,
    Visit,
)
from kg.rdf import terms
from kg.rdf.iris import BIL, DCTERMS, RDFS, SCHEMA, SKOS, country_iri, iri

Term = NamedNode | Literal
Table = dict[str, tuple[NamedNode, Callable[[Any], Term]]]
"""Field name to property and the function that makes the term."""


def place_or_country(value: Place | str) -> NamedNode:
    """The node of a place, or of a country given by its key."""
    return iri(value if isinstance(value, str) else value.key)


ARTICLE: Table = {
    "id": (DCTERMS["identifier"], terms.text),
    "title": (SCHEMA["headline"], terms.text),
    "published": (SCHEMA["datePublished"], terms.day),
    "url": (SCHEMA["url"], terms.uri),
    "publisher": (SCHEMA["publisher"], terms.text),
    "language": (SCHEMA["inLanguage"], terms.text),
    "place": (BIL["dateline"], terms.text),
}

ACTOR: Table = {
    "name": (SKOS["prefLabel"], terms.english),
    "aliases": (SKOS["altLabel"], terms.english),
    "country": (BIL["country"], country_iri),
    "wikidata": (SKOS["exactMatch"], terms.wikidata),
}

PLACE: Table = {
    "name": (SKOS["prefLabel"], terms.english),
    "country": (BIL["country"], country_iri),
}

PERIOD: Table = {
    "earliest": (BIL["earliest"], terms.day),
    "latest": (BIL["latest"], terms.day),
    "text": (BIL["dateText"], terms.text),
    "basis": (BIL["dateBasis"], terms.individual),
}

FACTS: dict[type[Fact], Table] = {
    PositionHeld: {
        "holder": (BIL["holder"], iri),
        "position": (BIL["position"], terms.text),
        "position_of": (BIL["positionOf"], iri),
        "tenure": (BIL["tenure"], terms.individual),
        "as_of": (BIL["asOf"], terms.day),
    },
    Meeting: {
        "participants": (BIL["participant"], iri),
        "host": (BIL["host"], iri),
        "place": (BIL["place"], place_or_country),
        "mode": (BIL["mode"], terms.individual),
        "status": (BIL["status"], terms.individual),
        "sectors": (BIL["sector"], terms.sector),
    },
    Visit: {
        "visitors": (BIL["visitor"], iri),
        "destination": (BIL["destination"], place_or_country),
        "status": (BIL["status"], terms.individual),
    },
    Agreement: {
        "parties": (BIL["party"], iri),
        "label": (RDFS["label"], terms.text),
        "status": (BIL["agreementStatus"], terms.individual),
        "sectors": (BIL["sector"], terms.sector),
    },
    Statement: {
        "speakers": (BIL["speaker"], iri),
        "quotation": (BIL["quotation"], terms.individual),
        "cue": (BIL["cue"], terms.text),
        "addressees": (BIL["addressee"], iri),
        "medium": (BIL["medium"], terms.text),
        "reported_by": (BIL["reportedBy"], iri),
        "sectors": (BIL["sector"], terms.sector),
        "promises": (BIL["promises"], iri),
    },
    Undertaking: {
        "kind": (BIL["kind"], terms.text),
        "supplier": (BIL["supplier"], iri),
        "recipient": (BIL["recipient"], iri),
        "status": (BIL["status"], terms.individual),
        "sectors": (BIL["sector"], terms.sector),
    },
    Cooperation: {
        "parties": (BIL["party"], iri),
        "sector": (BIL["sector"], terms.sector),
        "kind": (BIL["kind"], terms.text),
        "supplier": (BIL["supplier"], iri),
        "recipient": (BIL["recipient"], iri),
    },
    Figure: {
        "value": (SCHEMA["value"], terms.number),
        "of": (BIL["of"], terms.text),
        "approximation": (BIL["approximation"], terms.text),
        "asserted_by": (BIL["assertedBy"], iri),
    },
}
"""What every kind of fact has of its own; `FACT` is what all have."""

FACT: Table = {"confidence": (BIL["confidence"], terms.ratio)}

EVENT: Table = {"told_differently": (BIL["toldDifferently"], terms.text)}
"""What every event has."""

PARENTS: dict[type[Fact], tuple[str, ...]] = {Meeting: ("Event",), Visit: ("Event",), Agreement: ("Event",)}
"""Superclasses that are spelled out, so that readers without reasoning find all events."""
