"""Names: brings countries, people, organizations and places of an article together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotation.actors import Actors
from kg.annotation.authors import issuer
from kg.annotation.bearers import Bearers
from kg.annotation.bodies import Bodies
from kg.annotation.body import BodyName
from kg.annotation.document import Annotated, PositionClaim
from kg.annotation.gazetteer import Hit
from kg.annotation.identities import Identities
from kg.annotation.persons import Name, PersonNames
from kg.annotation.places import Places
from kg.annotation.titles import Titles
from kg.keys import key
from kg.model import ActorKind, Tenure
from kg.ontology import Schema, folded


class Names:
    """Finds all named actors and places of a document and the positions that the text gives them."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._schema = schema
        self._titles = Titles(nlp, schema)
        self._persons = PersonNames(schema)
        self._bearers = Bearers(schema, self._persons)
        self._bodies = Bodies(schema)
        self._places = Places(schema)
        self._capitals = {folded(n).casefold(): c.code for c in schema.countries.values() for n in c.capitals}
        self._organs = set(schema.words.get("organs", ()))
        self._sovereigns = set(schema.words.get("sovereigns", ()))

    def find(self, annotated: Annotated, hits: list[Hit]) -> None:
        """Fill actors, mentions, claims and places of the annotated document."""
        doc = annotated.doc
        written_from = self._home(annotated)
        home = written_from or issuer(annotated.article, self._schema)
        hits = self._at_home(doc, hits, home)
        titles = self._titles.find(doc, hits)
        written = set(range(*annotated.dateline)) if annotated.dateline else set()
        names = [name for name in self._persons.find(doc, hits, titles) if name.start not in written]
        self._bearers.attach(doc, names, titles)
        article = annotated.article
        states = frozenset(h.value for h in hits if h.label in {"country", "demonym", "prefix", "capital", "metonym"})
        identities = Identities(self._schema, article, states, annotated.headline)
        assigned = identities.assign(names)
        table = Actors(annotated, self._schema)
        self._add_people(table, names, assigned, identities)
        self._add_surnames(table, identities)
        people = {i for m in annotated.mentions for i in range(m.start, m.end)}
        bodies = self._bodies.find(doc, hits, table.name_tokens | written, home)
        self._add_bodies(table, [b for b in bodies if b.start not in people])
        self._add_headed(table, [b for b in bodies if b.start in people and b.end - 1 in people])
        self._add_countries(table, hits)
        self._places.add(annotated, hits, written_from)
        annotated.mentions.sort(key=lambda m: (m.start, -m.end))
        table.close()
        annotated.titles = [t for t in titles if not any(t in n.titles for n in names)]

    def _at_home(self, doc: Doc, hits: list[Hit], home: str | None) -> list[Hit]:
        """ "The Security Council" in Russia's own news, where nothing is said of the United Nations, is Russia's."""
        abroad = {"United Nations"} & {n for h in hits if h.label == "body" for n in self._schema.bodies[h.value].names}
        if home is None or abroad:
            return hits
        return [self._own_organ(doc, hit, self._schema.countries[home].name) or hit for hit in hits]

    def _own_organ(self, doc: Doc, hit: Hit, state: str) -> Hit | None:
        """The state's own body of that name, where no other state follows."""
        name = doc[hit.start : hit.end].text
        if name not in self._organs or doc[hit.end : hit.end + 1].text == "of":
            return None
        body = self._schema.bodies_by_name.get(f"{name} of {state}".lower())
        return replace(hit, value=body.key) if body is not None else None

    def _home(self, annotated: Annotated) -> str | None:
        """The state whose capital opens the dateline."""
        if annotated.dateline is None:
            return None
        start, end = annotated.dateline
        return self._capitals.get(folded(annotated.doc[start:end].text).casefold())

    def _add_people(
        self, table: Actors, names: list[Name], assigned: dict[int, tuple[str, float]], identities: Identities
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

    def _claim_of_name(self, table: Actors, name: Name, person: str, country: str | None) -> None:
        """ "Pope Francis", "King Salman": the position is a part of the name."""
        first = table.annotated.doc[name.start]
        if name.end - name.start >= 2 and first.text in self._sovereigns and country:
            of = f"country/{country}"
            claim = PositionClaim(person, first.text, of, Tenure.CURRENT, name.start, name.start + 1, 0.9)
            table.annotated.claims.append(claim)

    def _add_surnames(self, table: Actors, identities: Identities) -> None:
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

    def _add_bodies(self, table: Actors, bodies: list[BodyName]) -> None:
        for body in bodies:
            table.add(body.key, body.kind, body.name, body.country, body.wikidata)
            table.mention(body.start, body.end, body.key, 1.0 if body.known else 0.85)
            table.alias(body.key, " ".join(table.annotated.doc[body.start : body.end].text.split()))

    def _add_headed(self, table: Actors, bodies: list[BodyName]) -> None:
        """ "Chairman of the National Unity Party Benny Gantz": the body in a title is named too."""
        doc = table.annotated.doc
        for body in bodies:
            at = body.start - 1 if doc[body.start - 1].lower_ == "the" else body.start
            if at > 0 and doc[at - 1].lower_ in {"of", "at"}:
                table.add(body.key, body.kind, body.name, body.country, body.wikidata)
                table.alias(body.key, doc[body.start : body.end].text)

    def _add_countries(self, table: Actors, hits: list[Hit]) -> None:
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

    def _add_seat(self, table: Actors, hit: Hit) -> None:
        """ "The Kremlin said": those who sit there are a body of their state."""
        name = table.annotated.doc[hit.start : hit.end].text
        actor = key("organization", name)
        table.add(actor, ActorKind.GOVERNMENT_BODY, name, hit.value, None)
        table.mention(hit.start, hit.end, actor, 0.9)
        table.alias(actor, name)


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
