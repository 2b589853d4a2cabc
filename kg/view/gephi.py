"""The network as a file for Gephi and its like: GEXF and GraphML, written by networkx."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import networkx
from networkx.readwrite.gexf import GEXFWriter

from kg.errors import ExportError
from kg.view import graph
from kg.view.kinds import style
from kg.view.labels import visible
from kg.view.network import Network, Quote

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no place for."""


def write_graph(network: Network, path: Path) -> None:
    """Writes the network to `path`, in the format of its suffix: ``.gexf`` or ``.graphml``.

    A node has its label, kind, colour, evidence (how many sentences), first and last day of publication
    and its properties as one text; an edge has its role as its label and, as its weight, how many sentences prove it.

    Raises ExportError for another suffix, or where the file cannot be written.
    """
    writer = SUFFIXES.get(path.suffix.lower())
    if writer is None:
        raise ExportError(f"{path}: cannot write {path.suffix or 'a file without a suffix'}; use {', '.join(SUFFIXES)}")
    written = writer(attributed(network))
    try:
        path.write_bytes(written)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from None


def attributed(network: Network) -> networkx.MultiDiGraph[str]:
    """The network as networkx holds it, with attributes that any program can read: numbers and texts."""
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=_text(network.title))
    for node in sorted(network.nodes, key=lambda node: node.id):
        told = _told(node.quotes) | {"label": _text(node.label), "kind": _text(style(node.kind).label)}
        happened = {"earliest": node.earliest or "", "latest": node.latest or ""}
        properties = "; ".join(f"{name}: {value}" for name, value in node.properties)
        made.add_node(_text(node.id), **told, **happened, properties=_text(properties))
    for number, edge in enumerate(graph.edges_in_order(network)):
        told = _told(edge.quotes) | {"id": f"e{number}", "label": _text(edge.role)}
        made.add_edge(_text(edge.source), _text(edge.target), **told, weight=float(max(len(edge.quotes), 1)))
    return made


def _told(quotes: tuple[Quote, ...]) -> dict[str, int | str]:
    """How much evidence there is, and when it was published."""
    days = sorted(_text(quote.published) for quote in quotes if quote.published)
    return {"evidence": len(quotes), "first": "".join(days[:1]), "last": "".join(days[-1:])}


def _text(text: str) -> str:
    """The text as it can be shown and as XML can hold it."""
    return _NO_XML.sub("", visible(text))


def _gexf(made: networkx.MultiDiGraph[str]) -> bytes:
    """GEXF 1.2 with the colours of the page, and without the day of writing: the same graph gives the same file."""
    for _, attributes in made.nodes(data=True):
        attributes["viz"] = {"color": _colour(attributes["kind"])}
    writer = GEXFWriter(made, version="1.2draft")
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate", None)
    return f"{writer}\n".encode()


def _colour(kind: str) -> dict[str, int]:
    fill = style(kind).fill
    return dict(zip("rgb", (int(fill[at : at + 2], 16) for at in (1, 3, 5)), strict=True)) | {"a": 1}


def _graphml(made: networkx.MultiDiGraph[str]) -> bytes:
    file = io.BytesIO()
    networkx.write_graphml_xml(made, file, encoding="utf-8", prettyprint=True, edge_id_from_attribute="id")
    return file.getvalue()


SUFFIXES: dict[str, Callable[[networkx.MultiDiGraph[str]], bytes]] = {".gexf": _gexf, ".graphml": _graphml}
"""What can be written, by the suffix of the file's name."""
