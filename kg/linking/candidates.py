"""Which actors of different articles may be one, how surely, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.linking.names import SAME_NAME, alike, body, is_acronym, is_rare, sounds
from kg.model import ActorKind, ActorReport, Link, Outcome

LISTED = 0.65
"""Pairs below this score are not worth an analyst's time."""
ONLY = "is what articles call the other, and nobody else"
"""How the reason ends for an acronym that stands for one body."""
MAX_BLOCK = 200
"""Names in a block that are compared with each other; a family name that is more common tells too little."""


Known = Mapping[str, tuple[str, ...]]
"""The actors of the ontology by key, with the other names that it has for them."""


@dataclass(slots=True)
class Unit:
    """All reports that name an actor alike, as far as they can mean one actor."""

    key: str
    name: str
    person: bool
    known: bool
    articles: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    positions: set[tuple[str, str]] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    """Other full names that the ontology has of a person; of a body, those that articles have too."""


def units(reports: Iterable[ActorReport], known: Known) -> dict[tuple[str, str], Unit]:
    """The unit of each report, by article and key.

    One name told of two countries means two actors, told apart by the country in their keys; who is
    told of none stays apart from both.
    """
    told = list(reports)
    countries: dict[str, set[str]] = defaultdict(set)
    for report in told:
        if report.actor.country:
            countries[report.actor.key].add(report.actor.country)
    found: dict[str, Unit] = {}
    unit_of = {}
    for report in told:
        actor = report.actor
        ambiguous = actor.key not in known and len(countries[actor.key]) > 1
        key = f"{actor.key}~{actor.country}" if ambiguous and actor.country else actor.key
        person = actor.kind == ActorKind.PERSON
        unit = found.setdefault(key, Unit(key, actor.name, person, actor.key in known))
        unit.forms.update(known.get(actor.key, ()) if person else actor.aliases)
        _add(unit, report)
        unit_of[report.article, actor.key] = unit
    return unit_of


def _add(unit: Unit, report: ActorReport) -> None:
    unit.name = min(unit.name, report.actor.name)
    unit.articles.add(report.article)
    if report.actor.country:
        unit.countries.add(report.actor.country)
    for title, of in report.positions:
        words = body(title)
        if of or len(words) > 1:
            unit.positions.add((" ".join(words), of or ""))


def candidates(members: Iterable[Unit]) -> Iterator[Link]:
    """Pairs that are alike enough to be listed, each once."""
    seen: set[tuple[str, str]] = set()
    members = list(members)
    full = _full_names(members)
    for block in _blocks(members):
        for one, other in combinations(sorted(block, key=lambda unit: unit.key), 2):
            if (one.key, other.key) not in seen:
                seen.add((one.key, other.key))
                score, reasons = _persons(one, other) if one.person else _bodies(one, other, full)
                if score >= LISTED:
                    yield Link(one.key, other.key, Outcome.UNSURE, round(score, 2), reasons)


def _blocks(members: Iterable[Unit]) -> Iterator[list[Unit]]:
    """Units that share something of their names; only these are compared."""
    blocks: dict[tuple[str, ...], list[Unit]] = defaultdict(list)
    for unit in members:
        for block in set(_person_blocks(unit) if unit.person else _body_blocks(unit)):
            blocks[block].append(unit)
    for block in sorted(blocks):
        if 1 < len(blocks[block]) <= MAX_BLOCK:
            yield blocks[block]


def _person_blocks(unit: Unit) -> Iterator[tuple[str, ...]]:
    for name in (unit.name, *unit.forms):
        heard = sounds(name)
        if len(heard) > 1:
            yield "family", heard[-1], heard[0][:1]
            yield "names", *sorted(heard)
            yield "slip", heard[0], heard[-1][:2]
    for position, of in unit.positions:
        yield "office", "".join(sounds(unit.name)[-1:]), position, of


def _persons(one: Unit, other: Unit) -> tuple[float, tuple[str, ...]]:
    if one.known and other.known:
        return 0.0, ()
    if one.key.partition("~")[0] == other.key.partition("~")[0]:
        return (
            (0.75, ("the same name, of several countries",)) if not (one.countries and other.countries) else (0.0, ())
        )
    score, reason = max(alike(a, b) for a in (one.name, *one.forms) for b in (other.name, *other.forms))
    if not score:
        return 0.0, ()
    if 0.8 <= score < 1 and is_rare(one.name):
        return _weighed(score + 0.08, [reason, "a rare name"], one, other)
    return _weighed(score, [reason], one, other)


def _weighed(score: float, reasons: list[str], one: Unit, other: Unit) -> tuple[float, tuple[str, ...]]:
    """The score of alike names, changed by what else is known of the two."""
    if one.countries and other.countries:
        if one.countries.isdisjoint(other.countries):
            return 0.0, ()
        score += 0.08
        reasons.append("both of " + ", ".join(sorted(one.countries & other.countries)))
    shared = sorted(one.positions & other.positions)
    if shared:
        score += 0.16 if shared[0][1] else 0.12
        reasons.append(f"both {' of '.join(filter(None, (shared[0][0], _last(shared[0][1]))))}")
    if not certain(tuple(reasons)) and not one.articles.isdisjoint(other.articles):
        score -= 0.25
        reasons.append("one article names both")
    return max(0.0, min(score, 0.99)), tuple(reasons)


def _last(key: str) -> str:
    return key.rpartition("/")[2].replace("_", " ")


# ---------------------------------------------------------------- bodies
def _body_blocks(unit: Unit) -> Iterator[tuple[str, ...]]:
    words = body(unit.name)
    yield "words", *sorted(words)
    yield "words", *sorted(_without_country(words))
    for form in (unit.name, *sorted(unit.forms)):
        if is_acronym(form):
            yield "acronym", form.replace(".", "")


def _full_names(members: Iterable[Unit]) -> dict[str, set[tuple[str, ...]]]:
    """The bodies that articles call by each acronym."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for unit in members:
        if not unit.person and not is_acronym(unit.name):
            for acronym in _acronyms(unit):
                found[acronym].add(_without_country(body(unit.name)))
    return found


def _acronyms(unit: Unit) -> set[str]:
    return {form.replace(".", "") for form in (unit.name, *unit.forms) if is_acronym(form)}


def _bodies(one: Unit, other: Unit, full: Mapping[str, set[tuple[str, ...]]]) -> tuple[float, tuple[str, ...]]:
    if one.known and other.known:
        return 0.0, ()
    a, b = body(one.name), body(other.name)
    acronyms = sorted(_acronyms(one) & _acronyms(other))
    if sorted(a) == sorted(b):
        return _weighed(0.95, [SAME_NAME], one, other)
    if acronyms and is_acronym(one.name) != is_acronym(other.name):
        if len(full[acronyms[0]]) == 1:
            return _weighed(0.95, [f"{acronyms[0]} {ONLY}"], one, other)
        return _weighed(0.75, [f"{acronyms[0]} is what articles call the other, and others too"], one, other)
    if _without_country(a) == _without_country(b):
        return _weighed(0.75 + 0.2 * bool(acronyms), ["the same words, one with its country"], one, other)
    return 0.0, ()


def certain(reasons: tuple[str, ...]) -> bool:
    """Whether the reasons leave no doubt, so that even one article that names both means one."""
    return reasons[0] == SAME_NAME or reasons[0].endswith(ONLY)


def _without_country(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("us",) else words
