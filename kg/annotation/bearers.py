"""Bearers: whose title a title is, by where it stands beside the names."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from kg.annotation.document import Title
from kg.annotation.persons import Name, PersonNames
from kg.model import Tenure
from kg.ontology import Schema

_BETWEEN = {"and", "currently", "current", "now", "the", "also", "a", "an"}
_DETERMINING = {"the", "a", "an", "former", "outgoing", "new", "current", "longtime", "veteran", "senior"}
"""What may stand before a position in apposition."""


class Bearers:
    """Gives titles to the names of those who bear them."""

    def __init__(self, schema: Schema, persons: PersonNames) -> None:
        self._schema = schema
        self._persons = persons
        self._ranks = set(schema.words.get("ranks", ()))
        self._honorifics = schema.word_set("honorifics")
        self._demonyms = {d: c.code for c in schema.countries.values() for d in c.demonyms}

    def attach(self, doc: Doc, names: list[Name], titles: list[Title]) -> None:
        """Give each name the titles that are its own, and note which follow a form of address."""
        starts = {n.start: n for n in names}
        ends = {n.end: n for n in names}
        free: list[Title] = []
        for title in titles:
            name = starts.get(self._persons.skip(doc, title.end))
            if name and not title.plural:
                name.titles.append(self._with_country_after(doc, title, name))
                continue
            free.append(title)
        for title in free:
            name = self._apposition(doc, title, free, starts, ends)
            if name and not title.plural:
                name.titles.append(title)
        for title in free:
            if title.plural or doc[min(title.end, len(doc) - 1)].text == "counterparts":
                self._share(doc, title, starts)
        for title in reversed(titles):
            self._coordinate(doc, title, titles, names)
        for before, after in pairwise(titles):
            self._continue(doc, before, after, names)
        for one, other in pairwise(sorted(names, key=lambda n: n.start)):
            self._pass_on(doc, one, other)
        for name in names:
            name.honorific = name.start > 0 and doc[name.start - 1].lower_.rstrip(".") in {
                h.rstrip(".") for h in self._honorifics
            }

    def _with_country_after(self, doc: Doc, title: Title, name: Name) -> Title:
        """ "Prime Minister Modi of India"."""
        found = None if title.country else self._country_at(doc, name.end)
        return replace(title, country=found[0]) if found else title

    def _country_at(self, doc: Doc, at: int) -> tuple[str, int] | None:
        """The state told by "of" right there, and where its name ends."""
        if at + 1 >= len(doc) or doc[at].lower_ != "of":
            return None
        start = at + 2 if doc[at + 1].lower_ == "the" else at + 1
        spans = ((c.code, start + len(n.split()), n) for c in self._schema.countries.values() for n in c.names)
        return next(((code, end) for code, end, name in spans if doc[start:end].text == name), None)

    def _share(self, doc: Doc, title: Title, starts: dict[int, Name]) -> None:
        """ "prime ministers A and B", "Presidents A of Iran and B of Syria", "the Dutch and Thai premiers, A and B"."""
        at = title.end + 1 if title.end < len(doc) and doc[title.end].text in {",", "counterparts"} else title.end
        people: list[Name] = []
        told: list[str | None] = []
        while (name := starts.get(at)) is not None:
            people.append(name)
            country, at = self._country_at(doc, name.end) or (title.country, name.end)
            told.append(country)
            at = _past_brackets(doc, at)
            while at < len(doc) and doc[at].text in {",", "and"}:
                at += 1
        if len(people) < 2 or any(n.titles for n in people):
            return
        countries = self._adjectives_before(doc, title)
        each = countries if len(countries) == len(people) else told
        for name, country in zip(people, each, strict=True):
            one = doc[title.head].text.removesuffix("s")
            position = title.position.removesuffix("s").replace(doc[title.head].text, one)
            name.titles.append(replace(title, position=position, country=country, plural=False))

    def _adjectives_before(self, doc: Doc, title: Title) -> list[str | None]:
        """The states of "the Italian and Dutch prime ministers", in their order."""
        at, found = title.start, [title.country]
        while at >= 2 and doc[at - 1].text in {"and", ","}:
            code = self._demonyms.get(doc[at - 2].text)
            if code is None:
                break
            found.insert(0, code)
            at -= 2
        return found

    def _apposition(
        self, doc: Doc, title: Title, free: list[Title], starts: dict[int, Name], ends: dict[int, Name]
    ) -> Name | None:
        """ "Vladimir Putin, president of Russia," and "the Indian ambassador, Vinay Kwatra,"."""
        at = title.end
        if at < len(doc) and doc[at].text == ",":
            name = starts.get(self._persons.skip(doc, at + 1)) or self._behind_rank(at + 1, starts)
            owned = title.country or title.body or self._is_owned(doc, title)
            if name and " " in name.text and owned and self._agrees(name, title) and not _told_after(name, free):
                name.reach = max(name.reach, name.start - title.end)
                return name
        at = title.start
        while at > 0 and doc[at - 1].lower_ in _DETERMINING:
            at -= 1
        told = at < title.start or title.end > title.head + 1
        if at > 1 and doc[at - 1].lower_ == "as" and doc[at - 2].head.lower_ == "with":
            return ends.get(at - 1)  # "with Hamid Karzai as Prime Minister"
        if at > 0 and doc[at - 1].text in {",", "("}:
            name = ends.get(at - 1)
            if (
                name
                and self._agrees(name, title)
                and (title.country or title.body or " " in title.position or title.tenure is not Tenure.CURRENT or told)
                and self._closed(doc, title)
            ):
                return name
        return None

    def _behind_rank(self, at: int, starts: dict[int, Name]) -> Name | None:
        """ "Mali's military ruler, Colonel Goita": the name whose own title begins there."""
        return next((n for n in starts.values() if n.titles and n.left == at and n.start > at), None)

    def _is_owned(self, doc: Doc, title: Title) -> bool:
        """ "Abiy's spokeswoman, Billene Seyoum,", "the prime minister, Manasseh Sogavare,": told whose, or which."""
        if title.start == 0:
            return False
        before = doc[title.start - 1]
        if before.tag_ in {"POS", "PRP$"}:
            return True
        return before.lower_ in {"the", "a", "an"} and " " in title.position

    def _closed(self, doc: Doc, title: Title) -> bool:
        return (
            title.end >= len(doc)
            or doc[title.end].is_punct
            or doc[title.end].is_space
            or doc[title.end].lower_ in {"and", "who", "in", "at"}
        )

    def _agrees(self, name: Name, title: Title) -> bool:
        known = self._schema.people.get(name.known or "")
        return known is None or title.country is None or known.country == title.country

    def _continue(self, doc: Doc, before: Title, after: Title, names: list[Name]) -> None:
        """ "Anna Mwangi, former finance minister and currently the president of Kenya,": both are hers."""
        owner = next((n for n in names if before in n.titles and before.start >= n.end), None)
        gap = {doc[i].lower_ for i in range(before.end, after.start)}
        if owner and "and" in gap and gap <= _BETWEEN and not any(after in n.titles for n in names):
            owner.titles.append(after)

    def _pass_on(self, doc: Doc, one: Name, other: Name) -> None:
        """ "Israeli Prime Minister A and energy minister B": both are of the state that is named once."""
        before, after = one.titles[:1], other.titles[:1]
        if not before or not after or doc[one.end : after[0].start].text not in {"and", ",", ", and"}:
            return
        first, second = before[0], after[0]
        known = self._schema.people.get(other.known or "")
        owned = second.country or second.body or (known is not None and known.country != first.country)
        serves = "Minister" in second.position.split() and not second.position.startswith("Prime")
        if first.end <= one.start and first.country and serves and not owned and first.position != second.position:
            other.titles[0] = replace(second, country=first.country)

    def _coordinate(self, doc: Doc, title: Title, titles: list[Title], names: list[Name]) -> None:
        """ "former Foreign Secretary and currently the Indian ambassador to US, Vinay Kwatra": both are his."""
        own = ((n, t.start) for n in names for t in n.titles if t.end <= n.start)
        owner = next((n for n, start in own if start == title.start), None)
        if owner is None:
            return
        for other in titles:
            gap = [doc[i].lower_ for i in range(other.end, title.start)]
            if other.end == title.start and not other.plural and not any(other in n.titles for n in names):
                if title.position in self._ranks:
                    owner.titles.clear()  # "Prime Minister General Prayut": a rank beside an office
                owner.titles.append(other)  # "AU chairperson President el-Sisi"
            elif (
                (other.start == 0 or doc[other.start - 1].lower_ != "the" or len(gap) > 1)
                and other.end <= title.start
                and gap
                and "and" in gap
                and set(gap) <= _BETWEEN
                and not any(other in n.titles for n in names)
            ):
                country = other.country or (title.country if other.body is None else None)
                owner.titles.append(replace(other, country=country))


def _told_after(name: Name, free: list[Title]) -> bool:
    """ "At the request of the President, Ann Lee, Minister for Trade, left": hers is the title that follows."""
    return any(title.start == name.end + 1 for title in (*name.titles, *free))


def _past_brackets(doc: Doc, at: int) -> int:
    """ "Rob Portman (OH), Jeanne Shaheen (NH)": what a few words in brackets add to a name is passed over."""
    if at < len(doc) and doc[at].text == "(":
        close = next((i for i in range(at + 1, min(at + 6, len(doc))) if doc[i].text == ")"), None)
        return close + 1 if close else at
    return at
