"""Agreements: what was signed, announced or is being negotiated, and between whom.

A list of documents gives one agreement for each document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import fillers, is_passive, negated
from kg.extraction.modality import Modality, Unreal
from kg.extraction.sectors import within
from kg.model import Agreement, AgreementStatus, Period, Span, Status
from kg.ontology import Frame


def agreements(context: Context, modality: Modality) -> list[Agreement]:
    """All agreements of the article."""
    found: dict[tuple[int, int], Agreement] = {}
    for token in context.annotated.doc:
        if token.i in context.quoted:
            continue
        for frame in context.lexicon.frames("Agreement", token):
            for agreement in _from_trigger(context, modality, token, frame):
                span = (agreement.evidence[0].span.start, agreement.evidence[0].span.end)
                found.setdefault(span, agreement)
    return [_numbered(a, n) for n, a in enumerate(found.values())]


def _numbered(agreement: Agreement, number: int) -> Agreement:
    return replace(agreement, key=f"agreement/{number}")


def _from_trigger(context: Context, modality: Modality, token: Token, frame: Frame) -> Iterator[Agreement]:
    if negated(token):
        return
    status = modality.status(token, token)
    if isinstance(status, Unreal):
        return
    heads = list(_documents(context, token, frame))
    for head in heads:
        for span, label, nouns in _items(context, head):
            parties, certainty = _parties(context, token, head, frame)
            if not parties:
                context.gap(token, frame.name, "no parties found")
                continue
            state = AgreementStatus(frame.features.get("agreementStatus", "Announced"))
            if status is Status.PLANNED:
                state = AgreementStatus.UNDER_NEGOTIATION
            yield Agreement(
                key="agreement/0",
                evidence=(context.evidence(span, head, frame.name),),
                confidence=round(frame.confidence * certainty, 2),
                parties=tuple(sorted(parties)),
                label=label,
                status=state,
                period=_period(context, token, state),
                sectors=within(context.cues, nouns[0], nouns[1]),
            )


def _documents(context: Context, token: Token, frame: Frame) -> Iterator[Token]:
    """Head nouns of the documents that the verb (or "the conclusion of ...") is about."""
    nouns = context.schema.word_set("agreement-nouns")
    plain = context.schema.word_set("plain-agreement-nouns")
    signed = frame.features.get("agreementStatus") == "Signed"
    heads = [t for g in frame.grammar_of("label") for t in fillers(token, g)]
    heads += _inverted(token)
    for head in dict.fromkeys(heads):
        word = _lemma(head)
        if (word in nouns and (signed or word not in plain) and not _bare(head)) or (
            signed and token.pos_ in {"VERB", "AUX"} and _names_document(head, nouns)
        ):
            yield head


def _lemma(token: Token) -> str:
    return token.lemma_.lower() if token.lemma_.lower() != "memoranda" else "memorandum"


def _bare(head: Token) -> bool:
    """ "signed it", "the agreement": nothing says which."""
    return (
        not any(
            c.dep_ in {"prep", "amod", "compound", "acl", "nummod", "appos", "relcl"} or c.ent_type_
            for c in head.children
        )
        and head.pos_ != "PROPN"
    )


def _names_document(head: Token, nouns: frozenset[str]) -> bool:
    return any(t.lower_ in nouns and t.pos_ == "PROPN" for t in head.subtree)


def _inverted(token: Token) -> list[Token]:
    """ "Among the documents signed were A and B", "Also signed were ...", "The documents signed include ..."."""
    found: list[Token] = []
    if token.tag_ != "VBN":
        return found
    head = token.head if token.dep_ in {"acl", "relcl"} else token
    verbs = [
        t
        for t in token.sent
        if t.lemma_ in {"be", "include", "comprise"} and t.pos_ in {"VERB", "AUX"} and t.i > head.i
    ]
    for verb in verbs[:1]:
        for child in verb.children:
            if child.i > verb.i and child.dep_ in {"nsubj", "attr", "dobj", "nsubjpass"}:
                found += [child, *child.conjuncts]
    if found:
        return found
    return []


def _items(context: Context, head: Token) -> Iterator[tuple[Span, str, tuple[int, int]]]:
    """The documents behind one head: "memorandums on A and on B" are two."""
    conjuncts = {c.i for c in head.conjuncts if c.i > head.i}
    preps = [c for c in head.children if c.dep_ == "prep" and c.lower_ in {"on", "for"} and c.i > head.i]
    more = [c for p in preps for c in p.children if c.dep_ == "conj" and c.pos_ == "ADP"]
    topics = sorted({*preps, *more}, key=lambda t: t.i)
    plural = head.tag_ in {"NNS", "NNPS"}
    left = _left(head)
    if plural and len(topics) >= 2:
        for n, topic in enumerate(topics):
            start = left if n == 0 else topic.i
            end = topics[n + 1].i if n + 1 < len(topics) else _right(head, conjuncts)
            yield _item(context, head, start, end, topic)
        return
    yield _item(context, head, left, _right(head, conjuncts), None)


def _left(head: Token) -> int:
    left = head.left_edge.i
    doc = head.doc
    while left < head.i and (doc[left].dep_ in {"det", "punct", "cc", "advmod", "nummod"} or doc[left].is_space):
        left += 1
    return left


def _right(head: Token, conjuncts: set[int]) -> int:
    stop = head.right_edge.i + 1
    for i in sorted(conjuncts):
        if i < stop:
            stop = min(stop, head.doc[i].left_edge.i)
    return stop


def _item(
    context: Context, head: Token, start: int, end: int, topic: Token | None
) -> tuple[Span, str, tuple[int, int]]:
    doc = head.doc
    while end > start + 1 and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in {"and", "as", "well"}
    ):
        end -= 1
    span = context.annotated.span(start, end)
    label = " ".join(span.of(doc.text).split())
    if topic is not None and topic.i == start:
        label = f"{head.lemma_} {label}"
    return span, label, (start, end)


def _parties(context: Context, token: Token, head: Token, frame: Frame) -> tuple[set[str], float]:
    """Those between whom it is said to be; else who signs; else the two countries the article is about."""
    for word in (head, token):
        between = _actors(context, fillers(word, "prep:between"), adjectives=True)
        if len(between) >= 2:
            return between, 1.0
    signers = _actors(context, fillers(token, "subject"), adjectives=False) if token.pos_ in {"VERB", "AUX"} else set()
    partners = _actors(context, fillers(token, "prep:with") + fillers(head, "prep:with"), adjectives=False)
    everyone = signers | partners
    if len(everyone) >= 2:
        return _states(context, everyone), 0.95
    named = {
        m.actor
        for t in head.subtree
        if t.i < head.i and (m := context.annotated.at.get(t.i)) and m.actor.startswith("country/")
    }
    if len(named) >= 2:
        return named, 0.9
    sides = set(context.annotated.default_sides)
    if everyone and sides:
        states = _states(context, everyone)
        return (sides, 0.85) if states <= sides else (states, 0.6)
    if sides and (is_passive(token) or token.pos_ == "NOUN" or not everyone):
        return sides, 0.8
    return set(), 0.0


def _actors(context: Context, heads: list[Token], adjectives: bool) -> set[str]:
    return {a for t in heads for a, _ in context.who.actors(t, adjectives) if not a.startswith("group/")}


def _states(context: Context, actors: set[str]) -> set[str]:
    """People sign for their states."""
    return {(context.annotated.country_of(a) or a) if a.startswith("person/") else a for a in actors}


def _period(context: Context, token: Token, state: AgreementStatus) -> Period | None:
    period = context.period(context.date_of([token]))
    if period is None and state is AgreementStatus.SIGNED:
        return context.fallback()
    return period
