"""The embedded store: Oxigraph, in memory or in a directory.

Queries are asked of the union of all articles' graphs. Oxigraph has an option for that, but up to
0.5 it meets a triple once for each graph that holds it (oxigraph issue 1919), which makes counts
wrong and joins over countries, described in every article, explode. So the union is kept: the
default graph holds every triple of the named graphs once, and changes with them in one transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad, QuerySolutions, Triple

from kg.errors import QueryError, StoreError
from kg.store.base import Answer, Dataset, Store, Term, lies_in

_BATCH = 64
"""How many graphs are written at once."""
_GROWTH = 0.1
"""Part of the graphs that must be new for the files to be merged, which takes as long however few they are."""


class OxigraphStore(Store):
    """A `kg.store.Store` over pyoxigraph; make one with `in_memory` or `on_disk`."""

    def __init__(self, store: ox.Store, name: str) -> None:
        self._store: ox.Store | None = store
        self._name = name

    @classmethod
    def in_memory(cls) -> OxigraphStore:
        """A store that lives as long as the process."""
        return cls(ox.Store(), "memory:")

    @classmethod
    def on_disk(cls, directory: Path, *, read_only: bool = False) -> OxigraphStore:
        """The store in `directory`, made if there is none yet (unless `read_only`).

        Raises StoreError if it is not a store, or is open for writing elsewhere.
        """
        _check(directory, read_only)
        try:
            store = ox.Store.read_only(str(directory)) if read_only else ox.Store(directory)
        except OSError as error:
            raise StoreError(_opening_failed(directory, str(error))) from None
        return cls(store, f"oxigraph:{directory}")

    def graphs(self) -> list[NamedNode]:
        """The IRIs of all named graphs, sorted."""
        with self._telling("read"):
            found = list(self._open.named_graphs())
        return sorted((graph for graph in found if isinstance(graph, NamedNode)), key=lambda g: g.value)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make `quads` all that `graph` holds; what stays the same is not touched.

        An update is one transaction, and the only way to drop and add in one. It is written by the
        terms themselves: `str` of a triple is its SPARQL form.
        """
        new = {quad.triple for quad in quads if lies_in(quad, graph)}
        old = {quad.triple for quad in self.quads(graph)}
        orphans = [triple for triple in old - new if not self._elsewhere(triple, graph)]
        steps = [
            f"DELETE DATA {{ {_text(orphans)} GRAPH {graph} {{ {_text(old - new)} }} }}",
            f"INSERT DATA {{ {_text(new - old)} GRAPH {graph} {{ {_text(new - old)} }} }}",
        ]
        if not new:
            steps.append(f"DROP SILENT GRAPH {graph}")
        with self._telling("written"):
            self._open.update(" ; ".join(steps))

    def replace_all(self, graphs: Iterable[tuple[NamedNode, Sequence[Quad]]]) -> None:
        """`replace` for many graphs: those not there yet are loaded in bulk."""
        pending, loaded = iter(graphs), 0
        while batch := dict(islice(pending, _BATCH)):
            new = [graph for graph in batch if graph not in self]
            loaded += len(new)
            self._load(quad for graph in new for quad in batch[graph] if lies_in(quad, graph))
            for graph in batch.keys() - new:
                self.replace(graph, batch[graph])
        if loaded > len(self.graphs()) * _GROWTH:
            self._merge()

    def quads(
        self, graph: NamedNode | None = None, *, subject: NamedNode | None = None, object: Term | None = None
    ) -> Iterator[Quad]:
        """The quads of one graph or of all, narrowed to a subject or an object."""
        with self._telling("read"):
            for quad in self._open.quads_for_pattern(subject, None, object, graph):
                if not isinstance(quad.graph_name, DefaultGraph):
                    yield quad

    def query(
        self, sparql: str, *, prefixes: Mapping[str, str] | None = None, dataset: Dataset | None = None
    ) -> Answer:
        """Answer a SPARQL query over the union of all graphs, or over those of `dataset`."""
        try:
            return self._open.query(
                sparql,
                prefixes=dict(prefixes or {}),
                default_graph=[*dataset.default] if dataset else None,
                named_graphs=[*dataset.named] if dataset else None,
            )
        except (SyntaxError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}") from None
        except OSError as error:
            raise StoreError(f"{self._name} cannot be read: {error}") from None

    def __contains__(self, graph: object) -> bool:
        return isinstance(graph, NamedNode) and self._open.contains_named_graph(graph)

    def __len__(self) -> int:
        with self._telling("read"):
            every = len(self._open)
            union = self._open.query("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }")
        return every - sum(int(row["count"].value) for row in union) if isinstance(union, QuerySolutions) else every

    def close(self) -> None:
        """Let go of the storage, so that others may open it."""
        self._store = None

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self._name} is closed: open it again with open_store")
        return self._store

    def _load(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast: either all of them or none."""
        with self._telling("written"):
            self._open.bulk_extend(_with_union(quads))

    def _merge(self) -> None:
        """Make one sorted whole of the files that loading leaves: queries are then answered four times as fast."""
        with self._telling("written"):
            self._open.optimize()

    def _elsewhere(self, triple: Triple, graph: NamedNode) -> bool:
        """Whether another named graph holds the triple too."""
        known = (DefaultGraph(), graph)
        return any(
            quad.graph_name not in known
            for quad in self._open.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
        )

    @contextmanager
    def _telling(self, done: str) -> Iterator[None]:
        """Turn the storage's errors into one line."""
        try:
            yield
        except (OSError, RuntimeError, SyntaxError) as error:
            reason = "it is open for reading only" if "read-write" in str(error) else str(error)
            raise StoreError(f"{self._name} cannot be {done}: {reason}") from None


def _with_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Every quad, and its triple for the default graph."""
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


def _text(triples: Iterable[Triple]) -> str:
    return "".join(f"{triple} .\n" for triple in triples)


def _check(directory: Path, read_only: bool) -> None:
    """Refuse what is no store, before RocksDB fills the folder with its files."""
    if directory.is_dir():
        if any(directory.iterdir()) and not (directory / "CURRENT").exists():
            raise StoreError(f"{directory} holds other files and no store: name an empty or new directory")
    elif directory.exists():
        raise StoreError(f"{directory} is a file, not a store: name a directory")
    if read_only and not (directory / "CURRENT").exists():
        raise StoreError(f"{directory}: no store there to read; make one with `kg build`")


def _opening_failed(directory: Path, reason: str) -> str:
    if "lock" in reason.lower():
        return f"{directory} is in use by another process: wait until it is done, or end it"
    return f"{directory} cannot be opened as a store: {reason}"
