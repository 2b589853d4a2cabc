"""Speakers: who said it, by the words around a cue."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.cues import quoting_verb
from kg.extraction.extents import Content
from kg.extraction.grammar import is_passive, objects, prepositional, subjects
from kg.extraction.papers import document_speakers, reporters, writers
from kg.extraction.reports import Report
from kg.ontology import Frame

_TELLING = {"frame/say", "frame/tell"}
"""Frames whose subject is a source, whatever it is called: "bankers say"."""


def speakers_of(
    context: Context, token: Token, frame: Frame, content: Content, before: list[Report]
) -> tuple[list[str], float, str | None]:
    """Keys of those who said it, the certainty of the least certain, and the medium where a document speaks.

    `before` are the reports before the cue: "the report said" goes on with one of them.
    """
    heads = _heads(context, token, frame, content)
    own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
    if not own and token.i > 0 and token.nbor(-1).lower_ == "when" and token.tag_ in {"VBN", "VBD"}:
        return [], 0.0, None  # "when asked whether ..., he said": by whom, is not told
    papers = context.schema.word_set("data") | context.schema.word_set("documents") | {"report"}
    if "documentSpeaker" in frame.features and any(h.lemma_.lower() not in papers for h in heads):
        return [], 0.0, None
    found = {} if heads or is_passive(token) else context.who.before(token)
    medium = None
    for head in heads:
        alone = len(heads) == 1 and head.dep_ == "nsubj" and frame.name in _TELLING
        theirs, paper = _behind(context, head, before, anybody=alone)
        found = theirs | found
        medium = medium or paper
    again = _said_before(token, heads, before)
    if again is not None and (not found or (heads and token.i >= again.content.end)):
        return again.speakers, again.certainty * 0.9, medium
    if not found and _said_by_all(context, token):
        return list(context.annotated.default_pair), 0.5, None
    return list(found), min(found.values(), default=1.0), medium


def _heads(context: Context, token: Token, frame: Frame, content: Content) -> list[Token]:
    """The nouns for those who speak, by the grammar around the cue."""
    quoting = quoting_verb(token)
    if quoting is not None:
        named = [context.annotated.at[i].head for i in range(quoting.i + 1, token.i) if i in context.annotated.at]
        return objects(quoting) or [token.doc[i] for i in named[:1] if not is_passive(quoting)]
    paper = token.head.lemma_.lower() in context.schema.word_set("documents")
    if paper and token.dep_ == "acl" and token.tag_ == "VBG":
        return writers(token.head) if token.head.dep_ == "dobj" else []
    if frame.name == "frame/according-to":
        return [t for p in [token, *token.children] for c in p.children if c.dep_ == "pobj" for t in [c, *c.conjuncts]]
    heads = [t for t in subjects(token) if not any(s.start <= t.idx < s.end for s in content.spans)]
    return heads or ([] if is_passive(token) else _inverted(context, token, content))


def _behind(
    context: Context, head: Token, before: list[Report], *, anybody: bool
) -> tuple[dict[str, float], str | None]:
    """Who speaks by a noun or pronoun, with certainty, and the document that speaks for them."""
    again = _they(context, head, before)
    if again:
        return dict.fromkeys(again, 0.8), None
    named = dict(context.who.actors(head))
    if named:
        return named, None
    if head.lower_ == "members":
        bodies = [a for t in prepositional(head, "of") for a, _ in context.who.actors(t)]
        return dict.fromkeys((a for a in bodies if a.startswith("organization/")), 0.8), None
    if head.lower_ in {"he", "she"} and _is_near(head, before) and before[-1].speakers[0].startswith("group/"):
        return dict.fromkeys(before[-1].speakers, 0.8), None  # "a spokeswoman said ... She said"
    lemma = head.lemma_.lower()
    if lemma in context.schema.word_set("documents") | context.schema.word_set("data"):
        makers, sure, paper = document_speakers(context, head, before)
        if makers:
            return dict.fromkeys(makers, sure), paper
    if lemma == "report":
        makers = reporters(context, head, before)
        if makers:
            return dict.fromkeys(makers, 0.8), "report"
    if head.lower_ == "we":
        return dict.fromkeys(_issuer(context, before), 0.6), None
    group = context.groups.of(head, anybody=anybody)
    return ({group: 0.8} if group else {}), None


def _they(context: Context, head: Token, before: list[Report]) -> list[str]:
    """ "They": those who have just said something, unless the sentence before named others."""
    if head.lower_ != "they" or not before:
        return []
    last, near = before[-1], _is_near(head, before)
    several = len(last.speakers) > 1 or context.groups.is_plural(last.speakers[0])
    meant = {a for a, _ in context.who.actors(head)}
    named = {m.actor for m in context.annotated.mentions if last.cue.sent.start <= m.head < head.i}
    others = len(meant) > 1 and meant <= named
    return last.speakers if near and several and not others else []


def _is_near(head: Token, before: list[Report]) -> bool:
    """Whether the last report stands in the same sentence or the one before."""
    opens = head.sent.start
    sentence = before[-1].cue.sent if before else None
    return sentence is not None and (sentence.start == opens or sentence.end in {opens, opens - 1})


def _said_before(token: Token, heads: list[Token], before: list[Report]) -> Report | None:
    """The report that the cue goes on with in the same sentence: what was said first holds its subject."""
    last = before[-1] if before and before[-1].cue.sent.start == token.sent.start else None
    if last is None or not all(last.content.start <= t.i < last.content.end for t in heads):
        return None
    beyond = bool(heads) and token.i >= last.content.end
    return last if token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG" and beyond) else None


def _said_by_all(context: Context, token: Token) -> bool:
    """ "It was noted that": in a readout, by those who met."""
    return (
        is_passive(token)
        and any(c.lower_ in {"was", "were", "been"} for c in token.children if c.dep_ == "auxpass")
        and not _suffers(context, token)
        and token.lemma_.lower() in context.schema.word_set("noted-in-readouts")
        and token.dep_ != "relcl"
    )


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


def _issuer(context: Context, before: list[Report]) -> list[str]:
    """ "We call for ...", outside a quotation: the authors, or the state or body in whose name the text has spoken."""
    if context.annotated.authors:
        return list(context.annotated.authors)
    if (
        not before
        or before[0].frame.name == "frame/according-to"
        or (len(before[0].speakers) == 1 and before[0].speakers[0].startswith(("person/", "group/")))
    ):
        return []
    return before[0].speakers
