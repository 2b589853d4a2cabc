"""Organizations: known ones, national ones, and those that a head word, a neighbour or spaCy tells to be one."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.annotation.body import BodyName, known_body, new_body
from kg.annotation.described import Descriptions
from kg.annotation.document import is_capitalized
from kg.annotation.gazetteer import Hit
from kg.annotation.headed import HeadedNames
from kg.annotation.national import NationalBodies
from kg.model import ActorKind
from kg.ontology import Schema

_ROLES = {"nsubj", "nsubjpass", "pobj", "poss", "conj", "dobj", "dative"}
"""Where an acronym stands that acts, or is acted with."""


class Bodies:
    """Finds organizations."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._not = set(schema.words.get("not-bodies", ()))
        self._staff = schema.word_set("staff-nouns") | {"delegation"}
        self._endings = set(schema.words.get("company-endings", ()))
        self._descriptions = Descriptions(schema)
        self._national = NationalBodies(schema)
        self._headed = HeadedNames(schema)

    def find(self, doc: Doc, hits: list[Hit], people: set[int], home: str | None = None) -> list[BodyName]:
        """Organizations in the order of the text; none overlaps a person's name (`people`: tokens).

        `home` is the code of the state that publishes the article, or from whose capital it is written.
        """
        at = {i: hit for hit in hits for i in range(hit.start, hit.end)}
        found: list[BodyName] = []
        i = 0
        while i < len(doc):
            body = None if i in people else self._national.find(doc, i, at, home) or self._named(doc, i, at, people)
            if body:
                found.append(body)
                i = body.end
            else:
                i += 1
        found += self._beside_others(doc, found, people)
        taken = people | {i for b in found for i in range(b.start, b.end)}
        found += [new_body(doc, start, end, kind) for start, end, kind in self._descriptions.find(doc, at, taken)]
        return self._acronyms(doc, _shortened(doc, sorted(found, key=lambda b: b.start)))

    def _named(self, doc: Doc, i: int, at: dict[int, Hit], people: set[int]) -> BodyName | None:
        hit = at.get(i)
        if hit and hit.label == "body" and hit.start == i and not self._headed.goes_on(doc, hit.end, at):
            if doc[i].lower_ == "the" and doc[hit.end - 1].dep_ in {"amod", "compound", "nmod"}:
                return None  # "The Hindu festival" is no newspaper
            known = self._schema.bodies[hit.value]
            end = hit.end
            if known.kind is ActorKind.COMPANY and end < len(doc) and any(c.isdigit() for c in doc[end].text):
                return None  # "a Boeing 737", "a Volvo XC90": what it made
            while end < len(doc) and doc[end].text in self._endings:
                end += 1  # "Hyundai Motor Co."
            return known_body(i, end, known)
        if not self._headed.may_begin(doc, i, people):
            return None
        return self._headed.find(doc, i, at, people) or self._recognized(doc, i, at)

    def _recognized(self, doc: Doc, i: int, at: dict[int, Hit]) -> BodyName | None:
        """An acronym that spaCy takes for an organization."""
        token = doc[i]
        if token.ent_type_ != "ORG" or token.ent_iob_ != "B" or i in at or token.text in self._schema.abbreviations:
            return None
        alone = i + 1 >= len(doc) or doc[i + 1].ent_iob_ != "I"
        if (
            alone
            and token.text.isupper()
            and token.is_alpha
            and 3 <= len(token.text) <= 8
            and (token.dep_ in _ROLES or self._is_of_staff(token))
        ):
            return new_body(doc, i, i + 1, ActorKind.ORGANIZATION)
        return None

    def _is_of_staff(self, acronym: Token) -> bool:
        """ "a TNA delegation", "its counterpart INMETRO"."""
        noun = acronym.head.lemma_.lower()
        return (acronym.dep_ == "compound" and noun in self._staff) or (
            acronym.dep_ == "appos" and noun == "counterpart"
        )

    def _beside_others(self, doc: Doc, found: list[BodyName], people: set[int]) -> list[BodyName]:
        """ "Gazprom Export and UzGasTrade": spaCy's organizations that stand in a list with known ones."""
        taken = people | {i for b in found for i in range(b.start, b.end)}
        bodies = {i for b in found for i in range(b.start, b.end)}
        listed = []
        for ent in doc.ents:
            fits = ent.label_ == "ORG" and ent.root.dep_ == "conj" and ent.root.head.i in bodies
            words = {t.text for t in ent}
            if (
                fits
                and taken.isdisjoint(range(ent.start, ent.end))
                and not words & self._not
                and is_capitalized(ent[-1])
                and not (ent.end < len(doc) and is_capitalized(doc[ent.end]))  # "Olympic Games"
            ):
                start = ent.start + (ent[0].lower_ == "the")
                listed.append(new_body(doc, start, ent.end, ActorKind.ORGANIZATION))
        return listed

    def _acronyms(self, doc: Doc, found: list[BodyName]) -> list[BodyName]:
        """Acronyms given in brackets after a name stand for it ever after."""
        given: dict[str, BodyName] = {}
        for body in found:
            e = body.end
            if e + 2 < len(doc) and doc[e].text == "(" and doc[e + 1].text.isupper() and doc[e + 2].text == ")":
                given[doc[e + 1].text] = body
        told = [replace(given[b.name], start=b.start, end=b.end) if b.name in given else b for b in found]
        taken = {i for b in found for i in range(b.start, b.end)}
        more = [t for t in doc if t.text in given and t.i not in taken]
        return told + [replace(given[t.text], start=t.i, end=t.i + 1) for t in more]


def _shortened(doc: Doc, found: list[BodyName]) -> list[BodyName]:
    """ "Caracol" in an article that names "Caracol Radio": a name that begins one other is that one.

    So too is a known one that is called by one word: "the Commonwealth" in an article on the CIS.
    """
    full: dict[str, set[BodyName]] = {}
    for body in found:
        full.setdefault(body.name.split()[0], set()).add(body)
    joined = []
    for body in found:
        called = doc[body.start : body.end].text.removeprefix("The ").removeprefix("the ") if body.known else body.name
        longer = {b.key: b for b in full.get(called.split()[0], ()) if b.name.startswith(called + " ")}
        longer.pop(body.key, None)
        short = not body.known or (called.istitle() and " " not in called)
        one = next(iter(longer.values())) if len(longer) == 1 and short else None
        joined.append(replace(one, start=body.start, end=body.end) if one else body)
    return joined
