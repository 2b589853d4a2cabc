"""Joining across articles in a store: who is who, which reports tell of one event.

What each article says lies in its own graph; what several tell together is made anew from all of
them, so the store depends on the set of articles and decisions alone, not on when each came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.errors import KgError
from kg.keys import digest
from kg.linking import (
    Linked,
    Linking,
    Teller,
    actor_reports,
    event_reports,
    kept,
    link,
    link_actors,
    linked,
    signature,
    sources,
    undertaking_reports,
)
from kg.model import Extraction, Joined, Link, Outcome
from kg.ontology import Occupancy
from kg.querying import stored
from kg.querying.stored import Told
from kg.rdf.decisions import (
    DECISIONS,
    LINKS,
    PROMISES,
    SOURCES,
    decision_quads,
    link_quads,
    promise_quads,
    source_quads,
)
from kg.rdf.iris import graph_iri, joined_iri
from kg.rdf.mapping import Quads, joined_quads, quads
from kg.rdf.offices import OFFICES, office_quads
from kg.rdf.provenance import Run
from kg.rdf.renaming import as_read, linked_quads, renamed
from kg.store import Store

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the ontology knows of actors beforehand."""

    names: Names
    """The names of each, by key."""
    offices: Collection[Occupancy] = ()
    """Who held which office, and when."""


@dataclass(frozen=True, slots=True)
class Joint:
    """How much was joined, in the whole store."""

    events: int = 0
    """Events that more than one article tells of."""
    articles: int = 0
    """Articles that tell of such an event."""
    actors: int = 0
    """Names that were found to mean an actor of another name."""
    unsure: int = 0
    """Pairs of actors that may be one and were left apart."""


def add(store: Store, extractions: Collection[Extraction], run: Run, known: Known) -> Joint:
    """Put articles into the store, in place of what it has of them, and join all that it then holds."""
    before = stored.told(store).without(extraction.article.id for extraction in extractions)
    told = Told([*before.events], [*before.actors], before.names, [*before.tellers], [*before.undertakings])
    signed = {extraction.article.id: signature(extraction.article.text) for extraction in extractions}
    for extraction in extractions:
        told.events += event_reports(extraction, run.key)
        told.actors += actor_reports(extraction)
        told.undertakings += undertaking_reports(extraction)
        article = extraction.article
        told.tellers.append(Teller(article.id, article.publisher, signed[article.id]))
    found = _found(store, told, known.names)
    store.replace_all((graph_iri(e.article.id), _quads(e, found, run, signed[e.article.id])) for e in extractions)
    return _settle(store, before, found, known)


def remove(store: Store, article: str, known: Known) -> None:
    """Take an article out of the store, and undo what it joined."""
    left = stored.told(store).without([article])
    store.remove(graph_iri(article))
    _settle(store, left, _found(store, left, known.names), known)


def decide(store: Store, left: str, right: str, outcome: Outcome | None, known: Known) -> Joint:
    """Remember that two actors are the same or different, or forget what was decided (None), and join anew.

    Raises KgError if one of them is no actor of the store, or nothing was decided of them.
    """
    told = stored.told(store)
    left, right = sorted((left, right))
    before = stored.decisions(store)
    after = [link for link in before if (link.left, link.right) != (left, right)]
    if outcome is None and len(after) == len(before):
        raise KgError(f"{left} and {right}: nothing was decided of them; kg links --decided lists what was")
    if outcome is not None:
        _check(told, left, right)
        after.append(Link(left, right, outcome, 1.0, ()))
    store.replace(DECISIONS, decision_quads(after))
    return _settle(store, told, _found(store, told, known.names), known)


def _check(told: Told, left: str, right: str) -> None:
    known = {report.actor.key for report in told.actors}
    for key in (left, right):
        if key.partition("~")[0] not in known:
            raise KgError(f"{key}: no article names such an actor; take keys from kg links or an answer")
    if left == right:
        raise KgError(f"{left}: the same actor twice; name two")


@dataclass(frozen=True, slots=True)
class _Found:
    """All that is found across articles."""

    actors: Linked
    events: Linking
    sources: dict[str, str]
    kept: dict[str, str]
    """What kept each promise that was kept."""


def _found(store: Store, told: Told, known: Names) -> _Found:
    one_source = sources(told.tellers)
    actors = link_actors(told.actors, stored.decisions(store), known)
    events = link(told.events, actors, one_source)
    return _Found(actors, events, one_source, kept(told.events, events, told.undertakings, actors))


def _quads(extraction: Extraction, found: _Found, run: Run, signed: str) -> Quads:
    names = found.actors.names.get(extraction.article.id, {})
    return linked_quads(quads(linked(extraction, found.events), run, signed), names, found.actors.labels)


# ---------------------------------------------------------------- bringing the store to what was found
def _settle(store: Store, before: Told, found: _Found, known: Known) -> Joint:
    actors, events = found.actors, found.events
    _rename(store, before, actors, events)
    _write_joined(store, events.joined)
    offices = office_quads(known.offices, known.names, stored.named(store))
    across = {LINKS: link_quads(actors.links), SOURCES: source_quads(found.sources), OFFICES: offices}
    store.replace_all({**across, PROMISES: promise_quads(found.kept)}.items())
    return Joint(
        events=len(events.joined),
        articles=len({report.article for joined in events.joined.values() for _, report in joined.reports}),
        actors=len({name for names in actors.names.values() for name in names}),
        unsure=sum(pair.outcome == Outcome.UNSURE for pair in actors.links),
    )


def _rename(store: Store, before: Told, actors: Linked, events: Linking) -> None:
    """Give stored events and actors the keys they now have."""
    changes: dict[str, dict[str, str]] = {}
    for report in before.events:
        name = events.nodes[report.article, report.key]
        if name != report.key:
            changes.setdefault(report.article, {})[report.key] = name
    articles = {*before.names, *({r.article for r in before.actors} & actors.names.keys())}
    other = {a for a in articles if before.names.get(a, {}) != actors.names.get(a, {})}
    for article in sorted({*changes, *other}):
        graph = graph_iri(article)
        alone = renamed(as_read(store.quads(graph)), changes.get(article, {}))
        store.replace(graph, linked_quads(alone, actors.names.get(article, {}), actors.labels))


def _write_joined(store: Store, joined: Mapping[str, Joined]) -> None:
    """Write the graphs of joined events that changed, and drop those of events that are told by one article now."""
    wanted = {name: digest(repr(found)) for name, found in joined.items()}
    there = stored.joined_digests(store)
    for name in sorted(there.keys() - wanted.keys()):
        store.remove(joined_iri(name))
    changed: Iterable[str] = sorted(name for name in wanted if there.get(name) != wanted[name])
    store.replace_all((joined_iri(name), joined_quads(joined[name], wanted[name])) for name in changed)
