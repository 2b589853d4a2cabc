"""Draws joins of events, and near-misses that were left apart, with what is needed to judge them by hand.

    joins.py [STORE] [--joins 60] [--misses 60] [--seed 4]

A join is an event that reports of several articles were found to tell of. A near-miss is a pair of
reports of different articles that were not joined although they are of one kind, share two countries
or bodies, or a visitor, and their days overlap or touch; where these are too few, pairs that share
one party fill up the sample. The same store and seed draw the same sample. What the
articles say is printed to be read; ``docs/linking.md`` keeps the verdicts, without the words.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from random import Random

from kg.linking import Linked, Linking, link, link_actors, sources
from kg.linking.vague import RECENT, VAGUE
from kg.model import EventReport, Place
from kg.pipeline import known_actors
from kg.querying import query, stored
from kg.settings import Settings
from kg.store import Store, open_store

Pair = tuple[EventReport, EventReport]
Quotes = dict[tuple[str, int], str]
"""The sentence around what begins at a place of an article, by its id and offset."""

SENTENCES = """
SELECT ?id ?start ?before ?exact ?after WHERE {
  ?evidence a bil:Evidence ; oa:hasSource/dcterms:identifier ?id ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:exact ?exact .
  OPTIONAL { ?selector oa:prefix ?before }
  OPTIONAL { ?selector oa:suffix ?after }
}
"""


def joined(store: Store) -> tuple[list[EventReport], Linked, Linking]:
    """What all articles say of events, and what linking makes of it."""
    told = stored.told(store)
    actors = link_actors(told.actors, stored.decisions(store), known_actors(Settings()).names)
    return told.events, actors, link(told.events, actors, sources(told.tellers))


def quotes(store: Store) -> Quotes:
    """What can be quoted of the articles."""
    found: Quotes = {}
    for row in query(store, SENTENCES).records():
        words = f"{row['before'] or ''}[{row['exact']}]{row['after'] or ''}"
        found[str(row["id"]), int(str(row["start"]))] = " ".join(words.split())
    return found


# ---------------------------------------------------------------- near-misses
def window(report: EventReport) -> tuple[date, date] | None:
    """The days on which it can have been, unless they are too many to compare."""
    if report.earliest and report.latest:
        return (report.earliest, report.latest) if report.latest - report.earliest <= VAGUE else None
    return (report.published - RECENT, report.published) if report.published else None


def near(one: EventReport, other: EventReport) -> bool:
    """Whether the days of the two overlap or touch."""
    a, b, day = window(one), window(other), timedelta(days=1)
    return a is not None and b is not None and a[0] <= b[1] + day and b[0] <= a[1] + day


class Parties:
    """Who took part, as linking sees it."""

    def __init__(self, actors: Linked) -> None:
        self._actors = actors

    def named(self, report: EventReport) -> set[str]:
        """The keys of who they are."""
        names = self._actors.names.get(report.article, {})
        return {names.get(party, party) for party in report.parties}

    def sides(self, report: EventReport) -> set[str]:
        """Their countries; bodies, and persons of unknown country, by their keys."""
        return {self._actors.countries.get(party, party.removeprefix("country/")) for party in self.named(report)}

    def close(self, one: EventReport, other: EventReport) -> bool:
        """Whether they share two sides, or a visitor."""
        return len(self.sides(one) & self.sides(other)) > 1 or (one.kind == "visit" and self.touch(one, other))

    def touch(self, one: EventReport, other: EventReport) -> bool:
        """Whether they share somebody."""
        return not self.named(one).isdisjoint(self.named(other))


def near_misses(reports: Sequence[EventReport], parties: Parties, nodes: Linking) -> tuple[list[Pair], list[Pair]]:
    """Pairs that were not joined: those that share two sides or a visitor, and others that share a party."""
    event = {node: name for name, event in nodes.joined.items() for node, _ in event.reports}
    blocks: dict[tuple[str, str], list[EventReport]] = defaultdict(list)
    for report in reports:
        for side in parties.sides(report):
            blocks[report.kind, side].append(report)
    close: dict[tuple[str, ...], Pair] = {}
    wide: dict[tuple[str, ...], Pair] = {}
    for block in sorted(blocks):
        for one, other in combinations(sorted(blocks[block], key=lambda r: (r.article, r.offset, r.key)), 2):
            names = [nodes.nodes[r.article, r.key] for r in (one, other)]
            apart = one.article != other.article and len({event.get(name, name) for name in names}) == 2
            if apart and near(one, other):
                if parties.close(one, other):
                    close[one.article, one.key, other.article, other.key] = one, other
                elif parties.touch(one, other):
                    wide[one.article, one.key, other.article, other.key] = one, other
    return [close[key] for key in sorted(close)], [wide[key] for key in sorted(wide)]


# ---------------------------------------------------------------- printing
def show(report: EventReport, told: Quotes) -> None:
    """Print what an article says."""
    where = report.where.name if isinstance(report.where, Place) else report.where
    days = f"{report.earliest}..{report.latest}" if report.earliest else "undated"
    said = ", ".join(filter(None, (report.kind, days, report.mode, report.status, str(where or ""), report.label)))
    print(f"   {report.article} at {report.offset}, published {report.published}: {said}")
    print(f"      {'; '.join(report.parties)}")
    print(f"      {told.get((report.article, report.offset), '')[:700]}")


def drawn(pairs: Sequence[Pair], count: int, random: Random) -> list[Pair]:
    """So many of them, in order."""
    chosen = sorted(random.sample(range(len(pairs)), min(count, len(pairs))))
    return [pairs[n] for n in chosen]


def samples(close: list[Pair], wide: list[Pair], count: int, random: Random) -> Iterator[Pair]:
    """Near-misses, those that are nearest first."""
    first = drawn(close, count, random)
    yield from first
    yield from drawn(wide, count - len(first), random)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", nargs="?", default="oxigraph:kg-store")
    options.add_argument("--joins", type=int, default=60)
    options.add_argument("--misses", type=int, default=60)
    options.add_argument("--seed", type=int, default=4)
    given = options.parse_args()
    with open_store(given.store, read_only=True) as store:
        reports, actors, nodes = joined(store)
        told = quotes(store)
    random = Random(given.seed)
    names = sorted(nodes.joined)
    chosen = sorted(random.sample(names, min(given.joins, len(names))))
    print(f"{len(reports)} reports; {len(chosen)} of {len(names)} joined events")
    for number, name in enumerate(chosen, 1):
        print(f"\nJ{number}. {name}")
        for _, report in nodes.joined[name].reports:
            show(report, told)
    close, wide = near_misses(reports, Parties(actors), nodes)
    print(f"\n{len(close)} near-misses share two sides or a visitor, {len(wide)} another party")
    for number, pair in enumerate(samples(close, wide, given.misses, random), 1):
        print(f"\nM{number}.")
        for report in pair:
            show(report, told)


if __name__ == "__main__":
    main()
