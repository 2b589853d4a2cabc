"""What every store can do, whichever way it keeps its quads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from kg.errors import StoreError

Term = NamedNode | BlankNode | Literal | Triple
Answer = QuerySolutions | QueryBoolean | QueryTriples | Iterator[Triple]


class Dataset(NamedTuple):
    """The graphs that a query is asked of, instead of all."""

    default: tuple[NamedNode, ...] = ()
    """Those that together are the default graph."""
    named: tuple[NamedNode, ...] = ()
    """Those that GRAPH can name."""


class Store(Protocol):
    """Quads in named graphs, one graph for each article, and a context that closes the store.

    Every method raises StoreError, in one line, where the storage fails.
    """

    def graphs(self) -> Iterable[NamedNode]:
        """The IRIs of all named graphs."""
        ...

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make `quads` all that `graph` holds; what breaks off is made good by doing it again.

        Raises StoreError if one of the quads lies in another graph.
        """
        ...

    def replace_all(self, graphs: Iterable[tuple[NamedNode, Sequence[Quad]]]) -> None:
        """`replace` for many graphs, faster; what was written when it stops is whole graphs."""
        ...

    def remove(self, graph: NamedNode) -> bool:
        """Drop a graph; tells whether there was one."""
        found = graph in self
        if found:
            self.replace(graph, ())
        return found

    def quads(
        self, graph: NamedNode | None = None, *, subject: NamedNode | None = None, object: Term | None = None
    ) -> Iterator[Quad]:
        """The quads of one graph or of all, narrowed to a subject or an object."""
        ...

    def query(
        self, sparql: str, *, prefixes: Mapping[str, str] | None = None, dataset: Dataset | None = None
    ) -> Answer:
        """Answer a SPARQL query over the union of all graphs, or over those of `dataset`, with the prefixes declared.

        Raises QueryError if the query is not valid SPARQL or cannot be answered.
        """
        ...

    def __contains__(self, graph: object) -> bool:
        """Whether the store has the named graph."""
        ...

    def __len__(self) -> int:
        """How many quads there are."""
        ...

    def close(self) -> None:
        """Write what is pending and let go of the storage."""
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def lies_in(quad: Quad, graph: NamedNode) -> bool:
    """True, or StoreError if the quad is in another graph."""
    if quad.graph_name != graph:
        raise StoreError(f"{quad} is not in the graph {graph}: replace each graph with its own quads")
    return True
