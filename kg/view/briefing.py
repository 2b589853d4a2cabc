"""The page of a dossier: what is known of two countries, to be read, printed and mailed as one file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from kg.view import chapters
from kg.view.chapters import Told
from kg.view.citing import Citations, in_words
from kg.view.dossier import Dossier, Event, Figure, Statement, Tie
from kg.view.labels import visible
from kg.view.matrix import Entry, Matrix, day, matrix
from kg.view.network import Quote
from kg.view.shell import render, style

KINDS = {"Meeting": "Meetings", "Visit": "Visits", "Agreement": "Agreements", "Statement": "Statements"}
"""The rows of the first table, by kind of fact."""

SURE = 0.7
"""Events of less confidence are told in their chapter, and not in brief."""


def page(dossier: Dossier) -> str:
    """The page as HTML; the same dossier gives the same characters."""
    styles = [style("base.css"), style("dossier.css")]
    return render("dossier.html.j2", styles=styles, **_values(_clean(dossier)))


def write_dossier(dossier: Dossier, path: Path) -> None:
    """Writes the page to `path`, as UTF-8 with plain line ends on every machine."""
    path.write_text(page(dossier), encoding="utf-8", newline="\n")


def _clean(thing: Any) -> Any:
    """The same without characters that hide or reorder others, in whatever text there is."""
    if isinstance(thing, str):
        return visible(thing)
    if isinstance(thing, tuple):
        return tuple(map(_clean, thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return type(thing)(**{field.name: _clean(getattr(thing, field.name)) for field in fields(thing)})
    return thing


def _values(dossier: Dossier) -> dict[str, Any]:
    """All that the template shows."""
    citations = Citations(_quotes(dossier))
    events = chapters.timeline(dossier, citations)
    statements = chapters.statements(dossier, citations)
    said = [line for _, lines in statements for line in lines]
    sectors = matrix("sector", _by_sector(dossier, citations, [*events, *said]))
    compared = chapters.compared(events, citations)
    values = {
        "dossier": dossier,
        "citations": citations,
        "standfirst": _standfirst(citations),
        "counts": _counts(dossier, len(citations.sources)),
        "brief": list(_brief(events, said, sectors, len(compared), citations.last_day)),
        "activity": matrix("kind", _by_kind([*events, *said]), KINDS.values()),
        "years": chapters.years(events),
        "sectors": sectors,
        "together": chapters.together(dossier, citations),
        "voices": chapters.voices(dossier, said),
        "statements": statements,
        "figures": chapters.figures(dossier, citations),
        "compared": compared,
        "sources": citations.numbered(),
    }
    there = {_kind(line) for line in [*events, *said]}
    absent = [name.lower()[:-1] for kind, name in KINDS.items() if kind not in there]
    return values | {"absent": absent, "contents": [(id_, title) for id_, title, part in _CONTENTS if values[part]]}


_CONTENTS = (
    ("brief", "In brief", "brief"),
    ("timeline", "Meetings, visits and agreements", "years"),
    ("sectors", "Sectors over time", "sectors"),
    ("together", "Where they work together", "together"),
    ("voices", "Who speaks for whom", "voices"),
    ("statements", "Statements by sector", "statements"),
    ("figures", "Figures, over time and by whom", "figures"),
    ("versions", "Versions that differ", "compared"),
    ("sources", "Sources", "sources"),
)
"""Each chapter: its id, its title, and the part of the page that fills it."""


def _standfirst(citations: Citations) -> str:
    """How much the page rests on."""
    days = [source.published for source in citations.sources if source.published]
    outlets = {source.outlet for source in citations.sources if source.outlet}
    articles = _count(len(citations.sources), "article")
    of = f" of {_count(len(outlets), 'outlet')}" if outlets else ""
    if not days:
        return f"What {articles}{of} report."
    first, last = in_words(min(days)), in_words(max(days))
    return f"What {articles}{of}, published {f'on {first}' if first == last else f'from {first} to {last}'}, report."


def _counts(dossier: Dossier, articles: int) -> list[tuple[str, int, str]]:
    """The numbers of the head, and where what they count begins."""
    kinds = Counter(event.kind for event in dossier.events)
    counts = [(name, kinds[kind], "timeline") for kind, name in KINDS.items() if kind != "Statement"]
    counts.append(("Statements", len(dossier.statements), "statements"))
    counts.append(("Figures", len(dossier.figures), "figures"))
    return [count for count in counts if count[1]] + [("Articles", articles, "sources")]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _kind(line: Told) -> str:
    return line.fact.kind if isinstance(line.fact, Event) else "Statement"


def _quotes(dossier: Dossier) -> Iterator[Quote]:
    facts: tuple[Event | Statement | Tie | Figure, ...]
    facts = (*dossier.events, *dossier.statements, *dossier.ties, *dossier.figures)
    return (quote for fact in facts for quote in fact.quotes)


# ---------------------------------------------------------------- tables by time
def _by_kind(lines: Iterable[Told]) -> Iterator[Entry]:
    for line in lines:
        yield _entry(KINDS[_kind(line)], line)


def _by_sector(dossier: Dossier, citations: Citations, lines: Iterable[Told]) -> Iterator[Entry]:
    """What was done and said in each sector, and cooperation by the day on which an article first tells of it."""
    for line in lines:
        for sector in line.fact.sectors:
            yield _entry(sector, line)
    for tie in dossier.ties:
        published = min((quote.published or "" for quote in tie.quotes), default="")
        text = f"Cooperation: {tie.kind}"
        yield Entry(tie.sector, day(published), text, "", "together", tuple(citations.sentences(tie.quotes)))


def _entry(row: str, line: Told) -> Entry:
    fact = line.fact
    text = fact.title if isinstance(fact, Event) else ", ".join(fact.speakers)
    first = day(fact.earliest) or day(min((quote.published or "" for quote in fact.quotes), default=""))
    return Entry(row, first, text, fact.when, line.id, line.sentences)


# ---------------------------------------------------------------- in brief
def _brief(
    events: list[Told], said: list[Told], sectors: Matrix, compared: int, known: str
) -> Iterator[tuple[str, str, str]]:
    """What to know first: a heading, what there is to say, and where it stands.

    `known` is the day of the last article: what was planned for a day before it is no longer ahead.
    """
    sure = [line for line in events if (line.confidence or 0) >= SURE and line.fact.when]
    done = [line for line in sure if _is_meeting(line) and _status(line) in {"held", "ongoing"}]
    if done:
        yield "Last met", _in_short(done[-1]), done[-1].id
    ahead = [line for line in sure if _status(line) == "planned" and _end(line) >= known]
    if ahead:
        yield "Ahead", _in_short(ahead[0]), ahead[0].id
    agreed = [line for line in sure if isinstance(line.fact, Event) and line.fact.kind == "Agreement"]
    if agreed:
        yield "Last agreement", _in_short(agreed[-1]), agreed[-1].id
    if sectors.rows:
        rows = ", ".join(f"{row.name} ({row.total})" for row in sectors.rows[:4])
        yield "Spoken of most", rows, "sectors"
    voices = Counter(name for line in said if isinstance(line.fact, Statement) for name in line.fact.speakers)
    if voices:
        ranked = sorted(voices.items(), key=lambda item: (-item[1], item[0]))[:4]
        yield "Heard most", ", ".join(f"{name} ({count})" for name, count in ranked), "voices"
    if compared:
        yield "Told differently", f"{compared} event{'s' if compared > 1 else ''}", "versions"


def _is_meeting(line: Told) -> bool:
    return isinstance(line.fact, Event) and line.fact.kind == "Meeting"


def _status(line: Told) -> str:
    return line.fact.status if isinstance(line.fact, Event) else ""


def _end(line: Told) -> str:
    return (line.fact.latest if isinstance(line.fact, Event) else None) or ""


def _in_short(line: Told) -> str:
    assert isinstance(line.fact, Event)
    place = dict(line.fact.details).get("place")
    return ", ".join(filter(None, (line.fact.title, place, line.fact.when)))
