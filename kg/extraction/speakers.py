"""Speakers: who said it, by the words around a cue."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.cues import quoting_verb
from kg.extraction.extents import Content
from kg.extraction.grammar import fillers, is_passive, objects, prepositional, subjects
from kg.extraction.reports import Report
from kg.ontology import Frame


def speakers_of(
    context: Context, token: Token, frame: Frame, content: Content, before: list[Report]
) -> tuple[list[str], float, str | None]:
    """Keys of those who said it, the certainty of the least certain, and the medium where a document speaks.

    `before` are the reports before the cue: "the report said" goes on with one of them.
    """
    if frame.name == "frame/according-to":
        heads = [t for p in [token, *token.children] for c in p.children if c.dep_ == "pobj" for t in [c, *c.conjuncts]]
    else:
        heads = [t for t in subjects(token) if not any(s.start <= t.idx < s.end for s in content.spans)]
    quoting = quoting_verb(token)
    if quoting is not None:
        named = [context.annotated.at[i].head for i in range(quoting.i + 1, token.i) if i in context.annotated.at]
        heads = objects(quoting) or [token.doc[i] for i in named[:1] if not is_passive(quoting)]
    if not heads and not is_passive(token):
        heads = _inverted(context, token, content)
    found: list[str] = []
    certainty = 1.0
    if not heads and not is_passive(token):
        lost = context.who.before(token)
        found, certainty = list(lost), min(lost.values(), default=1.0)
    medium = None
    for head in heads:
        for actor, sure in context.who.actors(head):
            if actor not in found:
                found.append(actor)
                certainty = min(certainty, sure)
        if "documentSpeaker" in frame.features and head.lemma_.lower() not in context.schema.word_set("data"):
            return [], 0.0, None
        if not found and head.lemma_.lower() in context.schema.word_set("documents") | context.schema.word_set("data"):
            found, certainty, medium = _document_speakers(context, head, before)
        if not found and head.lemma_.lower() == "report":
            found, certainty = _reporters(context, head, before), 0.8
        if not found and head.lower_ == "we":
            found, certainty = _issuer(context, before), 0.6
        if not found:
            group = context.who.group(head)
            if group:
                found, certainty = [group], 0.8
    last = before[-1] if before and before[-1].cue.sent.start == token.sent.start else None
    theirs = last is not None and all(last.content.start <= t.i < last.content.end for t in heads)
    beyond = last is not None and bool(heads) and token.i >= last.content.end
    goes_on = token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG" and beyond)
    if goes_on and last is not None and theirs and (beyond or not found):
        return before[-1].speakers, before[-1].certainty * 0.9, medium
    if (
        not found
        and is_passive(token)
        and any(c.lower_ in {"was", "were", "been"} for c in token.children if c.dep_ == "auxpass")
        and not _suffers(context, token)
        and frame.name not in {"frame/say", "frame/tell", "frame/brief", "frame/call"}
        and context.annotated.default_pair
    ):
        return list(context.annotated.default_pair), 0.5, None
    return found, certainty, medium


def _suffers(context: Context, token: Token) -> bool:
    """ "India is committed to ...": its subject is one of the actors, so that nothing was said by all."""
    subjects_ = [c for c in token.children if c.dep_ == "nsubjpass"]
    if not subjects_:
        opens = min((c.i for c in token.children if c.dep_ in {"aux", "auxpass"}), default=token.i)
        return opens - 1 in context.annotated.at  # the parser has given its subject to another verb
    return any(context.who.actors(t) for t in subjects_ if t.lower_ != "it")


def _inverted(context: Context, token: Token, content: Content) -> list[Token]:
    """ "...", said Modi: the mention right after the cue."""
    before = token.i - 1
    while before > 0 and token.doc[before].pos_ in {"AUX", "ADV"}:
        before -= 1
    for place in (token.i + 1, before):
        mention = context.annotated.at.get(place)
        if mention is None or mention.form != "name":
            continue
        if not any(s.start <= token.doc[place].idx < s.end for s in content.spans):
            return [context.annotated.doc[mention.head]]
    return []


def _document_speakers(context: Context, head: Token, before: list[Report]) -> tuple[list[str], float, str | None]:
    """ "The joint statement of A and B said": those who made it."""
    joint = any(c.lower_ == "joint" for c in head.children)
    makers = [
        a
        for g in ("prep:of", "prep:by", "prep:from", "possessor", "modifier")
        for t in fillers(head, g)
        for a, _ in context.who.actors(t)
    ]
    if not makers and joint:
        makers = list(context.annotated.default_pair or context.annotated.parties)
    elif not makers and head.lemma_.lower() in context.schema.word_set("data"):
        return [], 0.0, None
    elif not makers:
        same = [r for r in before if r.medium and r.medium.split()[-1] == head.lower_]
        parties = (
            list(context.annotated.parties) if head.lemma_.lower() in context.schema.word_set("joint-papers") else []
        )
        makers = list((same or before)[-1].speakers) if same or (before and not parties) else parties
        makers = makers or _last_subject(context, head)
    medium = f"joint {head.lower_}" if joint else head.lower_
    return list(dict.fromkeys(makers)), 0.8, medium if makers else None


def _issuer(context: Context, before: list[Report]) -> list[str]:
    """ "We call for ...", outside a quotation: the authors, or the state or body in whose name the text has spoken."""
    if context.annotated.authors:
        return list(context.annotated.authors)
    if not before or any(a.startswith(("person/", "group/")) for a in before[0].speakers):
        return []
    return before[0].speakers


def _reporters(context: Context, head: Token, before: list[Report]) -> list[str]:
    """ "the KCNA report said": whose report it is; "the report said" goes on with the same."""
    beside = [t for t in head.children if t.dep_ in {"compound", "poss", "nmod"}]
    beside += prepositional(head, "by") + prepositional(head, "from")
    theirs = [a for t in beside for a, _ in context.who.actors(t) if not a.startswith("country/")]
    if theirs or any(c.dep_ not in {"det", "relcl", "punct", "acl"} for c in head.children):
        return theirs[:1]
    earlier = [r.speakers for r in before if len(r.speakers) == 1 and context.annotated.is_outlet(r.speakers[0])]
    return earlier[-1] if earlier and any(c.lower_ == "the" for c in head.children) else []


def _last_subject(context: Context, head: Token) -> list[str]:
    """ "The message reads": the message of whom was last spoken of as doing something."""
    doc = context.annotated.doc
    before = [m for m in context.annotated.mentions if m.end <= head.i and m.actor.startswith("person/")]
    acting = next((m.actor for m in reversed(before) if doc[m.head].dep_ == "nsubj"), None)
    found = acting or context.annotated.first_in_headline()
    return [found] if found else []
