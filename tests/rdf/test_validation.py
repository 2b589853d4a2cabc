"""The shapes: what the mapping makes passes, and each fault is found and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.errors import RdfError
from kg.linking import event_reports, link, linked
from kg.model import Extraction, Place
from kg.rdf.iris import BASE, BIL, OA, PROV, RDF, SCHEMA, SKOS, XSD, graph_iri, iri, joined_iri
from kg.rdf.mapping import joined_quads, quads
from kg.rdf.validation import validate_file, validate_ontology, validate_quads
from rdf.graph_sample import MEETING, RUN, extraction, meeting

NODE = iri(MEETING)
GOOD = quads(extraction(), RUN)


def without(predicate: NamedNode, subject: NamedNode | None = None) -> list[Quad]:
    return [q for q in GOOD if q.predicate != predicate or (subject is not None and q.subject != subject)]


def plus(subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> list[Quad]:
    return [*GOOD, Quad(subject, predicate, value, graph_iri("a1"))]


def test_what_is_made_is_valid() -> None:
    """A fact of every kind, as the mapping writes it, passes its shapes."""
    assert validate_quads(GOOD).results == ()


FAULTS: list[tuple[str, Callable[[], list[Quad]]]] = [
    ("at least one bil:evidence", lambda: without(BIL["evidence"], NODE)),
    ("a bil:confidence", lambda: without(BIL["confidence"], NODE)),
    ("from 0 to 1", lambda: plus(NODE, BIL["confidence"], Literal("1.2", datatype=XSD["decimal"]))),
    ("a prov:Activity", lambda: without(PROV["wasGeneratedBy"], NODE)),
    ("both bil:earliest and bil:latest", lambda: without(BIL["latest"], NODE)),
    ("bil:earliest is an xsd:date", lambda: plus(NODE, BIL["earliest"], Literal("July"))),
    (
        "not after bil:latest",
        lambda: plus(NODE, BIL["earliest"], Literal("2025-01-01", datatype=XSD["date"])),
    ),
    ("at least two bil:participant", lambda: without(BIL["participant"])),
    ("bil:mode is", lambda: plus(NODE, BIL["mode"], BIL["Pigeon"])),
    ("bil:status is", lambda: plus(NODE, BIL["status"], BIL["Dreamt"])),
    ("exactly one oa:hasSelector", lambda: without(OA["hasSelector"])),
    ("exactly one oa:exact", lambda: without(OA["exact"])),
    ("exactly one oa:start", lambda: without(OA["start"])),
    ("exactly one oa:hasSource", lambda: without(OA["hasSource"])),
    ("exactly one bil:isoCode", lambda: without(BIL["isoCode"])),
    ("mentions has a skos:prefLabel", lambda: without(SKOS["prefLabel"])),
    ("exactly two bil:party", lambda: plus(iri("relation/IN-RU"), BIL["party"], iri("country/US"))),
    ("exactly one bil:sector", lambda: without(BIL["sector"])),
    ("a schema:value, a number", lambda: without(SCHEMA["value"])),
    ("bil:Current, bil:Former or bil:Future", lambda: without(BIL["tenure"])),
    ("a bil:speaker", lambda: without(BIL["speaker"])),
    ("a bil:content", lambda: without(BIL["content"])),
    ("a bil:destination", lambda: without(BIL["destination"])),
    ("a bil:agreementStatus", lambda: without(BIL["agreementStatus"])),
    ("exactly one bil:fingerprint", lambda: without(BIL["fingerprint"])),
]


@pytest.mark.parametrize(("message", "faulty"), FAULTS, ids=[message for message, _ in FAULTS])
def test_every_fault_is_told(message: str, faulty: Callable[[], list[Quad]]) -> None:
    """What is missing, too much or of the wrong kind is told in words."""
    assert any(message in fault.message for fault in validate_quads(faulty()).results)


def test_a_fault_names_node_path_and_graph() -> None:
    """A fault says which node, which property and which article's graph."""
    fault = validate_quads(without(BIL["evidence"], NODE)).results[0]
    assert (fault.node, fault.path, fault.graph) == (NODE.value, BIL["evidence"].value, graph_iri("a1").value)


def joined(*versions: Extraction) -> list[Quad]:
    """The quads of articles and of the events they share, as a build makes them."""
    linking = link(report for version in versions for report in event_reports(version, RUN.key))
    own = [quad for version in versions for quad in quads(linked(version, linking), RUN)]
    return own + [quad for found in linking.joined.values() for quad in joined_quads(found, "0")]


def test_two_articles_may_differ() -> None:
    """Two articles that place one meeting differently are valid, in their graphs and as a union."""
    other = replace(meeting(), place=Place("place/Paris", "Paris", "FR"))
    both = joined(extraction(), replace(extraction("a2"), facts=(other, *extraction("a2").facts[1:])))
    assert Literal("place") in {q.object for q in both if q.predicate == BIL["toldDifferently"]}
    assert validate_quads(both).results == ()
    assert validate_quads(Quad(*q.triple, DefaultGraph()) for q in both).results == ()


def test_one_event_has_one_date() -> None:
    """A joined event with two dates is at fault."""
    both = joined(extraction(), extraction("a2"))
    node = next(
        q.subject for q in both if q.predicate == BIL["report"] and q.subject.value.startswith(BASE + "meeting")
    )
    second = Quad(node, BIL["latest"], Literal("2025-01-01", datatype=XSD["date"]), joined_iri(node.value[len(BASE) :]))
    assert "one bil:latest" in " ".join(f.message for f in validate_quads([*both, second]).results)


def test_the_ontology_has_the_shape_it_asks_for() -> None:
    """The lexicon and the data about the world are as the shapes say."""
    assert validate_ontology().results == ()


def test_a_frame_without_words_is_told(tmp_path: Path) -> None:
    """A folder of one's own with a frame that nothing evokes is refused with the frame's name."""
    ours = Path(__file__).parents[2] / "ontology"
    for name in ("core.ttl", "shapes.ttl"):
        (tmp_path / name).write_bytes((ours / name).read_bytes())
    (tmp_path / "mine.ttl").write_text(
        "@prefix bil: <https://w3id.org/bilateral/ontology#> .\n"
        "<https://w3id.org/bilateral/lexicon/frame/x> a bil:Frame ; bil:evokes bil:Meeting ."
    )
    faults = validate_ontology(tmp_path).results
    assert [(f.node.rpartition("/")[2], f.message) for f in faults] == [("x", "A frame has at least one bil:lemma.")]


def test_bad_syntax_is_told_with_its_line(tmp_path: Path) -> None:
    """A file that is not RDF is refused in one line that names file and line."""
    bad = tmp_path / "bad.ttl"
    bad.write_text("@prefix a: <urn:a> .\na:b a:c .\n")
    with pytest.raises(RdfError, match=r"bad\.ttl, line 2: not valid Turtle") as caught:
        validate_file(bad)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["missing.ttl", "notes.txt"])
def test_what_cannot_be_read(tmp_path: Path, name: str) -> None:
    """A missing file and a foreign suffix are refused in one line."""
    with pytest.raises(RdfError, match=name):
        validate_file(tmp_path / name)


def test_types_are_enough() -> None:
    """Whatever is typed as a fact by a class below bil:Fact is checked as a fact."""
    bare = Quad(iri("meeting/bare"), RDF["type"], BIL["Meeting"], graph_iri("a1"))
    assert {f.path for f in validate_quads([bare]).results} >= {
        BIL["evidence"].value,
        BIL["participant"].value,
    }
