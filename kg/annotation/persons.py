"""People: where they are named, with which titles, and who they are within the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc, Token

from kg.annotation.document import Title, is_capitalized
from kg.annotation.gazetteer import Hit
from kg.keys import key
from kg.ontology import Occupancy, Person, Schema, folded

_MARKS = {'"', "“", "”", "'", "‘", "’"}
_KIN = {"counterpart", "predecessor", "successor"}
MAX_NAME = 10
"""Longest personal name, in tokens."""


@dataclass(slots=True)
class Name:
    """A personal name in the text, with the titles that belong to it."""

    start: int
    end: int
    text: str
    known: str | None = None
    titles: list[Title] = field(default_factory=list)
    honorific: bool = False

    @property
    def left(self) -> int:
        """Where the mention starts, a title right before the name included."""
        before = [t.start for t in self.titles if t.end <= self.start and self.start - t.end <= 2]
        return min([*before, self.start])


@dataclass(slots=True)
class Known:
    """A person as far as the article has introduced him or her."""

    key: str
    name: str
    tokens: set[str]
    country: str | None = None
    wikidata: str | None = None


class PersonNames:
    """Finds personal names: known ones, those after titles, and those that spaCy sees."""

    def __init__(self, schema: Schema) -> None:
        self._honorifics = schema.word_set("honorifics")
        self._particles = schema.word_set("particles")
        self._stop = set(schema.words.get("organization-heads", ()))
        self._stop |= set(schema.words.get("not-bodies", ()))
        self._heads = {w for w in schema.words.get("titles-heads", ()) if " " not in w}
        self._families = schema.people_by_family_name
        self._speaking = {w for f in schema.frames if f.evokes == "Statement" for w in f.lemmas} - {"read"}

    def find(self, doc: Doc, hits: list[Hit], titles: list[Title]) -> list[Name]:
        """Names in the order of the text; none overlaps another or a known country or body."""
        names: dict[int, Name] = {}
        taken: set[int] = set()
        blocked = {i: h for h in hits if h.label not in {"person", "handle"} for i in range(h.start, h.end)}

        def add(start: int, end: int, known: str | None = None) -> None:
            if start < end and taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                names[start] = Name(start, end, name_text(doc, start, end), known)

        for hit in hits:
            if hit.label in {"person", "handle"}:
                add(hit.start, self._whole(doc, hit.end, blocked), hit.value)
        for title in titles:
            start = self._skip(doc, title.end)
            add(start, self.run(doc, start, blocked))
            if title.country and doc[min(start, len(doc) - 1)].text == ",":
                start = self._skip(doc, start + 1)  # "India's Ambassador to Brazil, Suresh K Reddy, said"
                end = self.run(doc, start, blocked)
                add(start, end if end - start >= 2 else start)
        titled = {i for t in titles for i in range(t.start, t.end)}
        for token in doc:
            speaks = token.dep_ == "nsubj" and token.head.lemma_ in self._speaking
            if speaks and token.pos_ == "PROPN" and token.i not in titled:
                start = self._first(doc, token.i)
                end = self.run(doc, start, blocked)
                add(start, end if token.i < end and end - start >= 2 and self._plausible(doc, start, end) else start)
        for token in doc:
            if token.lower_ in self._honorifics and is_capitalized(token):
                start = self._skip(doc, token.i)
                add(start, self.run(doc, start, blocked))
        for token in doc:
            if token.lower_ in _KIN:
                start = token.i + 2 if token.i + 1 < len(doc) and doc[token.i + 1].text == "," else token.i + 1
                add(start, self.run(doc, start, blocked))
        for token in doc:
            if self._lone_surname(doc, token.i, blocked):
                add(token.i, token.i + 1)
        for ent in doc.ents:
            if ent.label_ == "PERSON":
                start, end = self._trim(doc, ent.start, ent.end, blocked, titles)
                if self._plausible(doc, start, end) and not self._names_thing(doc, start, end):
                    add(start, end)
        return [names[start] for start in sorted(names)]

    def _names_thing(self, doc: Doc, start: int, end: int) -> bool:
        """ "Mihail Kogalniceanu base", "Sputnik V vaccine": a name that says which thing."""
        root = doc[start:end].root if start < end else None
        return root is not None and root.dep_ == "compound" and root.head.i == end and root.head.tag_ in {"NN", "NNS"}

    def _first(self, doc: Doc, at: int) -> int:
        """Where the capitalized words before a name's last word begin: "Eve" of "Amnesty's Eve Geddie"."""
        start = at
        while start > 0 and self._goes_before(doc[start - 1]):
            start -= 1
        return start

    def _goes_before(self, token: Token) -> bool:
        named = token.pos_ == "PROPN" and is_capitalized(token) and token.is_alpha
        return named and token.lower_ not in self._honorifics and token.text not in self._heads | self._stop

    def _lone_surname(self, doc: Doc, at: int, blocked: dict[int, Hit]) -> bool:
        """A well-known family name that stands alone: who it is, the identities decide."""
        token = doc[at]
        beside = [doc[i] for i in (at - 1, at + 1) if 0 <= i < len(doc)]
        return (
            token.pos_ == "PROPN"
            and is_capitalized(token)
            and not token.text.isupper()
            and folded(token.text) in self._families
            and at not in blocked
            and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "poss", "dative"}
            and not any(is_capitalized(t) and not t.is_sent_start for t in beside)
            and token.ent_type_ in {"", "PERSON", "ORG", "NORP"}
        )

    def _whole(self, doc: Doc, end: int, blocked: dict[int, Hit]) -> int:
        """A known name goes on with a second family name: "Alicia Bárcena Ibarra"."""
        last = doc[end - 1]
        following = end < len(doc) and last.dep_ == "compound" and last.head.i == end
        return end + 1 if following and self._name_token(doc, end, blocked) else end

    def _skip(self, doc: Doc, at: int) -> int:
        """Past an acronym in brackets, forms of address and full stops, to where a name may start."""
        if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 1].text.isupper() and doc[at + 2].text == ")":
            at += 3
        while at < len(doc) and (
            doc[at].lower_ in self._honorifics
            or (doc[at].text == "." and at > 0 and doc[at - 1].lower_ in self._honorifics)
        ):
            at += 1
        return at

    def run(self, doc: Doc, start: int, blocked: dict[int, Hit]) -> int:
        """The end of a run of name tokens that starts at `start` (start itself where there is none)."""
        at = start
        while at < len(doc) and at - start < MAX_NAME:
            token = doc[at]
            if at > start and token.is_sent_start and not token.is_punct:
                break
            if token.text == "-" and start < at < len(doc) - 1 and doc[at + 1].is_alpha:
                at += 2
                continue
            if (
                token.lower_ in self._particles
                and at + 1 < len(doc)
                and (is_capitalized(doc[at + 1]) or doc[at + 1].lower_ in self._particles)
                and (at > start or token.lower_ != "de")
            ):
                at += 1
                continue
            if at > start and self._nickname(doc, at):
                at += 3
                continue
            if not self._name_token(doc, at, blocked):
                break
            at += 1
        return at

    def _nickname(self, doc: Doc, at: int) -> bool:
        """ "Michael “Erik” Kurilla"."""
        marked = at + 3 < len(doc) and doc[at].text in _MARKS and doc[at + 2].text in _MARKS
        return marked and is_capitalized(doc[at + 1]) and is_capitalized(doc[at + 3])

    def _name_token(self, doc: Doc, at: int, blocked: dict[int, Hit]) -> bool:
        token = doc[at]
        if at in blocked and doc[at].ent_type_ != "PERSON":
            return False
        if token.text in self._stop or token.text in self._heads or token.ent_type_ == "DATE":
            return False
        initial = token.text[:1].isupper() and (
            len(token.text) == 1 or (len(token.text) <= 3 and token.text.endswith("."))
        )
        roman = token.text in {"II", "III", "IV", "V", "VI", "XIV", "XVI"}
        named = is_capitalized(token) and not token.is_stop and token.text.replace("'", "").replace("’", "").isalpha()
        return (
            initial
            or roman
            or (
                named
                and (not token.text.isupper() or len(token.text) > 3)
                and token.pos_ not in {"DET", "ADP", "PRON", "VERB", "AUX"}
            )
        )

    def _trim(self, doc: Doc, start: int, end: int, blocked: dict[int, Hit], titles: list[Title]) -> tuple[int, int]:
        covered = {i for t in titles for i in range(t.start, t.end)}
        while start < end and (
            start in blocked
            or start in covered
            or doc[start].lower_ in self._honorifics
            or not is_capitalized(doc[start])
        ):
            start += 1
        stop = start
        while (
            stop < end
            and stop not in blocked
            and stop not in covered
            and not doc[stop].is_space
            and doc[stop].text not in {"'s", "’s", "'", "’", ",", "(", ":", "—", "–"}
        ):
            stop += 1
        return start, stop

    def _plausible(self, doc: Doc, start: int, end: int) -> bool:
        words = [doc[i] for i in range(start, end)]
        return bool(words) and not any(
            w.text in self._stop or w.text in self._heads or w.like_num or w.text in {"/", "&"} for w in words
        )


def name_text(doc: Doc, start: int, end: int) -> str:
    """The name as one line of text."""
    return " ".join(doc[start:end].text.split())


def tokens_of(name: str) -> list[str]:
    """The parts of a name, hyphens taken apart, initials without their stop."""
    return [part.strip(".") for part in folded(name).replace("-", " ").replace("’", "'").split() if part.strip(".")]


class Identities:
    """Who is who within one article: full names first, then surnames, with titles and dates."""

    def __init__(self, schema: Schema, article_id: str, published: date | None, countries: frozenset[str]) -> None:
        """`countries`: codes of those that the article names."""
        self._schema = schema
        self._article = article_id
        self._published = published
        self._countries = countries
        self.people: dict[str, Known] = {}

    def assign(self, names: list[Name]) -> dict[int, tuple[str, float]]:
        """The person's key and the certainty for each name, by the name's first token."""
        found: dict[int, tuple[str, float]] = {}
        for name in sorted(names, key=lambda n: (n.known is None, -len(tokens_of(n.text)), n.start)):
            result = self._known(name) or self._full(name) or self._short(name)
            if result:
                found[name.start] = result
        return found

    def _known(self, name: Name) -> tuple[str, float] | None:
        return (self._register(self._schema.people[name.known]), 1.0) if name.known else None

    def _register(self, person: Person) -> str:
        if person.key not in self.people:
            tokens = {t for n in (*person.family_names, person.name) for t in [folded(n), *tokens_of(n)]}
            self.people[person.key] = Known(person.key, person.name, tokens, person.country, person.wikidata)
        return person.key

    def _full(self, name: Name) -> tuple[str, float] | None:
        parts = tokens_of(name.text)
        if len(parts) < 2:
            return None
        for part in parts:
            for person in self._schema.people_by_family_name.get(part, ()):
                if any(_compatible(parts, tokens_of(n)) for n in person.names):
                    return self._register(person), 0.95
        for known in self.people.values():
            if _compatible(parts, tokens_of(known.name)):
                return known.key, 0.95
        by_family = self._by_family(name.text, name.titles)
        if by_family:
            return by_family
        return self._new(key("person", name.text), name, 0.85), 0.85

    def _short(self, name: Name) -> tuple[str, float] | None:
        short = folded(name.text)
        same = [k for k in self.people.values() if short in k.tokens]
        if len(same) > 1:
            same = [k for k in same if self._fits(k, name.titles)] or same
        if len(same) == 1:
            return same[0].key, 0.95
        if len(same) > 1:
            return None
        surname = name.text.title() if name.text.isupper() else name.text
        by_family = self._by_family(surname, name.titles)
        if by_family:
            return by_family
        if not (name.titles or name.honorific):
            return None
        return self._new(key("person", self._article, name.text), name, 0.7), 0.7

    def _new(self, person: str, name: Name, certainty: float) -> str:
        country = next((t.country for t in name.titles if t.country), None)
        self.people.setdefault(person, Known(person, name.text, set(tokens_of(name.text)), country))
        return person

    def _fits(self, known: Known, titles: list[Title]) -> bool:
        countries = {t.country for t in titles if t.country}
        if countries and known.country and known.country not in countries:
            return False
        held = self._schema.occupancies_by.get(known.key, ())
        return not titles or any(matches_title(o, t.position) for o in held for t in titles)

    def _by_family(self, surname: str, titles: list[Title]) -> tuple[str, float] | None:
        """The one well-known person of that family name whom title, country and date allow."""
        people = self._schema.people_by_family_name.get(folded(surname), [])
        if not people:
            return None
        countries = {t.country for t in titles if t.country}
        if countries:
            people = [p for p in people if p.country in countries]
        held = {p.key: self._schema.occupancies_by.get(p.key, []) for p in people}
        if titles:
            fitting = [p for p in people if any(matches_title(o, t.position) for o in held[p.key] for t in titles)]
            people = fitting or [
                p for p in people if any(can_shorten(o, t.position) for o in held[p.key] for t in titles)
            ]
        if self._published:
            day = self._published
            current = [p for p in people if any(o.covers(day) for o in held[p.key])]
            past = [p for p in people if any(o.start and o.start <= day for o in held[p.key])]
            named = [p for p in past if titles or p.country in self._countries]
            people = current or (named if len(past) == 1 else [])
        if len(people) == 1:
            return self._register(people[0]), 0.95 if titles else 0.85
        return None


def can_shorten(occupancy: Occupancy, position: str) -> bool:
    """Whether words for a position are the office's title or a part of it: "Secretary" for "Secretary of State"."""
    wanted = _title_words(position)
    return any(wanted <= _title_words(title) for title in occupancy.titles)


def _title_words(title: str) -> set[str]:
    return set(title.lower().replace("-", " ").split()) - {"the", "of", "for", "and"}


def matches_title(occupancy: Occupancy, position: str) -> bool:
    """Whether words for a position name the office that was held."""
    return any(_title_words(position) == _title_words(title) for title in occupancy.titles)


def _compatible(parts: list[str], full: list[str]) -> bool:
    """Whether a name with given names can be the same as another: same family name, given names that agree.

    >>> _compatible(["S", "Jaishankar"], ["Subrahmanyam", "Jaishankar"])
    True
    >>> _compatible(["Anna", "Bush"], ["George", "Bush"])
    False
    """
    if len(full) < 2 or len(parts) < 2:
        return False
    shorter, longer = sorted((parts, full), key=len)
    if not _agree(shorter[0], longer[0]):
        return False
    middle = len(shorter) == 2 and shorter[0] == longer[0] and shorter[-1] in longer[1:]
    return shorter[-1] == longer[-1] or middle


def _agree(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))
