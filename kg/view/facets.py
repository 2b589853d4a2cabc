"""What a reader can narrow the picture down by: the countries and sectors that each node has to do with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.view.folding import COUNTRY
from kg.view.network import Network

FACTS = frozenset({"Meeting", "Visit", "Agreement", "Statement", "Cooperation", "Figure"})
"""Kinds that are told by articles; all others are there because a fact leads to them."""
SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class Facets:
    """Ids of the countries and sectors of one node, sorted."""

    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()


def facets(network: Network) -> dict[str, Facets]:
    """The facets of every node: an actor has its country, a fact those of all who take part in it."""
    kinds = {node.id: node.kind for node in network.nodes}
    countries = _countries(network, kinds)
    sectors: dict[str, set[str]] = defaultdict(set)
    for edge in network.edges:
        if kinds.get(edge.source) in FACTS:
            countries[edge.source] |= countries[edge.target] if edge.role != SECTOR else set()
            if edge.role == SECTOR:
                sectors[edge.source].add(edge.target)
    return {node: Facets(tuple(sorted(countries[node])), tuple(sorted(sectors[node]))) for node in kinds}


def _countries(network: Network, kinds: dict[str, str]) -> dict[str, set[str]]:
    """The countries that nodes belong to; a country belongs to itself."""
    found: dict[str, set[str]] = defaultdict(set)
    for node, kind in kinds.items():
        if kind == "Country":
            found[node].add(node)
    for edge in network.edges:
        if edge.role == COUNTRY and kinds.get(edge.target) == "Country":
            found[edge.source].add(edge.target)
    return found
