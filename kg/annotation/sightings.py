"""Which names of the gazetteer mean what they look like: "U.S. dollars" name no country, "Brussels" may be the EU."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.annotation.document import is_capitalized
from kg.annotation.gazetteer import Hit
from kg.ontology import Schema

_CONTINENTAL = {"latin", "south", "north", "central", "inter", "pan", "-"}
_STATES = {"country", "demonym", "prefix", "capital", "metonym"}


class Sightings:
    """Keeps the hits that mean the actor they name, and gives seats of bodies to the bodies."""

    def __init__(self, schema: Schema) -> None:
        self._currencies = schema.word_set("currencies")
        self._waters = schema.word_set("waters")
        self._seats = {seat: body.key for body in schema.bodies.values() for seat in body.seats}

    def sift(self, doc: Doc, hits: list[Hit]) -> list[Hit]:
        """The hits, in their order, without those that name something else."""
        named = {hit.value for hit in hits if hit.label in {"country", "demonym"} or hit.label == "body"}
        states = {hit.start for hit in hits if hit.label in _STATES}
        kept = []
        for hit in hits:
            if hit.label == "prefix" and not self._is_of_two(doc, hit, states):
                continue
            if hit.label in _STATES and (self._is_money(doc, hit) or self._is_water(doc, hit)):
                continue
            if hit.label == "demonym" and self._is_given_name(doc, hit):
                continue
            if hit.label == "body" and (
                self._is_treaty(doc, hit) or self._is_name_part(doc, hit) or self._is_counted(doc, hit)
            ):
                continue
            seated = self._seats.get(doc[hit.start : hit.end].text) if hit.label == "capital" else None
            if seated in named and hit.value not in named:
                hit = replace(hit, label="seat", value=seated)
            kept.append(hit)
        return kept

    def _is_of_two(self, doc: Doc, hit: Hit, states: set[int]) -> bool:
        """ "Indo-Russian", and not "the Indo-Pacific"."""
        return hit.end >= len(doc) or doc[hit.end].text not in {"-", "–"} or hit.end + 1 in states

    def _is_money(self, doc: Doc, hit: Hit) -> bool:
        """ "3.5 billion U.S. dollars"."""
        return hit.end < len(doc) and doc[hit.end].lemma_.lower() in self._currencies

    def _is_water(self, doc: Doc, hit: Hit) -> bool:
        """ "the Gulf of Guinea", "the Sea of Japan"."""
        if hit.start > 0 and doc[hit.start].lower_ == "american" and doc[hit.start - 1].lower_ in _CONTINENTAL:
            return True  # "Latin American"
        if hit.start > 0 and doc[hit.start].text == "Pole" and doc[hit.start - 1].lower_ in {"north", "south"}:
            return True
        return hit.start >= 2 and doc[hit.start - 1].lower_ == "of" and doc[hit.start - 2].lower_ in self._waters

    def _is_given_name(self, doc: Doc, hit: Hit) -> bool:
        """ "German Umana, Colombia's trade minister, said": spaCy sees a person whose first name is a demonym."""
        ent = next((e for e in doc.ents if e.start in {hit.start, hit.end} and e.label_ == "PERSON"), None)
        whole = ent is not None and ent.end - hit.start >= 2 and hit.end == hit.start + 1
        return whole and ent is not None and ent.end < len(doc) and (ent.start == hit.start or doc[ent.end].text == ",")

    def _is_treaty(self, doc: Doc, hit: Hit) -> bool:
        """ "the United Nations Convention on ..."."""
        return hit.end < len(doc) and doc[hit.end].text in {"Convention", "Charter", "Treaty"}

    def _is_counted(self, doc: Doc, hit: Hit) -> bool:
        """ "the 5th Congress of Sister Cities": one of many, and no parliament."""
        before = doc[hit.start - 1] if hit.start > 0 else None
        return hit.end == hit.start + 1 and before is not None and before.ent_type_ != "DATE" and _is_ordinal(before)

    def _is_name_part(self, doc: Doc, hit: Hit) -> bool:
        """ "Abdel Fatah al-Sisi": a body's name within what spaCy takes for a person's."""
        ent = next((e for e in doc.ents if e.start <= hit.start and hit.end <= e.end and e.label_ == "PERSON"), None)
        return ent is not None and ent.end - ent.start > hit.end - hit.start and is_capitalized(doc[ent.start])


def _is_ordinal(token: Token) -> bool:
    """ "5th", and no "117th" of a parliament's own count."""
    return token.text[:1].isdigit() and token.text.endswith(("st", "nd", "rd", "th")) and len(token.text) < 5
