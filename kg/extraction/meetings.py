"""Meetings: who met whom, when, where and how.

Every word that evokes a meeting gives a mention; mentions of one event within the article are then
put together, so that "the talks" and "after the dinner" do not become meetings of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import expand, fillers, governor, led_by, objects, prepositional, subjects
from kg.extraction.modality import Modality, Unreal, settled
from kg.extraction.sectors import within
from kg.keys import key
from kg.model import ActorKind, Basis, Evidence, Meeting, Mode, Period, Place, Statement, Status, Visit
from kg.ontology import Frame

_SAME_NEWS = 10
"""Days before the paper beyond which an event is not the news told without a day."""
_PAST_VAGUE = {"recent", "last", "previous", "earlier", "first", "past", "latest"}


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


def meetings(context: Context, modality: Modality) -> list[Meeting]:
    """All meetings of the article."""
    found: list[Mentioned] = []
    left: list[Mentioned] = []
    for token in context.annotated.doc:
        for frame in context.lexicon.frames("Meeting", token):
            mention = _mention(context, modality, token, frame, _main_day(found))
            if mention is not None:
                _as_spoken(context, mention, found)
            if mention is None:
                continue
            apart = _apart(context, token, mention)
            if apart:
                found += apart
                break
            target = _same(context, found, mention)
            if target is not None:
                _merge(target, mention)
            elif len(mention.participants) >= 2:
                found.append(mention)
            else:
                context.gap(token, frame.name, "fewer than two participants found")
                left.append(mention)
                continue
            break
    for mention in left:
        _add_to_known(context, found, mention)
    return [_finish(context, m, n) for n, m in enumerate(found)]


def _apart(context: Context, token: Token, mention: Mentioned) -> list[Mentioned]:
    """ "received both ministers separately", "spoke by phone with both A and B": a meeting with each."""
    hosts = [a for t in subjects(token) for a, _ in context.who.actors(t) if a in mention.participants]
    guests = [p for p in mention.participants if p not in hosts]
    words = {t.lower_ for t in token.subtree} & {"separately", "bilaterally", "individually"}
    both = mention.mode is Mode.CALL and any(t.lower_ == "both" for t in token.subtree)
    if len(hosts) != 1 or len(guests) < 2 or token.pos_ != "VERB" or not (words or both):
        return []
    return [
        replace(mention, participants=[hosts[0], guest], evidence=list(mention.evidence), sectors=set(mention.sectors))
        for guest in guests
    ]


def _add_to_known(context: Context, found: list[Mentioned], mention: Mentioned) -> None:
    """ "met on 3 March for the UK-France Summit": one of the two is known, and the time lies within the event's."""
    states = context.annotated.states_of(set(mention.participants))
    for event in found:
        if not all(p.startswith("country/") for p in event.participants):
            continue
        within = event.period is not None and event.period.overlaps(mention.period) and event.status is mention.status
        fits = (
            states and states <= context.annotated.states_of(set(event.participants)) and mention.trigger.pos_ == "VERB"
        )
        if within and fits and _tighter(mention.period, event.period):
            event.period = mention.period
            event.mode = event.mode or mention.mode


# ---------------------------------------------------------------- one mention
def _main_day(found: list[Mentioned]) -> date | None:
    """The day of the last held event told so far: "the next day" counts from it."""
    days = [
        m.period.earliest
        for m in found
        if m.status is Status.HELD and m.period and m.period.earliest == m.period.latest
    ]
    return days[-1] if days else None


def _mention(context: Context, modality: Modality, token: Token, frame: Frame, anchor: date | None) -> Mentioned | None:
    spoken = token.i in context.quoted and token.i not in context.who.first_person
    if _is_name_part(context, token) or (spoken and not _reported(context, token)):
        return None
    verb = token if token.pos_ in {"VERB", "AUX"} else governor(token, context.carrying)
    if not _spoken_to(context, token, frame) or _is_interview(context, token):
        return None
    participants, host, certainty = _participants(context, token, frame)
    if frame.features.get("topical") and len(participants) < 2:
        return None
    if "betweenStates" in frame.features and not _of_two_states(context, token, participants):
        return None
    status = modality.status(token, verb)
    if isinstance(status, Unreal):
        context.gap(token, frame.name, f"{status.value}: not told as a fact")
        return None
    if frame.name == "frame/phone" and any(_is_no_phoning(c) for c in token.children):
        return None
    urged = any(c.dep_ in {"xcomp", "ccomp", "advcl"} and c.tag_ in {"VB", "VBD"} for c in token.children)
    if frame.name == "frame/call-on-host" and urged:
        return None
    if len(participants) >= 2 and not _meets(context, token, frame):
        return None
    mention = Mentioned(
        participants=participants,
        certainty=certainty * frame.confidence,
        status=status,
        evidence=[context.sentence_evidence(token, frame.name)],
        trigger=token,
        mode=_mode(context, token, verb, frame),
        host=host,
        topical="topical" in frame.features,
    )
    if mention.mode is not Mode.CALL:
        mention.place, mention.place_rank = _place(context, token, verb, frame)
    _date(context, mention, token, verb, anchor)
    if token.pos_ == "NOUN":
        mention.words.add(token.lemma_.lower())
    sentence = token.sent
    mention.sectors = set(within(context.cues, sentence.start, sentence.end))
    return mention


def _of_two_states(context: Context, token: Token, participants: list[str]) -> bool:
    """ "He'll see Dermer this week", and not "saw him as a threat" or "saw that ..."."""
    states = {context.annotated.country_of(p) for p in participants if p.startswith("person/")}
    other_sense = any((c.lower_ == "as" and c.dep_ == "prep") or c.dep_ in {"ccomp", "xcomp"} for c in token.children)
    return len(states) >= 2 and not other_sense


def _is_no_phoning(child: Token) -> bool:
    """ "called it a success", "called for calm": what hangs on the verb shows that nobody was rung up."""
    named = child.dep_ in {"oprd", "acomp", "ccomp", "attr"}
    dated = any(t.ent_type_ in {"DATE", "TIME"} for t in child.subtree)
    return named or (child.lower_ in {"for", "on", "upon"} and not dated) or led_by(child, "for")


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
    mention = context.annotated.at.get(token.i)
    return mention is not None and token.pos_ == "PROPN"


def _reported(context: Context, token: Token) -> bool:
    """Inside a quotation only what names its participants counts."""
    return any(
        m.actor.startswith("person/") and token.sent.start <= m.head < token.sent.end
        for m in context.annotated.mentions
    )


def _participants(context: Context, token: Token, frame: Frame) -> tuple[list[str], str | None, float]:
    order: dict[str, float] = {}
    sides: set[str] = set()
    host = None
    hosts = set(frame.grammar_of("host"))
    for grammar in frame.grammar_of("participant"):
        for filler in fillers(token, grammar, context.carrying):
            if grammar == "modifier" and filler.dep_ == "poss":
                continue
            if filler.lower_ == "it" and filler.head.lemma_ == "be":
                continue  # "it was their first meeting"
            found = context.who.actors(filler, adjectives=grammar == "modifier") or context.who.delegation(filler)
            for actor, certainty in found or (_of_states(context, filler) if grammar == "prep:of" else []):
                order[actor] = max(certainty, order.get(actor, 0.0))
                sides.add(grammar)
                if grammar in hosts and host is None:
                    host = actor
    if sides == {"modifier"} and len(order) == 1 and next(iter(order)).startswith("organization/"):
        order, sides = {}, set()  # "the NATO summit": the format, and no party
    if len(order) == 1 and "subject" not in sides:
        verb = token if token.pos_ == "VERB" else governor(token, context.carrying)
        order |= context.who.before(verb) if verb is not None else {}
        sides.add("subject")
    if len(order) < 2:
        extra = _around(context, token)
        sides |= {"subject"} if extra else set()
        order |= {a: c for a, c in extra.items() if a not in order}
    if token.pos_ == "NOUN" and sides == {"prep:with"}:
        order = {}  # "talks with Syria": the other side is not told
    participants = _without_represented(context, list(order))
    if host not in participants or (
        frame.name == "frame/dinner" and token.pos_ == "NOUN" and not _gives(token, context)
    ):
        host = None
    certainty = min((order[p] for p in participants), default=1.0)
    return participants, host, certainty


def _of_states(context: Context, filler: Token) -> list[tuple[str, float]]:
    """ "Third Meeting of Russian and Belarusian Cities", "... of Sister Cities of Russia and Finland": the states."""
    if not filler.text.endswith("s"):
        return []
    mentions = [m for t in filler.subtree if (m := context.annotated.at.get(t.i)) and m.actor.startswith("country/")]
    states = dict.fromkeys(m.actor for m in mentions)
    return [(state, 0.75) for state in states] if len(states) == 2 else []


def _around(context: Context, token: Token) -> dict[str, float]:
    """ "During the conversation, A congratulated B": those whom the sentence has deal with each other at the event."""
    verb = _carried_by(token)
    if verb is None:
        return {}
    if token.head.lower_ not in {"during", "in", "at"}:
        while verb.dep_ == "ccomp" and verb.head.pos_ == "VERB":
            verb = verb.head  # "announced that Canada would lift ..., following talks with X"
        doers = {a: c * 0.9 for t in subjects(verb) for a, c in context.who.actors(t) if a.startswith("person/")}
        doers = doers or context.who.before(verb) or _behind_remarks(context, verb)
        states = {context.annotated.country_of(a) for a in doers}
        return doers if len(doers) == 1 or len(states) >= 2 else {}
    heads = subjects(verb)
    if not prepositional(token, "with"):  # "accused A, in a call with B": the other party is told
        heads = [*heads, *objects(verb), *prepositional(verb, "to"), *prepositional(verb, "with")]
        heads += [t for o in objects(verb) for t in prepositional(o, "to")]
    found = {a: c * 0.9 for t in heads for a, c in context.who.actors(t) if a.startswith("person/")}
    found |= _behind_remarks(context, verb)
    if prepositional(token, "with"):
        return found if len(found) == 1 else {}
    return found if len({context.annotated.country_of(a) for a in found}) >= 2 else {}


def _behind_remarks(context: Context, verb: Token) -> dict[str, float]:
    """ "His remarks came during talks with X": whose remarks they were."""
    nouns = [t for t in subjects(verb) if t.lemma_.lower() in context.schema.word_set("remarks")]
    owners = [o for t in nouns for g in ("possessor", "prep:of", "prep:by") for o in fillers(t, g)]
    return {a: c * 0.9 for o in owners for a, c in context.who.actors(o) if a.startswith("person/")}


def _carried_by(token: Token) -> Token | None:
    """The verb that a phrase such as "after two hours of talks" hangs on."""
    above = token
    while above.dep_ == "pobj" and above.head.lower_ in {"during", "in", "at", "after", "following", "before", "of"}:
        above = above.head.head
        if above.pos_ == "VERB":
            return above
    return None


def _dated_by(token: Token) -> Token | None:
    """The verb whose day is that of talks; of "announced that it would lift X from May, following talks" the first."""
    verb = _carried_by(token)
    if verb is not None and verb.dep_ == "ccomp" and any(c.lower_ in {"would", "will"} for c in verb.children):
        return verb.head
    return verb


def _gives(token: Token, context: Context) -> bool:
    verb = governor(token, context.light)
    return verb is not None and verb.lemma_.lower() in {"host", "give", "hold"}


def _without_represented(context: Context, actors: list[str]) -> list[str]:
    """Countries whose people are there are not listed beside them; unnamed groups never are."""
    countries = {context.annotated.country_of(a) for a in actors if a.startswith("person/")}
    outlets = {a for a in actors if context.annotated.actors[a].kind is ActorKind.NEWS_ORGANIZATION}
    actors = [a for a in actors if a not in outlets]
    return [a for a in actors if not a.startswith("group/") and not (a.startswith("country/") and a in countries)]


def _meets(context: Context, token: Token, frame: Frame) -> bool:
    """A host has guests: "welcomed the decision" is not a meeting, nor is "they welcomed them", said of agreements."""
    if frame.name != "frame/host":
        return True
    hosts = {a for t in fillers(token, "subject", context.carrying) for a, _ in context.who.actors(t)}
    heads = [t for g in ("object", "prep:for") for t in fillers(token, g, context.carrying)]
    guests = {a for t in heads for a, _ in context.who.actors(t) if not a.startswith("group/")}
    return bool(guests - hosts)


def _mode(context: Context, token: Token, verb: Token | None, frame: Frame) -> Mode | None:
    schema = context.schema
    fixed = frame.features.get("mode")
    near = {t.lower_ for t in token.subtree if t != token or fixed is None}
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
    if fixed == Mode.CALL.value and _talks_on(context, token):
        return None
    return Mode(fixed) if fixed else None


def _talks_on(context: Context, token: Token) -> bool:
    """ "They talked about reforms", "the talks began with a conversation": how they met is told elsewhere."""
    if token.lemma_ not in {"speak", "talk", "confer", "conversation"}:
        return False
    part = token.pos_ == "NOUN" and any(t.pos_ == "NOUN" and t.lemma_ in {"talk", "meeting"} for t in token.sent)
    return part or token.i in context.turns or any(t.lower_ in {"they", "we"} for t in subjects(token))


def _place(context: Context, token: Token, verb: Token | None, frame: Frame) -> tuple[Place | None, int]:
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
    wanted = {token.i, *({verb.i} if verb is not None else set()), *(t.i for t in _participles(context, token, verb))}
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


def _date(context: Context, mention: Mentioned, token: Token, verb: Token | None, anchor: date | None) -> None:
    core = [token] if verb is None or verb == token else [token, verb]
    head = core[-1]
    core += _participles(context, token, verb)
    for _ in range(3):
        shared = head.dep_ == "conj" and mention.status is not Status.PLANNED
        if head.dep_ in {"xcomp", "advcl", "acl"} or (shared and head.pos_ == "VERB" and not _own_date(context, head)):
            head = head.head
            if head.pos_ in {"VERB", "AUX"}:
                core.append(head)
        else:
            break
    told_by = _dated_by(token) if token.pos_ == "NOUN" else None
    found = context.date_of(core) or (context.date_of([told_by]) if told_by is not None else None)
    mention.period = context.period(found, anchor)
    words = {c.lower_ for c in token.children} | {c.lower_ for c in token.head.children if token.dep_ == "dobj"}
    mention.vague = bool(words & _PAST_VAGUE) or (found is not None and found.vague)


def _participles(context: Context, token: Token, verb: Token | None) -> list[Token]:
    """ "a meeting planned for Friday in Lisbon": what hangs on the participle is said of the meeting."""
    carrying = context.carrying
    children = [c for t in (token, verb) if t is not None for c in t.children]
    return [
        c for c in children if c.dep_ in {"acl", "advcl", "relcl"} and c.tag_ == "VBN" and c.lemma_.lower() in carrying
    ]


def _as_spoken(context: Context, mention: Mentioned, found: list[Mentioned]) -> None:
    """ "Tomorrow" in a quotation counts from the day it was spoken, not from the day of the paper."""
    period = mention.period
    if period is None or period.earliest is None or period.latest is None or period.basis is not Basis.RELATIVE:
        return
    day = context.spoken_on(mention.trigger, [(m.place, m.period) for m in found if m.status is Status.HELD])
    if day is not None and context.published is not None and period.earliest == period.latest:
        shift = day - context.published
        mention.period = replace(period, earliest=period.earliest + shift, latest=period.latest + shift)


def _own_date(context: Context, verb: Token) -> bool:
    return any(d.start in {t.i for t in verb.subtree} for d in context.dates_in(verb))


# ---------------------------------------------------------------- which mentions are one event
def _same(context: Context, found: list[Mentioned], mention: Mentioned) -> Mentioned | None:
    """The event already spoken of that the mention tells of, if there is one."""
    fitting = [m for m in found if _fits(context, m, mention)]
    if len(mention.participants) < 2 and mention.trigger.lemma_ == "summit":
        called = [m for m in found if mention.words <= m.words]
        fitting = [m for m in fitting if m in called] or ([] if called else fitting)
    if not fitting:
        return None
    if len(mention.participants) < 2:
        if not _points_back(mention.trigger):
            return None
        return fitting[-1] if mention.status is not Status.PLANNED or fitting[-1].status is Status.PLANNED else None
    return max(
        fitting,
        key=lambda m: (
            len(set(m.participants) & set(mention.participants)),
            _bounds(m.period) == _bounds(mention.period),
        ),
    )


def _points_back(trigger: Token) -> bool:
    """ "the talks", "their meeting", "after the dinner": an event already spoken of."""
    if trigger.pos_ == "VERB":
        return True
    return any(c.lower_ in {"the", "this", "that", "these", "their", "its", "his", "her"} for c in trigger.children)


def _fits(context: Context, event: Mentioned, mention: Mentioned) -> bool:
    if (event.status is Status.PLANNED) != (mention.status is Status.PLANNED):
        return _opens(context, event, mention)
    if not _dates_fit(context, event, mention):
        return False
    states = {p.country for p in (event.place, mention.place) if p and p.country}
    if len(states) == 2:
        return False  # "we met in Sochi this month; today we meet in Baku"
    if (
        event.mode
        and mention.mode
        and event.mode is not mention.mode
        and not mention.topical
        and len(mention.participants) >= 2
    ):
        return False
    return _parties_fit(context, set(event.participants), set(mention.participants))


def _opens(context: Context, event: Mentioned, mention: Mentioned) -> bool:
    """ "I look forward to our talks", said at the beginning of these."""
    said = mention.trigger.i in context.turns and mention.period is None and mention.status is Status.PLANNED
    return said and set(mention.participants) == set(event.participants)


def _parties_fit(context: Context, a: set[str], b: set[str]) -> bool:
    if len(b) < 2:
        return b <= a or not b
    if a == b or len(a & b) >= 2 or (a & b and (a <= b or b <= a)):
        return True
    x, y = context.annotated.states_of(a), context.annotated.states_of(b)
    only_countries = all(k.startswith("country/") for k in a) or all(k.startswith("country/") for k in b)
    return only_countries and len(x) >= 2 and x == y


def _bounds(period: Period | None) -> tuple[object, object] | None:
    return (period.earliest, period.latest) if period and period.earliest else None


def _dates_fit(context: Context, event: Mentioned, mention: Mentioned) -> bool:
    a, b = _effective(context, event), _effective(context, mention)
    if event.status is Status.HELD and b and b.earliest and context.published and b.earliest > context.published:
        return False
    if a and b and a.earliest and b.latest and b.earliest and a.latest:
        return a.earliest <= b.latest and b.earliest <= a.latest
    if a is None and b and b.latest and context.published and len(mention.participants) >= 2:
        long_ago = (context.published - b.latest).days > _SAME_NEWS and event.status is Status.HELD
        if long_ago and not event.vague and mention.trigger.sent != event.trigger.sent:
            return False  # the news, and what happened long before
    return not (len(mention.participants) >= 2 and b and b.text and b.earliest is None and not mention.vague)


def _effective(context: Context, mention: Mentioned) -> Period | None:
    """The date of an event told without one: the day of publication, when it is the news itself."""
    told_of = mention.topical or _is_definite(mention.trigger)
    if mention.period is not None or mention.vague or told_of or mention.status is not Status.HELD:
        return mention.period
    return context.fallback() if _is_news(context, mention) else None


def _is_definite(trigger: Token) -> bool:
    """ "the meeting": known already, so that its day need not be that of the news."""
    return trigger.pos_ == "NOUN" and any(
        c.lower_ in {"the", "this", "these", "their", "his", "her"} for c in trigger.children
    )


def _is_news(context: Context, mention: Mentioned) -> bool:
    """Told in the first sentences, where news says what is new."""
    sentences = [s for s in context.annotated.doc.sents if not s.text.isspace()][:2]
    return any(s.start <= mention.trigger.i < s.end for s in sentences)


def _merge(event: Mentioned, mention: Mentioned) -> None:
    if len(mention.participants) >= 2 and not mention.topical:
        extra = [p for p in mention.participants if p not in event.participants and p.startswith("person/")]
        if all(p.startswith("country/") for p in event.participants) and len(extra) >= 2:
            event.participants = []
        event.participants += extra
    event.evidence += mention.evidence
    event.mode = event.mode or mention.mode
    event.host = event.host or mention.host
    event.sectors |= mention.sectors
    event.words |= mention.words
    event.topical = event.topical and mention.topical
    event.certainty = max(event.certainty, mention.certainty if len(mention.participants) >= 2 else 0.0)
    if mention.place_rank > event.place_rank:
        event.place, event.place_rank = mention.place, mention.place_rank
    if _tighter(mention.period, event.period):
        event.period = mention.period
    event.vague = event.vague and mention.vague


def _tighter(new: Period | None, old: Period | None) -> bool:
    if new is None or new.earliest is None or new.latest is None:
        return False
    if old is None or old.earliest is None or old.latest is None:
        return True
    return new.latest - new.earliest < old.latest - old.earliest


# ---------------------------------------------------------------- the finished fact
def _finish(context: Context, mention: Mentioned, number: int) -> Meeting:
    period = mention.period
    if (
        period is None
        and not mention.vague
        and mention.status is Status.HELD
        and (number == 0 or _is_news(context, mention))
    ):
        period = context.fallback()
    place = mention.place
    if place is None and number == 0 and mention.mode is not Mode.CALL and _is_today(context, period):
        place = _article_place(context)
    mode = mention.mode or Mode.IN_PERSON
    certainty = mention.certainty * (0.85 if period is None or period.basis is Basis.PUBLICATION_FALLBACK else 1.0)
    return Meeting(
        key=f"meeting/{number}",
        evidence=tuple(dict.fromkeys(mention.evidence)),
        confidence=round(certainty, 2),
        participants=tuple(sorted(mention.participants)),
        period=period,
        host=mention.host,
        place=place,
        mode=mode,
        status=settled(mention.status, period, context.published),
        sectors=tuple(sorted(mention.sectors)),
    )


def _is_today(context: Context, period: Period | None) -> bool:
    return period is not None and period.earliest == context.published


def _article_place(context: Context) -> Place | None:
    """The place that the source gives for its own event: "The Kremlin, Moscow"."""
    text = context.annotated.article.place
    if not text:
        return None
    name = text.strip().removeprefix("The ").removeprefix("the ")
    country = next(
        (
            c.code
            for c in context.schema.countries.values()
            if any(part.strip() in (*c.capitals, *c.places, *c.names, *c.metonyms) for part in text.split(","))
        ),
        None,
    )
    return Place(key("place", name), name, country)


def discussed(context: Context, found: list[Meeting], said: list[Statement]) -> list[Meeting]:
    """What those who met are told to have said on that day belongs to what the meeting was about."""
    core = next((m for m in found if m.status is Status.HELD), None)
    if core is None or core.period is None or not told_first(context, core):
        return found
    theirs = [s for s in said if set(s.speakers) <= set(core.participants) and core.period.overlaps(s.period)]
    sectors = {x for s in theirs for x in s.sectors}
    return [replace(m, sectors=tuple(sorted({*m.sectors, *sectors}))) if m is core else m for m in found]


def told_first(context: Context, meeting: Meeting) -> bool:
    """Told in the first two sentences: it is what the article is about."""
    sentences = [s for s in context.annotated.doc.sents if not s.text.isspace()][:2]
    return any(e.span.start < sentences[-1].end_char for e in meeting.evidence)


def placed(context: Context, found: list[Meeting], visits: list[Visit]) -> list[Meeting]:
    """A meeting told without a place or day took place where and when the visit did that it was part of."""
    return _once(_completed(context, m, visits) if m.mode is Mode.IN_PERSON else m for m in found)


def _once(found: Iterable[Meeting]) -> list[Meeting]:
    """Two meetings of one sentence, alike in who, when, where and how, are one that was told in two ways."""
    kept: list[Meeting] = []
    for meeting in found:
        same = next((m for m in kept if _alike(m, meeting)), None)
        if same is None:
            kept.append(meeting)
        else:
            evidence = tuple(dict.fromkeys((*same.evidence, *meeting.evidence)))
            sectors = tuple(sorted({*same.sectors, *meeting.sectors}))
            place = same.place or meeting.place
            kept[kept.index(same)] = replace(same, evidence=evidence, sectors=sectors, place=place)
    return kept


def _alike(one: Meeting, other: Meeting) -> bool:
    told = one.period is not None and one.period.earliest is not None
    sentences = {e.sentence for e in one.evidence} & {e.sentence for e in other.evidence}
    apart = one.place and other.place and one.place != other.place
    return bool(told and sentences and not apart) and _told(one) == _told(other)


def _told(meeting: Meeting) -> tuple[object, ...]:
    return meeting.participants, meeting.period, meeting.mode, meeting.status


def _completed(context: Context, meeting: Meeting, visits: list[Visit]) -> Meeting:
    for visit in visits:
        hosts = {context.annotated.country_of(p) for p in meeting.participants if p not in visit.visitors}
        if not set(visit.visitors) & set(meeting.participants) or not _belongs(visit, meeting, hosts):
            continue
        place = None if isinstance(visit.destination, str) else visit.destination
        period = meeting.period
        if (period is None and meeting.status is Status.PLANNED) or _told_together(visit, meeting, hosts):
            period = visit.period
        return replace(meeting, place=meeting.place or place, period=period)
    return meeting


def _told_together(visit: Visit, meeting: Meeting, hosts: set[str | None]) -> bool:
    """ "As part of their visit, they met ...": the day of the visit, where only the day of the news was known.

    So too where the guest met those of the country that was visited.
    """
    fallback = meeting.period is not None and meeting.period.basis is Basis.PUBLICATION_FALLBACK
    country = visit.destination if isinstance(visit.destination, str) else f"country/{visit.destination.country}"
    dated = visit.period is not None and visit.period.basis is not Basis.PUBLICATION_FALLBACK
    same = {e.sentence for e in visit.evidence} & {e.sentence for e in meeting.evidence} or (dated and country in hosts)
    return fallback and bool(same) and visit.period is not None and visit.period.earliest is not None


def _belongs(visit: Visit, meeting: Meeting, hosts: set[str | None]) -> bool:
    if (visit.status is Status.PLANNED) != (meeting.status is Status.PLANNED):
        return False
    a, b = visit.period, meeting.period
    if b is None or _told_together(visit, meeting, hosts):
        return b is not None or meeting.status is Status.PLANNED
    return a is not None and bool(a.overlaps(b))
