"""The network as networkx and pyvis hold it, the folding of statements, and the layout."""

from __future__ import annotations

import random
from itertools import combinations

import networkx
import pytest

from kg.view import folding, graph, layout
from kg.view.boxes import Box
from kg.view.facets import facets
from kg.view.network import Edge, Network, Node


def test_networkx_holds_every_node_and_edge(sample: Network) -> None:
    """Nothing is lost on the way to networkx, and a role stays on its edge."""
    found = graph.to_networkx(sample)
    assert isinstance(found, networkx.MultiDiGraph)
    assert set(found) == {node.id for node in sample.nodes}
    assert ("meeting/dinner", "person/Vladimir_Putin", "host") in found.edges(data="role")


def test_edge_without_its_end_is_refused() -> None:
    """An edge to a node that is not there is an error that names both."""
    network = Network("", (Node("a", "Person", "A"),), (Edge("a", "b", "knows"),))
    with pytest.raises(ValueError, match="'knows' from 'a' leads to no node 'b'"):
        graph.to_networkx(network)


def test_two_nodes_with_one_id_are_refused() -> None:
    """An id stands for one node only."""
    with pytest.raises(ValueError, match="the id 'a'"):
        graph.to_networkx(Network("", (Node("a", "Person", "A"), Node("a", "Place", "B")), ()))


def test_edges_that_say_the_same_are_one(sample: Network) -> None:
    """Two reports of one link make one edge with the evidence of both."""
    one, two = (node.quotes for node in sample.nodes if node.id in {"meeting/dinner", "meeting/kremlin"})
    network = Network("", (), (Edge("a", "b", "host", one), Edge("a", "b", "host", two)))
    (edge,) = graph.edges_in_order(network)
    assert set(edge.quotes) == {*one, *two}


def test_folded_statements_link_speakers_to_what_they_speak_of(sample: Network) -> None:
    """While statements are hidden a speaker is linked straight to sectors and addressees."""
    links = {(fold.source, fold.target, fold.role): fold.folded for fold in folding.folds(sample)}
    energy = links["person/Narendra_Modi", "sector/energy", "speaks of"]
    assert energy == ("statement/1",)
    assert links["person/Vladimir_Putin", "person/Narendra_Modi", "speaks to"] == ("statement/4",)


def test_folded_cooperation_links_its_parties_to_each_other_and_to_the_sector(sample: Network) -> None:
    """While cooperation is hidden two countries work with each other, each of them in the sector."""
    links = {(fold.source, fold.target, fold.role): fold.folded for fold in folding.folds(sample)}
    together = links["country/IN", "country/RU", "works with"]
    assert {"cooperation/energy", "cooperation/nuclear", "cooperation/defence"} <= set(together)
    assert links["country/IN", "sector/defence", "works in"] == ("cooperation/defence",)


def test_only_what_nothing_links_is_left_aside() -> None:
    """Belonging to a country is no link; where nothing is linked, nothing is left aside."""
    nodes = tuple(Node(name, kind, name) for name, kind in zip("abc", ("Country", "Person", "Person"), strict=True))
    belongs, leads = Edge("b", "a", "country"), Edge("a", "c", "President")
    assert folding.aside(Network("", nodes, (belongs, leads))) == {"b"}
    assert folding.aside(Network("", nodes, (belongs,))) == frozenset()


def test_office_and_country_are_one_link() -> None:
    """Whoever holds an office of a country is not linked to it again for belonging to it."""
    edges = (Edge("p", "c", "country"), Edge("c", "p", "President"), Edge("q", "c", "country"))
    roles = [edge.role for edge in graph.edges_in_order(Network("", (), edges))]
    assert sorted(roles) == ["President", "country"]


def test_facts_have_the_countries_and_sectors_of_those_who_take_part(sample: Network) -> None:
    """A meeting of two people is one of their countries; a statement is about the sector it is linked to."""
    found = facets(sample)
    assert found["meeting/kremlin"].countries == ("country/IN", "country/RU")
    assert found["meeting/kremlin"].sectors == ("sector/diplomacy",)
    assert found["person/Narendra_Modi"].countries == ("country/IN",)


def test_pyvis_draws_without_physics(sample: Network) -> None:
    """The picture stands still: every node that is shown at first has its place and nothing moves it."""
    drawing = graph.to_pyvis(sample)
    assert drawing.options["physics"] == {"enabled": False}
    hidden = folding.folded(sample) | folding.aside(sample)
    assert {node["id"] for node in drawing.nodes if node["near"] is None} == hidden
    places = [node["near"] for node in drawing.nodes if node["near"]]
    assert len(set(places)) == len(places)


def test_no_two_labels_overlap(sample: Network) -> None:
    """Folded or spread, every node has room for itself and its label."""
    degrees = graph.to_networkx(sample).degree
    boxes = {node.id: graph._box(node, degrees(node.id)) for node in sample.nodes}
    for places in graph._places(sample, graph.to_networkx(sample)):
        overlaps = [pair for pair in combinations(places, 2) if _overlap(*pair, places, boxes)]
        assert overlaps == []


def test_places_do_not_depend_on_the_order_of_the_input() -> None:
    """The same links in another order give the same picture."""
    boxes = {str(number): Box(30, 10, 30, 25) for number in range(30)}
    links = [(str(number), str(number // 3), 1.0) for number in range(1, 30)]
    shuffled = random.Random(1).sample(links, len(links))
    backwards = dict(reversed(boxes.items()))
    assert layout.positions(boxes, links) == layout.positions(backwards, shuffled)


def test_parts_that_nothing_links_stand_apart() -> None:
    """Nodes without links do not crowd the rest: they stand in rows below it."""
    boxes = {name: Box(30, 10, 30, 25) for name in "abcdefgxyz"}
    links = [("a", other, 1.0) for other in "bcdefg"]
    places = layout.positions(boxes, links)
    assert min(places[name][1] for name in "xyz") > max(places[name][1] for name in "abcdefg")


def test_an_empty_network_has_no_places() -> None:
    """No nodes, no places, no error."""
    assert layout.positions({}, []) == {}


def _overlap(a: str, b: str, places: dict[str, tuple[int, int]], boxes: dict[str, Box]) -> bool:
    (ax, ay), (bx, by), one, two = places[a], places[b], boxes[a], boxes[b]
    across = ax - one.left < bx + two.right and bx - two.left < ax + one.right
    return across and ay - one.top < by + two.bottom and by - two.top < ay + one.bottom
