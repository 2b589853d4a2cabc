"""Complements as content: what somebody is to do, and what something is called."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.extents import Content, content_between

_OBJECTS = {"conj", "dobj", "dative", "appos", "prep", "pobj", "oprd", "ccomp", "xcomp", "relcl"}
"""Where in the tree those who are asked to do something may stand below the cue."""


def infinitive(context: Context, cue: Token) -> Content | None:
    """ "to evacuate the Indians ..."."""
    for child in cue.children:
        if child.dep_ in {"xcomp", "advcl", "ccomp", "acl"} and child.i > cue.i:
            to = next((t for t in child.children if t.lower_ == "to" and t.dep_ in {"aux", "mark"}), None)
            if to is not None:
                end = max([child.right_edge.i, *(c.right_edge.i for c in child.conjuncts if c.i > cue.i)]) + 1
                start = to.i - (to.i > cue.i + 1 and to.nbor(-1).dep_ == "neg")  # "urged them not to go"
                return content_between(context, cue, start, end)
    gerund = next((c for c in cue.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and c.i > cue.i), None)
    if gerund is not None:  # "pledged converting the museum"
        return content_between(context, cue, gerund.left_edge.i, gerund.right_edge.i + 1)
    others = {t.i for c in cue.conjuncts if c.i > cue.i for t in c.subtree}
    particles = (t for t in cue.subtree if t.i > cue.i and t.tag_ == "TO" and t.i not in others)
    to = next((t for t in particles if _is_asked(t, cue)), None)
    return content_between(context, cue, to.i, cue.right_edge.i + 1) if to is not None else None


def _is_asked(to: Token, cue: Token) -> bool:
    """Whether an infinitive hangs on the cue or on whom it asks, and not deeper: "asked about the vote to leave"."""
    above = to.head.head
    while above != cue and above.dep_ in _OBJECTS:
        if above.dep_ == "prep" and above.lower_ not in {"on", "upon", "to", "for", "of", "with"}:
            return False
        above = above.head
    return above == cue


def complement(context: Context, cue: Token) -> Content | None:
    """What somebody or something is called: "called him his dear friend", "called the deal a mistake"."""
    object_ = next((c for c in cue.children if c.dep_ == "dobj" and c.i > cue.i), None)
    end = _end_of_as(cue, object_) if object_ is not None else None
    if object_ is not None and end is not None:
        return content_between(context, cue, object_.left_edge.i, end)
    named = [c for c in cue.children if c.dep_ in {"oprd", "attr", "ccomp", "xcomp", "dobj"} and c.i > cue.i]
    small = [c for c in named if c.dep_ == "ccomp" and any(s.dep_ == "nsubj" and s.i > cue.i for s in c.children)]
    behind = [t for c in named for t in c.subtree if t.dep_ == "amod" and t.head.i < t.i and t.pos_ == "ADJ"]
    if len(named) < 2 and not small and not behind and not any(c.dep_ == "oprd" for c in named):
        return None
    start = min(c.left_edge.i for c in named)
    start += cue.doc[start].pos_ == "PRON" and cue.doc[start].lower_ not in {"this", "that"}
    return content_between(context, cue, start, max(c.right_edge.i for c in named) + 1)


def _end_of_as(cue: Token, object_: Token) -> int | None:
    """ "described the union as timely": where the phrase with "as" behind the object, or within it, ends."""
    after = object_.right_edge.i + 1
    above = [c for c in cue.children if c.left_edge.i <= after <= c.right_edge.i]
    if above and cue.doc[after].lower_ in {"as", "among"}:
        return above[0].right_edge.i + 1
    hung = [t for t in object_.subtree if t.lower_ == "as" and t.dep_ == "prep" and t.i > cue.i]
    if hung and hung[-1].right_edge.i == object_.right_edge.i and cue.lemma_ != "call":
        return after
    return None
