"""Checking a graph, or the ontology itself, against the shapes of the ontology.

Each graph is checked by itself, which is what the shapes mean and what scales; that of a joined event
together with what it points at. A file without named graphs is the union of many: shapes that hold
only within one graph are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.namespace import RDF, RDFS, SH

from kg.errors import RdfError
from kg.ontology import folder
from kg.rdf.iris import BIL, is_joined
from kg.rdf.iris import RDF as OURS
from kg.rdf.joined import targets

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}
"""What can be read, by the suffix of the file's name."""

_TYPE = OURS["type"]
_SHAPES = "shapes.ttl"
_PER_ARTICLE = rdflib.URIRef(BIL["perArticle"].value)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is not as it must be."""

    node: str
    path: str | None
    """The property, as an IRI; None where the node as a whole is at fault."""
    message: str
    graph: str | None = None
    """The article's graph, where graphs were given."""


@dataclass(frozen=True, slots=True)
class Report:
    """All faults, sorted."""

    results: tuple[Fault, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether there are no faults."""
        return not self.results


def validate_quads(quads: Iterable[Quad]) -> Report:
    """Check quads: each named graph by itself, and what lies in none as the union of many."""
    graphs: dict[str | None, list[Quad]] = defaultdict(list)
    for quad in quads:
        graphs[None if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value].append(quad)
    pointed_at = {target for name in graphs if _is_joined(name) for target in targets(graphs[name])}
    classes = _classes_of(graphs, pointed_at)
    faults = {
        fault
        for name, members in graphs.items()
        for fault in (_joined_faults(name, members, classes) if _is_joined(name) else _graph_faults(name, members))
    }
    return Report(tuple(sorted(faults, key=_order)))


def validate_file(path: Path) -> Report:
    """Check the graph in a file.

    Raises RdfError if it cannot be read, or is not what its suffix says; with the line.
    """
    return validate_quads(read(path))


def validate_ontology(place: Path | None = None) -> Report:
    """Check the data of an ontology folder (default: ours) against its own shapes.

    Raises RdfError if one of its files is not Turtle, or there are no shapes.
    """
    place = place or folder()
    if not (place / _SHAPES).is_file():
        raise RdfError(f"{place}: no ontology here (no {_SHAPES}); name the folder that holds it")
    data = rdflib.Graph()
    for file in sorted(place.glob("*.ttl")):
        if file.name != _SHAPES:
            _add(data, read(file))
    return Report(tuple(sorted(_faults(data, _shapes(place, union=False), rdflib.Graph(), None), key=_order)))


def read(path: Path) -> list[Quad]:
    """The quads in a file.

    Raises RdfError if it cannot be read, or is not what its suffix says; with the line.
    """
    syntax = FORMATS.get(path.suffix.lower())
    if syntax is None:
        raise RdfError(f"{path}: no RDF format has this suffix; use {', '.join(FORMATS)}")
    try:
        return list(parse(path=path, format=syntax))
    except SyntaxError as error:
        raise RdfError(f"{path}, line {error.lineno or '?'}: not valid {syntax.name}: {error.msg}") from None
    except OSError as error:
        raise RdfError(f"{path}: cannot be read: {error.strerror or error}") from None


def _is_joined(name: str | None) -> bool:
    return name is not None and is_joined(NamedNode(name))


def _classes_of(
    graphs: Mapping[str | None, Iterable[Quad]], nodes: Container[NamedNode]
) -> Mapping[NamedNode, list[Quad]]:
    """Which classes articles' graphs give some nodes, by node."""
    found: dict[NamedNode, list[Quad]] = defaultdict(list)
    for name, members in graphs.items():
        if not _is_joined(name):
            for quad in members:
                if quad.predicate == _TYPE and isinstance(quad.subject, NamedNode) and quad.subject in nodes:
                    found[quad.subject].append(quad)
    return found


def _joined_faults(name: str | None, quads: Iterable[Quad], classes: Mapping[NamedNode, list[Quad]]) -> Iterable[Fault]:
    """The faults of a joined event, which articles' graphs tell the classes of all that it points at."""
    quads = list(quads)
    own = {str(_term(quad.subject)) for quad in quads}
    around = [quad for target in targets(quads) for quad in classes.get(target, ())]
    return [fault for fault in _graph_faults(name, [*quads, *around]) if fault.node in own]


def _graph_faults(name: str | None, quads: Iterable[Quad]) -> Iterable[Fault]:
    data = rdflib.Graph()
    _add(data, quads)
    return _faults(data, _shapes(folder(), union=name is None), _classes(folder()), name)


def _faults(data: rdflib.Graph, shapes: rdflib.Graph, classes: rdflib.Graph, name: str | None) -> list[Fault]:
    """What pyshacl finds; `data` is ours alone, so the classes may be added to it."""
    _, results, _ = pyshacl.validate(
        data,
        shacl_graph=shapes,
        ont_graph=classes,
        inplace=True,
        inference="none",
        advanced=False,
        do_owl_imports=False,
    )
    return [_fault(results, result, name) for result in results.subjects(RDF.type, SH.ValidationResult)]


def _fault(results: rdflib.Graph, result: rdflib.term.Node, name: str | None) -> Fault:
    path = results.value(result, SH.resultPath)
    message = results.value(result, SH.resultMessage) or "does not conform"
    return Fault(str(results.value(result, SH.focusNode)), str(path) if path else None, str(message), name)


def _order(fault: Fault) -> tuple[str, ...]:
    return fault.graph or "", fault.node, fault.path or "", fault.message


@cache
def _shapes(place: Path, *, union: bool) -> rdflib.Graph:
    """The shapes; for the union, those that hold only within an article are switched off."""
    shapes = rdflib.Graph()
    _add(shapes, read(place / _SHAPES))
    if union:
        for shape in list(shapes.subjects(_PER_ARTICLE)):
            shapes.add((shape, SH.deactivated, rdflib.Literal(True)))
    return shapes


@cache
def _classes(place: Path) -> rdflib.Graph:
    """Which class lies below which: all that validation needs of the ontology."""
    classes = rdflib.Graph()
    for quad in read(place / "core.ttl"):
        if quad.predicate.value == str(RDFS.subClassOf):
            classes.add((_term(quad.subject), RDFS.subClassOf, _term(quad.object)))
    return classes


def _add(graph: rdflib.Graph, quads: Iterable[Quad]) -> None:
    for quad in quads:
        graph.add((_term(quad.subject), rdflib.URIRef(quad.predicate.value), _term(quad.object)))


def _term(term: NamedNode | BlankNode | Literal | Triple) -> rdflib.term.Identifier:
    """The term as rdflib has it, its spelling kept as it is.

    Raises RdfError for a quoted triple, which rdflib does not know.
    """
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        datatype = None if term.language else rdflib.URIRef(term.datatype.value)
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise RdfError(f"{term}: a triple inside a triple cannot be checked; write RDF 1.1")
