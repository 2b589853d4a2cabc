"""Circumstances of a meeting: how, where and when it is held, by the words around the one that tells of it."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import carried_by, participles, prepositional, subjects
from kg.model import Basis, Mode, Period, Place, Status
from kg.ontology import Frame

_PAST_VAGUE = {"recent", "last", "previous", "earlier", "first", "past", "latest"}
_BUILT_ON = {("line", "with"), ("building", "on"), ("based", "on"), ("pursuant", "to"), ("accordance", "with")}
"""Words, and their prepositions, before what had been agreed earlier."""


def mode_of(context: Context, token: Token, verb: Token | None, frame: Frame) -> Mode | None:
    """How those who met did, where a word tells of it; by the frame where it says that itself."""
    schema = context.schema
    fixed = frame.features.get("mode")
    others = {t.i for c in token.children if c.dep_ == "conj" and c.pos_ == "VERB" for t in c.subtree}
    near = {t.lower_ for t in token.subtree if t.i not in others and (t != token or fixed is None)}
    near |= {
        t.lower_
        for v in (verb,)
        if v is not None
        for p in v.children
        if p.dep_ in {"prep", "advmod"}
        for t in p.subtree
        if t.i - p.i < 4
    }
    if near & schema.word_set("video-words"):
        return Mode.VIDEO
    if near & schema.word_set("call-words"):
        return Mode.CALL
    if near & schema.word_set("in-person-words"):
        return Mode.IN_PERSON
    if fixed == Mode.CALL.value and _is_at_gathering(context, token):
        return Mode.IN_PERSON
    if fixed == Mode.CALL.value and _talks_on(context, token):
        return None
    return Mode(fixed) if fixed else None


def _is_at_gathering(context: Context, token: Token) -> bool:
    """ "During the forum, A spoke with B": those who are at one place need no telephone."""
    behind = [t for p in ("at", "during") for t in prepositional(token, p)]
    gatherings = context.schema.word_set("gatherings")
    return any(t.lower_ in gatherings or t.lemma_.lower() in gatherings for t in behind)


def _talks_on(context: Context, token: Token) -> bool:
    """ "They talked about reforms", "the talks began with a conversation": how they met is told elsewhere."""
    if token.lemma_ not in {"speak", "talk", "confer", "conversation"}:
        return False
    part = token.pos_ == "NOUN" and any(t.pos_ == "NOUN" and t.lemma_ in {"talk", "meeting"} for t in token.sent)
    return part or token.i in context.turns or any(t.lower_ in {"they", "we"} for t in subjects(token))


def place_of(context: Context, token: Token, verb: Token | None, frame: Frame) -> tuple[Place | None, int]:
    """Where it is held, with a rank: 2 for a place that says more than the country or its capital, 0 for none."""
    best: tuple[int, Place] | None = None
    for word in dict.fromkeys([token, verb or token]):
        for preposition in ("in", "at", "near", "outside"):
            for filler in prepositional(word, preposition):
                place = context.who.place(filler)
                if place is not None:
                    rank = 1 if _is_capital(context, place) else 2
                    if best is None or rank > best[0]:
                        best = (rank, place)
        here = next((context.who.place(c) for c in word.children if c.lower_ == "here"), None)
        if best is None and here is not None:
            best = (1, here)
    if best is None and "topical" not in frame.features:
        return _nearby_place(context, token, verb)
    return (best[1], best[0]) if best else (None, 0)


def _nearby_place(context: Context, token: Token, verb: Token | None) -> tuple[Place | None, int]:
    """A place that the parser hung on one of the participants: "hosted X and officials at the White House"."""
    wanted = {
        token.i,
        *({verb.i} if verb is not None else set()),
        *(t.i for t in participles(context.carrying, token, verb)),
    }
    for mention in context.annotated.places:
        root = context.annotated.doc[mention.start : mention.end].root
        if not token.sent.start <= root.i < token.sent.end or root.i < token.i or root.dep_ != "pobj":
            continue
        if root.head.lower_ in {"in", "at"} and context.distance(root, wanted) is not None:
            return mention.place, 1
    return None, 0


def _is_capital(context: Context, place: Place) -> bool:
    country = context.schema.countries.get(place.country or "")
    return country is not None and place.name in (*country.capitals, *country.names)


def period_of(
    context: Context, token: Token, verb: Token | None, status: Status, anchor: date | None
) -> tuple[Period | None, bool]:
    """When it is held, and whether that is told in words without bounds ("recent"); "the next day" is from `anchor`."""
    if _is_built_on(token):
        return Period(None, None, f"{token.head.head.text} {token.head.text}", Basis.RELATIVE), True
    core = [token] if verb is None or verb == token else [token, verb]
    head = core[-1]
    core += participles(context.carrying, token, verb)
    for _ in range(3):
        shared = head.dep_ == "conj" and status is not Status.PLANNED
        if head.dep_ in {"xcomp", "advcl", "acl"} or (shared and head.pos_ == "VERB" and not _own_date(context, head)):
            head = head.head
            if head.pos_ in {"VERB", "AUX"}:
                core.append(head)
        else:
            break
    last = _last_time(token)
    core += [last] if last is not None else []
    told_by = _dated_by(token) if token.pos_ == "NOUN" else None
    found = context.date_of(core) or (context.date_of([told_by], direct=True) if told_by is not None else None)
    words = {c.lower_ for c in token.children} | {c.lower_ for c in token.head.children if token.dep_ == "dobj"}
    vague = (
        last.text
        if last is not None
        else next((c.text for c in token.subtree if c.lower_ in words & _PAST_VAGUE), None)
    )
    if found is None and vague is not None:
        return Period(None, None, vague, Basis.RELATIVE), True
    return context.period(found, anchor), vague is not None or (found is not None and found.vague)


def _is_built_on(token: Token) -> bool:
    """ "In line with the discussions of A and B", "building on their talks": held before, nobody says when."""
    behind = token.head
    hangs = token.pos_ == "NOUN" and token.dep_ == "pobj"
    return hangs and (behind.head.lower_, behind.lower_) in _BUILT_ON


def _last_time(verb: Token) -> Token | None:
    """ "The last time we met was a year ago": what tells the day of it."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.lemma_ != "time" or all(c.lower_ != "last" for c in noun.children):
        return None
    behind = verb.doc[verb.right_edge.i + 1] if verb.right_edge.i + 1 < verb.sent.end else noun
    return behind if behind.lemma_ == "be" else noun


def _dated_by(token: Token) -> Token | None:
    """The verb whose day is that of talks; of "announced that it would lift X from May, following talks" the first."""
    verb = carried_by(token)
    if verb is not None and verb.dep_ == "ccomp" and any(c.lower_ in {"would", "will"} for c in verb.children):
        return verb.head
    return verb


def _own_date(context: Context, verb: Token) -> bool:
    return any(d.start in {t.i for t in verb.subtree} for d in context.dates_in(verb))
