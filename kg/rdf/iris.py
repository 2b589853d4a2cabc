"""IRIs: the namespaces of the vocabulary, and the IRI behind every key.

>>> iri("country/IN").value
'https://w3id.org/bilateral/id/country/IN'
>>> BIL["Meeting"].value
'https://w3id.org/bilateral/ontology#Meeting'
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import RdfError
from kg.keys import key

BASE = "https://w3id.org/bilateral/id/"
"""Below this lies every resource: its IRI is the base and its key."""

UNION = NamedNode("https://w3id.org/bilateral/union")
"""The graph of all triples, each once, in a store whose default graph cannot be written."""


class Namespace(dict[str, NamedNode]):
    """The terms of one vocabulary by their local names, each made once."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def __missing__(self, local: str) -> NamedNode:
        term = self[local] = NamedNode(self.base + local)
        return term


BIL = Namespace("https://w3id.org/bilateral/ontology#")
SECTOR = Namespace("https://w3id.org/bilateral/sector/")
LEXICON = Namespace("https://w3id.org/bilateral/lexicon/")
SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ORG = Namespace("http://www.w3.org/ns/org#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
TIME = Namespace("http://www.w3.org/2006/time#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
WD = Namespace("http://www.wikidata.org/entity/")

PREFIXES: dict[str, str] = {
    "bil": BIL.base,
    "sector": SECTOR.base,
    "lexicon": LEXICON.base,
    "schema": SCHEMA.base,
    "oa": OA.base,
    "skos": SKOS.base,
    "prov": PROV.base,
    "dcterms": DCTERMS.base,
    "org": ORG.base,
    "sem": SEM.base,
    "time": TIME.base,
    "xsd": XSD.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "owl": OWL.base,
    "wd": WD.base,
}
"""Prefix to namespace, for files that are written."""

QUERY_PREFIXES: dict[str, str] = {"id": BASE, **PREFIXES}
"""Prefix to namespace, declared before every query."""


@lru_cache(maxsize=65536)
def iri(path: str) -> NamedNode:
    """The IRI of the resource with the key `path`.

    Raises RdfError if `path` holds characters that no key holds.
    """
    try:
        return NamedNode(BASE + path)
    except ValueError as error:
        raise RdfError(f"{path!r} is not a key ({error}): make keys with kg.keys.key") from None


def path_of(iri: str) -> str | None:
    """The key behind an IRI of ours, or None for any other.

    >>> path_of("https://w3id.org/bilateral/id/country/IN")
    'country/IN'
    """
    return iri[len(BASE) :] if iri.startswith(BASE) else None


def article_iri(article: str) -> NamedNode:
    """The IRI of the article that was read under the id `article`."""
    return NamedNode(BASE + key("article", article))


def graph_iri(article: str) -> NamedNode:
    """The IRI of the named graph that holds all of an article's quads."""
    return NamedNode(BASE + key("graph", article))


def joined_iri(event: str) -> NamedNode:
    """The IRI of the named graph of an event that several articles tell of, by the event's key."""
    return iri(f"{_JOINED}{event}")


def is_joined(graph: NamedNode) -> bool:
    """Whether a named graph holds what several articles tell together, and not one article.

    >>> is_joined(joined_iri("meeting/2024-07-08_IN_RU")), is_joined(graph_iri("a1"))
    (True, False)
    """
    return graph.value.startswith(BASE + _JOINED)


_JOINED = "joined/"


def country_iri(code: str) -> NamedNode:
    """The IRI of the country with an ISO 3166-1 alpha-2 code."""
    return iri(key("country", code))


def rule_iri(rule: str) -> NamedNode:
    """The IRI of a rule of the lexicon.

    >>> rule_iri("frame/meet").value
    'https://w3id.org/bilateral/lexicon/frame/meet'
    """
    return LEXICON[quote(rule, safe="/", errors="replace")]
