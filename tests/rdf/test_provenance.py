"""The run and the fingerprint: the same for the same, another for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pyoxigraph import NamedNode

from kg.model import Article
from kg.rdf.iris import BIL, PROV
from kg.rdf.mapping import quads
from kg.rdf.provenance import fingerprint
from rdf.graph_sample import RUN, article, extraction


def test_a_run_is_what_made_it() -> None:
    """Another version, ontology or pipeline is another run; the same is the same."""
    others = [replace(RUN, version="2"), replace(RUN, ontology="1"), replace(RUN, pipeline="x")]
    assert len({RUN.iri, *(other.iri for other in others)}) == 4
    assert replace(RUN).iri == RUN.iri


def test_every_fact_points_at_the_run() -> None:
    """The run and its software are described in each article's graph."""
    found = quads(extraction(), RUN)
    facts = {q.subject for q in found if q.predicate == BIL["evidence"]}
    assert facts == {q.subject for q in found if q.predicate == PROV["wasGeneratedBy"]}
    agent = next(q.object for q in found if q.predicate == PROV["wasAssociatedWith"])
    assert isinstance(agent, NamedNode)
    assert {q.object.value for q in found if q.subject == agent} >= {"0.1.0", RUN.pipeline, RUN.ontology}


@pytest.mark.parametrize(
    "change",
    [
        {"id": "b"},
        {"text": "other"},
        {"title": None},
        {"title": ""},
        {"url": None},
        {"published": date(2024, 7, 10)},
        {"place": None},
        {"publisher": "Other"},
        {"language": "de"},
    ],
)
def test_fingerprint_changes_with_anything(change: dict[str, object]) -> None:
    """An article that differs in anything has another fingerprint."""
    assert fingerprint(replace(article(), **change)) != fingerprint(article())  # type: ignore[arg-type]


def test_fingerprint_keeps_fields_apart() -> None:
    """Text that moves from one field to another is another article."""
    assert fingerprint(Article("a", "bc")) != fingerprint(Article("ab", "c"))
