"""Well-known names in the text: countries, bodies, people, places, titles.

All names of the ontology go into one `PhraseMatcher` per kind of comparison when the pipeline is
made; a document is then scanned once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kg.ontology import Schema, folded


@dataclass(frozen=True, slots=True)
class Hit:
    """A well-known name in the text."""

    start: int
    end: int
    label: str
    """``country``, ``demonym``, ``prefix``, ``capital``, ``metonym``, ``place``, ``body``, ``person``, ``handle``."""
    value: str
    """A country's code, or the key of a body or person."""


_RANK = ("person", "handle", "body", "country", "demonym", "prefix", "metonym", "capital", "place")


class Gazetteer:
    """Finds the names that the ontology knows."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._values: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        self._matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._any_case = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._names: dict[str, dict[str, str]] = {label: {} for label in _RANK}
        self._collect(schema)
        for label, names in self._names.items():
            self._matcher.add(label, [nlp.make_doc(name) for name in names])
        long = [name for name in self._names["body"] if name.count(" ") >= 2]
        self._lower = {name.lower(): self._names["body"][name] for name in long}
        self._any_case.add("body", [nlp.make_doc(name) for name in long])

    def _collect(self, schema: Schema) -> None:
        for country in schema.countries.values():
            self._add("country", country.names, country.code)
            self._add("demonym", country.demonyms, country.code)
            self._add("prefix", country.prefixes, country.code)
            self._add("capital", country.capitals, country.code)
            self._add("metonym", country.metonyms, country.code)
            self._add("place", country.places, country.code)
        for body in schema.bodies.values():
            self._add("body", body.names, body.key)
        for person in schema.people.values():
            self._add("person", tuple(n for n in person.names if " " in n or "-" in n), person.key)
            self._add("handle", tuple("@" + handle for handle in person.handles), person.key)

    def _add(self, label: str, names: tuple[str, ...], value: str) -> None:
        for name in names:
            for form in {name, name.replace("'", "’"), folded(name)}:
                self._names[label].setdefault(form, value)

    def hits(self, doc: Doc) -> list[Hit]:
        """All well-known names, longest first where they overlap, in the order of the text."""
        strings = doc.vocab.strings
        matches = [*self._matcher(doc), *(m for m in self._any_case(doc) if doc[m[1]].text[:1].isupper())]
        found = [(strings[match], start, end) for match, start, end in matches]
        found.sort(key=lambda f: (f[1] - f[2], _RANK.index(f[0]), f[1]))
        taken: set[int] = set()
        hits = []
        for label, start, end in found:
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                text = doc[start:end].text
                value = self._names[label].get(text) or (self._lower.get(text.lower()) if label == "body" else None)
                if value is not None:
                    hits.append(Hit(start, end, label, value))
        return sorted(hits, key=lambda hit: hit.start)
