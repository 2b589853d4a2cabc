"""Writing a graph to a file in the format that its name asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import IO

from pyoxigraph import Quad, RdfFormat, serialize

from kg.errors import ExportError
from kg.export.order import in_order, union
from kg.rdf.iris import BASE, PREFIXES


def write(quads: Iterable[Quad], path: Path) -> int:
    """Write the quads to `path`, in the format of its suffix; how many lines of fact it holds.

    ``.ttl`` is the union of all graphs; ``.trig``, ``.nq`` and ``.jsonld`` keep each article's
    graph. The file appears when it is whole.

    Raises ExportError for another suffix, or where the file cannot be written.
    """
    writer = SUFFIXES.get(path.suffix.lower())
    if writer is None:
        raise ExportError(f"{path}: cannot write {path.suffix or 'a file without a suffix'}; use {_CHOICES}")
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            count = writer(quads, file)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from None
    return count


def _turtle(quads: Iterable[Quad], file: IO[bytes]) -> int:
    triples = union(quads)
    serialize(triples, file, RdfFormat.TURTLE, prefixes=PREFIXES, base_iri=BASE)
    return len(triples)


def _trig(quads: Iterable[Quad], file: IO[bytes]) -> int:
    ordered = in_order(quads)
    serialize(ordered, file, RdfFormat.TRIG, prefixes=PREFIXES, base_iri=BASE)
    return len(ordered)


def _n_quads(quads: Iterable[Quad], file: IO[bytes]) -> int:
    ordered = in_order(quads)
    serialize(ordered, file, RdfFormat.N_QUADS)
    return len(ordered)


def _json_ld(quads: Iterable[Quad], file: IO[bytes]) -> int:
    """Expanded JSON-LD, one line to a value; graph by graph, to hold one at a time as JSON."""
    ordered = in_order(quads)
    separator = b"[\n"
    for _, graph in groupby(ordered, key=lambda quad: quad.graph_name):
        for node in json.loads(serialize(graph, format=RdfFormat.JSON_LD) or b"[]"):
            file.write(separator + json.dumps(node, indent=1, ensure_ascii=False).encode())
            separator = b",\n"
    file.write(b"\n]\n" if ordered else b"[]\n")
    return len(ordered)


SUFFIXES: dict[str, Callable[[Iterable[Quad], IO[bytes]], int]] = {
    ".ttl": _turtle,
    ".trig": _trig,
    ".nq": _n_quads,
    ".jsonld": _json_ld,
}
"""What can be written, by the suffix of the file's name."""

_CHOICES = ", ".join(SUFFIXES)
