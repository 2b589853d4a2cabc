"""The names that articles give actors, each with all that is told of it: what linking compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.linking.names import body
from kg.model import ActorKind, ActorReport

TENURE = timedelta(days=1461)
"""How long after an article another that names a family name and an office alone means the same holder."""

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
    days: list[date] = field(default_factory=list)
    """When the articles were published."""

    def near(self, other: Unit) -> bool:
        """Whether some articles of the two are no further apart than one holds an office."""
        if not self.days or not other.days:
            return False
        return max(min(self.days), min(other.days)) - min(max(self.days), max(other.days)) <= TENURE


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
    if report.published:
        unit.days.append(report.published)
    for title, of in report.positions:
        words = body(title)
        if of or len(words) > 1:
            unit.positions.add((" ".join(words), of or ""))
