"""The vocabulary: every term that is used is defined, and every definition says what it means."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

from kg.ontology import folder
from kg.rdf.iris import BIL
from kg.rdf.mapping import quads
from rdf.graph_sample import RUN, extraction

FILES = sorted(folder().glob("*.ttl"))
CORE = rdflib.Graph().parse(folder() / "core.ttl")
DEFINED = {str(term) for term in CORE.subjects(RDF.type) if str(term).startswith(BIL.base)}


def test_every_term_is_explained() -> None:
    """Every class, property and individual has an English label and comment."""
    for term in map(rdflib.URIRef, DEFINED):
        for wanted in (RDFS.label, RDFS.comment):
            assert any(getattr(text, "language", None) == "en" for text in CORE.objects(term, wanted)), (
                term,
                wanted,
            )


def test_what_is_emitted_is_defined() -> None:
    """The mapping uses no class, property or individual that core.ttl does not define."""
    terms = {t.value for q in quads(extraction(), RUN) for t in (q.predicate, q.object)}
    assert {term for term in terms if term.startswith(BIL.base)} <= DEFINED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_what_the_files_use_is_defined(file: Path) -> None:
    """No file of the folder uses a term that is defined nowhere."""
    own = {str(s) for s in rdflib.Graph().parse(file).subjects(RDF.type)}
    used = set(re.findall(r"\bbil:(\w+)", re.sub(r'"[^"]*"|^\s*#.*$', "", file.read_text(), flags=re.MULTILINE)))
    assert {BIL.base + name for name in used} <= DEFINED | own


def test_properties_have_a_kind() -> None:
    """Every property is either of objects or of values."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    for term in set(CORE.subjects(RDFS.domain)):
        assert sum((term, RDF.type, kind) in CORE for kind in kinds) == 1, term
