"""Holders: whom a title without a name means, such as "the Russian president" and "the UN chief"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotation.authors import issuer
from kg.annotation.document import Annotated, PositionClaim, Title
from kg.annotation.identities import matches_title
from kg.annotation.mind import Mind
from kg.annotation.protagonists import is_protagonist
from kg.model import Tenure
from kg.ontology import Schema

_SECOND = {"vice", "deputy", "assistant"}
_HEADING = {"general", "president", "chairman", "chairwoman", "chair", "director", "head", "chief", "commander"}
"""Words in the positions of those who head a body."""


class Holders:
    """Resolves titles without a name, and notes the positions that they give."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._envoys = schema.word_set("envoys")

    def resolve(self, annotated: Annotated, mind: Mind, title: Title) -> None:
        """ "the Russian president", "the Foreign Secretary": who holds, or held, that position."""
        token = annotated.doc[title.head]
        verb = _predicating(token)
        if verb is not None:
            self._predicated(annotated, title, verb)
            return
        if not title.definite:
            return
        person = self._holder(annotated, mind, title)
        if person is None:
            return
        annotated.references[token.i] = ((person,), 0.85 if title.country else 0.75)
        if title.country or title.position.count(" "):
            of = f"country/{title.country}" if title.country else annotated.country_of(person)
            if of and of in annotated.actors:
                annotated.claims.append(
                    PositionClaim(person, title.position, of, title.tenure, title.start, title.end, 0.85)
                )

    def _predicated(self, annotated: Annotated, title: Title, verb: Token) -> None:
        """ "when he was still director of the CIA": the position of the subject, past where the verb is past."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if (
            subject is None
            or any(c.dep_ == "neg" for c in verb.children)
            or not (title.country or title.body or " " in title.position)
        ):
            return
        named = verb.head if subject.tag_ == "WP" and verb.dep_ == "relcl" else subject
        mention = annotated.at.get(named.i)  # "Rilwanu Lukman, who is also Nigerian oil minister"
        meant = annotated.references.get(named.i, ((), 0.0))[0]
        person = mention.actor if mention else meant[0] if len(meant) == 1 else None
        if person is None or not person.startswith("person/") or any(c.dep_ == "aux" for c in verb.children):
            return
        of = title.body or (f"country/{title.country}" if title.country else annotated.country_of(person))
        tenure = Tenure.FORMER if verb.tag_ == "VBD" else title.tenure
        annotated.claims.append(PositionClaim(person, title.position, of, tenure, title.start, title.end, 0.8))

    def _holder(self, annotated: Annotated, mind: Mind, title: Title) -> str | None:
        """Among the article's people: who is given that position by the text, or by the ontology."""
        if title.body and title.position.lower() in {"chief", "head", "leader"}:
            return self._of_body(annotated, title.body)
        wanted = f"country/{title.country}" if title.country else None
        people = list(
            dict.fromkeys(
                [*reversed(mind.seen), *(m.actor for m in annotated.mentions if m.actor.startswith("person/"))]
            )
        )
        first = next((m.actor for m in annotated.mentions if m.actor.startswith("person/")), None)
        people.sort(key=lambda p: p == first)  # last, whom the article is about
        if wanted:
            people = [p for p in people if annotated.country_of(p) == wanted]
        claimed = {c.person for c in annotated.claims if _same_position(c.position, title.position, self._envoys)}
        by_text = [p for p in people if p in claimed]
        if by_text and (wanted or len(set(by_text)) == 1):
            return by_text[0]
        if by_text and mind.subject in by_text:
            return mind.subject
        at_home = {c.person for c in annotated.claims if c.person in by_text and c.of is None}
        if wanted is None and len(set(by_text)) > 1 and len(at_home) == 1:
            return at_home.pop()  # the one whose state the paper need not name
        if len(set(by_text)) > 1 and annotated.mentions and is_protagonist(annotated, by_text[-1]):
            return by_text[-1]
        day = annotated.article.published
        by_ontology = [
            p
            for p in people
            if any(
                matches_title(o, title.position) and (day is None or o.covers(day))
                for o in self._schema.occupancies_by.get(p, ())
            )
        ]
        if len(set(by_ontology)) == 1 or (by_ontology and wanted):
            return by_ontology[0]
        state = title.country or issuer(annotated.article, self._schema)
        return self._in_office(annotated, title, state) if state and not by_text else None

    def _of_body(self, annotated: Annotated, body: str) -> str | None:
        """ "the UN chief": who heads the body, by the text or by the ontology on the day."""
        claimed = {
            c.person
            for c in annotated.claims
            if c.of == body and c.tenure is Tenure.CURRENT and _HEADING & set(c.position.lower().split())
        }
        if len(claimed) == 1:
            return claimed.pop()
        day = annotated.article.published
        held = self._schema.occupancies_of.get(body, ())
        heads = {o.holder for o in held if day and o.covers(day) and o.kind == "OrganizationHead"}
        if len(heads) != 1:
            return None
        return annotated.introduce(self._schema.people[heads.pop()])

    def _in_office(self, annotated: Annotated, title: Title, state: str) -> str | None:
        """Who the ontology knows to hold the office on the day of the article, though the text names nobody."""
        day = annotated.article.published
        if day is None:
            return None
        held = self._schema.occupancies_of.get(f"country/{state}", ())
        holders = {o.holder for o in held if o.covers(day) and matches_title(o, title.position)}
        if len(holders) != 1:
            return None
        return annotated.introduce(self._schema.people[holders.pop()])


def _predicating(token: Token) -> Token | None:
    """ "was the director", "served as director": the verb that gives its subject a position."""
    if token.dep_ == "attr" and token.head.lemma_ in {"be", "become", "remain"}:
        return token.head
    served = token.dep_ == "pobj" and token.head.lower_ == "as" and token.head.head.lemma_ == "serve"
    return token.head.head if served else None


def _same_position(a: str, b: str, envoys: frozenset[str] = frozenset()) -> bool:
    """Whether one wording of a position is the short form of the other; `envoys` are words for one office.

    >>> _same_position("Foreign Minister", "Minister"), _same_position("Deputy Foreign Minister", "Deputy Minister")
    (True, True)
    """
    x, y = a.lower().replace("-", " ").split(), b.lower().replace("-", " ").split()
    if _SECOND & set(x) != _SECOND & set(y):
        return False  # the vice president is not the president
    if y[: len(x)] == x and y[len(x) : len(x) + 1] in (["of"], ["for"]):
        return False  # the President of Saxony is not the President
    shorter, longer = sorted((x, y), key=len)
    if len(shorter) == 1 and shorter[0] in envoys and envoys & {longer[0], longer[-1]}:
        return True
    within = len(shorter) > 1 and shorter[0] == longer[0] and shorter[-1] == longer[-1]
    return bool(shorter) and (within or shorter in (longer[-len(shorter) :], longer[: len(shorter)]))
