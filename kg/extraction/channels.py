"""Channels: to whom something was said, and which outlet relayed it."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.cues import quoting_verb
from kg.extraction.grammar import agents, fillers, objects, prepositional, subjects
from kg.extraction.media import outside
from kg.extraction.reports import Report

_SPEAKING = {"speak", "talk", "address"}
_ASKING = {"frame/call-on", "frame/urge", "frame/ask", "frame/tell", "frame/warn"}
"""Frames that are done to anybody, whatever they are called: "urged all countries"."""


def addressees_of(context: Context, report: Report) -> list[str]:
    """Keys of those to whom it was said: by the slots of the frame, by what was expressed, or by a phrase beside."""
    found: list[str] = []
    heads = [t for g in report.frame.grammar_of("addressee") for t in fillers(report.cue, g)]
    courted = _courted(context, report)
    for filler in dict.fromkeys([*heads, *courted]):
        said = report.content.start <= filler.i < report.content.end
        if (not said or filler in courted) and not _cites(filler):
            found += _addressed(context, report, filler)
    if not found:
        found = [a for t in _spoken_to(report) for a in _addressed(context, report, t)]
    return [a for a in dict.fromkeys(found) if a not in report.speakers]


def _addressed(context: Context, report: Report, filler: Token) -> list[str]:
    named = [a for a, _ in context.who.actors(filler)]
    if report.frame.name == "frame/call" and filler.lower_ in {"him", "her", "them"}:
        others = [a for a in named if a not in report.speakers]
        return others if len(others) == 1 else _other_party(context, report)
    if named or filler.lemma_ in {"statement", "state"}:
        return named
    group = context.groups.of(filler, anybody=report.frame.name in _ASKING)
    return [group] if group else []


def _courted(context: Context, report: Report) -> list[Token]:
    """ "expressed his gratitude to the king": to whom a courtesy goes that was expressed."""
    courtesies = context.schema.word_set("courtesies")
    given = objects(report.cue) if "speechObject" in report.frame.features else []
    kind = [o for o in given if o.lemma_.lower() in courtesies]
    return [t for o in (*kind, report.cue) for t in prepositional(o, "to")] if kind else []


def _spoken_to(report: Report) -> list[Token]:
    """ "Speaking to NBC, she said", "addressed reporters, calling for": a phrase that tells who listened."""
    cue = report.cue
    verbs = [c for c in cue.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_ in _SPEAKING]
    verbs += [cue.head] if cue.dep_ == "advcl" and cue.head.lemma_ in _SPEAKING else []
    return [t for v in verbs for t in (prepositional(v, "to") or (objects(v) if v.lemma_ == "address" else []))]


def _cites(filler: Token) -> bool:
    """Part of "according to ...", which names no one spoken to."""
    return any(t.lower_ == "according" for t in filler.ancestors)


def _other_party(context: Context, report: Report) -> list[str]:
    return [p for p in context.annotated.default_pair if p not in report.speakers]


def interviewers_of(context: Context, report: Report) -> list[str]:
    """ "in an interview with Caracol Radio": the outlet is spoken to."""
    if report.medium is None or not report.medium.startswith("interview"):
        return []
    words = [t for t in outside(report) if t.lower_ == "interview"]
    found = [
        a for t in words for g in ("prep:with", "prep:to") for o in fillers(t, g) for a, _ in context.who.actors(o)
    ]
    return [a for a in found if context.annotated.is_outlet(a)]


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
