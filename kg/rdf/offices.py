"""Who held which office, as the ontology knows it: a graph of its own, with no article behind it.

It holds the offices of the countries and bodies that articles name, and no others. Holders are told
by their names alone: who is a `bil:Person` of the graph is one whom an article names.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.ontology import Occupancy
from kg.rdf import terms
from kg.rdf.iris import BIL, RDF, SKOS, iri

OFFICES = iri("offices")
"""The graph of the ontology's holders of offices."""

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def office_quads(
    occupancies: Iterable[Occupancy], names: Mapping[str, tuple[str, ...]], told: Container[str]
) -> list[Quad]:
    """The offices of the countries and bodies `told`, and who held them when; `names` are the holders' by key."""
    chosen = [occupancy for occupancy in occupancies if occupancy.of in told]
    triples = dict.fromkeys(triple for occupancy in chosen for triple in _occupancy(occupancy, names))
    return [Quad(*triple, OFFICES) for triple in triples]


def _occupancy(held: Occupancy, names: Mapping[str, tuple[str, ...]]) -> Iterator[Triple]:
    node, office, holder = iri(held.key), iri(held.office), iri(held.holder)
    yield node, RDF["type"], BIL["Occupancy"]
    yield node, BIL["holder"], holder
    yield node, BIL["office"], office
    if held.start:
        yield node, BIL["from"], terms.day(held.start)
    if held.end:
        yield node, BIL["until"], terms.day(held.end)
    yield from ((holder, SKOS["prefLabel"], terms.english(name)) for name in names[held.holder][:1])
    yield office, RDF["type"], BIL["Office"]
    yield office, BIL["officeKind"], BIL[held.kind]
    yield office, BIL["positionOf"], iri(held.of)
    yield iri(held.of), RDF["type"], BIL["Actor"]
    yield office, SKOS["prefLabel"], terms.english(held.titles[0])
    yield from ((office, SKOS["altLabel"], terms.english(title)) for title in held.titles[1:])
