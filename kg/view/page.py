"""The page itself: data, drawing code and looks in one file that asks nobody for anything."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.view import shell
from kg.view.data import kinds_in_use, page_data, quotes_of
from kg.view.folding import aside
from kg.view.kinds import Kind, style
from kg.view.labels import visible
from kg.view.network import Network

VENDOR = shell.HERE / "vendor"
DRAWING = VENDOR / "vis-network" / "vis-network.min.js"
VECTORS = VENDOR / "svgcanvas" / "svgcanvas.js"


def page(network: Network) -> str:
    """The page as HTML; the same network gives the same characters."""
    before, *parts = sorted((shell.TEMPLATES / "scripts").glob("*.js"))
    return shell.render(
        "page.html.j2",
        styles=[shell.style("base.css"), shell.style("page.css")],
        scripts=[shell.script(before), _vendored(DRAWING), _vectors(), "\n".join(map(shell.script, parts))],
        title=visible(network.title),
        data=shell.embedded(page_data(network)),
        evidence=_evidence(network),
        kinds=_kinds(network),
        aside=len(aside(network)),
    )


def write_page(network: Network, path: Path) -> None:
    """Writes the page to `path`, as UTF-8 with plain line ends on every machine."""
    path.write_text(page(network), encoding="utf-8", newline="\n")


@cache
def _vendored(path: Path) -> str:
    """A library without its last line, which would send a developer's browser for its source map."""
    return shell.script(path).split("//# sourceMappingURL=")[0]


@cache
def _vectors() -> str:
    """svgcanvas, which is published as a module, under a name of its own."""
    return f"window.svgcanvas = {{}};\n((exports) => {{\n{_vendored(VECTORS)}\n}})(window.svgcanvas);\n"


def _evidence(network: Network) -> str:
    quotes = quotes_of(network)
    articles = len({(quote.article, quote.url) for quote in quotes})
    return f"{_count(len(quotes), 'piece')} of evidence from {_count(articles, 'article')}"


def _count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> _count(1, "node"), _count(1200, "node")
    ('1 node', '1,200 nodes')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _kinds(network: Network) -> list[tuple[Kind, int]]:
    """The legend: each kind that occurs, and how often."""
    return [(kind, sum(style(node.kind) == kind for node in network.nodes)) for kind in kinds_in_use(network)]
