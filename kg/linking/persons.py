"""Which names of persons may mean one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.linking.names import FAMILY, alike, given_names, is_rare, sounds, tokens
from kg.linking.units import Unit
from kg.linking.weighing import weighed


def blocks(unit: Unit) -> Iterator[tuple[str, ...]]:
    """What a person shares with those who may be the same."""
    for name in (unit.name, *unit.forms):
        heard = sounds(name)
        if len(heard) > 1:
            yield "family", heard[-1], heard[0][:1]
            yield "names", *sorted(heard)
            yield "slip", heard[0], heard[-1][:2]
            for given in given_names(tokens(name)[0]):
                yield "given", given, heard[-1]
    for office in _offices(unit):
        yield "office", *office


Office = tuple[str, str, str]
"""A family name as it sounds, a position in plain words, and whose it is."""
MANY = 1000
"""Names of persons from which on one that stands alone can be told to be rare."""


@dataclass(slots=True)
class Company:
    """All persons that articles tell of, as far as each speaks for or against another."""

    holders: dict[Office, set[str]]
    """The keys of those who are told with a full name to hold each office."""
    families: dict[str, set[str]]
    """The given names that are told with each family name, as it sounds."""
    many: bool
    """Whether so many are told that a family name with one given name is a rare one."""

    def knows_one(self, name: str) -> bool:
        """Whether nobody bears the family name but under this given name, or another form of it."""
        given = given_names(tokens(name)[0])
        return self.many and all(given & given_names(other) for other in self.families[sounds(name)[-1]])


def _offices(unit: Unit) -> set[Office]:
    family = "".join(sounds(unit.name)[-1:])
    return {(family, position, of) for position, of in unit.positions}


def company(members: Iterable[Unit]) -> Company:
    """What all persons together tell of each."""
    holders: dict[Office, set[str]] = defaultdict(set)
    families: dict[str, set[str]] = defaultdict(set)
    named = [unit for unit in members if unit.person and len(tokens(unit.name)) > 1]
    for unit in named:
        families[sounds(unit.name)[-1]].add(tokens(unit.name)[0])
        for office in _offices(unit):
            holders[office].add(unit.key)
    return Company(holders, families, many=len(named) >= MANY)


def _is_holder(one: Unit, other: Unit, told: Company) -> bool:
    """Whether one is told by a family name and an office that then only the other held."""
    shared = _offices(one) & _offices(other)
    return one.near(other) and any(len(told.holders[office]) == 1 for office in shared)


def score(one: Unit, other: Unit, told: Company) -> tuple[float, tuple[str, ...]]:
    """How surely two persons are one, and why."""
    if one.known and other.known:
        return 0.0, ()
    if one.key.partition("~")[0] == other.key.partition("~")[0]:
        return (
            (0.75, ("the same name, of several countries",)) if not (one.countries and other.countries) else (0.0, ())
        )
    sure, reason = max(alike(a, b) for a in (one.name, *one.forms) for b in (other.name, *other.forms))
    if not sure:
        return 0.0, ()
    if reason == FAMILY and _is_holder(one, other, told):
        sure, reason = 0.8, "one has only the family name, with an office that nobody else of that name holds"
    if 0.8 <= sure < 1 and len(tokens(one.name)) > 1 and told.knows_one(one.name):
        return weighed(sure + 0.12, [reason, "nobody else has the family name"], one, other)
    if 0.8 <= sure < 1 and is_rare(one.name):
        return weighed(sure + 0.08, [reason, "a rare name"], one, other)
    return weighed(sure, [reason], one, other)
