"""What a dossier is made of: what two countries did, said and counted, each with the sentences that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.view.network import Quote

SIDES = ("one", "other", "both", "neither")
"""Whom a speaker belongs to, in the order in which a dossier shows them."""


@dataclass(frozen=True, slots=True)
class Country:
    """One of the two."""

    code: str
    """ISO 3166-1 alpha-2."""
    name: str


@dataclass(frozen=True, slots=True)
class Version:
    """What one article says of an event that several tell of."""

    article: str
    outlet: str | None
    published: str | None
    properties: tuple[tuple[str, str], ...]
    """Names and values, such as ``("place", "Moscow")``; a name may occur with several values."""


@dataclass(frozen=True, slots=True)
class Event:
    """A meeting, a visit or an agreement."""

    kind: str
    """``Meeting``, ``Visit`` or ``Agreement``."""
    title: str
    when: str
    """In words, empty where nothing is known."""
    earliest: str | None
    latest: str | None
    status: str
    parties: tuple[str, ...]
    """Participants, visitors or parties."""
    details: tuple[tuple[str, str], ...]
    """What else is known of it, as names and values."""
    sectors: tuple[str, ...]
    quotes: tuple[Quote, ...]
    differing: tuple[str, ...] = ()
    """What the articles contradict each other in."""
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said."""

    speakers: tuple[str, ...]
    side: str
    """Whom the speakers belong to: one of `SIDES`."""
    addressees: tuple[str, ...]
    words: str
    quotation: str
    medium: str
    outlets: tuple[str, ...]
    """Who relays it, as the article says."""
    when: str
    earliest: str | None
    sectors: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Something in which the two work together."""

    sector: str
    kind: str
    supplier: str
    recipient: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that somebody gives."""

    of: str
    number: str
    """With its thousands apart, and "about" or the like before it."""
    value: float
    asserted_by: tuple[str, ...]
    when: str
    """When it was given, in words: as the statement that gives it, else when the article came out."""
    earliest: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks in a dossier, and in what office."""

    name: str
    side: str
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that one dossier shows; each part in the order in which it is shown."""

    one: Country
    other: Country
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    figures: tuple[Figure, ...] = ()
    speakers: tuple[Speaker, ...] = ()
