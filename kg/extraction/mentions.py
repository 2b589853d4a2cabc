"""Mentions of meetings: one word that evokes a meeting, read with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Token

from kg.extraction.circumstances import mode_of, period_of, place_of
from kg.extraction.context import Context
from kg.extraction.grammar import carried_by, expand, governor, led_by, objects, prepositional
from kg.extraction.joint import states_of_body
from kg.extraction.modality import Modality, Unreal
from kg.extraction.participants import has_guests, participants_of
from kg.extraction.sectors import within
from kg.model import Evidence, Mode, Period, Place, Status
from kg.ontology import Frame


@dataclass(slots=True)
class Mentioned:
    """One mention of a meeting, or several put together."""

    participants: list[str]
    certainty: float
    status: Status
    evidence: list[Evidence]
    trigger: Token
    mode: Mode | None = None
    host: str | None = None
    place: Place | None = None
    place_rank: int = 0
    period: Period | None = None
    vague: bool = False
    topical: bool = False
    sectors: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """The nouns it was called by: "summit"."""


def mention_of(
    context: Context, modality: Modality, token: Token, frame: Frame, anchor: date | None
) -> Mentioned | None:
    """The meeting that a word tells of by a frame, if it does; "the next day" counts from `anchor`.

    What is told, but not as a fact, leaves a gap.
    """
    spoken = token.i in context.quoted and token.i not in context.who.first_person
    if _is_name_part(context, token) or (spoken and not _reported(context, token)):
        return None
    verb = token if token.pos_ in {"VERB", "AUX"} else governor(token, context.carrying)
    if not _spoken_to(context, token, frame) or _is_interview(context, token) or _is_part(context, token):
        return None
    participants, host, certainty = participants_of(context, token, frame)
    if frame.features.get("topical") and not _is_topic_of_meeting(context, token, participants):
        return None
    if "betweenStates" in frame.features and not _of_two_states(context, token, participants):
        return None
    status = modality.status(token, verb)
    if status is Status.HELD and verb is None and _is_setting_of_plan(context, modality, token):
        status = Status.PLANNED
    if isinstance(status, Unreal):
        context.gap(token, frame.name, f"{status.value}: not told as a fact")
        return None
    if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_.lower() in context.schema.word_set("founding"):
        return None  # "will establish an Economic Dialogue": a way of meeting, and no meeting
    if frame.name == "frame/phone" and any(_is_no_phoning(c) for c in token.children):
        return None
    if frame.name == "frame/meet" and _is_met_otherwise(context, token):
        return None
    if frame.name == "frame/call-on-host" and not _is_called_on(context, token):
        return None
    if len(participants) >= 2 and not has_guests(context, token, frame):
        return None
    mention = Mentioned(
        participants=participants,
        certainty=certainty * frame.confidence,
        status=status,
        evidence=[context.sentence_evidence(token, frame.name)],
        trigger=token,
        mode=mode_of(context, token, verb, frame),
        host=host,
        topical="topical" in frame.features,
    )
    if mention.mode is not Mode.CALL:
        mention.place, mention.place_rank = place_of(context, token, verb, frame)
    mention.period, mention.vague = period_of(context, token, verb, status, anchor)
    if token.pos_ == "NOUN":
        mention.words.add(token.lemma_.lower())
    mention.sectors = set(within(_topics(context, mention), token.sent.start, token.sent.end))
    return mention


def _is_topic_of_meeting(context: Context, token: Token, participants: list[str]) -> bool:
    """Whether those who discussed something are two or more, of more than one side, and met for that alone."""
    several = len(participants) >= 2 and not _is_of_one_government(context, participants)
    return several and not _is_purpose(context, token)


def _is_purpose(context: Context, token: Token) -> bool:
    """ "met with twelve leaders to discuss the agenda": whoever met, the verb above tells."""
    return (
        token.dep_ in {"advcl", "xcomp"} and token.tag_ == "VB" and bool(context.lexicon.frames("Meeting", token.head))
    )


def _topics(context: Context, mention: Mentioned) -> list[tuple[int, int, str]]:
    """The cues of sectors but those in the offices of people who were not there.

    The own word of an event to come ("next year's summit") tells no topic either.
    """
    people = mention.participants
    apart = {i for c in context.annotated.claims if c.person not in people for i in range(c.start, c.end)}
    apart |= {mention.trigger.i} if mention.status is Status.PLANNED else set()
    return [cue for cue in context.cues if apart.isdisjoint(range(cue[0], cue[1]))]


def _is_setting_of_plan(context: Context, modality: Modality, token: Token) -> bool:
    """ "At the summit, the leaders will discuss X", "Following the talks, they will make a statement": one to come."""
    verb = carried_by(token) if token.head.lower_ in {"at", "during", "in", "following", "after", "before"} else None
    if verb is None or modality.status(verb, verb) is not Status.PLANNED:
        return False
    told = verb.dep_ == "ccomp" or context.date_of([token]) is not None  # "announced that it would, following talks"
    return not told or token.head.lower_ in {"at", "during", "in"}


def _is_of_one_government(context: Context, participants: list[str]) -> bool:
    """ "the Vice President and the Administration discussed X": one side's own counsel."""
    states = {context.annotated.country_of(p) for p in participants}
    return len(states) == 1 and None not in states and any(p.startswith("organization/") for p in participants)


def _of_two_states(context: Context, token: Token, participants: list[str]) -> bool:
    """ "He'll see Dermer this week", and not "saw him as a threat", "saw that ..." or "joined him in saying"."""
    states = {context.annotated.country_of(p) for p in participants if p.startswith("person/")}
    other_sense = any(_tells_otherwise(c) for c in token.children)
    return len(states) >= 2 and not other_sense


def _tells_otherwise(child: Token) -> bool:
    """ "as a threat", "that it rained", "in saying so", "you": what shows that nobody was met in person."""
    said = child.dep_ in {"ccomp", "xcomp"} or any(o.dep_ == "pcomp" for o in child.children)
    return said or (child.lower_ == "as" and child.dep_ == "prep") or child.lower_ in {"us", "you", "me"}


def _is_no_phoning(child: Token) -> bool:
    """ "called it a success", "called for calm": what hangs on the verb shows that nobody was rung up."""
    named = child.dep_ in {"oprd", "acomp", "ccomp", "attr"}
    dated = any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
    return named or (child.lower_ in {"for", "on", "upon"} and not dated) or led_by(child, "for")


def _is_part(context: Context, token: Token) -> bool:
    """ "a round of talks", "a series of meetings": the word behind "of" tells of the event."""
    behind = prepositional(token, "of") if token.pos_ == "NOUN" else []
    return token.lemma_ in {"round", "session"} and any(context.lexicon.frames("Meeting", t) for t in behind)


def _is_met_otherwise(context: Context, token: Token) -> bool:
    """ "met their targets", "met the press", "convened a conference": what is met is nobody of those who meet."""
    met = [t for t in objects(token) if t.dep_ in {"dobj", "nsubjpass"}]
    known = any(context.who.actors(t) or context.who.delegation(t) or states_of_body(context, t) for t in met)
    people = any(
        t.lower_ in {"other", "another"} or t.lemma_.lower() in context.schema.word_set("representing") for t in met
    )
    return bool(met) and not known and not people


def _is_called_on(context: Context, token: Token) -> bool:
    """ "called on the president", and not "called on Russia to act": people are called on, and not urged."""
    urged = any(c.dep_ in {"xcomp", "ccomp", "advcl"} and c.tag_ in {"VB", "VBD"} for c in token.children)
    hosts = [a for t in prepositional(token, "on") for a, _ in context.who.actors(t)]
    return not urged and any(a.startswith("person/") for a in hosts)


def _is_interview(context: Context, token: Token) -> bool:
    """ "Speaking to X, he said ...": words for the public, and no talk of two."""
    spoken = token.lemma_ in {"speak", "talk"} and token.tag_ == "VBG" and token.dep_ == "advcl"
    return spoken and bool(context.lexicon.frames("Statement", token.head))


def _spoken_to(context: Context, token: Token, frame: Frame) -> bool:
    """ "spoke to it in his press availability with X": what the frame's own preposition leads to must be an actor."""
    wanted = {p for p in frame.particles if f"prep:{p}" in frame.grammar_of("participant")}
    own = [p for p in token.children if p.lower_ in wanted and p.pos_ == "ADP"]
    objects_ = [o for p in own for o in p.children if o.dep_ == "pobj"]
    spoken_to = [a for o in objects_ for t in expand(o) for a, _ in context.who.actors(t)]
    if frame.name == "frame/speak-with" and any(p.lower_ == "to" for p in own):
        spoken_to = [a for a in spoken_to if not a.startswith("organization/")]  # an address, and no talk
    return not objects_ or bool(spoken_to)


def _is_name_part(context: Context, token: Token) -> bool:
    """ "the Paris Call for Trust", "the Foreign Affairs Council meeting": a word of a name, and no event."""
    if token.text in {"Call", "Calls"} and not token.is_sent_start and token.nbor(-1).pos_ == "PROPN":
        return True
    mention = context.annotated.at.get(token.i)
    return mention is not None and token.pos_ == "PROPN"


def _reported(context: Context, token: Token) -> bool:
    """Inside a quotation only what names its participants counts."""
    return any(
        m.actor.startswith("person/") and token.sent.start <= m.head < token.sent.end
        for m in context.annotated.mentions
    )


def is_news(context: Context, mention: Mentioned) -> bool:
    """Told in the first sentences, where news says what is new."""
    sentences = [s for s in context.annotated.doc.sents if not s.text.isspace()][:2]
    return any(s.start <= mention.trigger.i < s.end for s in sentences)
