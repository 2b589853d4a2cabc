"""Undertakings: what one country is to deliver or release to another, or has; and which statements promise what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.giving import directions
from kg.extraction.grammar import fillers, governor, negated
from kg.extraction.modality import Modality, settled
from kg.model import Agreement, AgreementStatus, AnyFact, Meeting, Statement, Status, Undertaking, Visit
from kg.ontology import Frame


def undertakings(context: Context, modality: Modality) -> list[Undertaking]:
    """All deliveries and releases of the article between two countries, to come or done; each once."""
    found: dict[tuple[object, ...], Undertaking] = {}
    for token in context.annotated.doc:
        for frame in context.lexicon.of_any("Undertaking", token):
            for told in _undertaken(context, modality, token, frame):
                place = told.kind, told.supplier, told.recipient, told.sectors, told.status, told.period
                same = found.get(place)
                found[place] = (
                    replace(same, evidence=tuple(dict.fromkeys((*same.evidence, *told.evidence)))) if same else told
                )
    return list(found.values())


def _undertaken(context: Context, modality: Modality, token: Token, frame: Frame) -> Iterator[Undertaking]:
    """What one word tells of: one undertaking for each who gives and each who receives."""
    kind = frame.features.get("kind", "delivery")
    verb = token if token.pos_ == "VERB" else governor(token, context.light)
    status = modality.status(token, verb)
    if (status is not Status.PLANNED and not (status is Status.HELD and _is_done(token))) or negated(token):
        return
    sectors = _goods(context, token) if kind == "delivery" else ["consular"]
    if not sectors or (kind == "release" and not _of_people(context, token)):
        return
    period = context.period(context.date_of([token] if verb is None or verb == token else [token, verb]))
    status = settled(status, period, context.published)
    for supplier, recipient in directions(context, token, "supplier"):
        yield Undertaking(
            key="undertaking/0",
            evidence=(context.sentence_evidence(token, frame.name),),
            confidence=round(frame.confidence * 0.9, 2),
            kind=kind,
            supplier=supplier,
            recipient=recipient,
            status=status,
            sectors=tuple(sectors),
            period=period,
        )


def _is_done(token: Token) -> bool:
    """ "Delivered", "has been released": a verb in the past that is the clause's own."""
    return token.pos_ == "VERB" and token.tag_ in {"VBD", "VBN"} and token.dep_ not in {"amod", "acl"}


def _goods(context: Context, token: Token) -> list[str]:
    """The sectors of what is delivered: "five tanks", "the delivery of gas"; a message, speech or blow is no goods."""
    heads = fillers(token, "object", context.light)
    heads += [t for t in fillers(token, "prep:with", context.light) if token.pos_ == "VERB"]  # "supply X with tanks"
    heads += [t for o in heads for t in fillers(o, "prep:of")]
    found = [t for t in heads if t.lemma_.lower() not in context.schema.word_set("no-goods")]
    inside = {t.i for head in found for t in (head, *head.lefts, *(w for left in head.lefts for w in left.subtree))}
    return sorted({sector for start, end, sector in context.cues if inside & set(range(start, end))})


def _of_people(context: Context, token: Token) -> bool:
    """ "Released the sailors", "the release of X", and no statement, film or funds."""
    people = context.schema.word_set("people-released")
    heads = fillers(token, "object", context.light)
    named = [a for t in heads for a, _ in context.who.actors(t) if a.startswith("person/")]
    return bool(named) or any(t.lemma_.lower() in people for t in heads)


# ---------------------------------------------------------------- which statement promises what
def promising(context: Context, facts: list[AnyFact]) -> list[AnyFact]:
    """The facts, each statement with the keys of what is told as planned in its words."""
    planned = [fact for fact in facts if _is_planned(fact)]
    return [replace(f, promises=_promises(context, f, planned)) if isinstance(f, Statement) else f for f in facts]


def _is_planned(fact: AnyFact) -> bool:
    if isinstance(fact, Agreement):
        return fact.status is AgreementStatus.ANNOUNCED
    return isinstance(fact, Meeting | Visit | Undertaking) and fact.status is Status.PLANNED


def _promises(context: Context, statement: Statement, planned: list[AnyFact]) -> tuple[str, ...]:
    """What is planned in a sentence of the statement, if the words of the statement, or its cue, tell of the future."""
    if not _looks_ahead(context, statement):
        return ()
    spans = [e.span for e in statement.evidence]
    told = [f for f in planned if any(e.span.start < s.end and s.start < e.span.end for e in f.evidence for s in spans)]
    return tuple(sorted(fact.key for fact in told))


def _looks_ahead(context: Context, statement: Statement) -> bool:
    ahead = context.schema.word_set("planning") | context.schema.word_set("promising")
    text = " ".join(span.of(context.annotated.article.text) for span in statement.content)
    return not ahead.isdisjoint([statement.cue.lower(), *text.lower().replace("’", "'").replace("'", " '").split()])
