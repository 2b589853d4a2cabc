"""Papers that speak: for whom "the joint statement", "the letter" and "the report" say something."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import agents, fillers, prepositional, subjects
from kg.extraction.reports import Report


def document_speakers(context: Context, head: Token, before: list[Report]) -> tuple[list[str], float, str | None]:
    """ "The joint statement of A and B said": those who made it."""
    joint = any(c.lower_ == "joint" for c in head.children)
    lemma = head.lemma_.lower()
    makers = _makers(context, head)
    if not makers and joint:
        makers = list(context.annotated.default_pair or context.annotated.parties)
    elif not makers and (lemma in context.schema.word_set("data") or _is_new(head) or _issued_by(head)):
        return [], 0.0, None
    elif not makers:
        joint_paper = lemma in context.schema.word_set("joint-papers")
        parties = list(context.annotated.parties) if joint_paper else []
        same = [r for r in before if r.medium and r.medium.split()[-1] == head.lower_]
        makers = list(same[-1].speakers) if same else _makers_before(context, head)
        makers = makers or (list(before[-1].speakers) if before and not parties else parties)
        makers = makers or _last_subject(context, head)
    medium = f"joint {head.lower_}" if joint else head.lower_
    return list(dict.fromkeys(makers)), 0.8, medium if makers else None


def _makers(context: Context, paper: Token) -> list[str]:
    """Those whose document it is by the words around it."""
    around = ("prep:of", "prep:by", "prep:from", "possessor", "modifier")
    heads = [(t, g == "modifier") for g in around for t in fillers(paper, g)]
    heads += [(t, False) for t in _issued_by(paper)]
    return [a for t, adjective in heads for a, _ in context.who.actors(t, adjectives=adjective)]


def _issued_by(paper: Token) -> list[Token]:
    """ "a statement released by the ministry"."""
    return [t for c in paper.children if c.dep_ == "acl" and c.tag_ == "VBN" for t in agents(c)]


def _makers_before(context: Context, head: Token) -> list[str]:
    """ "The council adopted a resolution. The resolution demands": who made the document told before."""
    earlier = [t for t in head.doc[: head.i] if t.lemma_.lower() == head.lemma_.lower() and t.pos_ in {"NOUN", "PROPN"}]
    for paper in reversed(earlier):
        makers = _makers(context, paper) or [a for t in writers(paper) for a, _ in context.who.actors(t)]
        if makers:
            return makers
    return []


def writers(paper: Token) -> list[Token]:
    """ "Both sent letters calling for X", "says in a report": who does something with a document."""
    verb = paper.head.head if paper.dep_ == "pobj" and paper.head.lower_ in {"in", "with"} else paper.head
    return subjects(verb) if paper.dep_ in {"dobj", "pobj"} and verb.pos_ == "VERB" else []


def _is_new(head: Token) -> bool:
    """ "Documents released today", "official documents": papers that were not spoken of before."""
    known = any(c.lower_ in {"the", "this", "its", "his", "her", "their"} for c in head.children)
    return head.tag_ == "NNS" and (not known or any(c.dep_ == "acl" for c in head.children))


def reporters(context: Context, head: Token, before: list[Report]) -> list[str]:
    """ "the KCNA report said": whose report it is; "the report said" goes on with the same."""
    beside = [t for t in head.children if t.dep_ in {"compound", "poss", "nmod"}]
    beside += prepositional(head, "by") + prepositional(head, "from")
    theirs = [a for t in beside for a, _ in context.who.actors(t) if not a.startswith("country/")]
    if theirs or any(c.dep_ not in {"det", "relcl", "punct", "acl"} for c in head.children):
        return theirs[:1]
    if head.tag_ == "NNS" or not any(c.lower_ in {"the", "its"} for c in head.children):
        return []
    earlier = [r.speakers for r in before if r.medium == "report" or context.annotated.is_outlet(r.speakers[0])]
    return earlier[-1] if earlier else _makers_before(context, head)


def _last_subject(context: Context, head: Token) -> list[str]:
    """ "The message reads": the message of whom was last spoken of as doing something."""
    doc = context.annotated.doc
    before = [m for m in context.annotated.mentions if m.end <= head.i and m.actor.startswith("person/")]
    acting = next((m.actor for m in reversed(before) if doc[m.head].dep_ == "nsubj"), None)
    found = acting or context.annotated.first_in_headline()
    return [found] if found else []
