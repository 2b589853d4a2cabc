"""Named questions and free queries: right answers, typed values, standard formats."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdf.graph_sample import MEETING, RUN, article, extraction, meeting

from kg import joining
from kg.errors import QueryError
from kg.keys import key
from kg.model import Actor, ActorKind, Extraction, Place
from kg.querying import ask, query, question, questions
from kg.querying.asking import read
from kg.rdf.iris import BASE
from kg.store import Store, open_store


@pytest.fixture(scope="module", params=["memory:", "oxigraph:"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    url = "memory:" if request.param == "memory:" else f"oxigraph:{tmp_path_factory.mktemp('store') / 'kg'}"
    with open_store(url) as opened:
        joining.add(
            opened,
            [extraction("a"), elsewhere("b"), named("c", "Space Agency"), named("d", "US Space Agency")],
            RUN,
            joining.Known({}),
        )
        yield opened


def elsewhere(id_: str) -> Extraction:
    """The sample article, with another place of the meeting."""
    told = extraction(id_)
    return replace(told, facts=(replace(meeting(), place=Place("place/Paris", "Paris", "FR")), *told.facts[1:]))


def named(id_: str, name: str) -> Extraction:
    """An article that names one body."""
    return Extraction(article(id_), (Actor(key("organization", name), ActorKind.ORGANIZATION, name),))


@pytest.mark.parametrize("name", questions())
def test_every_question_can_be_narrowed(store: Store, name: str) -> None:
    """Every question passes the guard, and is answered with each of its parameters, and with all."""
    asked = question(name)
    examples = {"country": "IN", "date": "2024", "sector": "energy", "text": "x"}
    given = {parameter.name: examples[parameter.kind] for parameter in asked.parameters}
    for values in ({}, given, *({name: value} for name, value in given.items())):
        result = ask(store, name, **values)
        assert result.columns == tuple(column.name for column in asked.columns)


def test_who_met(store: Store) -> None:
    """One real meeting is one row, with one date and place, what articles contradict each other in, and the words."""
    (row,) = ask(store, "who-met").records()
    assert row["who"] == "Narendra Modi; Vladimir Putin"
    assert (row["from"], row["to"]) == (date(2024, 7, 8), date(2024, 7, 8))
    assert (row["where"], row["mode"], row["status"], row["articles"]) == ("Moscow", "InPerson", "Held", 2)
    assert row["differing"] == "place"
    assert row["words"] == "met President Vladimir Putin"
    assert row["confidence"] == Decimal("0.9")
    assert row["meeting"] == f"{BASE}{MEETING}"


@pytest.mark.parametrize(
    ("values", "rows"),
    [
        ({"a": "IN", "b": "RU"}, 1),
        ({"a": "ru", "b": "in"}, 1),
        ({"a": "US"}, 0),
        ({"a": "IN", "b": "US"}, 0),
        ({"since": "2024"}, 1),
        ({"since": "2024-07-10"}, 0),
        ({"until": "2024-07"}, 1),
        ({"until": "2023"}, 0),
        ({"person": "putin"}, 1),
        ({"person": "Xi"}, 0),
        ({"sector": "defence"}, 1),
        ({"sector": "space"}, 0),
        ({"a": None, "since": None}, 1),
    ],
)
def test_who_met_can_be_narrowed(store: Store, values: dict[str, str | None], rows: int) -> None:
    """Countries in either order, names, sectors and days narrow the answer; what is not given does not."""
    assert len(ask(store, "who-met", **values)) == rows


def test_who_said(store: Store) -> None:
    """A statement tells speaker, addressee, medium, words and outlet."""
    row = ask(store, "who-said", speaker="modi", about="friends", a="IN", b="RU").records()[0]
    told = (row["speaker"], row["addressee"], row["medium"], row["content"], row["outlet"])
    assert told == ("Narendra Modi", "Vladimir Putin", "X", "We are friends,", "Example Times")


def test_cooperation(store: Store) -> None:
    """Cooperation tells the pair, the sector, the direction and the days of publication."""
    (row,) = ask(store, "cooperation", a="RU", b="IN", sector="defence", since="2024-07-09").records()
    told = (row["pair"], row["sector"], row["kind"], row["supplier"], row["recipient"])
    assert told == ("India; Russia", "defence", "supply", "Russia", "India")


def test_summary_counts_things_once(store: Store) -> None:
    """A meeting told by two of the four articles is one."""
    counts = {row["what"]: row["count"] for row in ask(store, "summary").records()}
    assert (counts["Meeting"], counts["Article"], counts["Person"], counts["Gap"]) == (1, 4, 2, 2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(text=st.text(st.characters(codec="utf-8"), min_size=1))
def test_values_are_never_read_as_queries(store: Store, text: str) -> None:
    """A value is compared as text, whatever it holds."""
    said = "we are friends,"
    found = len(ask(store, "who-said", about=text))
    assert found == (2 if text.strip().lower() in said else 0)


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("who-ate", {}, "no question is called"),
        ("who-met", {"colour": "red"}, "takes no 'colour'"),
        ("who-met", {"a": "India"}, "no country code"),
        ("who-met", {"since": "yesterday"}, "no date"),
        ("who-met", {"since": "2024-02-31"}, "no date"),
        ("who-met", {"person": "x" * 1001}, "at most 1000"),
    ],
)
def test_what_cannot_be_asked(store: Store, name: str, values: dict[str, str], reason: str) -> None:
    """An unknown question, parameter or value is told in one line."""
    with pytest.raises(QueryError, match=reason):
        ask(store, name, **values)


def test_a_question_of_ones_own(store: Store, tmp_path: Path) -> None:
    """A file with a header and a query is a question like those that come along."""
    file = tmp_path / "people.rq"
    file.write_text(
        "# title: People of a country\n# parameter: of country: whose\n"
        "SELECT ?name {\n ?p a bil:Person ; skos:prefLabel ?name .\n ?p bil:country $of .\n}"
    )
    assert ask(store, read(file), of="RU").rows == (("Vladimir Putin",),)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * {}",
        "# title: x\n# parameter: odd\nSELECT * {}",
        "# title: x\n# column: odd colour: red\nSELECT * {}",
        "# title: x\nSELECT * { ?s ?p $undeclared }",
        None,
    ],
)
def test_a_bad_question_file(tmp_path: Path, text: str | None) -> None:
    """A file without title, with an odd parameter, or that is not there is told by its name."""
    file = tmp_path / "odd.rq"
    if text is not None:
        file.write_text(text)
    with pytest.raises(QueryError, match=r"odd\.rq"):
        read(file)


def test_values_are_python_values(store: Store) -> None:
    """Numbers, days, truth values and IRIs come as Python has them; unbound is None."""
    result = query(
        store,
        "SELECT ?i ?d ?t ?b ?u ?s ?n { BIND(1 AS ?i) BIND(1.5 AS ?d) BIND('2024-07-08'^^xsd:date AS ?t)"
        " BIND(true AS ?b) BIND(bil:Held AS ?u) BIND('x'@en AS ?s) }",
    )
    assert result.columns == ("i", "d", "t", "b", "u", "s", "n")
    iri = "https://w3id.org/bilateral/ontology#Held"
    assert result.rows == ((1, Decimal("1.5"), date(2024, 7, 8), True, iri, "x", None),)


def test_standard_formats(store: Store) -> None:
    """JSON and CSV are those of SPARQL 1.1, for every form of query."""
    select = query(store, "SELECT ?name { ?p a bil:Person ; skos:prefLabel ?name } ORDER BY ?name")
    assert json.loads(select.json)["results"]["bindings"][0]["name"]["value"] == "Narendra Modi"
    assert list(csv.reader(io.StringIO(select.csv))) == [["name"], ["Narendra Modi"], ["Vladimir Putin"]]
    truth = query(store, "ASK { ?p a bil:Person }")
    assert (truth.rows, json.loads(truth.json)["boolean"]) == (((True,),), True)
    triples = query(store, "CONSTRUCT { ?p a schema:Person } WHERE { ?p a bil:Person }")
    assert (triples.columns, len(triples)) == (("subject", "predicate", "object"), 2)
    assert len(json.loads(triples.json)) == 2


def test_free_queries_are_guarded(store: Store) -> None:
    """A free query that writes is refused, and nothing changes."""
    before = len(store)
    with pytest.raises(QueryError):
        query(store, "DELETE WHERE { ?s ?p ?o }")
    assert len(store) == before
