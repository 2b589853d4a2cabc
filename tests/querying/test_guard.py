"""The guard: reading is answered; writing, reaching outside and exhausting are refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import LimitError, QueryError
from kg.querying import questions
from kg.querying.guard import check

GOOD = [
    "SELECT * { ?s ?p ?o }",
    "select ?m where { ?m a bil:Meeting . optional { ?m bil:place/skos:prefLabel ?where } } limit 3",
    "ASK { id:x ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <https://example.org/x>",
    "PREFIX service: <urn:load/> SELECT ?from { ?from service:drop 'INSERT { } SERVICE <x>' } # DELETE",
    'SELECT * { ?s ?p """LOAD " it""" , \'clear\'@en FILTER(?s < ?p && ?s > 3) }',
    "SELECT * " + "{" * 49 + "?s ?p ?o" + "}" * 49,
    "SELECT * { " + "?s ?p ?o . " * 190 + "}",
    "SELECT (COUNT(*) AS ?n) { { SELECT ?s { ?s ?p ?o } } FILTER EXISTS { ?s a bil:Gap } } GROUP BY ?s",
]

BAD = {
    "DROP ALL": "an update .drop",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }": "an update .insert data",
    "DELETE WHERE { ?s ?p ?o }": "an update .delete where",
    "LOAD <http://example.org/>": "an update .load",
    "SELECT * { ?s ?p ?o } ; CLEAR DEFAULT": "not valid SPARQL",
    "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }": "SERVICE asks",
    "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }": "SERVICE asks",
    "SELECT * { FILTER EXISTS { { SELECT * { service<http://example.org/> {} } } } }": "SERVICE asks",
    "SELECT * FROM <http://example.org/> { ?s ?p ?o }": "FROM reads",
    "SELECT * from named <http://example.org/> { GRAPH ?g { ?s ?p ?o } }": "FROM reads",
    "SELECT * { # hidden\r SERVICE <http://example.org/> { ?s ?p ?o } \n}": "SERVICE asks",
    'SELECT * { FILTER("\\u005C" != "") SERVICE <urn:x> {} FILTER("" != "") }': "write the character itself",
    "SELECT * { SERV\\u0049CE <urn:x> {} }": "write the character itself",
    "SELECT * { ?s ?p": "not valid SPARQL",
    "": "not valid SPARQL",
    "SELECT * { ?s nobody:knows ?o }": "not valid SPARQL",
    "SELECT * " + "{" * 60 + "}" * 60: "nested more than 50",
    "SELECT * { ?s ?p ?o FILTER(" + "(" * 60 + "1" + ")" * 60 + ") }": "nested more than 50",
    "SELECT * { ?s bil:a\\#" + "{" * 3000 + "\n}": "nested more than 50",
    "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p ?o } " * 601 + "}": "has 602 brackets",
    "SELECT * { " + "?s ?p ?o . " * 1000 + "}": "has 3000 names",
    "SELECT * { ?s ?p '" + "x" * 100_000 + "' }": "at most 100000",
    "SELECT * { " + "?s ?p ?o . " * 201 + "}": "has 20. patterns",
    "SELECT * { ?s " + "/".join(["bil:place"] * 201) + " ?o }": "has 20. patterns",
    "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 110 + "}": "has 33. patterns",
    "SELECT * { " + "BIND(1 AS ?x) " * 201 + "}": "has 20. patterns",
    "SELECT * { FILTER EXISTS { " + "?s ?p ?o . " * 201 + "} }": "has 20. patterns",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o } ; CLEAR ALL": "an update .modify, clear",
}


@pytest.mark.parametrize("query", GOOD)
def test_reading_is_answered(query: str) -> None:
    """Queries pass unchanged, whatever words their names and strings hold."""
    assert check(query) == query


@pytest.mark.parametrize(("query", "reason"), BAD.items(), ids=[query[:40] for query in BAD])
def test_all_else_is_refused(query: str, reason: str) -> None:
    """What does not only read from this store is refused in one line that says why."""
    with pytest.raises(QueryError, match=reason) as caught:
        check(query)
    assert "\n" not in str(caught.value)


def test_line_ends_are_made_one() -> None:
    """A lone carriage return ends a comment for one reader and not for the other: it becomes a line end."""
    assert check("ASK { # x\r ?s ?p ?o\r\n}") == "ASK { # x\n ?s ?p ?o\n}"


@given(st.text(max_size=200))
def test_any_text_is_answered_or_refused(text: str) -> None:
    """Whatever is given, the guard passes it or raises QueryError, and nothing else."""
    with contextlib.suppress(QueryError):
        assert "\r" not in check(text)


def test_from_names_graphs_of_the_store_only() -> None:
    """FROM may choose among the graphs of the store; any other is outside."""
    own = {NamedNode("https://example.org/own")}
    for clause in ("FROM <https://example.org/own>", "FROM NAMED <https://example.org/own>"):
        query = f"SELECT * {clause} {{ ?s ?p ?o }}"
        assert check(query, own) == query
        with pytest.raises(QueryError, match="no graph of this store"):
            check(query)
    with pytest.raises(QueryError, match="no graph of this store"):
        check("ASK FROM <own> { ?s ?p ?o }", own)


def test_nesting_never_reaches_a_parser() -> None:
    """3,000 braces, which crash the engine's parser, are refused as a limit before anything parses them."""
    for bomb in ("{" * 3000, "SELECT * " + "{" * 3000 + "}" * 3000, "ASK { FILTER(" + "IF(1,1," * 3000):
        with pytest.raises(LimitError, match="nested more than 50"):
            check(bomb)


@pytest.mark.parametrize("name", sorted(questions()))
def test_named_questions_pass(name: str) -> None:
    """Every question that comes with the project is within the limits."""
    assert check(questions()[name].sparql)
