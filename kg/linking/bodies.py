"""Which names of bodies may mean one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.linking.names import SAME_NAME, body, is_acronym
from kg.linking.units import Unit
from kg.linking.weighing import ONLY, weighed

FullNames = Mapping[str, set[tuple[str, ...]]]
"""The words of the bodies that articles call by each acronym."""


def blocks(unit: Unit) -> Iterator[tuple[str, ...]]:
    """What a body shares with those that may be the same."""
    words = body(unit.name)
    yield "words", *sorted(words)
    yield "words", *sorted(_without_country(words))
    for form in (unit.name, *sorted(unit.forms)):
        if is_acronym(form):
            yield "acronym", form.replace(".", "")


def full_names(members: Iterable[Unit]) -> FullNames:
    """The bodies that articles call by each acronym."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for unit in members:
        if not unit.person and not is_acronym(unit.name):
            for acronym in _acronyms(unit):
                found[acronym].add(_without_country(body(unit.name)))
    return found


def _acronyms(unit: Unit) -> set[str]:
    return {form.replace(".", "") for form in (unit.name, *unit.forms) if is_acronym(form)}


def score(one: Unit, other: Unit, full: FullNames) -> tuple[float, tuple[str, ...]]:
    """How surely two bodies are one, and why."""
    if one.known and other.known:
        return 0.0, ()
    a, b = body(one.name), body(other.name)
    acronyms = sorted(_acronyms(one) & _acronyms(other))
    if sorted(a) == sorted(b):
        return weighed(0.95, [SAME_NAME], one, other)
    if acronyms and is_acronym(one.name) != is_acronym(other.name):
        if len(full[acronyms[0]]) == 1:
            return weighed(0.95, [f"{acronyms[0]} {ONLY}"], one, other)
        return weighed(0.75, [f"{acronyms[0]} is what articles call the other, and others too"], one, other)
    if _without_country(a) == _without_country(b):
        return weighed(0.75 + 0.2 * bool(acronyms), ["the same words, one with its country"], one, other)
    return 0.0, ()


def _without_country(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if words[:1] == ("us",) else words
