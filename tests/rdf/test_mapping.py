"""The quads of an article: complete, typed, in one graph, and the same for the same input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import KgError
from kg.model import Actor, ActorKind, Article, Evidence, Extraction, Figure, Gap, Meeting, Span
from kg.rdf.iris import BIL, DCTERMS, OA, RDF, SCHEMA, SECTOR, SKOS, article_iri, graph_iri, iri
from kg.rdf.mapping import quads, relation_key
from rdf.graph_sample import INDIA, MEETING, MODI, RUN, RUSSIA, TEXT, article, evidence, extraction, meeting

ANY_TEXT = st.text(st.characters(codec=None), max_size=40)


def values(found: list[Quad], subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {q.object.value for q in found if q.subject == subject and q.predicate == predicate}


def test_one_graph() -> None:
    """All quads of an article lie in the graph of the article."""
    assert {q.graph_name for q in quads(extraction(), RUN)} == {graph_iri("a1")}


def test_no_blank_nodes_and_no_doubles() -> None:
    """Everything has an IRI, and every quad comes once."""
    found = quads(extraction(), RUN)
    assert not any(isinstance(term, BlankNode) for q in found for term in (q.subject, q.object))
    assert len(found) == len(set(found))


def test_same_input_same_quads() -> None:
    """The same extraction gives the same quads, whatever the order of its facts and actors."""
    one = extraction()
    turned = replace(one, facts=one.facts[::-1], actors=one.actors[::-1])
    assert set(quads(one, RUN)) == set(quads(turned, RUN))


def test_meeting() -> None:
    """A meeting has its participants, place, mode, status, sector and days."""
    found, node = quads(extraction(), RUN), iri(MEETING)
    assert values(found, node, RDF["type"]) == {BIL["Meeting"].value, BIL["Event"].value}
    assert values(found, node, BIL["participant"]) == {iri(a).value for a in meeting().participants}
    assert values(found, node, BIL["place"]) == {iri("place/Moscow").value}
    assert values(found, node, BIL["mode"]) == {BIL["InPerson"].value}
    assert values(found, node, BIL["status"]) == {BIL["Held"].value}
    assert values(found, node, BIL["sector"]) == {SECTOR["defence"].value}
    assert values(found, node, BIL["earliest"]) == values(found, node, BIL["latest"]) == {"2024-07-08"}
    assert values(found, node, BIL["dateText"]) == {"Monday"}


def test_article_mentions_every_actor() -> None:
    """schema:mentions leads from the article to each of its actors."""
    found = quads(extraction(), RUN)
    mentioned = values(found, article_iri("a1"), SCHEMA["mentions"])
    assert mentioned == {iri(actor.key).value for actor in extraction().actors}


def test_country_of_an_actor_has_its_code() -> None:
    """A country that is only pointed at still has its class and its code."""
    alone = Extraction(article(), (MODI,))
    assert values(quads(alone, RUN), iri("country/IN"), BIL["isoCode"]) == {"IN"}


def test_relation_is_one_node_for_a_pair() -> None:
    """Two countries have one relation, in whichever order they are given."""
    assert relation_key((INDIA.key, RUSSIA.key)) == relation_key((RUSSIA.key, INDIA.key)) == "relation/IN-RU"


def test_content_is_the_exact_text() -> None:
    """The content of a statement is the article's characters, as a plain string."""
    found = quads(extraction(), RUN)
    assert Literal("We are friends,") in {q.object for q in found if q.predicate == BIL["content"]}


def test_selector_holds_the_sentence() -> None:
    """The words, what goes before and what comes after are the sentence again."""
    found = quads(extraction(), RUN)
    node = next(q.subject for q in found if q.object == Literal("met President Vladimir Putin"))
    assert isinstance(node, NamedNode)
    parts = [min(values(found, node, OA[part])) for part in ("prefix", "exact", "suffix")]
    assert "".join(parts) == TEXT[: TEXT.index(" “")]


def test_gap_is_listed() -> None:
    """What was not understood is in the graph with its word, reason and sentence."""
    found = quads(extraction(), RUN)
    node = next(q.subject for q in found if q.object == BIL["Gap"])
    assert isinstance(node, NamedNode)
    assert values(found, node, BIL["trigger"]) == {"talks"}
    assert values(found, node, BIL["reason"]) == {"no participants"}


def test_one_sentence_for_a_span_and_rule() -> None:
    """Evidence met twice with different sentences has one selector with one of each part."""
    spot = evidence("met President Vladimir Putin", "frame/meet")
    twice = replace(meeting(), evidence=(spot, replace(spot, sentence=spot.span)))
    found = quads(Extraction(article(), (), (twice,)), RUN)
    selectors = {q.object for q in found if q.predicate == OA["hasSelector"]}
    assert len(selectors) == 1
    assert len([q for q in found if q.predicate == OA["prefix"]]) <= 1


@pytest.mark.parametrize(
    ("value", "text", "datatype"),
    [
        (40000, "40000", "integer"),
        (2.5, "2.5", "decimal"),
        (1e15, "1000000000000000", "integer"),
        (1e-7, "0.0000001", "decimal"),
    ],
)
def test_numbers_are_canonical(value: float, text: str, datatype: str) -> None:
    """Whole numbers are integers, others decimals without an exponent."""
    fact = Figure(key="figure/1", evidence=(evidence("40,000", "figure"),), confidence=1, value=value, of="people")
    found = quads(Extraction(article(), (), (fact,)), RUN)
    number = next(q.object for q in found if q.predicate == SCHEMA["value"])
    assert isinstance(number, Literal)
    assert (number.value, number.datatype.value.rpartition("#")[2]) == (text, datatype)


def test_a_key_that_is_none() -> None:
    """A key with characters that no key has is refused in one line."""
    actor = Actor("person/<script>", ActorKind.PERSON, "x")
    with pytest.raises(KgError, match=r"^'person/<script>' is not a key"):
        quads(Extraction(article(), (actor,)), RUN)


@given(st.text(max_size=60))
def test_hostile_ids_round_trip(id_: str) -> None:
    """Whatever the id of an article is, it can be written, read back and told."""
    found = quads(Extraction(Article(id_, "text")), RUN)
    read = list(parse(serialize(found, format=RdfFormat.N_QUADS) or b"", format=RdfFormat.N_QUADS))
    assert set(read) == set(found)
    assert values(read, article_iri(id_), DCTERMS["identifier"]) == {id_}


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_hostile_names_round_trip(name: str, alias: str, title: str) -> None:
    """Names and titles of any characters, lone surrogates too, give quads that can be written and read."""
    actor = Actor(MODI.key, ActorKind.PERSON, name, (alias,))
    found = quads(Extraction(Article("a", "text", title=title), (actor,)), RUN)
    read = set(parse(serialize(found, format=RdfFormat.N_QUADS) or b"", format=RdfFormat.N_QUADS))
    assert read == set(found)
    assert len(min(values(found, iri(MODI.key), SKOS["prefLabel"]))) == len(name)


@given(st.data(), st.text(st.characters(codec="utf-8"), min_size=1, max_size=80))
def test_exact_is_the_text_from_start_to_end(data: st.DataObject, text: str) -> None:
    """oa:exact is always the article's text from oa:start to oa:end, counted in code points."""
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    fact = Meeting(
        key="meeting/1", evidence=(Evidence(span, Span(0, len(text)), "r"),), confidence=0.5, participants=()
    )
    found = quads(Extraction(Article("a", text), (), (fact,)), RUN)
    value = {q.predicate: q.object.value for q in found if q.subject.value.endswith("/selector")}
    assert text[int(value[OA["start"]]) : int(value[OA["end"]])] == value[OA["exact"]]
    assert value.get(OA["prefix"], "") + value[OA["exact"]] + value.get(OA["suffix"], "") == text


@given(st.floats(0, 1))
def test_confidence_is_a_short_decimal(confidence: float) -> None:
    """Confidence is an xsd:decimal of two decimals at most."""
    found = quads(Extraction(article(), (), (replace(meeting(), confidence=confidence),)), RUN)
    literal = next(q.object for q in found if q.predicate == BIL["confidence"])
    assert abs(float(literal.value) - confidence) <= 0.005 + 1e-9
    assert len(literal.value) <= 4


def test_an_early_year() -> None:
    """Dates are written with four digits of year."""
    early = replace(article(), published=date(99, 1, 2))
    assert values(quads(Extraction(early), RUN), article_iri("a1"), SCHEMA["datePublished"]) == {"0099-01-02"}


def test_gaps_of_one_sentence_stay_apart() -> None:
    """Two words that were not understood in one sentence are two gaps."""
    gaps = tuple(Gap(Span(0, 10), word, "frame/meet", "why") for word in ("met", "talks"))
    found = quads(Extraction(article(), gaps=gaps), RUN)
    assert len({q.subject for q in found if q.object == BIL["Gap"]}) == 2
