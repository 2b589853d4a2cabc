"""Transcripts: "President of Russia Vladimir Putin: ..." opens a turn that runs to the next one.

The name may also stand on a line of its own above the words.
"""

from __future__ import annotations

import re

from kg.annotation.authors import issuer
from kg.annotation.identities import matches_title
from kg.extraction.context import Context
from kg.extraction.sectors import within
from kg.model import ActorKind, Evidence, Quotation, Span, Statement
from kg.ontology import Person, folded

_TURN = re.compile(r"^(?P<who>[^\n:“\"]{1,90}):(?:[ \t]+(?=\S)|[ \t]*(?P<alone>\n))", re.M)
_NOBODY = re.compile(
    r"(?:Q|Questions?|Remark|Reply|Answer|(?:The )?Press|Reporter|Audience(?: Member)?|Moderator)\b", re.I
)
_INTERPRETER = re.compile(r"(?:The )?(?:Interpreter|Translator)\b", re.I)
_LABEL = re.compile(r"(?:[A-Z][\w'’.-]*)(?: (?:[A-Z][\w'’.-]*|of|and|the)){0,4}")
"""In a transcript any short name before a colon opens a turn: "AFP:", "China Daily:"."""
_QUESTION = re.compile(r"^Q(?:\.[ \t]*|[ \t]{2,}|[ \t](?=[A-Z“\"(]))", re.M)
_GIVEN = re.compile(r"\b[Ii]nterview( (?:to|with) (?:the )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})")
RULE = "frame/speaker-turn"


def turns(context: Context) -> list[Statement]:
    """The turns of a transcript as direct statements, a span for each paragraph.

    Questions of journalists end a turn and are no statements of their own.
    """
    text = context.annotated.doc.text
    marks = [(m, _speaker(context, m)) for m in _TURN.finditer(text)]
    if not any(s for _, s in marks):
        return []
    opening = [(m, s) for m, s in marks if s is not None or _NOBODY.match(m["who"]) or _is_label(m)]
    opening += [(m, None) for m in _QUESTION.finditer(text)]
    opening.sort(key=lambda o: o[0].start())
    found = []
    before: str | None = None
    for n, (match, speaker) in enumerate(opening):
        if speaker is None and _INTERPRETER.match(match.groupdict().get("who") or ""):
            speaker = before  # who speaks through the interpreter
        before = speaker
        end = opening[n + 1][0].start() if n + 1 < len(opening) else len(text)
        spans = _paragraphs(text, match.end(), end)
        if speaker is not None and spans:
            found.append(_statement(context, speaker, spans))
    return found


def _is_label(match: re.Match[str]) -> bool:
    return not match["alone"] and bool(_LABEL.fullmatch(match["who"]))


def _statement(context: Context, speaker: str, spans: tuple[Span, ...]) -> Statement:
    tokens = context.tokens(Span(spans[0].start, spans[-1].end))
    return Statement(
        key="statement/0",
        evidence=tuple(Evidence(s, s, RULE) for s in spans),
        confidence=0.95,
        speakers=(speaker,),
        content=spans,
        quotation=Quotation.DIRECT,
        cue=":",
        medium=_medium(context),
        period=context.fallback(),
        sectors=within(context.cues, tokens.start, tokens.end) if tokens is not None else (),
    )


def _medium(context: Context) -> str | None:
    """What the title calls the occasion: "Department Press Briefing"."""
    title = context.annotated.article.title or ""
    given = _GIVEN.search(title)
    if given is not None:
        return f"interview{given[1]}"
    media = [w.lower() for w in context.schema.words.get("media", ()) if len(w) > 6]
    return next((w for w in sorted(media, key=len, reverse=True) if w in title.lower()), None)


def _paragraphs(text: str, start: int, end: int) -> tuple[Span, ...]:
    lines = re.finditer(r"\S[^\n]*", text[start:end])
    spans = [Span(start + m.start(), start + m.start() + len(m.group().rstrip())) for m in lines]
    return tuple(_unquoted(text, s) for s in spans if _is_speech(s.of(text)))


def _is_speech(paragraph: str) -> bool:
    """Words, and no note on them: "<…>", "[In Bahasa Indonesia]", "(Laughter.)"."""
    noted = paragraph[0] in "[(" and paragraph[-1] in ")]" and not set("[(") & set(paragraph[1:])
    return any(c.isalnum() for c in paragraph) and not noted


def _unquoted(text: str, span: Span) -> Span:
    """Without the marks around the whole paragraph."""
    words = span.of(text)
    marked = len(words) > 2 and words[0] in '“"«' and words[-1] in '”"»'
    return Span(span.start + 1, span.end - 1) if marked else span


# ---------------------------------------------------------------- who opens the turn
def _speaker(context: Context, match: re.Match[str]) -> str | None:
    """The person named right before the colon, when the line's opening is nothing but name and title."""
    start, end = match.span("who")
    for mention in context.annotated.mentions:
        span = context.annotated.span(mention.start, mention.end)
        rest = match.string[span.end : end].strip()
        closed = not rest or (rest[0] == "(" and rest[-1] == ")") or (rest[0] == "," and rest.istitle())
        if (
            start <= span.start
            and span.end <= end
            and closed
            and mention.actor.startswith("person/")
            and span.start - start <= (0 if match["alone"] else 80)
        ):
            return mention.actor
    who = match["who"].strip()
    return _in_capitals(context, who) if who.isupper() and not _NOBODY.match(who) else None


def _in_capitals(context: Context, who: str) -> str | None:
    """ "SECRETARY BLINKEN", "MR. KIRBY", "THE PRESIDENT": a name of the article, or who held the office that day."""
    family = folded(re.sub(r"\W", "", who.split()[-1])).casefold()
    people = [a for a in context.annotated.actors.values() if a.kind is ActorKind.PERSON]
    named = {a.key for a in people if folded(a.name.split()[-1]).casefold() == family}
    if len(named) == 1:
        return named.pop()
    holders = _in_office(context, who.removeprefix("THE ").title(), family)
    if len(holders) != 1:
        return None
    return context.annotated.introduce(holders.pop())


def _in_title(context: Context, office: str) -> set[Person]:
    """ "Remarks by President Biden and President Lourenço": the first of that office in the title."""
    day, title = context.published, context.annotated.article.title or ""
    for name in re.findall(rf"\b{re.escape(office)} ((?:[A-Z][\w'’-]+ ?)+)", title):
        families = [folded(part) for part in name.split()]
        known = [p for f in families for p in context.schema.people_by_family_name.get(f, ())]
        held = {p.key: context.schema.occupancies_by.get(p.key, ()) for p in known}
        fitting = {p for p in known if day and any(o.covers(day) and matches_title(o, office) for o in held[p.key])}
        if len(fitting) == 1:
            return fitting
    return set()


def _in_office(context: Context, title: str, family: str) -> set[Person]:
    """Office-holders by the article's title, or of the issuing state on the day of publication, by title or name."""
    day, state = context.published, issuer(context.annotated.article, context.schema)
    named = _in_title(context, title)
    if named:
        return named
    if day is None or state is None:
        return set()
    held = [o for o in context.schema.occupancies_of.get(f"country/{state}", ()) if o.covers(day)]
    by_title = {context.schema.people[o.holder] for o in held if matches_title(o, title)}
    if by_title:
        return by_title
    people = {context.schema.people[o.holder] for o in held}
    return {p for p in people if any(folded(n).casefold() == family for n in p.family_names)}
