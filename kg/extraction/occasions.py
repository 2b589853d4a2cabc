"""Occasions: when something was said, by the words around its cue, or the meeting or paragraph that it belongs to."""

from __future__ import annotations

from kg.extraction.completing import told_first
from kg.extraction.context import Context
from kg.extraction.reports import Report
from kg.model import Basis, Meeting, Period, Quotation, Status

_SAME_NEWS = 3
"""Days between an event and the paper that tells of it as news."""


def period_of(context: Context, report: Report, meetings: list[Meeting]) -> Period | None:
    """When it was said: by a date of the cue, else by the quotation, the meeting or the paragraph it belongs to."""
    inside = frozenset(t.i for t in report.cue.sent if any(s.start <= t.idx < s.end for s in report.content.spans))
    cue = report.cue
    core = [cue]
    while core[-1].dep_ in {"conj", "advcl", "xcomp"} and core[-1].head.pos_ in {"VERB", "AUX"}:
        core.append(core[-1].head)
    found = context.date_of(core, inside)
    told = context.period(found)
    if told is not None and told.earliest is not None:
        return told
    outside = [d for d in context.dates_in(cue) if d.start not in inside and d.period.earliest is not None]
    if report.is_pluperfect and len(outside) == 1:
        return outside[0].period
    if report.content.quotation is Quotation.DIRECT and context.published is not None:
        first = context.annotated.doc[report.content.start]
        day = context.spoken_on(first, [(m.place, m.period) for m in meetings if m.status is Status.HELD])
        if day is not None and day <= context.published:
            return Period(day, day, None, Basis.RELATIVE)
    at_event = _at_event(context, report, meetings) or _day_of_paragraph(context, report)
    if at_event is not None:
        return at_event
    if cue.dep_ in {"advcl", "conj"}:
        for meeting in meetings:
            if (
                meeting.period
                and meeting.period.earliest
                and any(e.sentence == context.annotated.sentence(cue.i) for e in meeting.evidence)
                and set(report.speakers) & set(meeting.participants)
            ):
                return meeting.period
    return None


def _day_of_paragraph(context: Context, report: Report) -> Period | None:
    """ "On Tuesday, A met B. He said ...": a day that a paragraph opens with holds for what is said in it."""
    text, published = context.annotated.doc.text, context.published
    start = text.rfind("\n", 0, report.cue.idx) + 1
    first = next((d for d in context.annotated.dates if context.annotated.doc[d.start].idx >= start), None)
    if first is None or published is None or report.is_pluperfect or report.cue.tag_ not in {"VBD", "VBG"}:
        return None
    lead = context.annotated.doc[first.start]
    day, last = first.period.earliest, first.period.latest
    opens = len(text[start : lead.idx].split()) <= 1 and first.start < report.cue.i
    return first.period if opens and day is not None and day == last and day <= published else None


def _at_event(context: Context, report: Report, meetings: list[Meeting]) -> Period | None:
    """What those who met a day or two before the paper are told to have said, they said when they met."""
    published = context.published
    core = next((m for m in meetings if m.status is Status.HELD), None)
    if published is None or core is None or core.period is None or report.cue.tag_ != "VBD":
        return None
    day = core.period.earliest
    earlier = day is not None and day == core.period.latest and 1 <= (published - day).days <= _SAME_NEWS
    told = (
        earlier
        and core.period.basis is not Basis.PUBLICATION_FALLBACK
        and set(report.speakers) <= set(core.participants)
    )
    return Period(day, day, None, Basis.RELATIVE) if told and told_first(context, core) else None
