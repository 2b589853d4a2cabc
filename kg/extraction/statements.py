"""Statements: who said exactly what, to whom, where, relayed by whom, and when."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extraction.channels import addressees_of, interviewers_of, relay_of
from kg.extraction.content import content_of
from kg.extraction.context import Context
from kg.extraction.cues import frames_of, is_main, is_told, opens_partial
from kg.extraction.letters import fill_in_letter
from kg.extraction.media import medium_of
from kg.extraction.occasions import period_of
from kg.extraction.reports import Report, take_in_lone_quotations, take_in_set_on, without_relays
from kg.extraction.sectors import within
from kg.extraction.speakers import speakers_of
from kg.model import Meeting, Span, Statement

_GOING_ON = {"add", "continue", "conclude", "go", "elaborate"}


def statements(context: Context, meetings: list[Meeting]) -> list[Statement]:
    """All statements of the article, in the order of their cues."""
    reports: list[Report] = []
    for token in context.annotated.doc:
        if token.i in context.quoted and not opens_partial(context, token):
            continue
        report = _report(context, token, reports, meetings)
        if report is not None:
            reports.append(report)
    take_in_set_on(context, reports)
    take_in_lone_quotations(context, reports)
    found = context.spoken + [_statement(context, r) for r in without_relays(context, reports)]
    return _without_doubles(found)


def _report(context: Context, token: Token, before: list[Report], meetings: list[Meeting]) -> Report | None:
    frames = frames_of(context, token)
    if not frames:
        return None
    reason = None
    for frame in frames:
        content = content_of(context, token, frame)
        if content is None or ("mainClause" in frame.features and not is_main(token)):
            continue
        if not is_told(context, token):
            reason = "not told as said"
            continue
        speakers, certainty, medium = speakers_of(context, token, frame, content, before)
        if not speakers:
            reason = "no speaker found"
            continue
        speakers = [context.annotated.speaking_for(s) for s in speakers]
        report = Report(token, frame, speakers, certainty, content, medium=medium)
        _complete(context, report, before, meetings)
        return report
    if reason and token.pos_ == "VERB":
        context.gap(token, frames[0].name, reason)
    return None


def _complete(context: Context, report: Report, before: list[Report], meetings: list[Meeting]) -> None:
    report.addressees = addressees_of(context, report)
    report.medium = report.medium or medium_of(context, report)
    report.reported_by = relay_of(context, report)
    report.addressees += [a for a in interviewers_of(context, report) if a not in report.addressees]
    fill_in_letter(context, report)
    report.period = period_of(context, report, meetings)
    previous = before[-1] if before else None
    if previous and set(previous.speakers) == set(report.speakers):
        if _same_paragraph(previous.cue, report.cue):
            report.medium = report.medium or previous.medium
        near = context.annotated.doc[report.content.start].sent.start <= previous.cue.sent.end + 2
        if (
            report.cue.lemma_ in _GOING_ON
            or report.cue.sent.start == previous.cue.sent.start
            or (report.is_pluperfect and near)
        ):
            report.medium = report.medium or previous.medium
            report.period = report.period or previous.period
            report.reported_by = report.reported_by or (
                previous.reported_by if report.cue.sent.start == previous.cue.sent.start else None
            )


def _same_paragraph(one: Token, other: Token) -> bool:
    return "\n" not in one.doc.text[one.idx : other.idx]


def _without_doubles(found: list[Statement]) -> list[Statement]:
    """One statement for the same words: where two cues claim the same span, the surer one stays."""
    kept: dict[tuple[Span, ...], Statement] = {}
    for statement in found:
        same = kept.get(statement.content)
        if same is None or statement.confidence > same.confidence:
            kept[statement.content] = statement
    return list(kept.values())


def _statement(context: Context, report: Report) -> Statement:
    period = report.period or (None if report.is_pluperfect else context.fallback())
    rule = report.frame.name
    evidence = tuple(context.evidence(span, report.cue, rule) for span in report.content.spans)
    sectors = within(context.cues, report.content.start, report.content.end)
    return Statement(
        key="statement/0",
        evidence=evidence,
        confidence=round(report.frame.confidence * report.certainty, 2),
        speakers=tuple(sorted(report.speakers)),
        content=report.content.spans,
        quotation=report.content.quotation,
        cue=report.cue.text if rule != "frame/according-to" else "according to",
        addressees=tuple(sorted(report.addressees)),
        medium=report.medium,
        reported_by=report.reported_by,
        period=period,
        sectors=sectors,
    )
