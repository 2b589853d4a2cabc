"""The vocabulary as text: what there is to ask for, and what it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

import pyoxigraph as ox

from kg import ontology
from kg.querying.words import spaced
from kg.rdf.iris import BIL, OWL, QUERY_PREFIXES, RDF, RDFS

_PROPERTIES = {OWL["ObjectProperty"].value, OWL["DatatypeProperty"].value, RDF["Property"].value}

Told = dict[str, dict[str, list[str]]]


@cache
def schema() -> str:
    """Prefixes, classes, properties and sectors, one to a line.

    >>> "bil:participant" in schema()
    True
    """
    told = _told()
    kinds = {term: set(said[RDF["type"].value]) for term, said in told.items()}
    classes = [term for term, types in kinds.items() if OWL["Class"].value in types]
    properties = [term for term, types in kinds.items() if types & _PROPERTIES]
    return "\n".join(
        [
            "Prefixes, declared before every query:",
            *(f"  {name}: <{base}>" for name, base in QUERY_PREFIXES.items()),
            "Classes:",
            *_lines(told, classes),
            "Properties, from what to what:",
            *_lines(told, properties),
            "Sectors: " + " ".join(f"sector:{name}" for name in ontology.load().sectors),
            "Every fact has bil:confidence and bil:evidence; evidence has oa:hasSource (the article: schema:headline,",
            "schema:publisher, schema:datePublished, schema:url) and oa:hasSelector/oa:exact (the words).",
            "People, countries and bodies have skos:prefLabel; countries have bil:isoCode.",
            "The default graph holds everything; each article's triples lie in a named graph of their own.",
        ]
    )


def _told() -> Told:
    found: Told = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=ontology.folder() / "core.ttl", format=ox.RdfFormat.TURTLE):
        subject, value = triple.subject, triple.object
        if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
            found[subject.value][triple.predicate.value].append(value.value)
    return found


def _lines(told: Told, terms: Iterable[str]) -> list[str]:
    return [_line(told[term], term) for term in sorted(terms) if term.startswith(BIL.base)]


def _line(said: dict[str, list[str]], term: str) -> str:
    ends = [" or ".join(map(_short, said.get(RDFS[end].value, ()))) for end in ("domain", "range")]
    way = f" ({ends[0] or 'anything'} -> {ends[1] or 'anything'})" if any(ends) else ""
    parents = ", ".join(_short(parent) for parent in said.get(RDFS["subClassOf"].value, ()))
    below = f" (a kind of {parents})" if parents else ""
    meaning = " ".join(said.get(RDFS["comment"].value) or [spaced(_short(term).partition(":")[2])])
    return f"  {_short(term)}{way}{below}: {meaning}"


def _short(iri: str) -> str:
    for name, base in QUERY_PREFIXES.items():
        if iri.startswith(base) and name != "id":
            return f"{name}:{iri.removeprefix(base)}"
    return iri
