"""Reports: statements in the making, and how those of one article bear on each other.

One outlet relays what another actor says, and a quotation without a cue goes on with the report before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Token

from kg.annotation.document import QuotedSpan
from kg.extraction.context import Context
from kg.extraction.extents import Content
from kg.model import Period, Quotation
from kg.ontology import Frame


@dataclass(slots=True)
class Report:
    """A statement in the making."""

    cue: Token
    frame: Frame
    speakers: list[str]
    certainty: float
    content: Content
    addressees: list[str] = field(default_factory=list)
    medium: str | None = None
    reported_by: str | None = None
    period: Period | None = None

    @property
    def is_pluperfect(self) -> bool:
        """Whether it "had" been said: before what was told last."""
        return any(c.lower_ == "had" and c.dep_ == "aux" for c in self.cue.children)


def take_in_set_on(context: Context, reports: list[Report]) -> None:
    """ "She said the talks had failed. "We have nothing." ": a quotation that is a sentence without a cue goes on."""
    for quote in context.annotated.quotes:
        if any(quote.span in r.content.spans or r.content.start <= quote.start < r.content.end for r in reports):
            continue
        sentence = context.annotated.doc[quote.start].sent
        text = context.annotated.doc.text
        opens, closes = quote.span.start - 1, quote.span.end
        before = [r for r in reports if r.cue.sent.end <= quote.start and r.cue.sent.end >= sentence.start - 1]
        alone = (
            text[max(opens - 2, 0) : opens].rstrip(" ")[-1:] in {".", "!", "?"} and "\n" not in text[opens - 2 : opens]
        )
        ended = text[closes - 1] in ".!?" or text[closes : closes + 2].strip('"”»')[:1] in {".", "!", "?"}
        if not (before and alone and ended) or any(r.cue.sent.start <= quote.start < r.cue.sent.end for r in reports):
            continue
        report = before[-1]
        wording = report.content.quotation if report.content.quotation is Quotation.DIRECT else Quotation.MIXED
        spans = (*report.content.spans, quote.span)
        report.content = replace(report.content, spans=spans, quotation=wording)


def take_in_lone_quotations(context: Context, reports: list[Report]) -> None:
    """A quotation that is a paragraph of its own after a quotation goes on with what the same speaker said."""
    last_of = {r.content.spans[-1]: r for r in reports if r.content.quotation is Quotation.DIRECT}
    quotes = context.annotated.quotes
    for before, quote in pairwise(quotes):
        report = last_of.get(before.span)
        taken = any(quote.span in r.content.spans for r in reports)
        if report is None or taken or quote.paragraph != before.paragraph + 1 or not _is_alone(context, quote):
            continue
        spans = (*report.content.spans, quote.span)
        report.content = replace(report.content, spans=spans, end=max(report.content.end, quote.end))
        last_of[quote.span] = report


def _is_alone(context: Context, quote: QuotedSpan) -> bool:
    """Whether a paragraph holds nothing but the quotation."""
    text = context.annotated.doc.text
    start, end = text.rfind("\n", 0, quote.span.start) + 1, text.find("\n", quote.span.end)
    around = text[start : quote.span.start] + text[quote.span.end : end if end >= 0 else len(text)]
    return not around.strip(' \t.,!?"“”«»')


def without_relays(context: Context, reports: list[Report]) -> list[Report]:
    """ "TASS reported that Putin said X": TASS relays; the statement is Putin's."""
    kept = []
    for report in reports:
        inner = [r for r in reports if r is not report and _holds(report.content, r)]
        outlet = report.speakers[0]
        around = [r for r in reports if r is not report and _holds(r.content, report) and r.cue == report.cue.head]
        if any(set(r.speakers) == set(report.speakers) for r in around):
            continue
        if inner and (context.annotated.is_outlet(outlet) or _is_released(context, report)):
            for r in inner:
                r.reported_by = r.reported_by or outlet
            continue
        for r in inner:
            if _is_main_of(report.content, r.cue) and len(report.speakers) == 1 and outlet not in r.speakers:
                r.reported_by = r.reported_by or outlet
        beside = any(r is not report and r.cue.sent == report.cue.sent for r in reports)
        if report.frame.name == "frame/according-to" and beside:
            continue
        kept.append(report)
    return kept


def _is_released(context: Context, report: Report) -> bool:
    """ "... , the ministry said in a press release": a body that tells what others said."""
    return (
        report.medium is not None
        and report.medium.split()[-1] in context.schema.word_set("documents")
        and all(s.startswith("organization/") for s in report.speakers)
    )


def _is_main_of(content: Content, cue: Token) -> bool:
    """Whether what was said is that somebody else said something: "the ministry said the envoy condemned X"."""
    above = cue.head
    return above == cue or not content.start <= above.i < content.end


def _holds(content: Content, report: Report) -> bool:
    return content.start <= report.cue.i < content.end and all(
        content.spans[0].start <= s.start and s.end <= content.spans[-1].end for s in report.content.spans
    )
