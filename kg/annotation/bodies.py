"""Organizations: known ones, and names built from a head such as "Ministry" or "Agency"."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.annotation.described import Descriptions
from kg.annotation.document import is_capitalized
from kg.annotation.gazetteer import Hit
from kg.keys import key
from kg.model import ActorKind
from kg.ontology import Schema

_JOINTS = {"of", "for", "on", "in", "the", "and", "&"}
_POSTS = {"Embassy", "Consulate"}
"""Bodies that are told by the country they are in."""
_WHEN = {*calendar.day_name, *calendar.month_name[1:]}
_SMALL = {"the", "this", "that", "in", "at", "on", "during", "both", "a", "an"}
_POSSESSIVE = {"'s", "’s", "'", "’"}
_ADJECTIVAL = ("sh", "ch", "se", "an", "i", "ic", "ek")
_ROLES = {"nsubj", "nsubjpass", "pobj", "poss", "conj", "dobj", "dative"}
"""Where an acronym stands that acts, or is acted with."""
_ADJECTIVES = {"country", "demonym", "prefix"}


@dataclass(frozen=True, slots=True)
class BodyName:
    """An organization named in the text."""

    start: int
    end: int
    key: str
    name: str
    kind: ActorKind
    country: str | None
    known: bool
    wikidata: str | None = None


def _new(doc: Doc, start: int, end: int, kind: ActorKind) -> BodyName:
    """An organization that the ontology does not know."""
    name = " ".join(doc[start:end].text.split())
    return BodyName(start, end, key("organization", name), name, kind, None, False)


def _shortened(found: list[BodyName]) -> list[BodyName]:
    """ "Caracol" in an article that names "Caracol Radio": a new name that begins one other is that one."""
    full: dict[str, set[BodyName]] = {}
    for body in found:
        full.setdefault(body.name.split()[0], set()).add(body)
    joined = []
    for body in found:
        longer = {b.key: b for b in full[body.name.split()[0]] if b.name.startswith(body.name + " ")}
        one = next(iter(longer.values())) if len(longer) == 1 and not body.known else None
        joined.append(replace(one, start=body.start, end=body.end) if one else body)
    return joined


class Bodies:
    """Finds organizations."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._heads = set(schema.words.get("organization-heads", ()))
        self._not = set(schema.words.get("not-bodies", ()))
        self._military = schema.word_set("military-nouns")
        self._state_bodies = schema.word_set("state-bodies")
        self._portfolios = set(schema.words.get("portfolio-words", ())) | {"Central", "Supreme", "Constitutional"}
        self._staff = schema.word_set("staff-nouns") | {"delegation"}
        self._endings = set(schema.words.get("company-endings", ()))
        self._ranks = set(schema.words.get("titles-heads", ())) - {"General", "Justice"}
        self._descriptions = Descriptions(schema)
        self._known: set[int] = set()
        self._home: str | None = None
        self._by_name = {n.lower(): b for b in schema.bodies.values() for n in b.names}
        self._kinds = (
            ({w.lower() for w in schema.words.get("military-heads", ())}, ActorKind.MILITARY_FORCE),
            ({w.lower() for w in schema.words.get("government-heads", ())}, ActorKind.GOVERNMENT_BODY),
            ({w.lower() for w in schema.words.get("news-heads", ())}, ActorKind.NEWS_ORGANIZATION),
            ({w.lower() for w in schema.words.get("company-heads", ())}, ActorKind.COMPANY),
        )

    def find(self, doc: Doc, hits: list[Hit], people: set[int], home: str | None = None) -> list[BodyName]:
        """Organizations in the order of the text; none overlaps a person's name (`people`: tokens).

        `home` is the code of the state from whose capital the article is written.
        """
        self._home = home
        at = {i: hit for hit in hits for i in range(hit.start, hit.end)}
        self._known = {i for i, hit in at.items() if hit.label in {"body", "metonym"}}
        found: list[BodyName] = []
        i = 0
        while i < len(doc):
            body = (
                None
                if i in people
                else self._government(doc, i, at)
                or self._of_state(doc, i, at)
                or self._of_home(doc, i, at)
                or self._armed_forces(doc, i, at)
                or self._airline(doc, i, at)
                or self._named(doc, i, at, people)
            )
            if body:
                found.append(body)
                i = body.end
            else:
                i += 1
        found += self._beside_others(doc, found, people)
        taken = people | {i for b in found for i in range(b.start, b.end)}
        found += [_new(doc, start, end, kind) for start, end, kind in self._descriptions.find(doc, at, taken)]
        return self._acronyms(doc, _shortened(sorted(found, key=lambda b: b.start)))

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
                listed.append(_new(doc, start, ent.end, ActorKind.ORGANIZATION))
        return listed

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
        return replace(_new(doc, i, hit.end, ActorKind.COMPANY), country=hit.value)

    def _of_state(self, doc: Doc, i: int, at: dict[int, Hit]) -> BodyName | None:
        """ "Turkey's defense ministry", "the Chilean foreign ministry": bodies that newspapers write small."""
        hit = at.get(i)
        owned = hit is not None and hit.label == "capital" and hit.end < len(doc) and doc[hit.end].text in _POSSESSIVE
        if not hit or hit.start != i or not (owned or hit.label in {"demonym", "country"}):
            return None
        start = hit.end + 1 if hit.end < len(doc) and doc[hit.end].text in _POSSESSIVE else hit.end
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

    def _of_home(self, doc: Doc, i: int, at: dict[int, Hit]) -> BodyName | None:
        """ "the foreign ministry": of the state from whose capital the paper writes."""
        end = i + 1
        if doc[i].text.title() not in self._portfolios or doc[i - 1].lower_ != "the" or not doc[i].is_lower:
            return None
        if end >= len(doc) or doc[end].lower_ != "ministry" or self._home is None:
            return None
        name = f"{self._adjective(self._home)} {doc[i].text.title()} Ministry"
        return self._body_of(i, end + 1, name, self._home)

    def _body_of(self, start: int, end: int, name: str, code: str) -> BodyName:
        """A state's body of that name: the known one, or a new one."""
        known = self._by_name.get(name.lower())
        if known is not None:
            return BodyName(start, end, known.key, known.name, known.kind, known.country, True, known.wikidata)
        return BodyName(start, end, key("organization", name), name, ActorKind.GOVERNMENT_BODY, code, True)

    def _adjective(self, code: str) -> str:
        country = self._schema.countries[code]
        return min(country.demonyms, key=lambda d: (not d.endswith(_ADJECTIVAL), len(d)), default=country.name)

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

    def _named(self, doc: Doc, i: int, at: dict[int, Hit], people: set[int]) -> BodyName | None:
        hit = at.get(i)
        if hit and hit.label == "body" and hit.start == i and not self._goes_on(doc, hit.end, at):
            if doc[i].lower_ == "the" and doc[hit.end - 1].dep_ in {"amod", "compound", "nmod"}:
                return None  # "The Hindu festival" is no newspaper
            known = self._schema.bodies[hit.value]
            end = hit.end
            while end < len(doc) and doc[end].text in self._endings:
                end += 1  # "Hyundai Motor Co."
            return BodyName(i, end, known.key, known.name, known.kind, known.country, True, known.wikidata)
        if doc[i].lower_ in _SMALL or not is_capitalized(doc[i]):
            return None
        if i > 0 and self._within(doc, i) and i - 1 not in people:
            return None
        end = self._run(doc, i, at, people)
        return self._built(doc, i, end, at) or self._recognized(doc, i, at)

    def _within(self, doc: Doc, i: int) -> bool:
        """Whether the word before belongs to the same run of capitals."""
        return is_capitalized(doc[i - 1]) and doc[i - 1].lower_ not in _SMALL and not doc[i].is_sent_start

    def _goes_on(self, doc: Doc, end: int, at: dict[int, Hit]) -> bool:
        """ "UN Special Mission" is more than "UN"."""
        return (
            end < len(doc)
            and is_capitalized(doc[end])
            and doc[end].is_alpha
            and end not in at
            and self._head_ahead(doc, end)
        )

    def _head_ahead(self, doc: Doc, start: int) -> bool:
        j = start
        while j < len(doc) and is_capitalized(doc[j]) and doc[j].is_alpha:
            if doc[j].text in self._heads:
                return True
            j += 1
        return False

    def _run(self, doc: Doc, start: int, at: dict[int, Hit], people: set[int]) -> int:
        """The end of the capitalized run, small words between capitalized ones taken in."""
        i, end = start, start
        while i < len(doc) and i not in people:
            token = doc[i]
            if i > start and self._is_rank(doc, start, i):
                break
            if (is_capitalized(token) and (token.is_alpha or token.text.endswith(".") or i in at)) or (
                i in at and start < at[i].start < i
            ):
                i += 1
                end = i
            elif (
                (token.text == "," and self._lists(doc, start, i, at))
                or (token.text == "-" and i + 1 < len(doc) and is_capitalized(doc[i + 1]))
                or (token.lower_ in _JOINTS and self._joins(doc, start, i, at))
            ):
                i += 1
            else:
                break
        return end

    def _is_rank(self, doc: Doc, start: int, i: int) -> bool:
        """ "National Security Council Senior Director", "Department of State Senior Official": a title begins."""
        if doc[i].text in {"Senior", "Principal", "Acting"} and doc[i - 1].lower_ not in _JOINTS:
            return any(t.text in self._heads for t in doc[start:i])
        return doc[i].text in self._ranks and doc[i - 1].text in self._heads

    def _lists(self, doc: Doc, start: int, i: int, at: dict[int, Hit]) -> bool:
        """ "Ministry of Energy, Water Resources and Irrigation": what a body is of or for, and no other actors."""
        words = [t.text for t in doc[start:i]]
        headed = {"of", "for"} & set(words) and self._heads & set(words)
        if not headed or self._heads & set(words[words.index("of" if "of" in words else "for") :]):
            return False
        items, j = 0, i
        while doc[j].text == "," and j + 2 < len(doc) and j + 1 not in at:
            end = self._item(doc, j + 1, at)
            if end == j + 1 or self._heads & {t.text for t in doc[j + 1 : end]}:
                return False
            items, j = items + 1, end
        j += doc[j].text == ","
        last = self._item(doc, j + 1, at) if j < len(doc) and doc[j].lower_ in {"and", "&"} else j + 1
        return items > 0 and last > j + 1 and not self._heads & {t.text for t in doc[j + 1 : last]}

    def _item(self, doc: Doc, start: int, at: dict[int, Hit]) -> int:
        """The end of one item of a list of capitals."""
        end = start
        while end < len(doc) and end not in at and is_capitalized(doc[end]) and doc[end].is_alpha:
            end += 1
        return end

    def _joins(self, doc: Doc, start: int, i: int, at: dict[int, Hit]) -> bool:
        token = doc[i]
        if i == start or i + 1 >= len(doc):
            return False
        if token.lower_ in {"and", "&"} and i + 1 in at and at[i + 1].label == "country":
            return False  # "the Ministry of Health and Germany"
        words = [t.text for t in doc[start:i]]
        headed = any(w in self._heads for w in words)
        if token.lower_ == "in":
            return words[-1] in _POSTS and (i + 1 in at or (doc[i + 1].lower_ == "the" and i + 2 in at))
        if token.lower_ in {"and", "&"}:
            if i + 1 in self._known and i - 1 in self._known:
                return False  # "White House and State Department"
            ahead = self._head_ahead(doc, i + 1)
            return is_capitalized(doc[i + 1]) and headed != ahead and (not headed or "of" in words or "," in words)
        if token.lower_ == "the":
            return doc[i - 1].lower_ in {"of", "for", "on", "in"} and is_capitalized(doc[i + 1])
        following = doc[i + 1] if doc[i + 1].lower_ != "the" or i + 2 >= len(doc) else doc[i + 2]
        if token.lower_ == "on" and (following.ent_type_ in {"GPE", "DATE", "LOC"} or following.text in _WHEN):
            return False
        return headed and is_capitalized(following)

    def _built(self, doc: Doc, start: int, end: int, at: dict[int, Hit]) -> BodyName | None:
        """A name with a head word and at least one word beside it."""
        while end > start and doc[end - 1].lower_ in _JOINTS:
            end -= 1
        words = [t.text for t in doc[start:end]]
        named = {i for i in range(start, end) if i in at and at[i].label == "country" and at[i].end - at[i].start > 1}
        words_left = [t.text for t in doc[start:end] if t.i not in named]
        if end - start < 2 or not any(w in self._heads for w in words_left) or self._not & {*words, " ".join(words)}:
            return None
        if doc[start].text in _WHEN or (doc[start].is_sent_start and doc[start].lower_ in _SMALL - {"a", "an"}):
            return self._built(doc, start + 1, end, at)
        if doc[end - 1].ent_type_ in {"FAC", "LOC"} or (
            words[-1] == "Mission" and not any(i in at and at[i].label == "body" for i in range(start, end))
        ):
            return None
        rest = [
            i
            for i in range(start, end)
            if not (i in at and at[i].label in _ADJECTIVES) and doc[i].text not in self._heads
        ]
        country = next((at[i].value for i in range(start, end) if i in at and at[i].label in _ADJECTIVES), None)
        country = country or self._owner(doc, start, at)
        if not rest and country is None:
            return None
        if all(i in at and at[i].label in {"country", "capital", "place"} for i in range(start, end)):
            return None
        name = " ".join(doc[start:end].text.split())
        known = self._by_name.get(name.lower())
        if known is not None:
            return BodyName(start, end, known.key, known.name, known.kind, known.country, True, known.wikidata)
        return BodyName(start, end, key("organization", name), name, self._kind(words), country, False)

    def _owner(self, doc: Doc, start: int, at: dict[int, Hit]) -> str | None:
        """ "Norway's Ministry of Health": the state named before the body."""
        if start < 2 or doc[start - 1].text not in _POSSESSIVE:
            return None
        hit = at.get(start - 2)
        return hit.value if hit is not None and hit.label == "country" else None

    def _kind(self, words: list[str]) -> ActorKind:
        lower = [w.lower() for w in words]
        for heads, kind in self._kinds:
            if (
                lower[-1] in heads
                or lower[0] in heads
                or " ".join(lower[-2:]) in heads
                or any(w in heads for w in lower if kind is ActorKind.GOVERNMENT_BODY)
            ):
                return kind
        return ActorKind.ORGANIZATION

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
            return BodyName(i, i + 1, key("organization", token.text), token.text, ActorKind.ORGANIZATION, None, False)
        return None

    def _is_of_staff(self, acronym: Token) -> bool:
        """ "a TNA delegation", "its counterpart INMETRO"."""
        noun = acronym.head.lemma_.lower()
        return (acronym.dep_ == "compound" and noun in self._staff) or (
            acronym.dep_ == "appos" and noun == "counterpart"
        )

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
