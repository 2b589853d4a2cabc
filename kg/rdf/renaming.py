"""Giving nodes of a stored graph another key, when joining across articles calls for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from kg.model import Agreement, Meeting, Visit
from kg.rdf.iris import BIL, RDF, iri
from kg.rdf.mapping import classes, report_classes

Node = TypeVar("Node")

_PAIRS = [
    (BIL[event], BIL[report])
    for kind in (Meeting, Visit, Agreement)
    for event, report in zip(classes(kind), report_classes(kind), strict=True)
]
_AS_REPORT = dict(_PAIRS)
_AS_EVENT = {report: event for event, report in _PAIRS}


def renamed(quads: Iterable[Quad], keys: Mapping[str, str]) -> list[Quad]:
    """The quads with the nodes of some keys given new keys, wherever they stand as subject or object.

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


def _named(term: Node, names: Mapping[NamedNode, NamedNode]) -> Node | NamedNode:
    return names.get(term, term) if isinstance(term, NamedNode) else term
