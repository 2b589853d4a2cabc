"""Authors: in whose name a text speaks, by its headline ("Statement by President Biden on ..."), and its state.

"I" and "we" outside quotations mean them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from kg.annotation.document import Annotated
from kg.model import Article
from kg.ontology import Schema

_DOCUMENT = r"(?:Statements?|Remarks|Message|Comments?|Letter|Declaration|Communiqu[eé]|Address|Speech)"
_BY = re.compile(
    rf"(?:Joint |Press |Opening |Foreign Ministry )?{_DOCUMENT}\b.{{0,20}}?"
    r"\b(?i:by|from|of|between|made by)\b(?P<who>.*)"
)
_OWNED = re.compile(rf"(?P<who>[^:]{{2,60}}?)[’']s? (?:Opening |Press |Joint )?{_DOCUMENT}\b")
_PRESIDENTIAL = re.compile(
    r"(?:[^:]{2,20}: )?"
    r"(?:Presidential (?:Message|Proclamation|Address)|A Proclamation"
    r"|(?:A )?(?:Message|Letter) to the (?:Senate|Congress))\b"
)
_TOPICS = (
    r"\s(?:on|regarding|marking|following|after|about|at|in|to|for|upon|concerning|as|[A-Za-z][a-z]+ing)\s",
    r"\s(?:on|regarding|marking|following|after|about|at|upon|concerning)\s",
)
"""Where the topic begins; the second is more lenient with titles ("Advisor for Emerging Technology")."""


def signatures(title: str) -> Iterator[str]:
    """The parts of a headline that may name the authors, the likeliest first.

    >>> list(signatures("Statement from President Joe Biden Congratulating Bassirou Diomaye Faye"))[0]
    'President Joe Biden'
    >>> list(signatures("Presidential Message on Nowruz"))
    ['The President']
    >>> list(signatures("Talks in Moscow"))
    []
    """
    if _PRESIDENTIAL.match(title):
        yield "The President"
        return
    headline = _BY.match(title) or _OWNED.match(title)
    if headline is not None:
        parts = [re.split(topic, headline["who"].strip(), maxsplit=1)[0] for topic in _TOPICS]
        yield from dict.fromkeys(part for part in parts if part)


def authors(annotated: Annotated, signature: Annotated) -> tuple[str, ...]:
    """Keys of the people, or else of the bodies and countries, that a signature names; the article then knows them."""
    meant = [m.actor for m in signature.mentions if m.form != "adjective"]
    meant += [a for found, _ in signature.references.values() for a in found]
    meant = [signature.speaking_for(a) for a in meant]
    people = [a for a in meant if a.startswith("person/")]
    return tuple(dict.fromkeys(_known(annotated, signature, a) for a in people or meant))


def _known(annotated: Annotated, signature: Annotated, actor: str) -> str:
    """The key under which the article knows the actor: a person may be called by the family name alone there."""
    if actor not in annotated.actors:
        name = signature.actors[actor].name.split()[-1]
        same = [a.key for a in annotated.actors.values() if a.key.startswith("person/") and a.name.split()[-1] == name]
        if actor.startswith("person/") and len(same) == 1:
            return same[0]
        annotated.actors[actor] = signature.actors[actor]
    return actor


def issuer(article: Article, schema: Schema) -> str | None:
    """The state in which an article is published, by the domain of its publisher or address.

    "The President" without a name is, in such a state's own publications, its own.
    """
    host = urlsplit(article.url or "").hostname or (article.publisher or "")
    last = host.rsplit(".", 1)[-1].lower() if "." in host else ""
    code = {"gov": "US", "mil": "US", "uk": "GB"}.get(last, last.upper())
    return code if code in schema.countries else None
