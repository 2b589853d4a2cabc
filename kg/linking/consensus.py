"""What several reports of one event tell together: the best supported of what they say.

When it was is the narrowest time that all compatible reports allow. What they contradict each other
in is named (`Event.told_differently`), and stays readable in each article's report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from math import prod
from typing import TypeVar

from kg.linking.sides import Countries, fullest
from kg.linking.visitors import visitors
from kg.model import Agreement, AgreementStatus, AnyEvent, Basis, EventReport, Meeting, Period, Place, Status, Visit

CERTAIN = 0.99
"""No confidence is higher, however many tell it."""
STAY = timedelta(days=4)
"""A visit told as no longer than this is a stay of so many days; a longer time says roughly when it was."""

_PROGRESS = (Status.PLANNED, Status.CANCELLED, Status.ONGOING, Status.HELD)
_AGREEING = (AgreementStatus.UNDER_NEGOTIATION, AgreementStatus.ANNOUNCED, AgreementStatus.SIGNED)
_BASES = (Basis.EXPLICIT, Basis.RELATIVE, Basis.PUBLICATION_FALLBACK)

Value = TypeVar("Value", bound=Hashable)


def settle(
    key: str,
    reports: Sequence[EventReport],
    countries: Countries | None = None,
    sources: Mapping[str, str] | None = None,
) -> AnyEvent:
    """The event that `reports` (in order) tell of, under its key and without evidence.

    `countries` are the codes of the countries to which persons belong, by key; `sources` the sources
    of the articles, by id: without them, each article is one.
    """
    first = reports[0].event
    event = replace(
        first,
        key=key,
        evidence=(),
        confidence=_confidence(reports, sources or {}),
        period=_period(reports),
        told_differently=tuple(sorted(_differing(reports))),
    )
    if isinstance(event, Meeting):
        event = replace(event, participants=fullest((r.parties for r in reports), countries or {}))
        return _meeting(event, [r.event for r in reports if isinstance(r.event, Meeting)], reports)
    if isinstance(event, Visit):
        return _visit(event, reports, countries or {})
    return _agreement(event, [r.event for r in reports if isinstance(r.event, Agreement)], reports)


def _confidence(reports: Iterable[EventReport], sources: Mapping[str, str]) -> float:
    """How sure what independent sources tell is: each leaves less room for all of them to be wrong."""
    surest: dict[str, float] = defaultdict(float)
    for report in reports:
        source = sources.get(report.article, report.article)
        surest[source] = max(surest[source], report.event.confidence)
    if len(surest) == 1:
        return max(surest.values())
    return min(CERTAIN, round(1 - prod(1 - sure for sure in surest.values()), 2))


def _meeting(event: Meeting, versions: Sequence[Meeting], reports: Sequence[EventReport]) -> Meeting:
    where = _best(reports, lambda r: r.where)
    return replace(
        event,
        place=where if isinstance(where, Place) else None,
        mode=_best(reports, lambda r: r.event.mode if isinstance(r.event, Meeting) else None),
        host=_best(reports, _host),
        status=_furthest(version.status for version in versions),
        sectors=_sectors(versions),
    )


def _visit(event: Visit, reports: Sequence[EventReport], countries: Countries) -> Visit:
    return replace(
        event,
        visitors=_visitors(reports, countries),
        destination=_best(reports, lambda r: r.where) or event.destination,
        status=_furthest(r.event.status for r in reports if isinstance(r.event, Visit)),
    )


def _visitors(reports: Sequence[EventReport], countries: Countries) -> tuple[str, ...]:
    """All visitors whom somebody names."""
    return tuple(sorted({visitor for report in reports for visitor in visitors(report, countries)}))


def _agreement(event: Agreement, versions: Sequence[Agreement], reports: Sequence[EventReport]) -> Agreement:
    return replace(
        event,
        label=_best(reports, lambda r: r.label) or event.label,
        status=max((version.status for version in versions), key=_AGREEING.index),
        sectors=_sectors(versions),
    )


def _host(report: EventReport) -> str | None:
    return report.event.host if isinstance(report.event, Meeting) else None


def _furthest(statuses: Iterable[Status]) -> Status:
    """How far an event came: what one article plans another tells as held."""
    return max(statuses, key=_PROGRESS.index)


def _sectors(versions: Iterable[Meeting | Agreement]) -> tuple[str, ...]:
    return tuple(sorted({sector for version in versions for sector in version.sectors}))


def _differing(reports: Sequence[EventReport]) -> Iterator[str]:
    """What the reports contradict each other in."""
    dated = [r for r in reports if r.earliest and r.latest]
    if dated and len(_agreeing(dated)) < len(dated) and not _stays(dated):
        yield "date"
    if _places_differ(reports):
        yield "place"
    if len({r.mode for r in reports if r.mode}) > 1:
        yield "mode"
    if len({host for r in reports if (host := _host(r))}) > 1:
        yield "host"
    statuses = {r.status for r in reports}
    if Status.CANCELLED.value in statuses and statuses & {Status.HELD.value, Status.ONGOING.value}:
        yield "status"


def _best(reports: Iterable[EventReport], value: Callable[[EventReport], Value | None]) -> Value | None:
    """What most articles say; of two equally often said, the surer, then the first by name."""
    votes: dict[Value, list[float]] = defaultdict(list)
    for report in reports:
        said = value(report)
        if said is not None:
            votes[said].append(report.event.confidence)
    return min(votes, key=lambda v: (-len(votes[v]), -max(votes[v]), str(v)), default=None)


def _places_differ(reports: Iterable[EventReport]) -> bool:
    """Whether two places are told that cannot both be: neither is the country of the other."""
    places = {r.where for r in reports if r.where}
    countries = {r.country for r in reports if r.country}
    named = {p.key for p in places if isinstance(p, Place) and p.key.removeprefix("place/") not in countries}
    return len(countries) > 1 or len(named) > 1


# ---------------------------------------------------------------- when
def _period(reports: Sequence[EventReport]) -> Period | None:
    """The narrowest time that most reports allow; all days of a trip that is told day by day."""
    dated = [r for r in reports if r.earliest and r.latest]
    if not dated:
        return next((r.event.period for r in reports if r.event.period), None)
    if stays := _stays(dated):
        return _worded(min(map(_first, stays)), max(map(_last, stays)), stays)
    agreeing = _agreeing(dated)
    return _worded(max(map(_first, agreeing)), min(map(_last, agreeing)), agreeing)


def _agreeing(reports: Sequence[EventReport]) -> list[EventReport]:
    """The most reports that allow one day; of equally many, those that leave fewer days."""

    def rank(allowing: list[EventReport]) -> tuple[int, timedelta, date]:
        first, last = max(map(_first, allowing)), min(map(_last, allowing))
        return -len(allowing), last - first, first

    days = sorted({_first(report) for report in reports})
    return min(([r for r in reports if _first(r) <= day <= _last(r)] for day in days), key=rank)


def _stays(reports: Iterable[EventReport]) -> list[EventReport]:
    """The reports of visits that tell days of the stay, and not roughly when it was."""
    return [r for r in reports if r.kind == "visit" and _last(r) - _first(r) <= STAY]


def _first(report: EventReport) -> date:
    return report.earliest or date.min


def _last(report: EventReport) -> date:
    return report.latest or date.max


def _worded(earliest: date, latest: date, reports: Iterable[EventReport]) -> Period | None:
    """The time with the words of the report that says it best."""

    def rank(period: Period) -> tuple[bool, int, str]:
        return (period.earliest, period.latest) != (earliest, latest), _BASES.index(period.basis), period.text or "~"

    periods = sorted((r.event.period for r in reports if r.event.period), key=rank)
    return replace(periods[0], earliest=earliest, latest=latest) if periods else None
