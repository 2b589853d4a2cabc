"""The data set and the endpoint, described in their own terms: VoID and SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg import querying
from kg.rdf.iris import BASE, BIL, DCTERMS, PREFIXES, RDF, XSD, Namespace
from kg.server.formats import RESULTS, TRIPLES
from kg.server.limits import Limits
from kg.store import Store

VOID = Namespace("http://rdfs.org/ns/void#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_VOCABULARIES = ("bil", "sector", "schema", "oa", "skos", "prov", "dcterms", "org", "sem")


def describe(store: Store, address: str, limits: Limits | None = None) -> list[Triple]:
    """The data set behind the endpoint at `address`; with `limits`, the endpoint too."""
    void = list(_void(store, address))
    return [*_service(address, limits), *void] if limits else void


def _void(store: Store, address: str) -> Iterator[Triple]:
    data = _part(address, "dataset")
    yield Triple(data, RDF["type"], VOID["Dataset"])
    yield Triple(data, DCTERMS["title"], Literal("Who met whom and who said what", language="en"))
    yield Triple(data, VOID["sparqlEndpoint"], NamedNode(address))
    yield Triple(data, VOID["uriSpace"], Literal(BASE))
    for prefix in _VOCABULARIES:
        yield Triple(data, VOID["vocabulary"], NamedNode(PREFIXES[prefix]))
    for media_type in (RdfFormat.TURTLE, RdfFormat.JSON_LD):
        yield Triple(data, VOID["feature"], NamedNode(media_type.iri))
    yield Triple(data, VOID["triples"], _number(_count(store)))
    for row in querying.ask(store, "summary").records():
        part = _part(address, f"class-{row['what']}")
        yield Triple(data, VOID["classPartition"], part)
        yield Triple(part, VOID["class"], BIL[str(row["what"])])
        yield Triple(part, VOID["entities"], _number(int(str(row["count"]))))


def _service(address: str, limits: Limits) -> Iterator[Triple]:
    service, graphs = _part(address, "service"), _part(address, "graphs")
    yield Triple(service, RDF["type"], SD["Service"])
    yield Triple(service, SD["endpoint"], NamedNode(address))
    yield Triple(service, SD["supportedLanguage"], SD["SPARQL11Query"])
    for format in (*_formats(RESULTS), *_formats(TRIPLES)):
        yield Triple(service, SD["resultFormat"], NamedNode(format))
    yield Triple(service, SD["defaultDataset"], graphs)
    yield Triple(graphs, RDF["type"], SD["Dataset"])
    yield Triple(graphs, SD["defaultGraph"], _part(address, "dataset"))
    yield Triple(_part(address, "dataset"), RDF["type"], SD["Graph"])
    told = f"At most {limits.seconds:g} s, {limits.rows} rows and {limits.answer} MB an answer; SERVICE is refused."
    yield Triple(service, DCTERMS["description"], Literal(told, language="en"))


def _formats(known: dict[str, QueryResultsFormat] | dict[str, RdfFormat]) -> list[str]:
    return sorted({format.iri for format in known.values()})


def _part(address: str, name: str) -> NamedNode:
    return NamedNode(f"{address}#{name}")


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=XSD["integer"])


def _count(store: Store) -> int:
    answer = store.query("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }")
    assert isinstance(answer, QuerySolutions)
    return int(next(iter(answer))["count"].value)
