"""What the page's script is given: the network, drawn and numbered, each text once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from kg.view import folding, graph, grouping, shell
from kg.view.facets import FACTS, Facets, facets
from kg.view.kinds import Kind, style
from kg.view.labels import visible
from kg.view.network import Network, Node, Quote

Numbers = Mapping[str, int]


def page_data(network: Network) -> dict[str, Any]:
    """Nodes stand in the order in which they are drawn; all else refers to them by their numbers."""
    quotes = quotes_of(network)
    articles = sorted({_article(quote) for quote in quotes}, key=str)
    proofs = {quote: index for index, quote in enumerate(quotes)}
    sources = {article: index for index, article in enumerate(articles)}
    nodes = graph.in_order(network)
    number = {node.id: index for index, node in enumerate(nodes)}
    drawing = graph.to_pyvis(network)
    facts = facets(network)
    left_aside = folding.aside(network)
    return {
        "options": drawing.options,
        "kinds": {kind.name: _kind(kind) for kind in kinds_in_use(network)},
        "articles": [_shown_article(article) for article in articles],
        "quotes": [_shown_quote(quote, sources) for quote in quotes],
        "nodes": [
            _node(node, drawn, facts[node.id], number, proofs) | ({"aside": True} if node.id in left_aside else {})
            for node, drawn in zip(nodes, drawing.nodes, strict=True)
        ],
        **_edges(network, drawing.edges, number, proofs),
        "groupings": [_grouping(found, number) for found in grouping.groupings(network, facts)],
    }


def quotes_of(network: Network) -> list[Quote]:
    """Every quote once, the oldest first."""
    holders: tuple[Any, ...] = (*network.nodes, *network.edges)
    return sorted({quote for holder in holders for quote in holder.quotes}, key=_age)


def kinds_in_use(network: Network) -> list[Kind]:
    """The kinds that occur, in the order of the legend."""
    kinds = {style(node.kind) for node in network.nodes}
    return sorted(kinds, key=lambda kind: (kind.rank, kind.name))


def _age(quote: Quote) -> tuple[str, ...]:
    return (quote.published or "", *map(str, asdict(quote).values()))


def _kind(kind: Kind) -> dict[str, Any]:
    return asdict(kind) | {"label": kind.label, "fact": kind.name in FACTS}


def _article(quote: Quote) -> tuple[str, str | None, str | None, str | None]:
    return quote.article, quote.outlet, quote.published, quote.url


def _shown_article(article: tuple[str, str | None, str | None, str | None]) -> list[str | None]:
    name, outlet, published, url = article
    return [visible(name), outlet and visible(outlet), published and visible(published), shell.web_address(url)]


def _shown_quote(quote: Quote, sources: Mapping[Any, int]) -> list[Any]:
    words = map(visible, (quote.before, quote.exact, quote.after, quote.rule))
    return [sources[_article(quote)], *words, quote.confidence]


def _node(
    node: Node, drawn: dict[str, Any], of: Facets, number: Numbers, proofs: Mapping[Quote, int]
) -> dict[str, Any]:
    kept = ("id", "label", "size", "fontSize", "near", "wide", "shape", "group")
    told = {
        "name": visible(node.label),
        "properties": [[visible(name), visible(value)] for name, value in node.properties],
        "quotes": _numbers(node.quotes, proofs),
        "when": [node.earliest, node.latest] if node.earliest or node.latest else None,
        "countries": [number[country] for country in of.countries],
        "sectors": [number[sector] for sector in of.sectors if sector in number],
    }
    return {key: drawn[key] for key in kept} | told


def _edges(
    network: Network, drawn: list[dict[str, Any]], number: Numbers, proofs: Mapping[Quote, int]
) -> dict[str, Any]:
    """The edges as they are told, and those that stand in for folded nodes."""
    edges, folds = graph.edges_in_order(network), folding.folds(network)
    bends = [line["bend"] for line in drawn]
    return {
        "edges": [
            [number[edge.source], number[edge.target], edge.role, bend, _numbers(edge.quotes, proofs)]
            for edge, bend in zip(edges, bends, strict=False)
        ],
        "folds": [
            [number[fold.source], number[fold.target], fold.role, bend, fold.kind, [number[n] for n in fold.folded]]
            for fold, bend in zip(folds, bends[len(edges) :], strict=True)
        ],
    }


def _grouping(found: grouping.Grouping, number: Numbers) -> dict[str, Any]:
    groups = [
        [visible(group.label), [number[node] for node in group.members], *group.place, group.size]
        for group in found.groups
    ]
    return {"by": found.by, "groups": groups, "links": found.links}


def _numbers(quotes: Iterable[Quote], proofs: Mapping[Quote, int]) -> list[int]:
    return sorted({proofs[quote] for quote in quotes})
