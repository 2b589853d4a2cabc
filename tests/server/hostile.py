"""Queries that mean harm: each is to be refused or stopped, and none may take the server with it."""

from __future__ import annotations

NESTING = {
    "3,000 braces": "SELECT * " + "{" * 3000 + "}" * 3000,
    "3,000 conditions": "SELECT * { BIND(" + "IF(1,1," * 3000 + "1" + ")" * 3000 + " AS ?x) }",
    "braces in a comment that is none": "SELECT * { ?s bil:a\\#" + "{" * 3000 + "\n}",
}
TOO_MUCH = {
    "1,000 patterns": "SELECT * { " + "?s ?p ?o . " * 1000 + "}",
    "3,000 bindings": "SELECT * { ?s ?p ?o " + " ".join(f"BIND(1 AS ?x{i})" for i in range(3000)) + "}",
    "3,000 minuses": "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p ?o } " * 3000 + "}",
    "a path of 3,000 steps": "ASK { ?s " + "/".join(["bil:place"] * 3000) + " ?o }",
    "200 kB of query": "SELECT * { ?s ?p '" + "x" * 200_000 + "' }",
}
LONG = {
    "a cartesian product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "paths without end": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^(!<urn:x>))* ?b . ?c (!<urn:x>|^(!<urn:x>))* ?d . "
    "?e (!<urn:x>|^(!<urn:x>))* ?f . FILTER(STR(?a) = STR(?f)) }",
    "regular expressions over a product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . "
    "FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), '(a*)*(b*)*(c*)*(.*)*z$')) }",
    "an order of a product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "a long concatenation": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f), STR(?i))) AS ?x) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "planning": "SELECT * { " + "?s ?p ?o . " * 190 + "}",
    "slow parsing": "SELECT * { ?s ?p ?o FILTER(?o IN (" + ",".join(["1"] * 40_000) + ")) }",
}
OUTSIDE = {
    "SERVICE": "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
    "SERVICE in a filter": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE SILENT <%s> { ?s ?p ?o } } }",
    "SERVICE behind a carriage return": "SELECT * { # \r SERVICE <%s> { ?s ?p ?o } \n}",
    "FROM": "SELECT * FROM <%s> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD": "LOAD <%s>",
}
