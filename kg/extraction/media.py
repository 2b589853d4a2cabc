"""Media: where the words around what was said tell that it was said or written."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.reports import Report


def medium_of(context: Context, report: Report) -> str | None:
    """The medium that the words around the content name: "press conference", "Twitter", "interview with TASS"."""
    around = outside(report)
    network = _network(context, around)
    if network is not None:
        return network
    if report.cue.lemma_ == "tweet":
        return "Twitter"
    words = {w.lower() for w in context.schema.words.get("media", ())} - {
        w.lower() for w in context.schema.words.get("social-media", ())
    }
    for token in around:
        for size in (3, 2, 1):
            phrase = token.doc[token.i : token.i + size]
            if phrase.text.lower() in words and token.i > 0 and _introduced(token):
                return phrase.text.lower() + _given_to(context, phrase[-1])
    return _station(context, around)


def outside(report: Report) -> list[Token]:
    """The words of the sentence that are not content."""
    spans = report.content.spans
    return [t for t in report.cue.sent if not any(s.start <= t.idx < s.end for s in spans)]


def _network(context: Context, around: list[Token]) -> str | None:
    """ "On X", "took to Twitter"."""
    social = set(context.schema.words.get("social-media", ()))
    for token in around:
        name = token.text.removesuffix(".")
        if name in social and token.i > 1:
            before = token.nbor(-1).lower_
            if before in {"on", "via"} or (before == "to" and token.nbor(-2).lemma_ == "take"):
                return name
    return None


def _station(context: Context, around: list[Token]) -> str | None:
    """ "Speaking on CNN": the outlet on which somebody speaks."""
    for token in around:
        mention = context.annotated.at.get(token.i)
        if mention is None or mention.start != token.i or not context.annotated.is_outlet(mention.actor):
            continue
        if token.i > 1 and "on" in {token.nbor(-1).lower_, token.nbor(-2).lower_}:
            return context.annotated.doc[mention.start : mention.end].text
    return None


def _given_to(context: Context, noun: Token) -> str:
    """The outlet to which an interview is given, with its preposition."""
    doc = noun.doc
    if noun.lower_ != "interview" or noun.i + 2 >= len(doc) or doc[noun.i + 1].lower_ not in {"with", "to"}:
        return ""
    at = noun.i + 2 + (doc[noun.i + 2].lower_ == "the")
    mention = context.annotated.at.get(at)
    outlet = mention is not None and context.annotated.is_outlet(mention.actor)
    return f" {doc[noun.i + 1].lower_} {doc[mention.start : mention.end].text}" if mention and outlet else ""


def _introduced(token: Token) -> bool:
    """Hangs on a preposition of place or on "addressing"."""
    head = token.doc[token.i : token.i + 3].root
    if head.dep_ == "dobj" and head.head.lemma_ in {"tell", "address"}:
        return True
    for t in (token, head):
        for above in (t, *t.ancestors):
            if above.pos_ == "ADP":
                return above.lower_ in {"in", "at", "during", "on", "to", "via", "by"}
            if above.lemma_ in {"address", "hold", "issue", "release", "share", "write", "publish", "post"}:
                return True
            if above.pos_ == "VERB":
                break
    return False
