"""Places: where something is, and in which country, as far as the ontology or the words around tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from kg.annotation.document import Annotated, PlaceMention, is_capitalized
from kg.annotation.gazetteer import Hit
from kg.keys import key
from kg.model import Place
from kg.ontology import Schema

_LABELS = {"GPE", "LOC", "FAC"}


class Places:
    """Finds the places of a document."""

    def __init__(self, schema: Schema) -> None:
        self._none = schema.word_set("no-places")
        self._localities = schema.word_set("localities")
        self._where = {n: c.code for c in schema.countries.values() for n in (*c.places, *c.capitals)}
        self._by_region: dict[str, dict[str, str]] = defaultdict(dict)
        for country in schema.countries.values():
            for place in country.places:
                name, _, region = place.partition(", ")
                if region:
                    self._by_region[name][region] = country.code

    def add(self, annotated: Annotated, hits: list[Hit], home: str | None) -> None:
        """Fill the places of a document whose actors are known; `home` is the country of its dateline."""
        found = [*self._known(annotated.doc, hits)]
        taken = {i for place in found for i in range(place.start, place.end)}
        if annotated.dateline and home and taken.isdisjoint(range(*annotated.dateline)):
            start, end = annotated.dateline
            found.append(_mention(start, end, annotated.doc[start:end].text.title(), home))
            taken.update(range(start, end))
        taken |= {i for m in annotated.mentions for i in range(m.start, m.end)}
        found += self._unknown(annotated.doc, hits, taken)
        annotated.places = sorted(found, key=lambda p: p.start)

    def _known(self, doc: Doc, hits: list[Hit]) -> Iterator[PlaceMention]:
        for hit in hits:
            if hit.label in {"capital", "place", "metonym", "seat"}:
                name = doc[hit.start : hit.end].text
                yield _mention(hit.start, hit.end, name, self._where.get(name) if hit.label == "seat" else hit.value)

    def _unknown(self, doc: Doc, hits: list[Hit], taken: set[int]) -> Iterator[PlaceMention]:
        """What spaCy takes for a place, where it is none of the ontology's."""
        demonyms = {hit.end - 1: hit.value for hit in hits if hit.label == "demonym"}
        for ent in doc.ents:
            start = ent.start + (ent[0].lower_ == "the")
            name = " ".join(doc[start : ent.end].text.split())
            free = ent.label_ in _LABELS and taken.isdisjoint(range(ent.start, ent.end)) and bool(name)
            if free and is_capitalized(doc[start]) and name.lower() not in self._none:
                country = self._in_region(doc, name) or self._told(ent, demonyms)
                yield _mention(start, ent.end, name, country)

    def _in_region(self, doc: Doc, name: str) -> str | None:
        """ "Crawford", in an article that names Texas too."""
        codes = {code for region, code in self._by_region.get(name, {}).items() if region in doc.text}
        return codes.pop() if len(codes) == 1 else None

    def _told(self, ent: Tokens, demonyms: dict[int, str]) -> str | None:
        """ "the Ethiopian town of Harmato", "Harmato, an Ethiopian town", "the Italian residence at Quigi Palace"."""
        codes = {demonyms[w.i] for noun in self._locality(ent) for w in noun.lefts if w.i in demonyms}
        return codes.pop() if len(codes) == 1 else None

    def _locality(self, ent: Tokens) -> Iterator[Token]:
        """The noun that tells what a place is."""
        above = ent.root.head
        near: Iterable[Token] = (above.head if above.lower_ in {"of", "at"} else above, *ent.root.rights)
        return (t for t in near if t.lemma_.lower() in self._localities)


def _mention(start: int, end: int, name: str, country: str | None) -> PlaceMention:
    return PlaceMention(start, end, Place(key("place", name), name, country))
