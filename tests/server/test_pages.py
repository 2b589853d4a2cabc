"""Questions, resources and descriptions over HTTP, as pages and as data."""

from __future__ import annotations

import json

import pytest
from pyoxigraph import RdfFormat, parse
from rdf.graph_sample import MEETING

from kg import querying
from kg.rdf.iris import BASE
from server.serving import Server

MODI = "/id/person/Narendra_Modi"
HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
VOID = "http://rdfs.org/ns/void#"


# ---------------------------------------------------------------- resources
def test_a_resource_has_a_page_with_the_words_marked(server: Server) -> None:
    """A browser gets a page that tells what is known, with the evidence and its words marked."""
    response = server.client.get(f"/id/{MEETING}", headers=HTML)
    assert response.headers["content-type"].startswith("text/html")
    assert "<mark>met President Vladimir Putin</mark>" in response.text
    assert f'href="{MODI}"' in response.text


@pytest.mark.parametrize("format", [RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES])
def test_a_resource_is_negotiated(server: Server, format: RdfFormat) -> None:
    """The same address gives triples about the same node, in the syntax that is wanted."""
    response = server.client.get(MODI, headers={"Accept": format.media_type})
    assert response.headers["content-type"].startswith(format.media_type)
    assert response.headers["vary"] == "Accept"
    subjects = {quad.subject.value for quad in parse(response.content, format=format)}
    assert f"{BASE}person/Narendra_Modi" in subjects


def test_evidence_comes_with_a_fact(server: Server) -> None:
    """The triples of a fact hold its evidence, with source and selector."""
    response = server.client.get(f"/id/{MEETING}?format=turtle")
    told = [quad.triple for quad in parse(response.content, format=RdfFormat.TURTLE)]
    predicates = {triple.predicate.value.rpartition("#")[2].rpartition("/")[2] for triple in told}
    assert {"evidence", "hasSource", "hasSelector", "exact", "headline"} <= predicates


def test_a_resource_by_its_iri(server: Server) -> None:
    """Nodes of other vocabularies are found by their IRI."""
    response = server.client.get("/resource", params={"iri": "https://w3id.org/bilateral/sector/defence"}, headers=HTML)
    assert (response.status_code, "defence" in response.text) == (200, True)


def test_what_is_not_known_is_not_found(server: Server) -> None:
    """Nothing is known: 404, and a browser is told on a page, its input escaped."""
    assert server.client.get("/id/person/Nobody").status_code == 404
    response = server.client.get("/resource", params={"iri": "urn:<script>alert(1)</script>"}, headers=HTML)
    assert response.status_code == 404
    assert "<script>alert" not in response.text
    assert server.client.get("/resource").status_code == 400


# ---------------------------------------------------------------- questions
@pytest.mark.parametrize("name", sorted(querying.questions()))
def test_questions_over_http(server: Server, name: str) -> None:
    """Every named question is answered, and its query text gives as many rows as the question."""
    response = server.client.get(f"/questions/{name}", headers={"Accept": "application/json"})
    assert response.status_code == 200, response.text
    text = server.client.get(f"/questions/{name}/sparql").text
    assert len(server.rows(text)) == len(response.json()["results"]["bindings"])


def test_parameters_of_questions(server: Server) -> None:
    """Parameters narrow a question, in its answer and in its query text."""
    rows = {}
    for code in ("IN", "US"):
        answer = server.client.get("/questions/who-met", params={"a": code}).json()
        text = server.client.get("/questions/who-met/sparql", params={"a": code}).text
        rows[code] = (len(answer["results"]["bindings"]), len(server.rows(text)))
    assert rows == {"IN": (1, 1), "US": (0, 0)}


def test_hostile_parameters(server: Server) -> None:
    """A value can become nothing but a term: it neither breaks out of the query nor does harm."""
    for value in ('" } DROP ALL #', "x') } INSERT DATA { <a:b> <a:b> <a:b> } #", "\\", "\n", "'''", "<script>"):
        text = server.client.get("/questions/who-met/sparql", params={"person": value}).text
        assert server.ask(text).status_code in {200, 400}
        assert server.client.get("/questions/who-met", params={"person": value}).status_code == 200
    assert server.client.get("/questions/who-met", params={"a": "India"}).status_code == 400
    assert server.client.get("/questions/who-met", params={"colour": "red"}).status_code == 400
    for name in ("store", "asked", "self"):
        assert server.client.get("/questions/who-met", params={name: "x"}).status_code == 400
    assert server.client.get("/questions/nobody-asks").status_code == 404


def test_the_list_of_questions(server: Server) -> None:
    """The list tells what each question takes."""
    listed = {question["name"]: question for question in server.client.get("/questions").json()}
    assert listed.keys() == querying.questions().keys()
    assert {"name", "kind", "about"} <= listed["who-met"]["parameters"][0].keys()


# ---------------------------------------------------------------- descriptions
def test_void(server: Server) -> None:
    """The data set describes itself at its well-known address: how many triples, of which classes, where to ask."""
    response = server.client.get("/.well-known/void")
    told = [quad.triple for quad in parse(response.content, format=RdfFormat.TURTLE)]
    values = {triple.predicate.value: triple.object.value for triple in told}
    counted = server.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"]
    assert values[f"{VOID}triples"] == counted
    assert values[f"{VOID}sparqlEndpoint"] == f"{server.client.base_url}/sparql".replace("//sparql", "/sparql")
    assert sum(triple.predicate.value == f"{VOID}classPartition" for triple in told) > 5


def test_the_vocabulary_for_completion(server: Server) -> None:
    """The editor is given prefixes, classes and properties."""
    told = server.client.get("/vocabulary").json()
    assert "https://w3id.org/bilateral/ontology#Meeting" in told["classes"]
    assert "https://w3id.org/bilateral/ontology#participant" in told["properties"]
    assert told["prefixes"]["bil"] == "https://w3id.org/bilateral/ontology#"


def test_the_graph_page(server: Server) -> None:
    """The graph page is the page of `kg view`, with a policy of its own that lets it ask nobody."""
    response = server.client.get("/graph", timeout=60)
    assert response.status_code == 200
    assert "default-src &#39;none&#39;" in response.text or "default-src 'none'" in response.text
    assert "Narendra Modi" in response.text


@pytest.mark.parametrize("path", ["/", MODI, "/void", "/nowhere"])
def test_pages_are_closed(server: Server, path: str) -> None:
    """Every page forbids scripts and requests from elsewhere, and to be framed."""
    headers = server.client.get(path, headers=HTML).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_json_is_json(server: Server) -> None:
    """What is asked for with ``format=json`` can be read as JSON."""
    assert json.loads(server.client.get("/questions/summary?format=json").text)["head"]["vars"] == ["what", "count"]
