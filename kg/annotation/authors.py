"""Authors: in whose name a text speaks, by its headline ("Statement by President Biden on ...").

"I" and "we" outside quotations mean them.
"""

from __future__ import annotations

import re

from spacy.language import Language

from kg.annotation.document import Annotated
from kg.annotation.gazetteer import Gazetteer
from kg.ontology import Schema

_HEADLINE = re.compile(
    r"(?:Joint |Press |Opening |Foreign Ministry )?"
    r"(?:Statements?|Remarks|Message|Comments?|Letter|Declaration|Communiqu[eé])\b"
    r".{0,20}?\b(?:by|from|of|between|made by)\b(?P<who>.*)"
)
_TOPIC = re.compile(r"\s(?:on|regarding|marking|following|after|about|at|in|to|for|upon|announcing|concerning|as)\s")


class Authors:
    """Finds the authors that a headline names."""

    def __init__(self, nlp: Language, schema: Schema, gazetteer: Gazetteer) -> None:
        self._nlp = nlp
        self._schema = schema
        self._gazetteer = gazetteer

    def find(self, annotated: Annotated) -> tuple[str, ...]:
        """Keys of the people, or else of the bodies and countries, in whose name the article is written."""
        headline = _HEADLINE.match(annotated.article.title or "")
        if headline is None:
            return ()
        who = _TOPIC.split(headline["who"], maxsplit=1)[0]
        hits = self._gazetteer.hits(self._nlp.make_doc(who))
        people = [annotated.introduce(self._schema.people[h.value]) for h in hits if h.label == "person"]
        people += [m.actor for m in annotated.mentions if self._is_named(annotated, m.actor, who)]
        if people:
            return tuple(dict.fromkeys(people))
        countries = [f"country/{h.value}" for h in hits if h.label in {"country", "prefix"}]
        return tuple(dict.fromkeys(c for c in countries if c in annotated.actors))

    def _is_named(self, annotated: Annotated, actor: str, who: str) -> bool:
        return actor.startswith("person/") and annotated.actors[actor].name in who
