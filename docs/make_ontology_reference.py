"""The reference of the vocabulary, docs/ontology.md, written from the files in ontology/.

Run it from the root of the project after a change to one of them::

    .venv/bin/python docs/make_ontology_reference.py
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.rdf.iris import BIL, DCTERMS, OWL, PREFIXES, RDF, RDFS, SKOS

DOCS = Path(__file__).resolve().parent
ONTOLOGY = DOCS.parent / "ontology"
PAGE = DOCS / "ontology.md"

_SHORT = {
    **PREFIXES,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "plover": "https://w3id.org/bilateral/plover/",
}
_ALIGNED = {
    RDFS["subClassOf"].value: "below",
    RDFS["subPropertyOf"].value: "below",
    SKOS["closeMatch"].value: "close to",
    SKOS["broadMatch"].value: "within",
    SKOS["relatedMatch"].value: "related to",
}
_OBJECT, _VALUE = OWL["ObjectProperty"].value, OWL["DatatypeProperty"].value

HEAD = """# The vocabulary

This page is made from the files in [`ontology/`](../ontology) by `docs/make_ontology_reference.py`; edit those.

A fact in the graph is a node of one of the classes below `bil:Fact`, in the named graph of the article that reports
it. Classes are not inferred: a node has its own class, and beside it `bil:Actor` or `bil:Event` where that is its
parent, so that a query for all actors or all events needs no reasoning.

| prefix | namespace |
|---|---|
"""


class Terms:
    """Statements by subject and property, in the order of the files."""

    def __init__(self, *names: str) -> None:
        self._said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for name in names:
            for triple in ox.parse(path=ONTOLOGY / name, format=ox.RdfFormat.TURTLE):
                node = triple.subject
                if isinstance(node, ox.NamedNode | ox.BlankNode) and not isinstance(triple.object, ox.Triple):
                    self._said[node.value][triple.predicate.value].append(triple.object.value)

    def of_type(self, *types: ox.NamedNode) -> list[str]:
        """The nodes of a class."""
        wanted = {node.value for node in types}
        return [node for node in self._said if wanted & set(self.all(node, RDF["type"]))]

    def all(self, node: str, term: ox.NamedNode) -> list[str]:
        """The values of a property."""
        return self._said[node][term.value] if node in self._said else []

    def one(self, node: str, term: ox.NamedNode) -> str:
        """The first value of a property, or nothing."""
        return next(iter(self.all(node, term)), "")

    def members(self, node: str) -> list[str]:
        """The classes that a domain or range stands for: one, or those of a union."""
        union = self.one(node, OWL["unionOf"])
        return list(self._list(union)) if union else [node]

    def _list(self, node: str) -> Iterator[str]:
        while self.all(node, RDF["first"]):
            yield self.one(node, RDF["first"])
            node = self.one(node, RDF["rest"])

    def commented(self) -> list[str]:
        """Terms of other vocabularies that have a comment of ours."""
        return [n for n in self._said if self.all(n, RDFS["comment"]) and not n.startswith(BIL.base)]

    def matches(self, node: str) -> str:
        """What a term is in other vocabularies, in words."""
        found = (
            f"{words} {', '.join(f'`{short(o)}`' for o in others)}"
            for predicate, words in _ALIGNED.items()
            if (others := [o for o in self._said.get(node, {}).get(predicate, []) if not o.startswith(BIL.base)])
        )
        return "; ".join(found)


def short(iri: str) -> str:
    """An IRI with its prefix.

    >>> short("https://schema.org/Event")
    'schema:Event'
    """
    for prefix, base in _SHORT.items():
        if iri.startswith(base) and iri != base:
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri


def reference() -> str:
    """The whole page."""
    core = Terms("core.ttl")
    aligned = Terms("alignments.ttl")
    parts = [
        HEAD + "".join(f"| `{p}:` | `{b}` |\n" for p, b in PREFIXES.items()),
        "## Classes\n\nEach with the properties that it has; those of the classes above it come on top.\n",
        *(_class(core, aligned, node) for node in core.of_type(OWL["Class"]) if node.startswith(BIL.base)),
        _others(core),
        _sectors(Terms("sectors.ttl")),
    ]
    return "\n".join(parts)


def _class(core: Terms, aligned: Terms, node: str) -> str:
    lines = [f"### `{short(node)}`", "", core.one(node, RDFS["comment"]), ""]
    above = [f"Below `{short(parent)}`." for parent in core.all(node, RDFS["subClassOf"])]
    elsewhere = aligned.matches(node)
    lines += [" ".join([*above, f"Elsewhere: {elsewhere}." if elsewhere else ""]).strip(), ""]
    properties = [p for p in _properties(core) if node in _domains(core, p)]
    if properties:
        lines += ["| property | value | meaning | elsewhere |", "|---|---|---|---|"]
        lines += [_row(core, aligned, p) for p in properties]
        lines += [""]
    values = [n for n in core.of_type(ox.NamedNode(node)) if n.startswith(BIL.base)]
    lines += [f"- `{short(n)}`: {core.one(n, RDFS['comment'])}" for n in values]
    return _tidy(lines)


def _properties(core: Terms) -> list[str]:
    return core.of_type(ox.NamedNode(_OBJECT), ox.NamedNode(_VALUE))


def _domains(core: Terms, term: str) -> list[str]:
    return [name for domain in core.all(term, RDFS["domain"]) for name in core.members(domain)]


def _row(core: Terms, aligned: Terms, term: str) -> str:
    values = [short(n) for r in core.all(term, RDFS["range"]) for n in core.members(r)]
    if not values:
        values = ["a node" if _OBJECT in core.all(term, RDF["type"]) else "text"]
    shown = " or ".join(f"`{v}`" if ":" in v else v for v in values)
    return f"| `{short(term)}` | {shown} | {core.one(term, RDFS['comment'])} | {aligned.matches(term)} |"


def _others(core: Terms) -> str:
    loose = [p for p in _properties(core) if not core.all(p, RDFS["domain"])]
    lines = ["## Properties of no one class", "", "| property | meaning |", "|---|---|"]
    lines += [f"| `{short(p)}` | {core.one(p, RDFS['comment'])} |" for p in loose]
    lines += ["", "## Terms of other vocabularies that the graph uses", "", "| term | meaning |", "|---|---|"]
    lines += [f"| `{short(p)}` | {core.one(p, RDFS['comment'])} |" for p in core.commented()]
    return _tidy(lines)


def _sectors(terms: Terms) -> str:
    scheme = terms.of_type(SKOS["ConceptScheme"])[0]
    about = terms.one(scheme, DCTERMS["description"])
    lines = ["## Sectors", "", about, "", "| sector | broader | definition | what belongs where |", "|---|---|---|---|"]
    for node in terms.of_type(SKOS["Concept"]):
        broader = ", ".join(f"`{short(b)}`" for b in terms.all(node, SKOS["broader"]))
        definition, scope = terms.one(node, SKOS["definition"]), terms.one(node, SKOS["scopeNote"])
        lines.append(f"| `{short(node)}` | {broader} | {definition} | {scope} |")
    return _tidy(lines)


def _tidy(lines: list[str]) -> str:
    """One text with single blank lines."""
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept).strip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
    print(f"wrote: {PAGE.relative_to(DOCS.parent)}")
