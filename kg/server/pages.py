"""Pages that a worker makes of the store, and what they share with those that are the same for everybody."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from urllib.parse import quote as quoted

import jinja2

from kg import querying
from kg.querying import Node
from kg.querying.words import spaced
from kg.rdf.iris import path_of
from kg.server.limits import Limits
from kg.store import Store
from kg.view import shell
from kg.view.labels import visible

HERE = Path(__file__).parent
TITLE = "Who met whom and who said what"
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
"""Content-Security-Policy of all pages but the graph page, which brings a narrower one of its own."""
_GRIPS = "'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='"
EDITOR_POLICY = POLICY.replace("style-src 'self'", f"style-src 'self' {_GRIPS}; style-src-attr 'unsafe-inline'")
"""The editor's tables bring one style sheet of their own, and set the widths of columns in attributes."""


def drawing(store: Store) -> str:
    """The graph page: the network of the whole store in one file."""
    from kg.view.page import page  # what lays out and draws takes long to load, and few workers draw

    return page(querying.network(store, title=TITLE))


def resource(node: Node) -> str:
    """The page of one node."""
    shown = [(name, list(values)) for name, values in groupby(node.properties, key=lambda told: told.name)]
    facts = [(kind, list(about)) for kind, about in groupby(node.facts, key=lambda about: about.kind)]
    return render("resource.html.j2", node=node, shown=shown, facts=facts, address=address(node.iri))


def address(iri: str) -> str:
    """Where the server shows the node with an IRI.

    >>> address("https://w3id.org/bilateral/id/country/IN")
    '/id/country/IN'
    >>> address("http://www.wikidata.org/entity/Q668")
    '/resource?iri=http%3A%2F%2Fwww.wikidata.org%2Fentity%2FQ668'
    """
    path = path_of(iri)
    if path is not None and not {"?", "#"} & set(path):
        return f"/id/{path}"
    return f"/resource?iri={quoted(iri, safe='')}"


def markdown(node: Node) -> str:
    """One node as text that quotes the words it rests on."""
    lines = [f"# {visible(node.label)}", f"{spaced(node.kind)} <{node.iri}>", ""]
    lines += [f"- {visible(told.name)}: {visible(told.value)}" for told in node.properties]
    lines += [f"- {visible(fact.role)} of {visible(fact.label)} <{fact.iri}>" for fact in node.facts]
    for quote in node.quotes:
        source = ", ".join(filter(None, (quote.article, quote.outlet, quote.published, quote.url)))
        sentence = f"{quote.before}**{quote.exact}**{quote.after}"
        lines += ["", f"> {visible(sentence)}", f"({visible(source)}; confidence {quote.confidence})"]
    return "\n".join(lines) + "\n"


def about(store: Store, endpoint: str, limits: Limits) -> str:
    """The page that tells what the data set holds and how to ask it."""
    held = [(spaced(str(row["what"])), row["count"]) for row in querying.ask(store, "summary").records()]
    return render("about.html.j2", held=held, endpoint=endpoint, limits=limits)


def render(template: str, **values: object) -> str:
    """A page of a template; all values are escaped where they are shown."""
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "visible": visible,
        "address": address,
        "spaced": spaced,
        "web": shell.web_address,
    }
    environment.globals["title"] = TITLE
    return environment
