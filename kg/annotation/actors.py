"""Actors: what is gathered of them while the names of one document are found."""

from __future__ import annotations

from collections import defaultdict

from kg.annotation.document import Annotated, Mention, PositionClaim, Title
from kg.model import Actor, ActorKind
from kg.ontology import Schema


class Actors:
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
        """Gather an actor; what was said of it first stays."""
        self._info.setdefault(actor, (kind, name, country, wikidata))

    def country(self, code: str) -> None:
        """Gather a country."""
        country = self._schema.countries[code]
        self.add(country.key, ActorKind.COUNTRY, country.name, code, country.wikidata)

    def alias(self, actor: str, form: str) -> None:
        """Gather a form in which the text names an actor."""
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
        """Add a mention, whose head is looked for in `head_in`; a country within another actor's name is none."""
        if actor.startswith("country/") and not self._taken.isdisjoint(range(start, end)):
            return
        doc = self.annotated.doc
        head = doc[head_in[0] : head_in[1]].root.i if head_in else doc[start:end].root.i
        self._taken.update(range(start, end))
        self.annotated.mentions.append(Mention(start, end, head, actor, form, certainty))

    def claim(self, person: str, title: Title, certainty: float) -> None:
        """Add the position that a title gives a person, and gather whose position it is."""
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
