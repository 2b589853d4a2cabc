"""Agreements: what was signed, announced or is being negotiated, and between whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.documents import Document, documents, plain
from kg.extraction.grammar import expand, fillers, negated, subjects
from kg.extraction.modality import Modality, Unreal
from kg.extraction.sectors import within
from kg.model import ActorKind, Agreement, AgreementStatus, Period, Status
from kg.ontology import Frame

Trigger = tuple[Token, Frame]
"""A word that says what became of a document, and the frame that it evokes."""


_NAMED = 3
"""A name in capitals that is longer is a name without its parties too."""
_UNTOLD = {"several", "many", "various", "some", "numerous", "more", "other"}
_TELLING = {"between", "on", "for", "by"}
"""Words after "signed" that tell which agreement it was."""


def agreements(context: Context, modality: Modality) -> list[Agreement]:
    """All agreements of the article; "a package of documents" counts only where none is named."""
    found: dict[str, Agreement] = {}
    vague: dict[str, Agreement] = {}
    announced: list[Trigger] = []
    for sentence in context.annotated.doc.sents:
        own = [(t, f) for t in sentence if t.dep_ != "compound" for f in context.lexicon.frames("Agreement", t)]
        inherited = announced if not own and _is_item(sentence) else []
        for agreement, named in _in_sentence(context, modality, sentence, own or inherited):
            (found if named else vague).setdefault(_name(agreement.label), agreement)
        announced = own if sentence.text.rstrip().endswith(":") else inherited
    return list((found or vague).values())


def _name(label: str) -> str:
    """What tells one agreement from another: of a name in capitals, the part before "between"."""
    first = label.split(" between ")[0]
    return (first if label[:1].isupper() and len(first.split()) > _NAMED else label).casefold()


def _is_item(sentence: Tokens) -> bool:
    """Whether a sentence is an item of a list: only a bullet, "(b)" or "2." stands before it on its line."""
    doc, at = sentence.doc, sentence.start
    while at > 0 and not doc[at - 1].is_space:
        at -= 1
    return re.fullmatch(r"\W*(?:\w{1,3}[).])?\W*", doc[at : sentence.start].text) is not None


def _in_sentence(
    context: Context, modality: Modality, sentence: Tokens, triggers: list[Trigger]
) -> Iterator[tuple[Agreement, bool]]:
    for document in documents(context, sentence):
        trigger, frame = _nearest(triggers, document)
        if trigger is None or frame is None:
            standing = _standing(context, document)
            if standing is not None:
                yield standing, True
            continue
        agreement = _agreement(context, modality, trigger, frame, document)
        if agreement is not None:
            yield agreement, not _is_vague(document)


def _nearest(triggers: list[Trigger], document: Document) -> tuple[Token | None, Frame | None]:
    """The word that says what became of the document: outside it, signing before all else."""
    outside = [(t, f) for t, f in triggers if not document.start <= t.i < document.end]
    if not outside:
        return None, None

    def rank(pair: tuple[Token, Frame]) -> tuple[bool, int]:
        return pair[1].features.get("agreementStatus") != "Signed", abs(pair[0].i - document.head.i)

    return min(outside, key=rank)


def _is_vague(document: Document) -> bool:
    """ "a package of documents", "six agreements, including ...": those that are named count, if any are."""
    following = document.head.doc[document.end : document.head.sent.end]
    if any(t.lower_ in {"including", "among"} for t in following) and document.head.tag_ == "NNS":
        return document.end == document.head.i + 1 or _lists(following)
    if document.end == document.head.i + 1 and document.head.doc[document.start].lower_ in _UNTOLD:
        return True
    return document.head.lemma_.lower() == "document" and not any(
        t.lower_ in {"between"} for t in document.head.doc[document.start : document.end]
    )


def _lists(following: Tokens) -> bool:
    """Whether "including" stands right behind, or opens a list with a colon."""
    first = next(t for t in following if t.lower_ in {"including", "among"})
    return first.i - following.start < 2 or first.nbor(1).text == ":"


# ---------------------------------------------------------------- one agreement
def _agreement(
    context: Context, modality: Modality, trigger: Token, frame: Frame, document: Document
) -> Agreement | None:
    signed = frame.features.get("agreementStatus") == "Signed"
    if not signed and document.head.lemma_.lower() in context.schema.word_set("plain-agreement-nouns"):
        return None
    document = _with_phrase(trigger, document) if document.is_bare else document
    if negated(trigger) or document.is_bare:
        return None
    status = modality.status(trigger, trigger)
    if isinstance(status, Unreal):
        return None
    parties, certainty = _parties(context, trigger, document)
    if not parties:
        context.gap(trigger, frame.name, "no parties found")
        return None
    state = AgreementStatus(frame.features.get("agreementStatus", "Announced"))
    if status is Status.PLANNED and state is AgreementStatus.SIGNED:
        state = AgreementStatus.ANNOUNCED
    if "new" in document.name.split() and state is not AgreementStatus.SIGNED:
        state = AgreementStatus.UNDER_NEGOTIATION
    return Agreement(
        key="agreement/0",
        evidence=(context.sentence_evidence(document.head, frame.name),),
        confidence=round(frame.confidence * certainty, 2),
        parties=tuple(sorted(parties)),
        label=document.name,
        status=state,
        period=_period(context, trigger, state),
        sectors=within(context.cues, document.start, document.end),
    )


def _with_phrase(trigger: Token, document: Document) -> Document:
    """ "An agreement was signed between A and B", "a roadmap signed by A and B": what is said of it tells which."""
    phrase = next(
        (c for c in trigger.children if c.lower_ in _TELLING and c.i > trigger.i and c.dep_ in {"prep", "agent"}), None
    )
    dated = phrase is not None and any(t.ent_type_ in {"DATE", "TIME"} for t in phrase.children)
    inside = phrase is not None and phrase.lower_ == "by" and trigger.head != document.head
    if phrase is None or dated or inside or document.head.i > trigger.i:
        return document
    doc, end = document.head.doc, phrase.right_edge.i + 1
    name = f"{plain(doc, document.start, document.end - 1)} {plain(doc, phrase.i, end - 1)}"
    return Document(document.head, document.start, end, name)


def _standing(context: Context, document: Document) -> Agreement | None:
    """ "a military agreement between Colombia and the United States": one that is spoken of, whoever made it when."""
    parties = _between(context, document)
    plain = document.head.lemma_.lower() in context.schema.word_set("plain-agreement-nouns")
    if len(parties) < 2 or plain or any(p.startswith("group/") for p in parties) or negated(document.head):
        return None
    return Agreement(
        key="agreement/0",
        evidence=(context.sentence_evidence(document.head, "rule/agreement-between"),),
        confidence=0.6,
        parties=tuple(sorted(parties)),
        label=document.name,
        status=AgreementStatus.ANNOUNCED,
        sectors=within(context.cues, document.start, document.end),
    )


def _parties(context: Context, trigger: Token, document: Document) -> tuple[set[str], float]:
    """Those between whom it is said to be; else who signs; else the two countries the article is about."""
    between = _between(context, document)
    if len(between) >= 2:
        return between, 1.0
    if _between_others(context, document):
        return set(), 0.0
    doers = subjects(trigger) if trigger.pos_ in {"VERB", "AUX"} else []
    partners = [t for word in (trigger, document.head) for t in fillers(word, "prep:with")]
    partners += fillers(document.head, "prep:to")  # "a loan to Kenya"
    named = document.head.doc[document.start : document.end]
    partners += [t for word in named if word.lower_ == "with" for c in word.children for t in expand(c)]
    everyone = _states(
        context, {a for t in [*doers, *partners] for a, _ in context.who.actors(t) if not a.startswith("group/")}
    )
    if len(everyone) < 2:
        everyone |= _states(context, _within(context, doers))
    sides = set(context.annotated.default_sides)
    if len(everyone) >= 2:
        return everyone, 0.95
    if everyone and sides:
        return (sides, 0.85) if everyone <= sides else (everyone, 0.6)
    if sides:
        return sides, 0.8
    return set(), 0.0


def _within(context: Context, heads: list[Token]) -> set[str]:
    """Those named within a phrase whose parts the parser has not told apart: "by Rosatom and Ethiopia's Ministry"."""
    inside = {t.i for head in heads for t in head.subtree if any(c.dep_ == "cc" for c in t.head.children)}
    return {m.actor for m in context.annotated.mentions if m.head in inside and m.form == "name"}


def _between(context: Context, document: Document) -> set[str]:
    """ "between A and B" inside the document's name; government bodies sign for their states."""
    doc = document.head.doc
    for i in range(document.start, document.end):
        if doc[i].lower_ == "between":
            heads = [t for c in doc[i].children if c.dep_ == "pobj" for t in expand(c)]
            found = {a for t in heads for a, _ in context.who.actors(t, adjectives=True)}
            return _states(context, found if len(found) > 1 else found | _named_pair(context, i + 1, document.end))
    return set()


def _named_pair(context: Context, start: int, end: int) -> set[str]:
    """The two names on both sides of the first "and", where the parser has not told them apart."""
    doc = context.annotated.doc
    joint = next((t.i for t in doc[start:end] if t.lower_ == "and" and t.i - 1 in context.annotated.at), None)
    if joint is None:
        return set()
    after = next((m for m in context.annotated.mentions if joint < m.start <= joint + 3), None)
    return {m.actor for m in (context.annotated.at[joint - 1], after) if m is not None and m.form == "name"}


def _between_others(context: Context, document: Document) -> bool:
    """Whether it is said to be between those whose names are not known: not between the article's countries."""
    doc = document.head.doc
    inside = [doc[i] for i in range(document.start, document.end) if doc[i].lower_ == "between"]
    named = [c for t in inside for c in t.children if c.dep_ == "pobj" and c.pos_ == "PROPN"]
    return any(not context.who.actors(t) for t in named)


def _states(context: Context, actors: set[str]) -> set[str]:
    """People and ministries sign for their states, or for the body they head; agencies and companies for themselves."""
    found = set()
    for actor in actors:
        body = next((c.of for c in context.annotated.claims if c.person == actor and _is_body(c.of)), None)
        state = context.annotated.country_of(actor)
        if context.annotated.actors[actor].kind is ActorKind.PERSON:
            found |= {body or state} - {None}
        else:
            found.add(state if state and _is_of_state(context, actor) else actor)
    return {party for party in found if party is not None}


def _is_body(of: str | None) -> bool:
    return of is not None and of.startswith("organization/")


def _is_of_state(context: Context, actor: str) -> bool:
    """ "the Ministry of Health", "the Government of Fiji": what they sign binds the state."""
    words = context.annotated.actors[actor].name.lower().split()
    return not context.schema.word_set("signing-for-state").isdisjoint(words)


def _period(context: Context, trigger: Token, state: AgreementStatus) -> Period | None:
    period = context.period(context.date_of([trigger]))
    if period is None and state is AgreementStatus.SIGNED:
        return context.fallback()
    return period
