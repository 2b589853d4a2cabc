"""The mind of a reader: who and what was spoken of last, at one point of the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.annotation.document import Annotated, Mention
from kg.model import ORGANIZATIONS, ActorKind

Keys = tuple[str, ...]


@dataclass(slots=True)
class Mind:
    """What a reader keeps in mind at one point of the text."""

    person: str | None = None
    """The person named last."""
    subject: str | None = None
    """The person who was the subject last."""
    body: str | None = None
    """The body named last."""
    acting: str | None = None
    """The body that was a subject last."""
    state: str | None = None
    """The country that was the subject last, no other actor being one since."""
    together: Keys = ()
    """People last spoken of together."""
    sides: Keys = ()
    """The two countries last spoken of together."""
    plural: Keys = ()
    """Who the last plural subject was: "they" goes on with them."""
    seen: list[str] = field(default_factory=list)
    """The people named, in the order of the text."""
    unnamed: bool = False
    """Whether the last sentence was about somebody without a name: "he" may be that."""
    genders: dict[str, str] = field(default_factory=dict)
    """Whom "he" and whom "she" can mean, as far as that is known."""

    def note(self, annotated: Annotated, mention: Mention, token: Token) -> None:
        """Keep in mind an actor that is named, and what it does in the sentence; `token` is its head."""
        actor = annotated.actors[mention.actor]
        if actor.kind is ActorKind.PERSON:
            self.person = mention.actor
            self.unnamed = False
            self.seen.append(mention.actor)
            if token.head.lower_ == "to" and token.head.head.lower_ == "according":
                self.note_subject((mention.actor,))
            beside = token.dep_ == "appos" and token.head.dep_ == "nsubj"
            beside = beside and annotated.at.get(token.head.i) in {None, mention}
            if token.dep_ in {"nsubj", "nsubjpass"} or beside:
                self.note_subject((mention.actor,))
        elif actor.kind in ORGANIZATIONS and mention.form == "name":
            self.body = mention.actor
            if token.dep_ == "nsubj":
                self.acting = mention.actor
        if mention.actor.startswith("country/") and token.dep_ == "nsubj" and mention.form != "adjective":
            self.state = mention.actor
        elif token.dep_ == "nsubj":
            self.state = None

    def note_subject(self, actors: Keys) -> None:
        """Keep in mind who was the subject."""
        if len(actors) > 1:
            self.plural = actors
        elif actors[0].startswith("person/"):
            self.subject = actors[0]

    def remember(self, annotated: Annotated, sentence: Tokens) -> None:
        """Keep in mind, at the end of a sentence, who acted and who was together in it."""
        people = annotated.people_in(sentence)
        subjects = [c.i for c in sentence.root.children if c.dep_ in {"nsubj", "nsubjpass"}]
        main = [annotated.at[i].actor for i in subjects if i in annotated.at]
        if main and main[0].startswith("person/"):
            self.subject = main[0]
        elif main and main[0].startswith("organization/") and not people:
            self.plural = (main[0],)
        meant = next((annotated.references[i][0] for i in subjects if i in annotated.references), ())
        if len(meant) >= 2 and all(a.startswith("person/") for a in meant):
            self.together = self.plural = meant  # who acts outranks who is mentioned
            return
        if len(people) >= 2 and main and self._only_mentions(annotated, sentence, main[0], people):
            return
        if len(people) >= 2 and len({annotated.country_of(p) for p in people}) >= 2:
            self.together = people
            self.plural = people
            countries = tuple(dict.fromkeys(c for p in people if (c := annotated.country_of(p))))
            if len(countries) == 2:
                self.sides = countries
            return
        if annotated.default_pair and people:
            return
        named = [
            m.actor
            for m in annotated.mentions
            if sentence.start <= m.head < sentence.end and m.actor.startswith("country/") and m.form != "metonym"
        ]
        countries = tuple(dict.fromkeys(named))
        two = countries if len(countries) == 2 else ()
        self.sides = self._joined_sides(annotated, sentence) or two or self.sides

    def _joined_sides(self, annotated: Annotated, sentence: Tokens) -> Keys:
        """ "Britain and the European Union", "both the U.S. and Britain": the two that act in one breath."""
        for mention in annotated.mentions:
            if not sentence.start <= mention.head < sentence.end or not mention.actor.startswith("country/"):
                continue
            beside = [annotated.at[t.i].actor for t in annotated.doc[mention.head].conjuncts if t.i in annotated.at]
            kinds = {annotated.actors[a].kind for a in beside}
            if len(beside) == 1 and kinds <= {ActorKind.COUNTRY, ActorKind.INTERNATIONAL_ORGANIZATION}:
                return mention.actor, beside[0]
        return ()

    def _only_mentions(self, annotated: Annotated, sentence: Tokens, subject: str, people: Keys) -> bool:
        """Whether one of the two whom the article is about speaks of others: "A praised the lead of B and C"."""
        pair = annotated.default_pair
        others = set(people) - set(pair)
        if len(pair) != 2 or subject not in pair or not others or set(pair) <= set(people):
            return False
        heads = [m.head for m in annotated.mentions if sentence.start <= m.head < sentence.end and m.actor in others]
        return all(_is_deep(annotated.doc[i]) for i in heads)


def _is_deep(token: Token) -> bool:
    """Within a clause about a noun, or whose something is: "led by A", "the work of A", "A's work"."""
    above = [token, *token.ancestors]
    return any(t.dep_ in {"relcl", "acl", "ccomp", "poss"} or t.lower_ == "of" for t in above)
