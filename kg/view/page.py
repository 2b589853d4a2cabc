"""The page itself: data, drawing code and looks in one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from kg.view import folding, graph
from kg.view.kinds import Kind, style
from kg.view.labels import visible
from kg.view.network import Network, Node, Quote

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
DRAWING = HERE / "vendor" / "vis-network" / "vis-network.min.js"
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""JSON is ASCII already, U+2028 and U+2029 among the rest; with these gone nothing in it can end a script."""


def page(network: Network) -> str:
    """The page as HTML; the same network gives the same characters."""
    before, *parts = sorted((TEMPLATES / "scripts").glob("*.js"))
    scripts = [_script(before), _drawing(), "\n".join(map(_script, parts))]
    looks = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return _template().render(
        title=visible(network.title),
        policy=_policy(scripts, [looks]),
        looks=looks,
        scripts=scripts,
        data=_json(_data(network)),
        counts=_counts(network),
        kinds=_kinds(network),
        groups=_groups(network),
    )


def write_page(network: Network, path: Path) -> None:
    """Writes the page to `path`, as UTF-8 with plain line ends on every machine."""
    path.write_text(page(network), encoding="utf-8", newline="\n")


def _template() -> jinja2.Template:
    rooms = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(
        loader=rooms, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2")


def _script(path: Path) -> str:
    script = path.read_text(encoding="utf-8")
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError(f"{path} cannot stand inside a page: it holds '</script' or '<!--'")
    return script


@cache
def _drawing() -> str:
    """vis-network without its last line, which would send a developer's browser for its source map."""
    return _script(DRAWING).split("//# sourceMappingURL=")[0]


def _policy(scripts: Iterable[str], looks: Iterable[str]) -> str:
    """A Content-Security-Policy that lets run what we wrote and forbids all requests."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, looks))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ]
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"), sort_keys=True).translate(ESCAPES)


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
    return texts | {"url": _web_address(quote.url)}


def _web_address(url: str | None) -> str | None:
    """The address if a browser may follow it, and nothing if it is a script or a file in disguise."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.hostname else None


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
