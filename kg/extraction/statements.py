"""Statements: who said exactly what, to whom, where, relayed by whom, and when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Token

from kg.annotation.document import QuotedSpan
from kg.extraction.completing import told_first
from kg.extraction.content import content_of
from kg.extraction.context import Context
from kg.extraction.cues import frames_of, is_main, is_told, opens_partial, quoting_verb
from kg.extraction.extents import Content
from kg.extraction.grammar import fillers, is_passive, objects, prepositional, subjects
from kg.extraction.sectors import within
from kg.model import ActorKind, Basis, Meeting, Period, Quotation, Span, Statement, Status
from kg.ontology import Frame

_SAME_NEWS = 3
"""Days between an event and the paper that tells of it as news."""
_GOING_ON = {"add", "continue", "conclude", "go", "elaborate"}


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


def statements(context: Context, meetings: list[Meeting]) -> list[Statement]:
    """All statements of the article, in the order of their cues."""
    reports: list[Report] = []
    for token in context.annotated.doc:
        if token.i in context.quoted and not opens_partial(context, token):
            continue
        report = _report(context, token, reports, meetings)
        if report is not None:
            reports.append(report)
    _take_in_set_on(context, reports)
    _take_in_lone_quotations(context, reports)
    found = context.spoken + [_statement(context, r) for r in _without_relays(context, reports)]
    return _without_doubles(found)


def _take_in_set_on(context: Context, reports: list[Report]) -> None:
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


def _take_in_lone_quotations(context: Context, reports: list[Report]) -> None:
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


# ---------------------------------------------------------------- one cue
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
        speakers, certainty, medium = _speakers(context, token, frame, content, before)
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


def _speakers(
    context: Context, token: Token, frame: Frame, content: Content, before: list[Report]
) -> tuple[list[str], float, str | None]:
    if frame.name == "frame/according-to":
        heads = [t for p in [token, *token.children] for c in p.children if c.dep_ == "pobj" for t in [c, *c.conjuncts]]
    else:
        heads = [t for t in subjects(token) if not any(s.start <= t.idx < s.end for s in content.spans)]
    quoting = quoting_verb(token)
    if quoting is not None:
        named = [context.annotated.at[i].head for i in range(quoting.i + 1, token.i) if i in context.annotated.at]
        heads = objects(quoting) or [token.doc[i] for i in named[:1] if not is_passive(quoting)]
    if not heads and not is_passive(token):
        heads = _inverted(context, token, content)
    found: list[str] = []
    certainty = 1.0
    if not heads and not is_passive(token):
        lost = context.who.before(token)
        found, certainty = list(lost), min(lost.values(), default=1.0)
    medium = None
    for head in heads:
        for actor, sure in context.who.actors(head):
            if actor not in found:
                found.append(actor)
                certainty = min(certainty, sure)
        if "documentSpeaker" in frame.features and head.lemma_.lower() not in context.schema.word_set("data"):
            return [], 0.0, None
        if not found and head.lemma_.lower() in context.schema.word_set("documents") | context.schema.word_set("data"):
            found, certainty, medium = _document_speakers(context, head, before)
        if not found and head.lemma_.lower() == "report":
            found, certainty = _reporters(context, head, before), 0.8
        if not found and head.lower_ == "we":
            found, certainty = _issuer(context, before), 0.6
        if not found:
            group = context.who.group(head)
            if group:
                found, certainty = [group], 0.8
    last = before[-1] if before and before[-1].cue.sent.start == token.sent.start else None
    theirs = last is not None and all(last.content.start <= t.i < last.content.end for t in heads)
    beyond = last is not None and bool(heads) and token.i >= last.content.end
    goes_on = token.dep_ == "conj" or (token.dep_ == "advcl" and token.tag_ == "VBG" and beyond)
    if goes_on and last is not None and theirs and (beyond or not found):
        return before[-1].speakers, before[-1].certainty * 0.9, medium
    if (
        not found
        and is_passive(token)
        and any(c.lower_ in {"was", "were", "been"} for c in token.children if c.dep_ == "auxpass")
        and not _suffers(context, token)
        and frame.name not in {"frame/say", "frame/tell", "frame/brief", "frame/call"}
        and context.annotated.default_pair
    ):
        return list(context.annotated.default_pair), 0.5, None
    return found, certainty, medium


def _suffers(context: Context, token: Token) -> bool:
    """ "India is committed to ...": its subject is one of the actors, so that nothing was said by all."""
    subjects_ = [c for c in token.children if c.dep_ == "nsubjpass"]
    if not subjects_:
        opens = min((c.i for c in token.children if c.dep_ in {"aux", "auxpass"}), default=token.i)
        return opens - 1 in context.annotated.at  # the parser has given its subject to another verb
    return any(context.who.actors(t) for t in subjects_ if t.lower_ != "it")


def _inverted(context: Context, token: Token, content: Content) -> list[Token]:
    """ "...", said Modi: the mention right after the cue."""
    before = token.i - 1
    while before > 0 and token.doc[before].pos_ in {"AUX", "ADV"}:
        before -= 1
    for place in (token.i + 1, before):
        mention = context.annotated.at.get(place)
        if mention is None or mention.form != "name":
            continue
        if not any(s.start <= token.doc[place].idx < s.end for s in content.spans):
            return [context.annotated.doc[mention.head]]
    return []


def _document_speakers(context: Context, head: Token, before: list[Report]) -> tuple[list[str], float, str | None]:
    """ "The joint statement of A and B said": those who made it."""
    joint = any(c.lower_ == "joint" for c in head.children)
    makers = [
        a
        for g in ("prep:of", "prep:by", "prep:from", "possessor", "modifier")
        for t in fillers(head, g)
        for a, _ in context.who.actors(t)
    ]
    if not makers and joint:
        makers = list(context.annotated.default_pair or context.annotated.parties)
    elif not makers and head.lemma_.lower() in context.schema.word_set("data"):
        return [], 0.0, None
    elif not makers:
        same = [r for r in before if r.medium and r.medium.split()[-1] == head.lower_]
        parties = (
            list(context.annotated.parties) if head.lemma_.lower() in context.schema.word_set("joint-papers") else []
        )
        makers = list((same or before)[-1].speakers) if same or (before and not parties) else parties
        makers = makers or _last_subject(context, head)
    medium = f"joint {head.lower_}" if joint else head.lower_
    return list(dict.fromkeys(makers)), 0.8, medium if makers else None


def _issuer(context: Context, before: list[Report]) -> list[str]:
    """ "We call for ...", outside a quotation: the authors, or the state or body in whose name the text has spoken."""
    if context.annotated.authors:
        return list(context.annotated.authors)
    if not before or any(a.startswith(("person/", "group/")) for a in before[0].speakers):
        return []
    return before[0].speakers


def _reporters(context: Context, head: Token, before: list[Report]) -> list[str]:
    """ "the KCNA report said": whose report it is; "the report said" goes on with the same."""
    beside = [t for t in head.children if t.dep_ in {"compound", "poss", "nmod"}]
    beside += prepositional(head, "by") + prepositional(head, "from")
    theirs = [a for t in beside for a, _ in context.who.actors(t) if not a.startswith("country/")]
    if theirs or any(c.dep_ not in {"det", "relcl", "punct", "acl"} for c in head.children):
        return theirs[:1]
    earlier = [r.speakers for r in before if len(r.speakers) == 1 and _relays(context, r.speakers[0])]
    return earlier[-1] if earlier and any(c.lower_ == "the" for c in head.children) else []


def _last_subject(context: Context, head: Token) -> list[str]:
    """ "The message reads": the message of whom was last spoken of as doing something."""
    doc = context.annotated.doc
    before = [m for m in context.annotated.mentions if m.end <= head.i and m.actor.startswith("person/")]
    acting = next((m.actor for m in reversed(before) if doc[m.head].dep_ == "nsubj"), None)
    found = acting or context.annotated.first_in_headline()
    return [found] if found else []


# ---------------------------------------------------------------- addressee, medium, relay, date
def _complete(context: Context, report: Report, before: list[Report], meetings: list[Meeting]) -> None:
    report.addressees = _addressees(context, report)
    report.medium = report.medium or _medium(context, report)
    report.reported_by = _relay(context, report)
    report.addressees += [a for a in _interviewers(context, report) if a not in report.addressees]
    report.period = _period(context, report, meetings)
    previous = before[-1] if before else None
    if previous and set(previous.speakers) == set(report.speakers):
        if _same_paragraph(previous.cue, report.cue):
            report.medium = report.medium or previous.medium
        near = context.annotated.doc[report.content.start].sent.start <= previous.cue.sent.end + 2
        if (
            report.cue.lemma_ in _GOING_ON
            or report.cue.sent.start == previous.cue.sent.start
            or (_pluperfect(report.cue) and near)
        ):
            report.medium = report.medium or previous.medium
            report.period = report.period or previous.period
            report.reported_by = report.reported_by or (
                previous.reported_by if report.cue.sent.start == previous.cue.sent.start else None
            )


def _same_paragraph(one: Token, other: Token) -> bool:
    return "\n" not in one.doc.text[one.idx : other.idx]


def _pluperfect(cue: Token) -> bool:
    return any(c.lower_ == "had" and c.dep_ == "aux" for c in cue.children)


def _addressees(context: Context, report: Report) -> list[str]:
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
                g for g in [context.who.group(filler)] if g and filler.lemma_ not in {"statement", "state"}
            ]
            found += [a for a in actors if a not in found and a not in report.speakers]
    return list(dict.fromkeys(found))


def _interviewers(context: Context, report: Report) -> list[str]:
    """ "in an interview with Caracol Radio": the outlet is spoken to."""
    if report.medium != "interview":
        return []
    words = [t for t in _outside(context, report) if t.lower_ == "interview"]
    found = [
        a for t in words for g in ("prep:with", "prep:to") for o in fillers(t, g) for a, _ in context.who.actors(o)
    ]
    return [a for a in found if _relays(context, a)]


def _cites(filler: Token) -> bool:
    """Part of "according to ...", which names no one spoken to."""
    return any(t.lower_ == "according" for t in filler.ancestors)


def _other_party(context: Context, report: Report) -> list[str]:
    return [p for p in context.annotated.default_pair if p not in report.speakers]


def _outside(context: Context, report: Report) -> list[Token]:
    """The words of the sentence that are not content."""
    spans = report.content.spans
    return [t for t in report.cue.sent if not any(s.start <= t.idx < s.end for s in spans)]


def _medium(context: Context, report: Report) -> str | None:
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


def _relay(context: Context, report: Report) -> str | None:
    """The outlet cited beside the speaker: "according to TASS"."""
    sentence = report.cue.sent
    quoting = quoting_verb(report.cue)
    if quoting is not None:
        outlets = [a for t in subjects(quoting) for a, _ in context.who.actors(t)]
        return outlets[0] if outlets else None
    for token in sentence:
        if token.lower_ == "according" and token.i + 1 < sentence.end and token.i != report.cue.i:
            for child in [token, *token.children]:
                for obj in child.children:
                    if obj.dep_ == "pobj":
                        for actor, _ in _actor_or_below(context, obj):
                            if _relays(context, actor) and actor not in report.speakers:
                                return actor
    return None


def _actor_or_below(context: Context, token: Token) -> list[tuple[str, float]]:
    found = context.who.actors(token)
    if found:
        return found
    return [
        (m.actor, 0.9)
        for t in token.subtree
        if (m := context.annotated.at.get(t.i)) and not m.actor.startswith("country/")
    ]


def _relays(context: Context, actor: str) -> bool:
    return context.annotated.actors[actor].kind is ActorKind.NEWS_ORGANIZATION


def _period(context: Context, report: Report, meetings: list[Meeting]) -> Period | None:
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
    if _pluperfect(cue) and len(outside) == 1:
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
    if first is None or published is None or _pluperfect(report.cue) or report.cue.tag_ not in {"VBD", "VBG"}:
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


# ---------------------------------------------------------------- relays, doubles, turns
def _without_relays(context: Context, reports: list[Report]) -> list[Report]:
    """ "TASS reported that Putin said X": TASS relays; the statement is Putin's."""
    kept = []
    for report in reports:
        inner = [r for r in reports if r is not report and _holds(report.content, r)]
        outlet = report.speakers[0]
        around = [r for r in reports if r is not report and _holds(r.content, report) and r.cue == report.cue.head]
        if any(set(r.speakers) == set(report.speakers) for r in around):
            continue
        if inner and (_relays(context, outlet) or _is_released(context, report)):
            for r in inner:
                r.reported_by = r.reported_by or outlet
            continue
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


def _holds(content: Content, report: Report) -> bool:
    return content.start <= report.cue.i < content.end and all(
        content.spans[0].start <= s.start and s.end <= content.spans[-1].end for s in report.content.spans
    )


def _without_doubles(found: list[Statement]) -> list[Statement]:
    """One statement for the same words: where two cues claim the same span, the surer one stays."""
    kept: dict[tuple[Span, ...], Statement] = {}
    for statement in found:
        same = kept.get(statement.content)
        if same is None or statement.confidence > same.confidence:
            kept[statement.content] = statement
    return list(kept.values())


def _statement(context: Context, report: Report) -> Statement:
    period = report.period or (None if _pluperfect(report.cue) else context.fallback())
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
