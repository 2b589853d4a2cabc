"""Who is who across articles: which names mean one person or body.

Every pair of names that are alike gets a score, with its reasons in words. From `SAME` on the two are
one; from `UNSURE` on they are left apart and listed; an analyst's decision goes before both. Actors
whom one article tells apart are made one by decision only. The result depends on the set of reports
and decisions alone, not on their order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.linking.candidates import candidates
from kg.linking.units import Known, Unit, units
from kg.linking.weighing import certain
from kg.model import ActorReport, Link, Outcome

SAME = 0.92
UNSURE = 0.65

Names = dict[str, dict[str, str]]
"""By article, from the key of an actor as the article names it to the key of who it is."""


@dataclass(slots=True)
class Linked:
    """Who is who."""

    links: list[Link] = field(default_factory=list)
    """Every pair that is alike, sorted."""
    names: Names = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    """What the actors are called under whose keys articles' actors now stand, by key."""
    countries: dict[str, str] = field(default_factory=dict)
    """The country of each actor, by key; left out where articles tell several or none."""


def link_actors(reports: Iterable[ActorReport], decisions: Iterable[Link] = (), known: Known | None = None) -> Linked:
    """Who is who in the reports; `known` are keys of the ontology, which tells its actors apart itself."""
    told = sorted(reports, key=lambda r: (r.article, r.actor.key))
    unit_of = units(told, known or {})
    members = {unit.key: unit for unit in unit_of.values()}
    groups = _Groups(members)
    links = _decided(decisions, groups)
    for link in sorted(candidates(members.values()), key=lambda link: (-link.score, link)):
        if (link.left, link.right) not in links:
            links[link.left, link.right] = groups.conclude(link)
    found = Linked(sorted(links.values()))
    _name(found, told, unit_of, groups)
    return found


def _decided(decisions: Iterable[Link], groups: _Groups) -> dict[tuple[str, str], Link]:
    """What analysts decided: who is different first, then who is the same."""
    ordered = sorted(decisions, key=lambda link: (link.outcome != Outcome.DIFFERENT, link))
    for link in ordered:
        if link.outcome == Outcome.DIFFERENT:
            groups.part(link.left, link.right)
        else:
            groups.merge(link.left, link.right)
    return {(link.left, link.right): link for link in ordered}


class _Groups:
    """Units that are one actor; a group knows whom it must not be joined with."""

    def __init__(self, members: dict[str, Unit]) -> None:
        self.members = members
        self._group = {key: {key} for key in members}
        self._articles = {key: set(unit.articles) for key, unit in members.items()}
        self._parted: set[frozenset[str]] = set()

    def group(self, key: str) -> set[str]:
        """The keys of all that are one with `key`."""
        return self._group[key]

    def part(self, one: str, other: str) -> None:
        """Never make the two one."""
        self._parted.add(frozenset({one, other}))

    def merge(self, one: str, other: str) -> None:
        """Make two groups one, if both are there and nobody decided against it."""
        a, b = self._group.get(one), self._group.get(other)
        if a is None or b is None or a is b or self._must_part(a, b):
            return
        small, large = sorted((a, b), key=lambda group: (len(group), min(group)))
        articles = self._articles[min(small)] | self._articles[min(large)]
        large |= small
        for key in small:
            self._group[key] = large
        self._articles[min(large)] = articles

    def conclude(self, link: Link) -> Link:
        """The link with its outcome; what is the same becomes one."""
        if link.score < SAME:
            return link
        a, b = self._group[link.left], self._group[link.right]
        if a is b:
            return replace(link, outcome=Outcome.SAME)
        why = self._against(a, b, self._told_together(link))
        if why:
            return replace(link, reasons=(*link.reasons, why))
        self.merge(link.left, link.right)
        return replace(link, outcome=Outcome.SAME)

    def _told_together(self, link: Link) -> set[str]:
        """The articles that name both under names that leave no doubt."""
        if not certain(link.reasons):
            return set()
        return self.members[link.left].articles & self.members[link.right].articles

    def _against(self, a: set[str], b: set[str], together: set[str]) -> str:
        if self._must_part(a, b):
            return "an analyst decided that they are different"
        if not (self._articles[min(a)] & self._articles[min(b)]) <= together:
            return "one article names both"
        if sum(self.members[key].known for key in a | b) > 1:
            return "the ontology tells them apart"
        countries = {code for key in a | b for code in self.members[key].countries}
        return "of different countries" if len(countries) > 1 else ""

    def _must_part(self, a: set[str], b: set[str]) -> bool:
        return any(len(pair & a) == 1 and len(pair & b) == 1 for pair in self._parted)


def _name(found: Linked, reports: list[ActorReport], unit_of: dict[tuple[str, str], Unit], groups: _Groups) -> None:
    """Give each group its key, name and country: those of the ontology's actor, else of the most told."""

    def rank(key: str) -> tuple[bool, int, str]:
        unit = groups.members[key]
        return not unit.known, -len(unit.articles), key

    heads: dict[str, str] = {}
    for key in groups.members:
        group = groups.group(key)
        if key not in heads:
            heads.update(dict.fromkeys(group, min(group, key=rank)))
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for report in reports:
        head = heads[unit_of[report.article, report.actor.key].key]
        if report.actor.country:
            countries[head][report.actor.country] += 1
        if head != report.actor.key:
            found.names.setdefault(report.article, {})[report.actor.key] = head
            found.labels[head] = groups.members[head].name
    found.countries = {key: next(iter(told)) for key, told in countries.items() if len(told) == 1}
