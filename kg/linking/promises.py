"""Promises and what kept them: what is planned in one article and told to have taken place in a later one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.linking.actors import Linked
from kg.linking.rekeying import Linking, is_report, known
from kg.linking.sides import Countries, below, blocked
from kg.model import (
    Agreement,
    AgreementStatus,
    EventReport,
    Meeting,
    Mode,
    Status,
    Undertaking,
    UndertakingReport,
    Visit,
)

SOON = {"Visit": timedelta(days=183), "Meeting": timedelta(days=31)}
"""So long after a promise without a day what takes place can be what it meant; of other kinds nothing can."""
LONGEST = timedelta(days=31)
"""The longest time told for something done that still can be compared with when it was due."""
_DONE = {Status.HELD, Status.ONGOING, AgreementStatus.SIGNED}
_OPEN = {Status.PLANNED, AgreementStatus.ANNOUNCED}

Told = Meeting | Visit | Agreement | Undertaking


@dataclass(frozen=True, slots=True)
class Deed:
    """What is planned, or was done, and which articles tell of it."""

    node: str
    told: Told
    country: str | None
    articles: frozenset[str]
    first: date
    """When the first of the articles was published."""
    last: date

    @property
    def bounds(self) -> tuple[date, date] | None:
        """The days on which it was or is to be."""
        period = self.told.period
        return (period.earliest, period.latest) if period and period.earliest and period.latest else None

    @property
    def day(self) -> date:
        """The first day on which it can have been; of what is told without a day, that of the article."""
        return self.bounds[0] if self.bounds else self.last


def kept(
    reports: Iterable[EventReport], events: Linking, undertakings: Iterable[UndertakingReport], actors: Linked
) -> dict[str, str]:
    """What kept each promise that was kept: keys of nodes, by the key of what was planned."""
    found = {
        node: name
        for name, joined in events.joined.items()
        for node, report in joined.reports
        if joined.event.status in _DONE and report.event.status in _OPEN and _foretold(report, joined.event)
    }
    deeds = [*_events(reports, events, actors), *_undertaken(undertakings)]
    done: dict[tuple[str, ...], list[Deed]] = defaultdict(list)
    for deed in sorted(deeds, key=lambda d: (d.day, d.node)):
        if deed.told.status in _DONE:
            done[_block(deed, actors.countries)].append(deed)
    for promise in deeds:
        if promise.told.status in _OPEN:
            later = _within(promise, done.get(_block(promise, actors.countries), []))
            keeping = next((d for d in later if _keeps(promise, d, actors.countries)), None)
            if keeping is not None:
                found[promise.node] = keeping.node
    return found


def _foretold(report: EventReport, event: Told) -> bool:
    """Whether an article was published before what it tells as planned was over: afterwards nothing is promised."""
    over = event.period.latest if event.period else None
    return report.published is None or over is None or report.published <= over


def _events(reports: Iterable[EventReport], events: Linking, actors: Linked) -> Iterator[Deed]:
    for report in reports:
        node = events.nodes[report.article, report.key]
        if not is_report(node) and report.published:
            told = known(report, actors.names.get(report.article, {}))
            yield _deed(node, told.event, [told])
    for name, joined in events.joined.items():
        yield from (_deed(name, joined.event, told) for told in [[r for _, r in joined.reports if r.published]] if told)


def _deed(node: str, event: Told, reports: list[EventReport]) -> Deed:
    days = [r.published for r in reports if r.published]
    country = next((r.country for r in reports if r.country), None)
    return Deed(node, event, country, frozenset(r.article for r in reports), min(days), max(days))


def _undertaken(undertakings: Iterable[UndertakingReport]) -> Iterator[Deed]:
    for report in undertakings:
        if report.published:
            day, articles = report.published, frozenset({report.article})
            yield Deed(report.undertaking.key, report.undertaking, None, articles, day, day)


def _block(deed: Deed, countries: Countries) -> tuple[str, ...]:
    """What a promise and what keeps it must share."""
    told = deed.told
    if isinstance(told, Undertaking):
        return told.kind, told.supplier, told.recipient
    if isinstance(told, Visit):
        return "visit", deed.country or ""
    if isinstance(told, Meeting):
        return "meeting", *blocked(told.participants, countries)
    return "agreement", *sorted({_state(party, countries) for party in told.parties})


def _state(party: str, countries: Mapping[str, str]) -> str:
    return f"country/{countries[party]}" if party in countries else party


def _within(promise: Deed, done: list[Deed]) -> list[Deed]:
    """What was done after the promise and no later than it was due."""
    soon = SOON.get(type(promise.told).__name__)
    if promise.bounds is None and soon is None:
        return []
    due = promise.bounds[1] if promise.bounds else promise.first + (soon or LONGEST)
    low = bisect_left(done, promise.first - LONGEST, key=lambda d: d.day)
    return done[low : bisect_right(done, due, key=lambda d: d.day)]


def _keeps(promise: Deed, deed: Deed, countries: Countries) -> bool:
    """Whether a later article tells of what was promised, done by those who were to do it, in time."""
    if deed.last < promise.first or deed.articles <= promise.articles:
        return False
    return _in_time(promise, deed) and _same(promise, deed, countries)


def _in_time(promise: Deed, deed: Deed) -> bool:
    """Not before it was promised; an event within its days, a delivery or release by the last of them."""
    if isinstance(promise.told, Undertaking):
        return (deed.bounds or (deed.last, deed.last))[1] >= promise.first
    if deed.bounds is None or deed.bounds[1] < promise.first or deed.bounds[1] - deed.bounds[0] > LONGEST:
        return False
    return promise.bounds is None or deed.bounds[1] >= promise.bounds[0]


def _same(promise: Deed, deed: Deed, countries: Countries) -> bool:
    plan, done = promise.told, deed.told
    if isinstance(plan, Visit) and isinstance(done, Visit):
        return set(plan.visitors) <= set(done.visitors)
    if isinstance(plan, Meeting) and isinstance(done, Meeting):
        apart = plan.mode and done.mode and (plan.mode is Mode.IN_PERSON) != (done.mode is Mode.IN_PERSON)
        who, met = plan.participants, done.participants
        return not apart and (set(who) <= set(met) or bool(promise.bounds and below(who, met, countries)))
    if isinstance(plan, Agreement) and isinstance(done, Agreement):
        return len(plan.parties) > 1 and (plan.label.casefold() == done.label.casefold() or _share(plan, done))
    return isinstance(plan, Undertaking) and isinstance(done, Undertaking) and _share(plan, done)


def _share(plan: Agreement | Undertaking, done: Agreement | Undertaking) -> bool:
    return not set(plan.sectors).isdisjoint(done.sectors)
