"""One organization as the text names it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kg.keys import key
from kg.model import ActorKind
from kg.ontology import Body

POSSESSIVE = {"'s", "’s", "'", "’"}
"""What stands between a state and a body of its own."""


@dataclass(frozen=True, slots=True)
class BodyName:
    """An organization named in the text."""

    start: int
    end: int
    key: str
    name: str
    kind: ActorKind
    country: str | None
    known: bool
    wikidata: str | None = None


def new_body(doc: Doc, start: int, end: int, kind: ActorKind) -> BodyName:
    """An organization that the ontology does not know."""
    name = " ".join(doc[start:end].text.split())
    return BodyName(start, end, key("organization", name), name, kind, None, False)


def known_body(start: int, end: int, known: Body) -> BodyName:
    """An organization that the ontology knows."""
    return BodyName(start, end, known.key, known.name, known.kind, known.country, True, known.wikidata)
