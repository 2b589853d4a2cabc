"""Large networks: shown as groups that open, and still searched, filtered and listed whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.view import grouping
from kg.view.facets import facets
from kg.view.network import Edge, Network, Node

Visit = Callable[..., Any]
COUNTRIES = 12


@pytest.fixture(scope="module")
def large() -> Network:
    """More nodes than are shown whole: people of twelve countries and meetings between neighbours."""
    countries = tuple(Node(f"c{n}", "Country", f"Country {n:02}") for n in range(COUNTRIES))
    people = tuple(Node(f"p{n}", "Person", f"Person {n:04}") for n in range(3000))
    meetings = tuple(
        Node(f"m{n}", "Meeting", f"Meeting {n:04}", (), (), f"{2000 + n % 20}-01-01", f"{2000 + n % 20}-01-31")
        for n in range(2500)
    )
    belongs = tuple(Edge(f"p{n}", f"c{n % COUNTRIES}", "country") for n in range(3000))
    took_part = tuple(
        Edge(f"m{n}", f"p{(n + step) % 3000}", "participant") for n in range(2500) for step in (0, COUNTRIES)
    )
    abroad = tuple(Edge(f"m{n}", f"p{(n + 1) % 3000}", "participant") for n in range(0, 2500, 50))
    return Network("Large", (*countries, *people, *meetings), (*belongs, *took_part, *abroad))


def test_small_networks_are_not_grouped(sample: Network) -> None:
    """What can be shown whole has no groups."""
    assert grouping.groupings(sample, facets(sample)) == []


def test_every_node_is_in_one_group(large: Network) -> None:
    """Each way of grouping puts every node into exactly one group, by country, community or year."""
    found = grouping.groupings(large, facets(large))
    assert [way.by for way in found] == ["country", "community", "year"]
    for way in found:
        members = [node for group in way.groups for node in group.members]
        assert sorted(members) == sorted(node.id for node in large.nodes)
        assert len({group.place for group in way.groups}) == len(way.groups)
    years = {group.label for group in found[2].groups}
    assert years == {"No date", *map(str, range(2000, 2020))}


def test_groups_open(visit: Visit, large: Network) -> None:
    """A large page opens on its groups; one that is opened shows at most a thousand nodes, and says of how many."""
    page = visit(large)
    groups = page.evaluate("drawnNodes.length")
    assert 12 <= groups < 200
    assert page.inner_text("#shown") == f"Showing {groups} groups of {len(large.nodes):,} nodes"
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Show what is in it").click()
    shown = page.evaluate("drawnNodes.length")
    assert 100 < shown <= 1000
    assert page.inner_text("#shown") == f"Showing {shown} of {len(large.nodes):,} nodes"
    page.click("#clear")
    assert page.evaluate("drawnNodes.length") == groups


def test_other_ways_of_grouping(visit: Visit, large: Network) -> None:
    """The reader chooses how the network is grouped, and the address keeps it."""
    page = visit(large)
    page.select_option("#by", "year")
    assert page.evaluate("drawnNodes.length") == 21
    assert page.url.endswith("#by=year")


def test_search_finds_what_no_group_shows(visit: Visit, large: Network) -> None:
    """A node that is found is shown with its neighbours, wherever it is."""
    page = visit(large)
    page.fill("#search", "person 0042")
    page.keyboard.press("Enter")
    assert page.inner_text("#details h2") == "Person 0042"
    assert {"p42", "m42", "m30"} <= set(page.evaluate("drawnNodes.getIds()"))


def test_filters_narrow_a_large_network_to_a_picture(visit: Visit, large: Network) -> None:
    """When few enough are left they are shown themselves."""
    page = visit(large)
    page.select_option("#country-1", label="Country 04")
    page.select_option("#country-2", label="Country 05")
    kinds = set(page.evaluate("drawnNodes.getIds().map((id) => nodeOf.get(id)?.group)"))
    assert kinds == {"Person", "Meeting"}
    assert page.evaluate("[...shown.nodes].every((node) => node.group !== 'Meeting' || node.countries.length > 1)")
