"""Names: brings countries, people, organizations and places of an article together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotation.bodies import Bodies, BodyName
from kg.annotation.document import Annotated, Mention, PlaceMention, PositionClaim, Title, is_capitalized
from kg.annotation.gazetteer import Hit
from kg.annotation.identities import Identities
from kg.annotation.persons import Name, PersonNames
from kg.annotation.titles import Titles
from kg.keys import key
from kg.model import Actor, ActorKind, Place, Tenure
from kg.ontology import Schema, folded

_BETWEEN = {"and", "currently", "current", "now", "the", "also", "a", "an"}

_DETERMINING = {"the", "a", "an", "former", "outgoing", "new", "current", "longtime", "veteran", "senior"}
"""What may stand before a position in apposition."""


class Names:
    """Finds all named actors and places of a document and the positions that the text gives them."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._schema = schema
        self._titles = Titles(nlp, schema)
        self._persons = PersonNames(schema)
        self._bodies = Bodies(schema)
        self._honorifics = schema.word_set("honorifics")
        self._demonyms = {d: c.code for c in schema.countries.values() for d in c.demonyms}
        self._capitals = {folded(n).casefold(): c.code for c in schema.countries.values() for n in c.capitals}
        self._sovereigns = set(schema.words.get("sovereigns", ()))

    def find(self, annotated: Annotated, hits: list[Hit]) -> None:
        """Fill actors, mentions, claims and places of the annotated document."""
        doc = annotated.doc
        titles = self._titles.find(doc, hits)
        written = set(range(*annotated.dateline)) if annotated.dateline else set()
        names = [name for name in self._persons.find(doc, hits, titles) if name.start not in written]
        self._attach(doc, names, titles)
        article = annotated.article
        states = frozenset(h.value for h in hits if h.label in {"country", "demonym", "prefix", "capital", "metonym"})
        identities = Identities(self._schema, article, states, annotated.headline)
        assigned = identities.assign(names)
        table = _Actors(annotated, self._schema)
        self._add_people(table, names, assigned, identities)
        self._add_surnames(table, identities)
        people = {i for m in annotated.mentions for i in range(m.start, m.end)}
        home = self._home(annotated)
        bodies = self._bodies.find(doc, hits, table.name_tokens | written, home)
        self._add_bodies(table, [b for b in bodies if b.start not in people])
        self._add_headed(table, [b for b in bodies if b.start in people and b.end - 1 in people])
        self._add_countries(table, hits)
        self._add_places(annotated, hits)
        annotated.mentions.sort(key=lambda m: (m.start, -m.end))
        table.close()
        annotated.titles = [t for t in titles if not any(t in n.titles for n in names)]

    def _home(self, annotated: Annotated) -> str | None:
        """The state whose capital opens the dateline."""
        if annotated.dateline is None:
            return None
        start, end = annotated.dateline
        return self._capitals.get(folded(annotated.doc[start:end].text).casefold())

    # ------------------------------------------------------------ titles and names
    def _attach(self, doc: Doc, names: list[Name], titles: list[Title]) -> None:
        starts = {n.start: n for n in names}
        ends = {n.end: n for n in names}
        free: list[Title] = []
        for title in titles:
            name = starts.get(self._next(doc, title.end))
            if name and not title.plural:
                name.titles.append(self._with_country_after(doc, title, name))
                continue
            free.append(title)
        for title in free:
            name = self._apposition(doc, title, starts, ends)
            if name and not title.plural:
                name.titles.append(title)
        for title in free:
            if title.plural:
                self._share(doc, title, starts)
        for title in reversed(titles):
            self._coordinate(doc, title, titles, names)
        for before, after in pairwise(titles):
            self._continue(doc, before, after, names)
        for name in names:
            name.honorific = name.start > 0 and doc[name.start - 1].lower_.rstrip(".") in {
                h.rstrip(".") for h in self._honorifics
            }

    def _next(self, doc: Doc, at: int) -> int:
        return self._persons._skip(doc, at)

    def _with_country_after(self, doc: Doc, title: Title, name: Name) -> Title:
        """ "Prime Minister Modi of India"."""
        if title.country or name.end + 1 >= len(doc) or doc[name.end].lower_ != "of":
            return title
        at = name.end + 2 if doc[name.end + 1].lower_ == "the" else name.end + 1
        for country in self._schema.countries.values():
            if any(doc[at : at + len(n.split())].text == n for n in country.names):
                return Title(
                    title.start,
                    title.end,
                    title.head,
                    title.position,
                    country.code,
                    title.body,
                    title.tenure,
                    title.plural,
                    title.definite,
                )
        return title

    def _share(self, doc: Doc, title: Title, starts: dict[int, Name]) -> None:
        """ "prime ministers A and B", "the Italian and Dutch prime ministers, A and B": one position for all."""
        at = title.end + 1 if title.end < len(doc) and doc[title.end].text == "," else title.end
        people: list[Name] = []
        while (name := starts.get(at)) is not None:
            people.append(name)
            at = _past_brackets(doc, name.end)
            while at < len(doc) and doc[at].text in {",", "and"}:
                at += 1
        if len(people) < 2 or any(n.titles for n in people):
            return
        countries = self._adjectives_before(doc, title)
        each = countries if len(countries) == len(people) else [title.country] * len(people)
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

    def _apposition(self, doc: Doc, title: Title, starts: dict[int, Name], ends: dict[int, Name]) -> Name | None:
        """ "Vladimir Putin, president of Russia," and "the Indian ambassador, Vinay Kwatra,"."""
        at = title.end
        if at < len(doc) and doc[at].text == ",":
            name = starts.get(self._next(doc, at + 1))
            owned = title.country or title.body or self._is_owned(doc, title)
            if name and " " in name.text and owned and self._agrees(name, title):
                return name
        at = title.start
        while at > 0 and doc[at - 1].lower_ in _DETERMINING:
            at -= 1
        told = at < title.start or title.end > title.head + 1
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

    def _coordinate(self, doc: Doc, title: Title, titles: list[Title], names: list[Name]) -> None:
        """ "former Foreign Secretary and currently the Indian ambassador to US, Vinay Kwatra": both are his."""
        owner = next((n for n in names if title in n.titles and title.end <= n.start), None)
        if owner is None:
            return
        for other in titles:
            gap = [doc[i].lower_ for i in range(other.end, title.start)]
            if (
                (other.start == 0 or doc[other.start - 1].lower_ != "the" or len(gap) > 1)
                and other.end <= title.start
                and gap
                and "and" in gap
                and set(gap) <= _BETWEEN
                and not any(other in n.titles for n in names)
            ):
                country = other.country or (title.country if other.body is None else None)
                owner.titles.append(
                    Title(
                        other.start,
                        other.end,
                        other.head,
                        other.position,
                        country,
                        other.body,
                        other.tenure,
                        other.plural,
                        other.definite,
                    )
                )

    # ------------------------------------------------------------ actors
    def _add_people(
        self, table: _Actors, names: list[Name], assigned: dict[int, tuple[str, float]], identities: Identities
    ) -> None:
        for name in names:
            if name.start not in assigned:
                table.annotated.unresolved.update(range(name.start, name.end))
                continue
            person, certainty = assigned[name.start]
            known = identities.people[person]
            table.add(person, ActorKind.PERSON, known.name, known.country, known.wikidata)
            table.mention(name.left, name.end, person, certainty, head_in=(name.start, name.end))
            table.alias(person, name.text)
            table.name_tokens.update(range(name.start, name.end))
            table.alias(person, " ".join(table.annotated.doc[name.left : name.end].text.split()))
            for title in name.titles:
                table.claim(person, title, certainty)
            self._claim_of_name(table, name, person, known.country)

    def _claim_of_name(self, table: _Actors, name: Name, person: str, country: str | None) -> None:
        """ "Pope Francis", "King Salman": the position is a part of the name."""
        first = table.annotated.doc[name.start]
        if name.end - name.start >= 2 and first.text in self._sovereigns and country:
            of = f"country/{country}"
            claim = PositionClaim(person, first.text, of, Tenure.CURRENT, name.start, name.start + 1, 0.9)
            table.annotated.claims.append(claim)

    def _add_surnames(self, table: _Actors, identities: Identities) -> None:
        """Family names that stand alone, of people whom the article has introduced."""
        owners: dict[str, set[str]] = defaultdict(set)
        for person in identities.people.values():
            family = self._schema.people[person.key].family_names if person.key in self._schema.people else ()
            for name in (*family, person.name.rsplit(" ", 1)[-1]):
                owners[name].add(person.key)
        taken = {i for m in table.annotated.mentions for i in range(m.start, m.end)}
        for token in table.annotated.doc:
            people = owners.get(token.text, set())
            if len(people) == 1 and token.i not in taken and token.pos_ in {"PROPN", "NOUN", "ADJ"}:
                person_key = next(iter(people))
                table.mention(token.i, token.i + 1, person_key, 0.9)
                table.name_tokens.add(token.i)
                table.alias(person_key, token.text)

    def _add_bodies(self, table: _Actors, bodies: list[BodyName]) -> None:
        for body in bodies:
            table.add(body.key, body.kind, body.name, body.country, body.wikidata)
            table.mention(body.start, body.end, body.key, 1.0 if body.known else 0.85)
            table.alias(body.key, " ".join(table.annotated.doc[body.start : body.end].text.split()))

    def _add_headed(self, table: _Actors, bodies: list[BodyName]) -> None:
        """ "Chairman of the National Unity Party Benny Gantz": the body in a title is named too."""
        doc = table.annotated.doc
        for body in bodies:
            at = body.start - 1 if doc[body.start - 1].lower_ == "the" else body.start
            if at > 0 and doc[at - 1].lower_ in {"of", "at"}:
                table.add(body.key, body.kind, body.name, body.country, body.wikidata)
                table.alias(body.key, doc[body.start : body.end].text)

    def _add_countries(self, table: _Actors, hits: list[Hit]) -> None:
        doc = table.annotated.doc
        for hit in hits:
            if hit.label in {"country", "demonym", "prefix"}:
                form = "name" if hit.label == "country" else "adjective"
            elif hit.label in {"capital", "metonym"} and _acts(doc, hit):
                form = "metonym"
            elif hit.label == "seat":
                if _acts(doc, hit):
                    table.mention(hit.start, hit.end, hit.value, 0.8)
                continue
            else:
                continue
            if form == "name" and _modifies(doc, hit):
                form = "adjective"
            if hit.label == "metonym":
                self._add_seat(table, hit)
                continue
            if hit.start in table.name_tokens:
                continue  # "Montenegro" after "Luis Montenegro" is the man
            table.country(hit.value)
            table.mention(hit.start, hit.end, f"country/{hit.value}", 1.0 if form != "metonym" else 0.8, form)
            if form != "adjective":
                table.alias(f"country/{hit.value}", doc[hit.start : hit.end].text)

    def _add_seat(self, table: _Actors, hit: Hit) -> None:
        """ "The Kremlin said": those who sit there are a body of their state."""
        name = table.annotated.doc[hit.start : hit.end].text
        actor = key("organization", name)
        table.add(actor, ActorKind.GOVERNMENT_BODY, name, hit.value, None)
        table.mention(hit.start, hit.end, actor, 0.9)
        table.alias(actor, name)

    def _add_places(self, annotated: Annotated, hits: list[Hit]) -> None:
        doc = annotated.doc
        taken: set[int] = set()
        for hit in hits:
            if hit.label in {"capital", "place", "metonym", "seat"}:
                taken.update(range(hit.start, hit.end))
                name = doc[hit.start : hit.end].text
                country = hit.value if hit.label != "seat" else None
                annotated.places.append(PlaceMention(hit.start, hit.end, Place(key("place", name), name, country)))
        home = self._home(annotated)
        if annotated.dateline and home and taken.isdisjoint(range(*annotated.dateline)):
            start, end = annotated.dateline
            name = doc[start:end].text.title()
            annotated.places.append(PlaceMention(start, end, Place(key("place", name), name, home)))
            taken.update(range(start, end))
        covered = {i for m in annotated.mentions for i in range(m.start, m.end)} | taken
        for ent in doc.ents:
            if (
                ent.label_ in {"GPE", "LOC", "FAC"}
                and covered.isdisjoint(range(ent.start, ent.end))
                and is_capitalized(ent[0] if ent[0].lower_ != "the" else ent[-1])
            ):
                start = ent.start + (ent[0].lower_ == "the")
                name = " ".join(doc[start : ent.end].text.split())
                if name:
                    annotated.places.append(PlaceMention(start, ent.end, Place(key("place", name), name)))
        annotated.places.sort(key=lambda p: p.start)


def _past_brackets(doc: Doc, at: int) -> int:
    """ "Rob Portman (OH), Jeanne Shaheen (NH)": what a few words in brackets add to a name is passed over."""
    if at < len(doc) and doc[at].text == "(":
        close = next((i for i in range(at + 1, min(at + 6, len(doc))) if doc[i].text == ")"), None)
        return close + 1 if close else at
    return at


def _acts(doc: Doc, hit: Hit) -> bool:
    """Whether a capital or seat of power is spoken of as one who acts."""
    head = doc[hit.start : hit.end].root
    return (
        head.dep_ in {"nsubj", "nsubjpass", "agent", "dative"}
        or (head.dep_ == "poss" and head.head.pos_ == "NOUN" and not head.head.ent_type_)
        or (head.dep_ == "pobj" and head.head.lower_ in {"with", "against"})
        or (head.dep_ == "pobj" and head.head.lower_ == "by")
        or (head.dep_ == "conj" and head.head.dep_ == "nsubj")
    )


def _modifies(doc: Doc, hit: Hit) -> bool:
    """Whether a country's name stands before a noun or in a compound: "US missile policy", "India-Russia ties"."""
    head = doc[hit.start : hit.end].root
    hyphen = (hit.end < len(doc) and doc[hit.end].text in {"-", "–"}) or (
        hit.start > 0 and doc[hit.start - 1].text in {"-", "–"}
    )
    return hyphen or head.dep_ in {"compound", "amod", "nmod"}


class _Actors:
    """Collects the actors of one document while its names are found."""

    def __init__(self, annotated: Annotated, schema: Schema) -> None:
        self.annotated = annotated
        self._schema = schema
        self._aliases: dict[str, set[str]] = defaultdict(set)
        self._info: dict[str, tuple[ActorKind, str, str | None, str | None]] = {}
        self._taken: set[int] = set()
        self.name_tokens: set[int] = set()
        """Tokens of personal names, titles left out."""

    def add(self, actor: str, kind: ActorKind, name: str, country: str | None, wikidata: str | None) -> None:
        self._info.setdefault(actor, (kind, name, country, wikidata))

    def country(self, code: str) -> None:
        country = self._schema.countries[code]
        self.add(country.key, ActorKind.COUNTRY, country.name, code, country.wikidata)

    def alias(self, actor: str, form: str) -> None:
        self._aliases[actor].add(form)

    def mention(
        self,
        start: int,
        end: int,
        actor: str,
        certainty: float,
        form: str = "name",
        head_in: tuple[int, int] | None = None,
    ) -> None:
        if form in {"name"} and actor.startswith("country/") and not self._taken.isdisjoint(range(start, end)):
            return
        doc = self.annotated.doc
        head = doc[head_in[0] : head_in[1]].root.i if head_in else doc[start:end].root.i
        if actor.startswith("country/") and not self._taken.isdisjoint(range(start, end)):
            return
        self._taken.update(range(start, end))
        self.annotated.mentions.append(Mention(start, end, head, actor, form, certainty))

    def claim(self, person: str, title: Title, certainty: float) -> None:
        if title.country:
            self.country(title.country)
        body = self._schema.bodies.get(title.body or "")
        of = body.key if body and not body.country else f"country/{title.country}" if title.country else None
        if body:
            words = self.annotated.doc[title.start : title.end].text
            self._aliases[body.key] |= {n for n in body.names if n in words}
            self.add(body.key, body.kind, body.name, body.country, body.wikidata)
        self.annotated.claims.append(
            PositionClaim(person, title.position, of, title.tenure, title.start, title.end, certainty)
        )

    def close(self) -> None:
        """Turn what was collected into actors; people without a country take that of their position."""
        claimed = {
            c.person: c.of.removeprefix("country/")
            for c in self.annotated.claims
            if c.of and c.of.startswith("country/")
        }
        for actor, (kind, name, country, wikidata) in self._info.items():
            code = country or (claimed.get(actor) if kind is ActorKind.PERSON else None)
            aliases = tuple(sorted(self._aliases[actor] - {name}))
            self.annotated.actors[actor] = Actor(actor, kind, name, aliases, code, wikidata)
        for code in sorted({a.country for a in self.annotated.actors.values() if a.country}):
            if f"country/{code}" not in self.annotated.actors and code in self._schema.countries:
                country_ = self._schema.countries[code]
                self.annotated.actors[country_.key] = Actor(
                    country_.key, ActorKind.COUNTRY, country_.name, (), code, country_.wikidata, mentioned=False
                )
