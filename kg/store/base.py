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

Term = NamedNode | BlankNode | Literal | Triple
Answer = QuerySolutions | QueryBoolean | QueryTriples

PARAMETER = "https://w3id.org/bilateral/parameter/"
"""A query asks for the parameter NAME by calling the function of this namespace and that name."""


class Dataset(NamedTuple):
    """The graphs that a query is asked of, instead of all."""

    default: tuple[NamedNode, ...] = ()
    """Those that together are the default graph."""
    named: tuple[NamedNode, ...] = ()
    """Those that GRAPH can name."""


class Store(Protocol):
    """Quads in named graphs, one graph for each article.

    Every method raises StoreError, in one line, where the storage fails.
    """

    def graphs(self) -> Iterable[NamedNode]:
        """The IRIs of all named graphs."""
        ...

    def add(self, quads: Iterable[Quad]) -> None:
        """Add many quads fast: either all of them or none."""
        ...

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make `quads` all that `graph` holds, in one step that is done or not done.

        Raises StoreError if one of the quads lies in another graph.
        """
        ...

    def replace_all(self, graphs: Iterable[tuple[NamedNode, Sequence[Quad]]]) -> None:
        """`replace` for many graphs, faster; what was written when it stops is whole graphs."""
        ...

    def remove(self, graph: NamedNode) -> bool:
        """Drop a graph; tells whether there was one."""
        ...

    def quads(
        self, graph: NamedNode | None = None, *, subject: NamedNode | None = None, object: Term | None = None
    ) -> Iterator[Quad]:
        """The quads of one graph or of all, narrowed to a subject or an object."""
        ...

    def query(
        self,
        sparql: str,
        *,
        parameters: Mapping[str, Term | None] | None = None,
        prefixes: Mapping[str, str] | None = None,
        dataset: Dataset | None = None,
    ) -> Answer:
        """Answer a SPARQL query over the union of all graphs, or over those of `dataset`.

        A query reads the parameter ``since`` with ``BIND(param:since() AS ?since)``; a parameter
        that is None leaves it unbound. Terms are handed over as terms, never as text.

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

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
