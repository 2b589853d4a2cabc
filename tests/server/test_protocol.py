"""The SPARQL 1.1 Protocol, rule by rule, as the W3C's tests of its query operation have them."""

from __future__ import annotations

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg.rdf.iris import graph_iri
from server.serving import ALL, DIRECT, JSON, Server

A, B = graph_iri("a").value, graph_iri("b").value
ASK = "ASK { ?s ?p ?o }"
SOURCES = "SELECT DISTINCT ?article { ?article a bil:Article }"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"


def test_query_with_get(server: Server) -> None:
    """A query in the address is answered."""
    response = server.client.get("/sparql", params={"query": ASK}, headers={"Accept": JSON})
    assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_query_with_a_form(server: Server) -> None:
    """A query in a form is answered."""
    response = server.client.post("/sparql", data={"query": ASK}, headers={"Accept": JSON})
    assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_query_sent_directly(server: Server) -> None:
    """A query that is the body is answered."""
    response = server.client.post("/sparql", content=ASK, headers={**DIRECT, "Accept": JSON})
    assert (response.status_code, response.json()["boolean"]) == (200, True)


def test_the_media_type_of_a_body_may_have_parameters(server: Server) -> None:
    """``application/sparql-query; charset=UTF-8`` is the same media type."""
    headers = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    assert server.client.post("/sparql", content=ASK, headers=headers).status_code == 200


def test_other_methods_are_not_allowed(server: Server) -> None:
    """A query is sent with GET or POST and with nothing else."""
    for method in ("PUT", "DELETE", "PATCH"):
        response = server.client.request(method, "/sparql", params={"query": ASK})
        assert response.status_code == 405
        assert {"GET", "POST"} <= set(response.headers["allow"].split(", "))


def test_two_queries_at_once_are_refused(server: Server) -> None:
    """The parameter query stands once."""
    for response in (
        server.client.get("/sparql", params=[("query", ASK), ("query", ALL)]),
        server.client.post("/sparql", data={"query": [ASK, ALL]}),
        server.client.post("/sparql", params={"query": ASK}, content=ASK, headers=DIRECT),
    ):
        assert response.status_code == 400


def test_a_body_of_another_media_type_is_refused(server: Server) -> None:
    """A query in a body says what it is."""
    for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x"):
        response = server.client.post("/sparql", content=ASK, headers={"Content-Type": kind})
        assert response.status_code == 415


def test_a_body_without_a_media_type_is_refused(server: Server) -> None:
    """Neither a form nor a query is guessed."""
    for content in (b"query=ASK%20%7B%7D", ASK.encode()):
        request = server.client.build_request("POST", "/sparql", content=content)
        request.headers.pop("content-type", None)
        assert server.client.send(request).status_code == 415


def test_what_is_not_utf_8_is_refused(server: Server) -> None:
    """A query is UTF-8, in the body, a form and the address."""
    broken = "ASK { ?s ?p 'ä' }".encode("latin-1")
    responses = [
        server.client.post("/sparql", content=broken, headers=DIRECT),
        server.client.post(
            "/sparql", content=b"query=%E4", headers={"Content-Type": "application/x-www-form-urlencoded"}
        ),
        server.client.get("/sparql?query=%FF%FE"),
    ]
    assert [response.status_code for response in responses] == [400, 400, 400]


def test_a_query_with_a_fault_is_a_bad_request(server: Server) -> None:
    """What is no SPARQL is refused with 400, and one line says why."""
    response = server.ask("ASK { FILTER( }")
    assert (response.status_code, response.text.count("\n")) == (400, 1)
    assert "not valid SPARQL" in response.text


def test_updates_are_refused(server: Server) -> None:
    """No update is done, however it is sent."""
    update = "DROP ALL"
    kind = {"Content-Type": "application/sparql-update"}
    responses = [
        server.client.post("/sparql", content=update, headers=kind),
        server.client.post("/sparql", data={"update": update}),
        server.client.get("/sparql", params={"update": update}),
    ]
    assert [response.status_code for response in responses] == [403, 403, 403]
    assert server.ask(update).status_code == 400
    assert server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"] != "0"


# ---------------------------------------------------------------- data sets
def articles(server: Server, method: str = "GET", query: str = SOURCES, **graphs: list[str]) -> set[str]:
    """Which articles or graphs a query finds over the graphs that the request chooses."""
    asked = {"query": query, **{name.replace("_", "-"): uris for name, uris in graphs.items()}}
    sent = {"params": asked} if method == "GET" else {"data": asked}
    response = server.client.request(method, "/sparql", headers={"Accept": JSON}, **sent)  # type: ignore[arg-type]
    assert response.status_code == 200, response.text
    rows = response.json()["results"]["bindings"]
    return {value["value"].rpartition("/")[2] for row in rows for value in row.values()}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_default_graph_can_be_chosen(server: Server, method: str) -> None:
    """default-graph-uri makes the default graph of the graphs that it names."""
    assert articles(server, method) == {"a", "b"}
    assert articles(server, method, default_graph_uri=[A]) == {"a"}
    assert articles(server, method, default_graph_uri=[A, B]) == {"a", "b"}


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_named_graphs_can_be_chosen(server: Server, method: str) -> None:
    """named-graph-uri says which graphs GRAPH can name; the default graph is empty then."""
    assert articles(server, method, NAMED, named_graph_uri=[A]) == {"a"}
    assert articles(server, method, NAMED, named_graph_uri=[A, B]) == {"a", "b"}
    assert articles(server, method, named_graph_uri=[A]) == set()


def test_both_can_be_chosen(server: Server) -> None:
    """The two parameters together are the whole data set."""
    query = "SELECT ?article ?g { ?article a bil:Article . GRAPH ?g { ?other a bil:Article } }"
    assert articles(server, query=query, default_graph_uri=[A], named_graph_uri=[B]) == {"a", "b"}


def test_graphs_are_chosen_for_a_query_sent_directly(server: Server) -> None:
    """The graphs stand in the address where the query is the body."""
    response = server.client.post(
        "/sparql", params={"default-graph-uri": A}, content=SOURCES, headers={**DIRECT, "Accept": JSON}
    )
    assert len(response.json()["results"]["bindings"]) == 1


def test_the_request_overrides_the_query(server: Server) -> None:
    """Where both the request and FROM choose graphs, the request counts."""
    query = f"SELECT DISTINCT ?article FROM <{B}> {{ ?article a bil:Article }}"
    assert articles(server, query=query) == {"b"}
    assert articles(server, query=query, default_graph_uri=[A]) == {"a"}


def test_graphs_of_others_are_refused(server: Server) -> None:
    """A graph that the store does not have is not fetched from anywhere."""
    for name in ("default-graph-uri", "named-graph-uri"):
        for uri in ("http://example.org/data", "file:///etc/passwd", "not an IRI"):
            response = server.client.get("/sparql", params={"query": ASK, name: uri})
            assert response.status_code == 400


# ---------------------------------------------------------------- media types
@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (JSON, QueryResultsFormat.JSON),
        ("application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/tab-separated-values", QueryResultsFormat.TSV),
        ("*/*", QueryResultsFormat.JSON),
        ("text/html, application/sparql-results+xml;q=0.8, */*;q=0.1", QueryResultsFormat.XML),
    ],
)
def test_select_in_every_format(server: Server, accept: str, format: QueryResultsFormat) -> None:
    """SELECT is answered in the format that is wanted, under its media type."""
    response = server.ask(SOURCES, headers={"Accept": accept})
    assert response.headers["content-type"].startswith(format.media_type.partition(";")[0])
    found = parse_query_results(response.content, format=format)
    assert isinstance(found, QuerySolutions)
    assert len(list(found)) == 2


def test_select_as_csv(server: Server) -> None:
    """CSV has a head and a line for each row."""
    response = server.ask(SOURCES, headers={"Accept": "text/csv"})
    assert response.headers["content-type"].startswith("text/csv")
    assert response.text.split("\r\n")[0] == "article"
    assert response.text.count("\r\n") == 3


@pytest.mark.parametrize("accept", [JSON, "application/sparql-results+xml", "text/csv, */*;q=0.1"])
def test_ask_in_every_format(server: Server, accept: str) -> None:
    """ASK is answered in JSON or XML; tables have no form for it."""
    response = server.ask(ASK, headers={"Accept": accept})
    kind = response.headers["content-type"]
    assert "true" in response.text
    assert kind in {JSON, "application/sparql-results+xml"}


@pytest.mark.parametrize("query", ["CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", "DESCRIBE id:country\\/IN"])
@pytest.mark.parametrize("format", [RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML, RdfFormat.JSON_LD])
def test_graphs_in_every_format(server: Server, query: str, format: RdfFormat) -> None:
    """CONSTRUCT and DESCRIBE are answered in the RDF syntax that is wanted."""
    response = server.ask(query, headers={"Accept": format.media_type})
    assert response.headers["content-type"].startswith(format.media_type)
    assert list(parse(response.content, format=format))


def test_a_format_that_cannot_be_had(server: Server) -> None:
    """406 names the formats that can."""
    response = server.ask(ASK, headers={"Accept": "image/png"})
    assert (response.status_code, JSON in response.text) == (406, True)


def test_head_is_get_without_a_body(server: Server) -> None:
    """HEAD tells what GET would send."""
    response = server.client.head("/sparql", params={"query": ASK}, headers={"Accept": JSON})
    assert (response.status_code, response.headers["content-type"], response.content) == (200, JSON, b"")


def test_the_service_describes_itself(server: Server) -> None:
    """Without a query the endpoint gives a service description; a browser gets the query page."""
    response = server.client.get("/sparql", headers={"Accept": "text/turtle"})
    types = {
        str(q.object) for q in parse(response.content, format=RdfFormat.TURTLE) if q.predicate.value[-4:] == "type"
    }
    assert "<http://www.w3.org/ns/sparql-service-description#Service>" in types
    response = server.client.get("/sparql", headers={"Accept": "text/html"})
    assert (response.status_code, response.headers["location"]) == (303, "/")
