"""Which mentions of meetings are one event, and what they say together."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.mentions import Mentioned, is_news
from kg.model import Period, Status

_SAME_NEWS = 10
"""Days before the paper beyond which an event is not the news told without a day."""


def same_event(context: Context, found: list[Mentioned], mention: Mentioned) -> Mentioned | None:
    """The event already spoken of that the mention tells of, if there is one."""
    if any(c.dep_ == "nummod" for c in mention.trigger.children) and mention.trigger.tag_ == "NNS":
        return None  # "three telephone conversations": none of them is the one told
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
    if not _dates_fit(context, event, mention) or _is_added(event, mention):
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


def _is_added(event: Mentioned, mention: Mentioned) -> bool:
    """ "In addition, A will receive B", told beside the talks of A, B and C: another meeting of two of them."""
    words = {t.lower_ for c in mention.trigger.children if c.dep_ in {"advmod", "prep"} for t in c.subtree}
    added = not words.isdisjoint({"separately", "also", "additionally", "addition"}) and not mention.topical
    return added and len(mention.participants) >= 2 and set(mention.participants) < set(event.participants)


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
    within = (x <= y or y <= x) and len(a) == len(b)  # of one of the people the state may not be known
    return only_countries and len(x & y) >= 2 and (x == y or within)


def joined(context: Context, found: list[Mentioned]) -> list[Mentioned]:
    """Meetings of one day, of a state in one telling and of its people in another, put together."""
    kept: list[Mentioned] = []
    for mention in found:
        same = next((m for m in kept if _is_same_side(context, m, mention)), None)
        if same is None:
            kept.append(mention)
        else:
            merge(same, mention)
    return kept


def _is_same_side(context: Context, event: Mentioned, mention: Mentioned) -> bool:
    a, b = set(event.participants), set(mention.participants)
    told = _bounds(event.period) is not None and _bounds(event.period) == _bounds(mention.period)
    apart = event.place and mention.place and event.place.country != mention.place.country
    if not told or apart or event.status is not mention.status or not a & b:
        return False
    return _stands_for(context, a - b, b - a) or _stands_for(context, b - a, a - b)


def _stands_for(context: Context, states: set[str], people: set[str]) -> bool:
    """ "consultations with Israel", and "met with the president and the minister" of Israel."""
    of_people = {context.annotated.country_of(p) for p in people}
    return len(of_people) == 1 and states == of_people


def _bounds(period: Period | None) -> tuple[object, object] | None:
    return (period.earliest, period.latest) if period and period.earliest else None


def _dates_fit(context: Context, event: Mentioned, mention: Mentioned) -> bool:
    a, b = _effective(context, event), _effective(context, mention)
    if event.status is Status.HELD and b and b.earliest and context.published and b.earliest > context.published:
        return False
    if a and b and a.earliest and b.latest and b.earliest and a.latest:
        return a.earliest <= b.latest and b.earliest <= a.latest
    if a is None and b and b.latest and context.published:
        long_ago = (context.published - b.latest).days > _SAME_NEWS and event.status is Status.HELD
        if long_ago and not event.vague and mention.trigger.sent != event.trigger.sent:
            return False  # the news, and what happened long before, whoever took part
    return not (len(mention.participants) >= 2 and b and b.text and b.earliest is None and not mention.vague)


def _effective(context: Context, mention: Mentioned) -> Period | None:
    """The date of an event told without one: the day of publication, when it is the news itself."""
    told_of = mention.topical or _is_definite(mention.trigger)
    if mention.period is not None or mention.vague or told_of or mention.status is not Status.HELD:
        return mention.period
    return context.fallback() if is_news(context, mention) else None


def _is_definite(trigger: Token) -> bool:
    """ "the meeting": known already, so that its day need not be that of the news."""
    return trigger.pos_ == "NOUN" and any(
        c.lower_ in {"the", "this", "these", "their", "his", "her"} for c in trigger.children
    )


def merge(event: Mentioned, mention: Mentioned) -> None:
    """Add to an event what one more mention of it says."""
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
    if is_tighter(mention.period, event.period):
        event.period = mention.period
    event.vague = event.vague and mention.vague


def is_tighter(new: Period | None, old: Period | None) -> bool:
    """Whether a period has closer bounds than another, or bounds where that has none."""
    if new is None or new.earliest is None or new.latest is None:
        return False
    if old is None or old.earliest is None or old.latest is None:
        return True
    return new.latest - new.earliest < old.latest - old.earliest
