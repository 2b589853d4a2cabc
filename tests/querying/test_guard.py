"""The guard: reading is answered; writing, reaching outside and exhausting are refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.querying.guard import check

GOOD = [
    "SELECT * { ?s ?p ?o }",
    "select ?m where { ?m a bil:Meeting . optional { ?m bil:place/skos:prefLabel ?where } } limit 3",
    "ASK { id:x ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <https://example.org/x>",
    "PREFIX service: <urn:load/> SELECT ?from { ?from service:drop 'INSERT { } SERVICE <x>' } # DELETE",
    'SELECT * { ?s ?p """LOAD " it""" , \'clear\'@en FILTER(?s < ?p && ?s > 3) }',
    "SELECT (COUNT(*) AS ?n) { { SELECT ?s { ?s ?p ?o } } FILTER EXISTS { ?s a bil:Gap } } GROUP BY ?s",
]

BAD = {
    "DROP ALL": "DROP writes",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }": "INSERT writes",
    "DELETE WHERE { ?s ?p ?o }": "DELETE writes",
    "LOAD <http://example.org/>": "LOAD fetches",
    "SELECT * { ?s ?p ?o } ; CLEAR DEFAULT": "CLEAR writes",
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
    "SELECT * " + "{" * 49 + "?s ?p ?o" + "}" * 49: "nested too deeply",
    "SELECT * { ?s ?p '" + "x" * 100_000 + "' }": "at most 100000",
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
