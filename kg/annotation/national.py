"""National bodies: organizations that the text tells by their state, such as "the Haitian government"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.annotation.body import POSSESSIVE, BodyName, known_body, new_body
from kg.annotation.document import is_capitalized
from kg.annotation.gazetteer import Hit
from kg.keys import key
from kg.model import ActorKind
from kg.ontology import Schema

_ADJECTIVAL = ("sh", "ch", "se", "an", "i", "ic", "ek")


class NationalBodies:
    """Finds governments, ministries, armed forces and airlines by the country that stands beside a common noun."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._heads = set(schema.words.get("organization-heads", ()))
        self._military = schema.word_set("military-nouns")
        self._state_bodies = schema.word_set("state-bodies")
        self._portfolios = set(schema.words.get("portfolio-words", ())) | {"Central", "Supreme", "Constitutional"}
        self._by_name = schema.bodies_by_name

    def find(self, doc: Doc, i: int, at: dict[int, Hit], home: str | None) -> BodyName | None:
        """The body whose name begins at a token; `home` is the code of the state that the article is written from."""
        return (
            self._government(doc, i, at)
            or self._of_state(doc, i, at)
            or self._of_home(doc, i, home)
            or self._armed_forces(doc, i, at)
            or self._airline(doc, i, at)
        )

    def _government(self, doc: Doc, i: int, at: dict[int, Hit]) -> BodyName | None:
        """ "Government of Mexico", "the Haitian government"."""
        hit = at.get(i)
        if (
            hit
            and hit.start == i
            and hit.label in {"demonym", "country"}
            and hit.end < len(doc)
            and doc[hit.end].lower_ == "government"
            and doc[hit.end].dep_ not in {"compound", "nmod"}
        ):
            return self._government_of(i, hit.end + 1, hit.value)
        if doc[i].lower_ == "government" and i + 2 < len(doc) and doc[i + 1].lower_ == "of":
            j = i + 3 if doc[i + 2].lower_ == "the" else i + 2
            hit = at.get(j)
            if hit and hit.start == j and hit.label == "country":
                return self._government_of(i, hit.end, hit.value)
        return None

    def _government_of(self, start: int, end: int, code: str) -> BodyName:
        name = f"Government of {self._schema.countries[code].name}"
        return BodyName(start, end, key("organization", name), name, ActorKind.GOVERNMENT_BODY, code, True)

    def _of_state(self, doc: Doc, i: int, at: dict[int, Hit]) -> BodyName | None:
        """ "Turkey's defense ministry", "the Chilean foreign ministry": bodies that newspapers write small."""
        hit = at.get(i)
        owned = hit is not None and hit.label == "capital" and hit.end < len(doc) and doc[hit.end].text in POSSESSIVE
        if not hit or hit.start != i or not (owned or hit.label in {"demonym", "country"}):
            return None
        start = hit.end + 1 if hit.end < len(doc) and doc[hit.end].text in POSSESSIVE else hit.end
        end = start
        while (
            end < len(doc)
            and end - start < 5
            and (doc[end].text.title() in self._portfolios or doc[end].lower_ == "and")
        ):
            end += 1
        small = start > hit.end or (end < len(doc) and doc[end].is_lower)
        named_on = end + 1 < len(doc) and doc[end + 1].lower_ in {"of", "for"} and not doc[end].is_lower
        if end >= len(doc) or doc[end].lower_ not in self._state_bodies or not small or named_on:
            return None
        words = [doc[j].text if doc[j].lower_ == "and" else doc[j].text.title() for j in range(start, end + 1)]
        name = " ".join([self._adjective(hit.value), *words])
        return self._body_of(i, end + 1, name, hit.value)

    def _of_home(self, doc: Doc, i: int, home: str | None) -> BodyName | None:
        """ "the foreign ministry": of the state from whose capital the paper writes."""
        end = i + 1
        if doc[i].text.title() not in self._portfolios or doc[i - 1].lower_ != "the" or not doc[i].is_lower:
            return None
        if end >= len(doc) or doc[end].lower_ != "ministry" or home is None:
            return None
        name = f"{self._adjective(home)} {doc[i].text.title()} Ministry"
        return self._body_of(i, end + 1, name, home)

    def _body_of(self, start: int, end: int, name: str, code: str) -> BodyName:
        """A state's body of that name: the known one, or a new one."""
        known = self._by_name.get(name.lower())
        if known is not None:
            return known_body(start, end, known)
        return BodyName(start, end, key("organization", name), name, ActorKind.GOVERNMENT_BODY, code, True)

    def _armed_forces(self, doc: Doc, i: int, at: dict[int, Hit]) -> BodyName | None:
        hit = at.get(i)
        if not hit or hit.label != "demonym" or hit.start != i:
            return None
        for size in (2, 1):
            end = hit.end + size
            if (
                end <= len(doc)
                and doc[hit.end : end].text.lower() in self._military
                and (end == len(doc) or not (is_capitalized(doc[end]) and doc[end].text in self._heads))
            ):
                if (
                    size == 1
                    and end < len(doc)
                    and doc[end - 1].lower_ == "military"
                    and doc[end].pos_ in {"NOUN", "ADJ", "PROPN"}
                ):
                    return None
                name = f"{self._adjective(hit.value)} Armed Forces"
                return BodyName(i, end, key("organization", name), name, ActorKind.MILITARY_FORCE, hit.value, True)
        return None

    def _airline(self, doc: Doc, i: int, at: dict[int, Hit]) -> BodyName | None:
        """ "Air Cambodia": "Air" right before a country's name."""
        hit = at.get(i + 1)
        if doc[i].text != "Air" or hit is None or hit.start != i + 1 or hit.label != "country":
            return None
        if hit.end < len(doc) and is_capitalized(doc[hit.end]) and doc[hit.end].text != "and":
            return None
        return replace(new_body(doc, i, hit.end, ActorKind.COMPANY), country=hit.value)

    def _adjective(self, code: str) -> str:
        country = self._schema.countries[code]
        return min(country.demonyms, key=lambda d: (not d.endswith(_ADJECTIVAL), len(d)), default=country.name)
