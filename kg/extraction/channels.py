"""Channels: to whom something was said, in what medium, and which outlet relayed it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.cues import quoting_verb
from kg.extraction.grammar import agents, fillers, subjects
from kg.extraction.reports import Report


def addressees_of(context: Context, report: Report) -> list[str]:
    """Keys of those to whom it was said, by the slots of the frame."""
    found: list[str] = []
    for grammar in report.frame.grammar_of("addressee"):
        for filler in fillers(report.cue, grammar):
            if report.content.start <= filler.i < report.content.end or _cites(filler):
                continue
            if report.frame.name == "frame/call" and filler.lower_ in {"him", "her", "them"}:
                meant = [a for a, _ in context.who.actors(filler) if a not in report.speakers]
                found += meant if len(meant) == 1 else _other_party(context, report)
                continue
            actors = [a for a, _ in context.who.actors(filler)] or [
                g for g in [context.groups.of(filler)] if g and filler.lemma_ not in {"statement", "state"}
            ]
            found += [a for a in actors if a not in found and a not in report.speakers]
    return list(dict.fromkeys(found))


def _cites(filler: Token) -> bool:
    """Part of "according to ...", which names no one spoken to."""
    return any(t.lower_ == "according" for t in filler.ancestors)


def _other_party(context: Context, report: Report) -> list[str]:
    return [p for p in context.annotated.default_pair if p not in report.speakers]


def interviewers_of(context: Context, report: Report) -> list[str]:
    """ "in an interview with Caracol Radio": the outlet is spoken to."""
    if report.medium != "interview":
        return []
    words = [t for t in _outside(context, report) if t.lower_ == "interview"]
    found = [
        a for t in words for g in ("prep:with", "prep:to") for o in fillers(t, g) for a, _ in context.who.actors(o)
    ]
    return [a for a in found if context.annotated.is_outlet(a)]


def medium_of(context: Context, report: Report) -> str | None:
    """The medium that the words around the content name: "press conference", "Twitter"."""
    outside = _outside(context, report)
    words = {w.lower(): w for w in context.schema.words.get("media", ())}
    social = set(context.schema.words.get("social-media", ()))
    for token in outside:
        name = token.text.removesuffix(".")
        if (
            name in social
            and token.i > 1
            and (
                token.nbor(-1).lower_ in {"on", "via"}
                or (token.nbor(-1).lower_ == "to" and token.nbor(-2).lemma_ == "take")
            )
        ):
            return name
    if report.cue.lemma_ == "tweet":
        return "Twitter"
    for token in outside:
        for size in (3, 2, 1):
            text = token.doc[token.i : token.i + size].text
            if text.lower() in words and text not in social and token.i > 0 and _introduced(token):
                return text.lower()
    return None


def _introduced(token: Token) -> bool:
    """Hangs on a preposition of place or on "addressing"."""
    head = token.doc[token.i : token.i + 3].root
    if head.dep_ == "dobj" and head.head.lemma_ in {"tell", "address"}:
        return True
    for t in (token, head):
        for above in (t, *t.ancestors):
            if above.pos_ == "ADP":
                return above.lower_ in {"in", "at", "during", "on", "to", "via"}
            if above.lemma_ in {"address", "hold", "issue", "release", "share", "write", "publish", "post"}:
                return True
            if above.pos_ == "VERB":
                break
    return False


def _outside(context: Context, report: Report) -> list[Token]:
    """The words of the sentence that are not content."""
    spans = report.content.spans
    return [t for t in report.cue.sent if not any(s.start <= t.idx < s.end for s in spans)]


def relay_of(context: Context, report: Report) -> str | None:
    """The outlet cited beside the speaker: "according to TASS"."""
    sentence = report.cue.sent
    quoting = quoting_verb(report.cue)
    if quoting is not None:
        return _first_outlet(context, subjects(quoting))
    cited = [c for s in subjects(report.cue) for c in s.children if c.dep_ == "acl" and c.lemma_ in {"quote", "cite"}]
    if cited:
        return _first_outlet(context, agents(cited[0]))
    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < sentence.end and token.i != report.cue.i:
            for child in [token, *token.children]:
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        for actor, _ in _actor_or_below(context, obj):
                            if context.annotated.is_outlet(actor) and actor not in report.speakers:
                                return actor
    return None


def _first_outlet(context: Context, heads: list[Token]) -> str | None:
    return next((a for t in heads for a, _ in context.who.actors(t)), None)


def _actor_or_below(context: Context, token: Token) -> list[tuple[str, float]]:
    found = context.who.actors(token)
    if found:
        return found
    return [
        (m.actor, 0.9)
        for t in token.subtree
        if (m := context.annotated.at.get(t.i)) and not m.actor.startswith("country/")
    ]
