"""The network and the explanations: everything that is shown leads to the words it rests on."""

from __future__ import annotations

from datetime import date

import pytest
from rdf.graph_sample import MEETING, RUN, extraction

from kg.errors import QueryError
from kg.model import Actor, ActorKind, Extraction
from kg.querying import explain, network
from kg.rdf.iris import BASE, graph_iri
from kg.rdf.mapping import quads
from kg.store import Store, open_store
from kg.view.network import Network


def filled(*ids: str) -> Store:
    store = open_store("memory:")
    store.replace_all(
        (graph_iri(id_), quads(extraction(id_, date(2024, 7, 7 + n)), RUN)) for n, id_ in enumerate(ids, 1)
    )
    return store


def test_nodes() -> None:
    """Actors, events, statements, cooperation, figures, sectors and places are nodes, each once."""
    nodes = network(filled("a", "b")).nodes
    assert len({node.id for node in nodes}) == len(nodes)
    labels = {(node.kind, node.label) for node in nodes}
    assert labels == {
        ("Person", "Narendra Modi"),
        ("Person", "Vladimir Putin"),
        ("Country", "India"),
        ("Country", "Russia"),
        ("Place", "Moscow"),
        ("Meeting", "Meeting of Narendra Modi and Vladimir Putin, 8–9 July 2024"),
        ("Visit", "Visit of Narendra Modi to Moscow, 8 July 2024"),
        ("Agreement", "S-400 systems"),
        ("Statement", "We are friends,"),
        ("Cooperation", "supply, defence"),
        ("Figure", "about 40,000 Indian nationals"),
        ("Sector", "defence"),
    }


def test_edges_lead_to_nodes() -> None:
    """Both ends of every edge are nodes, and no edge comes twice."""
    found = network(filled("a", "b"))
    ids = {node.id for node in found.nodes}
    assert all({edge.source, edge.target} <= ids for edge in found.edges)
    ends = [(edge.source, edge.target, edge.role) for edge in found.edges]
    assert len(set(ends)) == len(ends)


def test_roles() -> None:
    """An edge says what its target is to its source; a position is a link to its holder."""
    found = {(e.source.removeprefix(BASE), e.role, e.target.removeprefix(BASE)) for e in network(filled("a")).edges}
    assert (MEETING, "participant", "person/Narendra_Modi") in found
    assert ("country/IN", "Prime Minister", "person/Narendra_Modi") in found
    assert ("cooperation/IN-RU_defence_supply", "supplier", "country/RU") in found
    assert ("person/Narendra_Modi", "country", "country/IN") in found


def test_facts_have_their_sentences() -> None:
    """Every fact, and every edge from it, has a quote that is the sentence with the words marked."""
    found = network(filled("a"))
    for node in found.nodes:
        if node.kind in {"Meeting", "Visit", "Agreement", "Statement", "Cooperation", "Figure"}:
            assert node.quotes, node
    quote = next(node for node in found.nodes if node.kind == "Meeting").quotes[0]
    assert (quote.before, quote.exact) == ("Prime Minister Narendra Modi ", "met President Vladimir Putin")
    assert (quote.article, quote.outlet, quote.published) == ("Modi in Moscow", "Example Times", "2024-07-09")
    assert (quote.rule, quote.confidence) == ("frame/meet", 0.9)


def test_accounts_stand_side_by_side() -> None:
    """Two articles that date a meeting differently are both told."""
    meeting = next(node for node in network(filled("a", "b")).nodes if node.kind == "Meeting")
    assert [value for name, value in meeting.properties if name == "when"] == ["2024-07-08", "2024-07-09"]
    assert (meeting.earliest, meeting.latest) == ("2024-07-08", "2024-07-09")
    assert meeting.short == "Meeting, 8–9 July 2024"


def test_the_same_store_gives_the_same_network() -> None:
    """The order in which articles were added does not show."""
    one, other = open_store("memory:"), open_store("memory:")
    for store, ids in ((one, "ab"), (other, "ba")):
        for id_ in ids:
            store.replace(graph_iri(id_), quads(extraction(id_), RUN))
    assert network(one) == network(other)


def test_an_empty_store_is_an_empty_network() -> None:
    """Nothing stored, nothing shown."""
    assert network(open_store("memory:"), "Nothing") == Network("Nothing", (), ())


def test_kinds_of_organizations_are_organizations() -> None:
    """Ministries, armies and outlets are shown as organizations."""
    kinds = [
        ActorKind.GOVERNMENT_BODY,
        ActorKind.MILITARY_FORCE,
        ActorKind.NEWS_ORGANIZATION,
        ActorKind.COMPANY,
    ]
    actors = tuple(Actor(f"organization/{kind}", kind, kind) for kind in kinds)
    store = open_store("memory:")
    store.replace(graph_iri("a"), quads(Extraction(extraction("a").article, actors), RUN))
    assert {node.kind for node in network(store).nodes} == {"Organization"}


def test_explain_a_fact() -> None:
    """A fact is told in words, with the sentence of each article."""
    told = explain(filled("a", "b"), BASE + MEETING)
    assert (told.kind, told.label) == ("Meeting", "Meeting, 2024-07-08")
    assert {("participant", "Vladimir Putin"), ("place", "Moscow"), ("mode", "in person")} <= set(told.properties)
    assert {quote.exact for quote in told.quotes} == {"met President Vladimir Putin"}


def test_explain_an_actor() -> None:
    """An actor is told with the sentences of the facts about it."""
    told = explain(filled("a"), BASE + "person/Vladimir_Putin")
    assert (told.kind, told.label) == ("Person", "Vladimir Putin")
    assert {quote.exact for quote in told.quotes} == {"met President Vladimir Putin", "We are friends,"}


@pytest.mark.parametrize("iri", [BASE + "person/Nobody", "not an iri", ""])
def test_explain_the_unknown(iri: str) -> None:
    """What is not in the store is told in one line."""
    with pytest.raises(QueryError):
        explain(filled("a"), iri)
