"""What the editor completes: the classes and properties that the ontology declares or its shapes ask for."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg import ontology
from kg.rdf.iris import OWL, QUERY_PREFIXES, RDF, RDFS, Namespace

SH = Namespace("http://www.w3.org/ns/shacl#")
_CLASSES = {OWL["Class"], RDFS["Class"]}
_PROPERTIES = {RDF["Property"], OWL["ObjectProperty"], OWL["DatatypeProperty"], OWL["AnnotationProperty"]}


@cache
def vocabulary() -> dict[str, object]:
    """Prefixes, and the IRIs of classes and properties, sorted."""
    classes: set[object] = set()
    properties: set[object] = {RDF["type"]}
    for name in ("core.ttl", "shapes.ttl"):
        for triple in ox.parse(path=ontology.folder() / name, format=ox.RdfFormat.TURTLE):
            if triple.predicate == RDF["type"] and triple.object in _CLASSES:
                classes.add(triple.subject)
            if triple.predicate == RDF["type"] and triple.object in _PROPERTIES:
                properties.add(triple.subject)
            if triple.predicate == SH["path"]:
                properties.add(triple.object)
    return {"prefixes": QUERY_PREFIXES, "classes": _iris(classes), "properties": _iris(properties)}


def _iris(terms: set[object]) -> list[str]:
    return sorted(term.value for term in terms if isinstance(term, NamedNode))
