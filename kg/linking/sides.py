"""Countries that meet, or countries and a body, and who of each is named.

One article names the leaders, another only the countries, a third the leaders and their ministers:
these are sides of one meeting, told more or less fully.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Countries = Mapping[str, str]
"""The codes of the countries to which persons belong, by key."""


@dataclass(frozen=True, slots=True)
class Sides:
    """Who meets: the persons named of each country, and the bodies."""

    persons: Mapping[str, frozenset[str]]
    """By the code of their country."""
    bodies: frozenset[str]


def sides(parties: Iterable[str], countries: Countries) -> Sides | None:
    """The sides of a meeting of several countries, or with a body; None where they are others, or unknown.

    >>> sides(["country/IN", "person/Vladimir_Putin"], {"person/Vladimir_Putin": "RU"}).persons
    {'IN': frozenset(), 'RU': frozenset({'person/Vladimir_Putin'})}
    >>> sides(["country/IN", "person/Unknown"], {}) is None
    True
    """
    found: dict[str, set[str]] = defaultdict(set)
    bodies = set()
    for party in sorted(parties):
        code = party.removeprefix("country/") if party.startswith("country/") else countries.get(party)
        if party.startswith("organization/"):
            bodies.add(party)
        elif code is None or not party.startswith(("country/", "person/")):
            return None
        else:
            found[code].update([party] if party.startswith("person/") else [])
    if len(found) < 2 and not (bodies and found):
        return None
    return Sides({code: frozenset(persons) for code, persons in found.items()}, frozenset(bodies))


def blocked(parties: tuple[str, ...], countries: Countries) -> tuple[str, ...]:
    """What two reports must share to be compared: the bodies, the countries, or else all parties.

    >>> blocked(("country/RU", "person/Narendra_Modi"), {"person/Narendra_Modi": "IN"})
    ('country/IN', 'country/RU')
    """
    known = sides(parties, countries)
    if known is None:
        return parties
    return tuple(sorted(known.bodies)) or tuple(f"country/{code}" for code in sorted(known.persons))


def below(one: tuple[str, ...], other: tuple[str, ...], countries: Countries) -> bool:
    """Whether `one` names the same sides as `other`, and fewer of their persons.

    Who met with a body may be named without others who did.
    """
    a, b = sides(one, countries), sides(other, countries)
    if a is None or b is None or a == b or a.bodies != b.bodies:
        return False
    if not a.bodies and a.persons.keys() != b.persons.keys():
        return False
    return all(code in b.persons and persons <= b.persons[code] for code, persons in a.persons.items())


def fullest(reports: Iterable[tuple[str, ...]], countries: Countries) -> tuple[str, ...]:
    """The parties that reports of one event name together: a country gives way to its persons.

    >>> fullest([("country/IN", "country/RU"), ("person/P", "person/M")], {"person/P": "RU", "person/M": "IN"})
    ('person/M', 'person/P')
    """
    parties = {party for report in reports for party in report}
    named = {countries.get(party) for party in parties if party.startswith("person/")}
    return tuple(sorted(p for p in parties if p.removeprefix("country/") not in named))
