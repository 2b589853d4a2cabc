"""Agreements: what was signed, announced or is being negotiated, and between whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.documents import Document, documents, plain
from kg.extraction.grammar import negated
from kg.extraction.modality import Modality, Unreal
from kg.extraction.parties import between, in_name, is_closed, is_joint_name, parties_of
from kg.extraction.recalled import Told, add
from kg.extraction.sectors import within
from kg.model import Agreement, AgreementStatus, Period, Status
from kg.ontology import Frame

Trigger = tuple[Token, Frame]
"""A word that says what became of a document, and the frame that it evokes."""
_UNTOLD = {"several", "many", "various", "some", "numerous", "more", "other"}
_TELLING = {"between", "on", "for", "by"}
"""Words after "signed" that tell which agreement it was."""


def agreements(context: Context, modality: Modality) -> list[Agreement]:
    """All agreements of the article; "a package of documents" counts only where none is named."""
    found: list[Told] = []
    vague: list[Told] = []
    announced: list[Trigger] = []
    for sentence in context.annotated.doc.sents:
        own = [(t, f) for t in sentence if t.dep_ != "compound" for f in context.lexicon.frames("Agreement", t)]
        inherited = announced if not own and _is_item(sentence) else []
        for told, named in _in_sentence(context, modality, sentence, own or inherited):
            add(found if named else vague, told)
        announced = own if sentence.text.rstrip().endswith(":") else inherited
    return [told.agreement for told in found or vague]


def _is_item(sentence: Tokens) -> bool:
    """Whether a sentence is an item of a list: only a bullet, "(b)" or "2." stands before it on its line."""
    doc, at = sentence.doc, sentence.start
    while at > 0 and not doc[at - 1].is_space:
        at -= 1
    return re.fullmatch(r"\W*(?:\w{1,3}[).])?\W*", doc[at : sentence.start].text) is not None


def _in_sentence(
    context: Context, modality: Modality, sentence: Tokens, triggers: list[Trigger]
) -> Iterator[tuple[Told, bool]]:
    """The agreements of a sentence, and whether each is named."""
    for document in documents(context, sentence):
        trigger, frame = _nearest(triggers, document)
        if trigger is None or frame is None:
            standing = _standing(context, document)
            if standing is not None:
                yield Told(standing, document), True
            continue
        agreement = _agreement(context, modality, trigger, frame, document)
        if agreement is not None:
            yield Told(agreement, document), not _is_vague(document)


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
    unveiled = is_joint_name(context, document) and _is_told_of(trigger, document)
    if not signed and not unveiled and _is_plain(context, document):
        return None
    document = _with_phrase(trigger, document) if document.is_bare else document
    if negated(trigger) or document.is_bare:
        return None
    status = modality.status(trigger, trigger)
    if isinstance(status, Unreal):
        return None
    parties, certainty = parties_of(context, trigger, document)
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


def _is_plain(context: Context, document: Document) -> bool:
    """A "plan" or a "statement" is an agreement only where it is signed, or announced under the name of two."""
    return document.head.lemma_.lower() in context.schema.word_set("plain-agreement-nouns")


def _is_told_of(trigger: Token, document: Document) -> bool:
    """Whether the parse puts one of the two above the other."""
    return trigger.is_ancestor(document.head) or document.head.is_ancestor(trigger)


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
    parties = between(context, document)
    parties = parties if len(parties) > 1 else in_name(context, document)
    alone = len(parties) < 2 and not is_closed(context, document, parties)
    if alone or _is_plain(context, document) or any(p.startswith("group/") for p in parties) or negated(document.head):
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


def _period(context: Context, trigger: Token, state: AgreementStatus) -> Period | None:
    aim = trigger.dep_ in {"advcl", "xcomp"} and trigger.tag_ == "VB"  # "met last Thursday to sign an agreement"
    period = context.period(context.date_of([trigger, trigger.head] if aim else [trigger]))
    if period is None and state is AgreementStatus.SIGNED and not _is_recalled(trigger):
        return context.fallback()
    return period


def _is_recalled(trigger: Token) -> bool:
    """ "events related to the signing of X", "the anniversary of its conclusion": no news of the day."""
    behind = trigger.head if trigger.pos_ == "NOUN" and trigger.dep_ == "pobj" else None
    return behind is not None and behind.lower_ in {"of", "to", "since"} and behind.head.lemma_ != "ceremony"
