"""From the keys that facts have within their article to those they share across articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.keys import key
from kg.linking.actors import Linked
from kg.linking.consensus import settle
from kg.linking.events import Name, join
from kg.linking.reports import in_order, report_keys
from kg.model import (
    Agreement,
    AnyEvent,
    AnyFact,
    Cooperation,
    EventReport,
    Extraction,
    Joined,
    Meeting,
    PositionHeld,
    Statement,
    Visit,
)


@dataclass(slots=True)
class Linking:
    """What joining found: every report's node, and the events that several articles tell of."""

    nodes: dict[Name, str] = field(default_factory=dict)
    """The key of the node that holds what an article says: the event's own where no other article tells of it."""
    joined: dict[str, Joined] = field(default_factory=dict)
    """The events that several articles tell of, by key."""


def link(
    reports: Iterable[EventReport], actors: Linked | None = None, sources: Mapping[str, str] | None = None
) -> Linking:
    """Join reports into events, and settle what those of several articles tell together.

    `actors` says who the parties are, as articles name them; `sources` which articles are one source.
    """
    actors = actors or Linked()
    ordered = sorted((known(report, actors.names.get(report.article, {})) for report in reports), key=in_order)
    keys, own = join(ordered, actors.countries), report_keys(ordered)
    events: dict[str, list[EventReport]] = defaultdict(list)
    for report in ordered:
        events[keys[report.article, report.key]].append(report)
    found = Linking()
    for name, told in events.items():
        if len(told) == 1:
            found.nodes[told[0].article, told[0].key] = name
            continue
        named = {own[r.article, r.key]: r for r in told}
        found.nodes.update({(r.article, r.key): node for node, r in named.items()})
        settled = settle(name, told, actors.countries, sources)
        found.joined[name] = Joined(settled, tuple((n, _renamed(r, n)) for n, r in sorted(named.items())))
    return found


def known(report: EventReport, names: Mapping[str, str]) -> EventReport:
    """The report with its parties under the keys of who they are: `names`, by the keys as read."""
    if not names:
        return report
    event = report.event
    parties = tuple(sorted({names.get(party, party) for party in report.parties}))
    if isinstance(event, Meeting):
        host = names.get(event.host, event.host) if event.host else None
        return replace(report, event=replace(event, participants=parties, host=host))
    changed = replace(event, visitors=parties) if isinstance(event, Visit) else replace(event, parties=parties)
    return replace(report, event=changed)


def _renamed(report: EventReport, name: str) -> EventReport:
    return replace(report, event=replace(report.event, key=name))


def linked(extraction: Extraction, linking: Linking) -> Extraction:
    """The extraction with the keys that its facts share with other articles.

    What it says of an event that others tell of too becomes a report.
    """
    facts: list[AnyFact] = []
    reports: list[AnyEvent] = []
    for fact in extraction.facts:
        if isinstance(fact, Meeting | Visit | Agreement):
            named = replace(fact, key=linking.nodes[extraction.article.id, fact.key])
            (reports if is_report(named.key) else facts).append(named)
        else:
            facts.append(_rekeyed(fact, extraction.article.id, linking))
    return replace(extraction, facts=tuple(facts), reports=tuple(reports))


def is_report(name: str) -> bool:
    """Whether a key is that of a report, not of an event.

    >>> is_report("report/a1/meeting-0"), is_report("meeting/2024-07-08_IN_RU")
    (True, False)
    """
    return name.startswith("report/")


def _rekeyed(fact: AnyFact, article: str, linking: Linking) -> AnyFact:
    if isinstance(fact, PositionHeld):
        return replace(fact, key=_position_key(fact))
    if isinstance(fact, Cooperation):
        return replace(fact, key=_cooperation_key(fact))
    if isinstance(fact, Statement) and fact.promises:
        return replace(fact, promises=tuple(linking.nodes.get((article, key), key) for key in fact.promises))
    return fact


def _position_key(fact: PositionHeld) -> str:
    holder, of = (part.partition("/")[2] for part in (fact.holder, fact.position_of or ""))
    name = key("position", fact.position.casefold(), fact.tenure.value.lower()).partition("/")[2]
    return f"position/{holder}/{of or 'unknown'}/{name}"


def _cooperation_key(fact: Cooperation) -> str:
    pair = "-".join(sorted(p.rpartition("/")[2] for p in fact.parties))
    direction = (
        f"/{fact.supplier.rpartition('/')[2]}-{fact.recipient.rpartition('/')[2]}"
        if fact.supplier and fact.recipient
        else ""
    )
    return f"cooperation/{pair}/{key(fact.sector, fact.kind)}{direction}"
