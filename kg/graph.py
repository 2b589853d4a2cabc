"""The door from Python: ``kg.open`` gives a graph that can be asked."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from kg import querying
from kg.querying import Explanation, Question, Result
from kg.store import Store, open_store
from kg.view.dossier import Dossier


class Graph:
    """A store, opened to be asked. It is let go of at the end of a ``with`` block, or by `close`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        """What `kg.pipeline.build` and `kg.export.write` work on."""

    def query(self, sparql: str) -> Result:
        """The answer to a SPARQL query; the vocabulary's prefixes need not be declared.

        Raises QueryError if it writes, reaches outside the store, or cannot be answered.
        """
        return querying.query(self.store, sparql)

    def ask(self, question: str, **values: str | None) -> Result:
        """The answer to a named question, such as ``graph.ask("who-met", a="IN", b="RU", since="2024")``.

        Raises QueryError if there is no such question or parameter, or a value is not of its kind.
        """
        return querying.ask(self.store, question, **values)

    @property
    def questions(self) -> dict[str, Question]:
        """The named questions, with what they take and give."""
        return querying.questions()

    def explain(self, iri: str) -> Explanation:
        """Why the graph says what it says of a node: the sentences behind it.

        Raises QueryError if nothing is known of it.
        """
        return querying.explain(self.store, iri)

    def dossier(self, one: str, other: str) -> Dossier:
        """What the graph holds on two countries, given by their ISO codes; `kg.view.briefing` makes the page of it.

        Raises QueryError if a code is none, or nothing is told of the two.
        """
        return querying.dossier(self.store, one, other)

    def _repr_html_(self) -> str:
        """The network, as a notebook shows it: in a frame of its own, without access to anything."""
        from kg.view.notebook import framed  # here, since most who ask a graph draw nothing
        from kg.view.page import page

        network = querying.network(self.store)
        return framed(page(network), network.title)

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_graph(store: str, *, read_only: bool = True) -> Graph:
    """The graph in a store: a URL as for `kg.store.open_store`, or the path of a directory.

    Raises StoreError if there is none.
    """
    url = store if ":" in store else f"oxigraph:{store}"
    return Graph(open_store(url, read_only=read_only and url != "memory:"))
