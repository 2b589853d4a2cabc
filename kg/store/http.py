"""A store over HTTP: any server that speaks SPARQL 1.1 (query, update, graph store protocol).

An article's graph is written with one PUT, the last step of three: its triples enter the union of
all graphs, what it alone said leaves it, and the graph takes its new shape. Whatever breaks off,
the graph still has its old content, and writing it again makes all good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)

from kg.errors import QueryError, StoreError
from kg.rdf.iris import BASE
from kg.store.base import Answer, Dataset, Store, Term, lies_in
from kg.store.client import RESULTS, Client
from kg.store.endpoints import Endpoints

BATCH = 64
"""How many graphs enter the union in one request."""
CONNECTIONS = 2
"""How many graphs are written at once."""

_TRIPLES = "application/n-triples"
_PROLOGUE = re.compile(r"(?:\s|#[^\n]*\n|(?:BASE|PREFIX\s*[^\s:]*:)\s*<[^>]*>)*", re.IGNORECASE)
_OURS = f'STRSTARTS(STR(?g), "{BASE}")'


class HttpStore(Store):
    """A `kg.store.Store` on a server; the graphs of others there are left alone and not shown."""

    def __init__(self, client: Client, endpoints: Endpoints, *, read_only: bool = False) -> None:
        self._client = client
        self._at = endpoints
        self._read_only = read_only

    @classmethod
    def open(cls, url: str, *, read_only: bool = False) -> HttpStore:
        """The store at `url`, with the credentials of the environment.

        Raises StoreError if nothing answers SPARQL there, or the URL would give a password away.
        """
        client = Client(url)
        return cls(client, client.endpoints(), read_only=read_only)

    # ------------------------------------------------------------ reading
    def graphs(self) -> list[NamedNode]:
        """The IRIs of all articles' graphs, sorted."""
        return self._graphs_of()

    def quads(
        self, graph: NamedNode | None = None, *, subject: NamedNode | None = None, object: Term | None = None
    ) -> Iterator[Quad]:
        """The quads of one graph or of all, narrowed to a subject or an object."""
        if graph is None:
            for one in self._graphs_of(subject, object):
                yield from self.quads(one, subject=subject, object=object)
            return
        for quad in self._content(graph):
            if subject in (None, quad.subject) and object in (None, quad.object):
                yield quad

    def query(
        self, sparql: str, *, prefixes: Mapping[str, str] | None = None, dataset: Dataset | None = None
    ) -> Answer:
        """Answer a SPARQL query over the union of all graphs, or over those of `dataset`."""
        declared = "".join(f"PREFIX {name}: <{base}>\n" for name, base in (prefixes or {}).items())
        return self._answer(declared + sparql, self._at.dataset if dataset is None else _protocol(dataset))

    def __contains__(self, graph: object) -> bool:
        return isinstance(graph, NamedNode) and bool(self._answer(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}"))

    def __len__(self) -> int:
        (row,) = self._rows(f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER({_OURS}) }}")
        return int(getattr(row[0], "value", 0))

    # ------------------------------------------------------------ writing
    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make `quads` all that `graph` holds."""
        self._check_writable()
        triples = [quad.triple for quad in quads if lies_in(quad, graph)]
        self._leave_union(graph)
        self._enter_union(triples)
        self._put(graph, triples)

    def replace_all(self, graphs: Iterable[tuple[NamedNode, Sequence[Quad]]]) -> None:
        """`replace` for many graphs: those not there yet enter the union together."""
        self._check_writable()
        known = set(self.graphs())
        pending = iter(graphs)
        with ThreadPoolExecutor(CONNECTIONS) as pool:
            while batch := dict(islice(pending, BATCH)):
                new = {g: [q.triple for q in batch[g] if lies_in(q, g)] for g in batch if g not in known}
                self._enter_union(dict.fromkeys(triple for triples in new.values() for triple in triples))
                list(pool.map(self._put, new.keys(), new.values()))
                for graph in batch.keys() & known:
                    self.replace(graph, batch[graph])

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    # ------------------------------------------------------------ the protocols
    def _answer(self, sparql: str, dataset: Mapping[str, str | list[str]] | None = None) -> Answer:
        form = _form(sparql)
        is_table = form in {"SELECT", "ASK"}
        data = self._client.ask(self._at.query, sparql, dataset or {}, RESULTS if is_table else _TRIPLES)
        try:
            if not is_table:
                return (quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES))
            answer = parse_query_results(data, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._at.query} gave no answer that can be read: {error}") from None
        return _truth(answer) if form == "ASK" and isinstance(answer, QuerySolutions) else answer

    def _rows(self, sparql: str) -> QuerySolutions:
        answer = self._answer(sparql)
        assert isinstance(answer, QuerySolutions)
        return answer

    def _graphs_of(self, subject: NamedNode | None = None, object: Term | None = None) -> list[NamedNode]:
        pattern = f"{subject or '?s'} ?p {object or '?o'}"
        found = self._rows(f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {pattern} }} FILTER({_OURS}) }}")
        return sorted((row[0] for row in found if isinstance(row[0], NamedNode)), key=lambda g: g.value)

    def _content(self, graph: NamedNode) -> Iterator[Quad]:
        """Asked as a query, since Virtuoso cuts what the Graph Store Protocol gives and does not say so."""
        for row in self._rows(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
            yield Quad(row[0], row[1], row[2], graph)

    def _put(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        data = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        self._client.write("PUT" if data else "DELETE", self._at.graphs, self._at.address(graph), data, _TRIPLES)

    def _enter_union(self, triples: Iterable[Triple]) -> None:
        if data := serialize(triples, format=RdfFormat.N_TRIPLES):
            self._client.write("POST", self._at.graphs, self._at.address(self._at.union), data, _TRIPLES)

    def _leave_union(self, graph: NamedNode) -> None:
        """Take from the union what this graph alone says."""
        gone = "?s ?p ?o" if isinstance(self._at.union, DefaultGraph) else f"GRAPH {self._at.union} {{ ?s ?p ?o }}"
        self._client.write(
            "POST",
            self._at.update,
            {},
            f"DELETE {{ {gone} }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }}"
            f" FILTER NOT EXISTS {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != {graph} && {_OURS}) }} }}".encode(),
            "application/sparql-update",
        )

    def _check_writable(self) -> None:
        if self._read_only:
            raise StoreError(f"{self._at.query} cannot be written: it is open for reading only")


def _protocol(dataset: Dataset) -> dict[str, str | list[str]]:
    """A data set as the SPARQL protocol writes it."""
    return {
        "default-graph-uri": [graph.value for graph in dataset.default],
        "named-graph-uri": [graph.value for graph in dataset.named],
    }


def _form(sparql: str) -> str:
    """SELECT, ASK, CONSTRUCT or DESCRIBE: the word behind the declarations.

    >>> _form("PREFIX a: <urn:a> # b" + chr(10) + "ask { ?s ?p ?o }")
    'ASK'

    Raises QueryError if it is none of these.
    """
    word = re.match(r"\w*", sparql[_PROLOGUE.match(sparql).end() :])  # type: ignore[union-attr]
    form = word[0].upper() if word else ""
    if form not in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
        raise QueryError("the query cannot be answered: it is no SELECT, ASK, CONSTRUCT or DESCRIBE")
    return form


def _truth(rows: QuerySolutions) -> QueryBoolean:
    """What Virtuoso means by an ASK's table: yes if it has a row."""
    yes = "true" if list(rows) else "false"
    answer = parse_query_results(f'{{"head": {{}}, "boolean": {yes}}}', format=QueryResultsFormat.JSON)
    assert isinstance(answer, QueryBoolean)
    return answer
