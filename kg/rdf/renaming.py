"""Giving nodes of an article's graph other keys, when joining across articles calls for it.

An actor whom linking finds to be another takes that one's key. The lines that this changes are kept
in the graph as they were (`bil:asRead`), so that a graph can always be taken back to what the
article alone told: two actors made one can be told apart again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.model import Agreement, Meeting, Visit
from kg.rdf import terms
from kg.rdf.iris import BASE, BIL, RDF, SKOS, iri
from kg.rdf.mapping import classes, report_classes

Line = tuple[NamedNode, NamedNode, NamedNode | Literal]
Node = TypeVar("Node")
Nodes = Mapping[NamedNode, NamedNode]

_PAIRS = [
    (BIL[event], BIL[report])
    for kind in (Meeting, Visit, Agreement)
    for event, report in zip(classes(kind), report_classes(kind), strict=True)
]
_AS_REPORT = dict(_PAIRS)
_AS_EVENT = {report: event for event, report in _PAIRS}


# ---------------------------------------------------------------- events
def renamed(quads: Iterable[Quad], keys: Mapping[str, str]) -> list[Quad]:
    """The quads with the nodes of some events given new keys, wherever they stand as subject or object.

    An event that becomes an article's report of it, or the other way round, changes its classes too.
    """
    names = {iri(old): iri(new) for old, new in keys.items()}
    reports = {iri(new) for new in keys.values() if new.startswith("report/")}
    changed = []
    for quad in quads:
        subject, value = _named(quad.subject, names), _named(quad.object, names)
        if quad.predicate == RDF["type"] and quad.subject in names:
            value = _named(value, _AS_REPORT if subject in reports else _AS_EVENT)
        changed.append(Quad(subject, quad.predicate, value, quad.graph_name))
    return changed


def _named(term: Node, names: Nodes) -> Node | NamedNode:
    return names.get(term, term) if isinstance(term, NamedNode) else term


# ---------------------------------------------------------------- actors
def linked_quads(quads: Iterable[Quad], names: Mapping[str, str], labels: Mapping[str, str]) -> list[Quad]:
    """The quads of one article with some actors under the keys of who they are.

    `labels` are the names of those, by key; the name in the article becomes another one of theirs.
    """
    quads = list(quads)
    if not names or not quads:
        return quads
    lines = _lines(quads)
    nodes = _nodes(lines, {iri(old): iri(new) for old, new in names.items()})
    affected = [line for line in lines if _touches(line, {*nodes, *nodes.values()})]
    changed = dict.fromkeys(lines)
    for line in affected:
        del changed[line]
    changed.update(dict.fromkeys(_relabelled(affected, nodes, {iri(key): name for key, name in labels.items()})))
    article = next(subject for subject, predicate, _ in lines if predicate == BIL["fingerprint"])
    kept = serialize(sorted((Triple(*line) for line in affected), key=str), format=RdfFormat.N_TRIPLES) or b""
    changed[article, BIL["asRead"], Literal(kept.decode())] = None
    for old, new in names.items():
        changed[iri(new), BIL["readAs"], terms.text(old)] = None
    return [Quad(*line, quads[0].graph_name) for line in changed]


def as_read(quads: Iterable[Quad]) -> list[Quad]:
    """The quads of one article as they were before its actors were linked."""
    quads = list(quads)
    lines = _lines(quads)
    kept = [value.value for _, predicate, value in lines if predicate == BIL["asRead"]]
    if not kept:
        return quads
    before = _lines(quad for text in kept for quad in parse(text, format=RdfFormat.N_TRIPLES))
    names = {NamedNode(BASE + value.value): node for node, predicate, value in lines if predicate == BIL["readAs"]}
    nodes = _nodes(before, names)
    touched = {*nodes, *nodes.values()}
    left = [line for line in lines if line[1] != BIL["asRead"] and not _touches(line, touched)]
    return [Quad(*line, quads[0].graph_name) for line in (*left, *before)]


def _lines(quads: Iterable[Quad]) -> list[Line]:
    """Subject, predicate and object of quads of ours: they have neither blank nodes nor quoted triples."""
    return [
        (quad.subject, quad.predicate, quad.object)
        for quad in quads
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
    ]


def _touches(line: Line, nodes: Container[NamedNode]) -> bool:
    return line[0] in nodes or (isinstance(line[2], NamedNode) and line[2] in nodes)


def _nodes(lines: Iterable[Line], actors: Nodes) -> dict[NamedNode, NamedNode]:
    """The actors, and the positions in whose keys they stand."""
    nodes = dict(actors)
    held: dict[NamedNode, dict[NamedNode, NamedNode]] = defaultdict(dict)
    for subject, predicate, value in lines:
        if predicate in (BIL["holder"], BIL["positionOf"]) and isinstance(value, NamedNode):
            held[subject][predicate] = value
    for position, ends in held.items():
        if position.value.startswith(BASE + "position/") and not actors.keys().isdisjoint(ends.values()):
            nodes[position] = _position(position, {end: actors.get(term, term) for end, term in ends.items()})
    return nodes


def _position(node: NamedNode, ends: Nodes) -> NamedNode:
    """The key of a position of others: ``position/HOLDER/OF/TITLE/TENURE``."""
    of = ends.get(BIL["positionOf"])
    told = [_local(ends[BIL["holder"]]), _local(of) if of else "unknown", *node.value.split("/")[-2:]]
    return iri("/".join(["position", *told]))


def _local(node: NamedNode) -> str:
    return node.value.removeprefix(BASE).partition("/")[2]


def _relabelled(lines: Iterable[Line], nodes: Nodes, labels: Mapping[NamedNode, str]) -> Iterator[Line]:
    """The lines under their new nodes; each actor has one name, each fact one confidence."""
    surest: dict[NamedNode, Decimal] = {}
    for old, predicate, term in lines:
        subject, value = nodes.get(old, old), nodes.get(term, term) if isinstance(term, NamedNode) else term
        if predicate == SKOS["prefLabel"] and subject in labels:
            yield subject, predicate, terms.english(labels[subject])
            if value.value != labels[subject]:
                yield subject, SKOS["altLabel"], value
        elif predicate == BIL["confidence"]:
            surest[subject] = max(surest.get(subject, Decimal(0)), Decimal(value.value))
        else:
            yield subject, predicate, value
    for subject, sure in surest.items():
        yield subject, BIL["confidence"], terms.ratio(float(sure))
