"""The page itself: data, drawing code and looks in one file that asks nobody for anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from kg.view import folding, graph, shell
from kg.view.kinds import Kind, style
from kg.view.labels import visible
from kg.view.network import Network, Node, Quote

DRAWING = shell.HERE / "vendor" / "vis-network" / "vis-network.min.js"


def page(network: Network) -> str:
    """The page as HTML; the same network gives the same characters."""
    before, *parts = sorted((shell.TEMPLATES / "scripts").glob("*.js"))
    return shell.render(
        "page.html.j2",
        styles=[shell.style("base.css"), shell.style("page.css")],
        scripts=[shell.script(before), _drawing(), "\n".join(map(shell.script, parts))],
        title=visible(network.title),
        data=shell.embedded(_data(network)),
        counts=_counts(network),
        kinds=_kinds(network),
        groups=_groups(network),
    )


def write_page(network: Network, path: Path) -> None:
    """Writes the page to `path`, as UTF-8 with plain line ends on every machine."""
    path.write_text(page(network), encoding="utf-8", newline="\n")


@cache
def _drawing() -> str:
    """vis-network without its last line, which would send a developer's browser for its source map."""
    return shell.script(DRAWING).split("//# sourceMappingURL=")[0]


def _data(network: Network) -> dict[str, Any]:
    """All that the page's script needs; quotes stand in one table, since nodes and edges share them."""
    quotes = _quotes(network)
    number = {quote: index for index, quote in enumerate(quotes)}
    drawing = graph.to_pyvis(network)
    nodes = {node.id: node for node in network.nodes}
    proofs = [_numbers(edge.quotes, number) for edge in graph.edges_in_order(network)]
    stand_ins = [list(fold.statements) for fold in folding.folds(network)]
    edges, folds = drawing.edges[: len(proofs)], drawing.edges[len(proofs) :]
    return {
        "options": drawing.options,
        "kinds": {kind.name: asdict(kind) | {"label": kind.label} for kind in _kinds_in_use(network)},
        "nodes": [drawn | _details(nodes[drawn["id"]], number) for drawn in drawing.nodes],
        "edges": [drawn | {"quotes": proof} for drawn, proof in zip(edges, proofs, strict=True)]
        + [drawn | {"quotes": [], "folds": said} for drawn, said in zip(folds, stand_ins, strict=True)],
        "quotes": [_shown(quote) for quote in quotes],
    }


def _details(node: Node, number: dict[Quote, int]) -> dict[str, Any]:
    properties = [[visible(name), visible(value)] for name, value in node.properties]
    return {"name": visible(node.label), "properties": properties, "quotes": _numbers(node.quotes, number)}


def _numbers(quotes: Iterable[Quote], number: dict[Quote, int]) -> list[int]:
    return sorted({number[quote] for quote in quotes})


def _quotes(network: Network) -> list[Quote]:
    """Every quote once, the oldest first."""
    holders: tuple[Any, ...] = (*network.nodes, *network.edges)
    return sorted({quote for holder in holders for quote in holder.quotes}, key=_age)


def _age(quote: Quote) -> tuple[str, ...]:
    return (quote.published or "", *map(str, asdict(quote).values()))


def _shown(quote: Quote) -> dict[str, Any]:
    texts = {key: visible(value) if isinstance(value, str) else value for key, value in asdict(quote).items()}
    return texts | {"url": shell.web_address(quote.url)}


def _counts(network: Network) -> str:
    quotes = _quotes(network)
    articles = len({(quote.article, quote.url) for quote in quotes})
    return " · ".join(
        [
            _count(len(network.nodes), "node"),
            _count(len(graph.edges_in_order(network)), "link"),
            f"{_count(len(quotes), 'piece')} of evidence from {_count(articles, 'article')}",
        ]
    )


def _count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> _count(1, "node"), _count(1200, "node")
    ('1 node', '1,200 nodes')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _kinds_in_use(network: Network) -> list[Kind]:
    kinds = {style(node.kind) for node in network.nodes}
    return sorted(kinds, key=lambda kind: (kind.rank, kind.name))


def _kinds(network: Network) -> list[tuple[Kind, int]]:
    """The legend: each kind that occurs, and how often."""
    return [(kind, sum(style(node.kind) == kind for node in network.nodes)) for kind in _kinds_in_use(network)]


def _groups(network: Network) -> list[tuple[Kind, list[tuple[int, str]]]]:
    """The list: each kind with the labels of its nodes and their numbers in the data."""
    numbered = [(style(node.kind), number, visible(node.label)) for number, node in enumerate(graph.in_order(network))]
    return [
        (kind, [(number, label) for other, number, label in numbered if other == kind])
        for kind in _kinds_in_use(network)
    ]
