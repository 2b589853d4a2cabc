"""Meetings completed by what else the article tells: the visit that one was part of, and what was said at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.extraction.context import Context
from kg.model import Basis, Meeting, Mode, Statement, Status, Visit


def placed(context: Context, found: list[Meeting], visits: list[Visit]) -> list[Meeting]:
    """A meeting told without a place or day took place where and when the visit did that it was part of."""
    return _once(_completed(context, m, visits) if m.mode is Mode.IN_PERSON else m for m in found)


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


def _belongs(visit: Visit, meeting: Meeting, hosts: set[str | None]) -> bool:
    if (visit.status is Status.PLANNED) != (meeting.status is Status.PLANNED):
        return False
    a, b = visit.period, meeting.period
    if b is None or _told_together(visit, meeting, hosts):
        return b is not None or meeting.status is Status.PLANNED
    return a is not None and bool(a.overlaps(b))


def _told_together(visit: Visit, meeting: Meeting, hosts: set[str | None]) -> bool:
    """ "As part of their visit, they met ...": the day of the visit, where only the day of the news was known.

    So too where the guest met those of the country that was visited.
    """
    fallback = meeting.period is not None and meeting.period.basis is Basis.PUBLICATION_FALLBACK
    country = visit.destination if isinstance(visit.destination, str) else f"country/{visit.destination.country}"
    dated = visit.period is not None and visit.period.basis is not Basis.PUBLICATION_FALLBACK
    same = {e.sentence for e in visit.evidence} & {e.sentence for e in meeting.evidence} or (dated and country in hosts)
    return fallback and bool(same) and visit.period is not None and visit.period.earliest is not None


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
