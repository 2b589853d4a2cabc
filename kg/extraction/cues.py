"""Cues: the words that tell that something was said, and whether it was.

"Said" and "according to" report; "added" and "adding" go on with a report; "may say" and "did not say" tell of none.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extraction.context import Context
from kg.extraction.grammar import is_passive, negated
from kg.ontology import Frame

ADDING = {
    "adding",
    "saying",
    "calling",
    "noting",
    "stressing",
    "emphasizing",
    "emphasising",
    "telling",
    "urging",
    "warning",
    "thanking",
    "describing",
    "citing",
}
"""Participles with which a report goes on: ", adding that ..."."""
_NOT_SAID = {"may", "might", "could", "would", "should", "will", "shall", "'ll", "’ll"}
_INTENDING = {
    "plan",
    "expect",
    "want",
    "hope",
    "intend",
    "refuse",
    "decline",
    "need",
    "schedule",
    "like",
    "seek",
    "have",
    "agree",
    "commit",
    "continue",
}
"""What somebody plans or declines to say is not said."""


def frames_of(context: Context, token: Token) -> list[Frame]:
    """The frames of statements that a word evokes as a cue."""
    if is_attribution(token):
        return list(context.lexicon.table.get(("Statement", "ADP", "accord"), []))
    return context.lexicon.frames("Statement", token) if token.pos_ in {"VERB", "AUX"} else []


def is_attribution(token: Token) -> bool:
    """ "according to X", "as per X"."""
    return token.lower_ == "according" or (
        token.lower_ == "as" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "per"
    )


def quoting_verb(cue: Token) -> Token | None:
    """ "China Daily quoted Hong as saying": the verb that says who quotes whom."""
    above = cue.head
    return above.head if above.lower_ == "as" and above.head.lemma_ in {"quote", "cite"} else None


def opens_partial(context: Context, token: Token) -> bool:
    """'A and B "confirmed their commitment"': the reporter's cue, within the marks of a quoted part."""
    quote = context.annotated.quotation(token.i)
    if quote is None or quote.start == 0 or token.i - quote.start > 1:
        return False
    if token.dep_ == "ccomp" and context.lexicon.frames("Statement", token.head):
        return False
    first = context.annotated.doc.text[quote.span.start : quote.span.start + 1]
    before = context.annotated.doc[max(quote.start - 2, 0)]
    return first.islower() and before.sent == token.sent and not before.is_punct


def is_main(token: Token) -> bool:
    """Whether a verb is the main one of its sentence, or stands beside it."""
    return token.dep_ == "ROOT" or (token.dep_ == "conj" and token.head.dep_ == "ROOT")


def is_told(context: Context, token: Token) -> bool:
    """Not denied, not future, not conditional, not what somebody should say."""
    nobody = [c for c in token.children if c.dep_ == "nsubj" and (_is_none(c) or any(_is_none(d) for d in c.children))]
    if nobody or (negated(token) and token.lemma_ != "deny"):
        return False
    if token.dep_ == "xcomp" and is_passive(token.head) and context.lexicon.frames("Statement", token.head):
        return False  # "is said to have asked"
    aside = token.dep_ in {"advcl", "relcl"}
    if aside and any(c.dep_ == "xcomp" and is_passive(c) and negated(c) for c in token.children):
        return False  # "asking not to be named"
    if aside and token.lower_ == "citing":
        return False  # "citing two sources", "citing the weather": why, or by whom, and not what
    auxiliaries = {c.lower_ for c in token.children if c.dep_ in {"aux", "mark"}}
    wished = token.tag_ == "VB" and "for" in auxiliaries  # "the need for all states to condemn it"
    if auxiliaries & _NOT_SAID or "if" in auxiliaries or wished:
        return False
    above = token.head
    if token.dep_ == "xcomp" and above.lemma_ == "continue" and is_main(above):
        return is_told(context, above)
    if token.dep_ == "xcomp" and (above.lemma_ in _INTENDING or (above.lemma_ == "go" and above.tag_ == "VBG")):
        return False
    if token.dep_ == "conj" and token.tag_ == "VB" and above.dep_ not in {"ROOT", "xcomp", "advcl", "conj"}:
        return False
    return token.dep_ not in {"amod", "compound"}


def _is_none(token: Token) -> bool:
    return token.lower_ in {"neither", "no", "nobody", "none"}


def adds(doc: Doc, at: int) -> bool:
    """ "adding", also behind a closing mark and "further", "while"."""
    for passed in ({'"', "”"}, {"further", "also", "then", "while"}):
        at += at + 1 < len(doc) and doc[at].lower_ in passed
    return doc[at].lower_ in ADDING
