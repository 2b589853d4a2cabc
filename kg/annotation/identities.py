"""Who is who within one article: what its names mean, by its own words, its headline, its day and the ontology."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from kg.annotation.document import Annotated, Title
from kg.annotation.persons import Name, tokens_of
from kg.keys import key
from kg.model import Actor, ActorKind, Article
from kg.ontology import Occupancy, Person, Schema, folded

REMEMBERED = timedelta(days=3653)
"""How long after leaving office somebody is still called by the family name alone."""


@dataclass(slots=True)
class Known:
    """A person as far as the article has introduced him or her."""

    key: str
    name: str
    tokens: set[str]
    country: str | None = None
    wikidata: str | None = None
    positions: set[str] = field(default_factory=set)
    """Those that the article gives together with a full name."""


class Identities:
    """Who is who within one article: full names first, then surnames, with titles and dates."""

    def __init__(
        self, schema: Schema, article: Article, countries: frozenset[str], headline: Annotated | None = None
    ) -> None:
        """`countries`: codes of those that the article names."""
        self._schema = schema
        self._article = article.id
        actors = headline.actors.values() if headline else ()
        self._headline = [a for a in actors if a.kind is ActorKind.PERSON and " " in a.name]
        self._published = article.published
        self._countries = countries
        self.people: dict[str, Known] = {}

    def assign(self, names: list[Name]) -> dict[int, tuple[str, float]]:
        """The person's key and the certainty for each name, by the name's first token."""
        found: dict[int, tuple[str, float]] = {}
        told = Counter(name.text for name in names)

        def rank(name: Name) -> tuple[bool, bool, bool, int, int, int]:
            """Known names, then full ones as the article most often has them, then family names, titled ones first."""
            parts = len(tokens_of(name.text))
            return name.known is None, " " not in name.text, not name.titles, -told[name.text], -parts, name.start

        for name in sorted(names, key=rank):
            result = self._known(name) or self._full(name) or self._short(name)
            if result:
                found[name.start] = result
                if " " in name.text:
                    person = self.people[result[0]]
                    person.positions.update(title.position for title in name.titles)
                    person.tokens.update(_parts(name.text))
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
        called = " " not in name.text and any(folded(name.text) in k.tokens for k in self.people.values())
        if len(parts) < 2 or max(map(len, parts)) < 2 or called:
            return None
        for part in parts:
            for person in self._schema.people_by_family_name.get(part, ()):
                if any(_compatible(parts, tokens_of(n)) for n in _written_out(person.names)):
                    return self._register(person), 0.95
        for known in self.people.values():
            if _compatible(parts, tokens_of(known.name)):
                return known.key, 0.95
        found = self._by_family(name.text, name) or self._in_office(_plain(parts[0]), name.titles)
        return found or (self._new(key("person", name.text), name, 0.85), 0.85)

    def _short(self, name: Name) -> tuple[str, float] | None:
        surname = _plain(name.text)
        same = [k for k in self.people.values() if folded(name.text) in k.tokens]
        if same and name.titles:
            fitting = [k for k in same if self._fits(k, name.titles)]
            others = {p.key for p in self._entitled(self._of_family(surname, name.titles), name.titles)}
            if not fitting and others and others.isdisjoint(k.key for k in same):
                return self._in_office(surname, name.titles)  # "President Biden" after Jill Biden alone is not she
            same = fitting or same
        if same:
            return (same[0].key, 0.95) if len(same) == 1 else None
        found = self._in_headline(surname) or self._by_family(surname, name)
        if found or not (name.titles or name.honorific):
            return found
        return self._new(key("person", self._article, name.text), name, 0.7), 0.7

    def _new(self, person: str, name: Name, certainty: float) -> str:
        country = next((t.country for t in name.titles if t.country), None)
        self.people.setdefault(person, Known(person, name.text, _parts(name.text), country))
        return person

    def _fits(self, known: Known, titles: list[Title]) -> bool:
        countries = {t.country for t in titles if t.country}
        if countries and known.country and known.country not in countries:
            return False
        held = self._schema.occupancies_by.get(known.key, ())
        return not titles or any(
            t.position in known.positions or any(matches_title(o, t.position) for o in held) for t in titles
        )

    def _in_headline(self, surname: str) -> tuple[str, float] | None:
        """The one person of that family name whose full name stands in the headline."""
        named = [a for a in self._headline if surname in self._family_names(a)]
        if len(named) != 1:
            return None
        if named[0].key in self._schema.people:
            return self._register(self._schema.people[named[0].key]), 0.95
        new = Known(named[0].key, named[0].name, set(tokens_of(named[0].name)), named[0].country)
        return self.people.setdefault(new.key, new).key, 0.85

    def _family_names(self, actor: Actor) -> set[str]:
        known = self._schema.people.get(actor.key)
        return {folded(n) for n in (known.family_names if known else actor.name.split()[-1:])}

    def _in_office(self, surname: str, titles: Sequence[Title]) -> tuple[str, float] | None:
        """The one well-known person of that family name who then held the office of the title."""
        people = [
            person
            for person in self._of_family(surname, titles)
            if any(self._covered(o) and matches_title(o, t.position) for o in self._held(person) for t in titles)
        ]
        return (self._register(people[0]), 0.95) if len(people) == 1 else None

    def _by_family(self, surname: str, name: Name) -> tuple[str, float] | None:
        """The one well-known person of that family name whom title, country and date allow."""
        people = self._entitled(self._of_family(surname, name.titles), name.titles)
        if self._published:
            current = [p for p in people if any(self._covered(o) for o in self._held(p))]
            past = [p for p in people if any(o.start and o.start <= self._published for o in self._held(p))]
            named = [p for p in past if name.titles or p.country in self._countries]
            people = current or (named if len(past) == 1 else [])
            if not (name.titles or name.honorific or " " in surname):
                people = [p for p in people if p.country in self._countries and self._remembered(p)]
        return (self._register(people[0]), 0.95 if name.titles else 0.85) if len(people) == 1 else None

    def _of_family(self, surname: str, titles: Sequence[Title]) -> list[Person]:
        """Well-known people of a family name, of the countries that titles tell."""
        people = self._schema.people_by_family_name.get(folded(surname), [])
        countries = {t.country for t in titles if t.country}
        return [p for p in people if not countries or p.country in countries]

    def _entitled(self, people: list[Person], titles: Sequence[Title]) -> list[Person]:
        """Those who ever held an office of a title; else of one that the title shortens."""
        if not titles:
            return people
        for fits in (matches_title, can_shorten):
            if found := [p for p in people if any(fits(o, t.position) for o in self._held(p) for t in titles)]:
                return found
        return []

    def _held(self, person: Person) -> Sequence[Occupancy]:
        return self._schema.occupancies_by.get(person.key, ())

    def _covered(self, occupancy: Occupancy) -> bool:
        return self._published is not None and occupancy.covers(self._published)

    def _remembered(self, person: Person) -> bool:
        """Whether somebody held an office on the day of the article, or not long before."""
        day = self._published
        return day is None or any(o.end is None or day <= o.end + REMEMBERED for o in self._held(person))


def can_shorten(occupancy: Occupancy, position: str) -> bool:
    """Whether words for a position are the office's title or a part of it: "Secretary" for "Secretary of State"."""
    wanted = _title_words(position)
    return any(wanted <= _title_words(title) for title in occupancy.titles)


def _title_words(title: str) -> set[str]:
    return set(title.lower().replace("-", " ").split()) - {"the", "of", "for", "and"}


def matches_title(occupancy: Occupancy, position: str) -> bool:
    """Whether words for a position name the office that was held."""
    return any(_title_words(position) == _title_words(title) for title in occupancy.titles)


def _plain(surname: str) -> str:
    """A family name as it is written within a sentence."""
    return surname.title() if surname.isupper() else surname


def _parts(name: str) -> set[str]:
    """The words by which somebody of that name may be called, a family name with a hyphen as a whole too."""
    return {*tokens_of(name), *(folded(part) for part in name.split())}


def _written_out(names: Sequence[str]) -> Sequence[str]:
    """The names of a person without those of initials alone, which fit too many; all, if there are no others."""
    return [n for n in names if len(tokens_of(n)[0]) > 1] or names


def _compatible(parts: list[str], full: list[str]) -> bool:
    """Whether a name with given names can be the same as another: same family name, given names that agree.

    >>> _compatible(["S", "Jaishankar"], ["Subrahmanyam", "Jaishankar"])
    True
    >>> _compatible(["Anna", "Bush"], ["George", "Bush"]), _compatible(["G", "W", "Bush"], ["George", "H", "W", "Bush"])
    (False, False)
    """
    if len(full) < 2 or len(parts) < 2:
        return False
    shorter, longer = sorted((parts, full), key=len)
    if not _agree(shorter[0], longer[0]) or not _middles_agree(parts, full):
        return False
    middle = len(shorter) == 2 and shorter[0] == longer[0] and shorter[-1] in longer[1:]
    return shorter[-1] == longer[-1] or middle


def _agree(a: str, b: str) -> bool:
    return a == b or (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def _middles_agree(one: list[str], other: list[str]) -> bool:
    """Whether initials between given and family name are those of the other's names there, if it has any."""
    middles = [name[1:-1] for name in (one, other)]
    if not all(middles) or all(len(part) > 1 for part in middles[0] + middles[1]):
        return True
    return [part[0] for part in middles[0]] == [part[0] for part in middles[1]]
