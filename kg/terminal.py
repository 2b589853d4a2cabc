"""What the command line shows: tables that fit the terminal, and text that cannot steer it."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.pipeline import Summary
from kg.querying import Change, Question, Result
from kg.rdf.iris import BASE
from kg.rdf.validation import Fault

out = Console()
err = Console(stderr=True)

NARROW = 16
"""A column whose longest cell is no wider than this is never wrapped."""
TALL = 6
"""Lines that a cell of a table may take."""


def plain(value: object) -> str:
    """Text for a terminal: no markup, no control characters.

    >>> plain("[red]a" + chr(27) + "b")
    '\\\\[red]a�b'
    """
    text = "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in str(value))
    return text.replace("[", r"\[")


def _titled(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold")


# ---------------------------------------------------------------- a build
def print_counts(counts: dict[str, int], sectors: Sequence[str]) -> None:
    """What the graph holds, and which sectors it speaks of."""
    table = _titled("The graph")
    table.show_header = False
    table.add_column(style="bold")
    table.add_column(justify="right")
    for name, count in counts.items():
        table.add_row(name, f"{count:,}")
    table.add_row("sectors", f"{len(sectors):,}")
    out.print(table)
    if sectors:
        out.print("sectors: " + ", ".join(sectors), highlight=False)


def print_build(summary: Summary, url: str, written: Sequence[Path]) -> None:
    """What a build did: added, joined, not understood, rejected, written."""
    for line in _build_lines(summary):
        out.print(plain(line), highlight=False)
    if summary.rejected:
        out.print(f"[bold red]{len(summary.rejected)} rejected:[/]", highlight=False)
        for item in summary.rejected:
            out.print(f"  {plain(item.source)}: {plain(item.reason)}", highlight=False, soft_wrap=True)
    out.print(f"store: {plain(url)}", highlight=False)
    for path in written:
        out.print(f"wrote: {plain(path)}", highlight=False)


def _build_lines(summary: Summary) -> list[str]:
    if summary.read and summary.unchanged == summary.read:
        lines = [f"nothing changed: all {summary.read} articles were in the store already"]
    else:
        lines = [f"articles: {summary.added} added, {summary.replaced} replaced, {summary.unchanged} unchanged"]
    joint = summary.joint
    if joint.events:
        lines.append(f"{joint.events} events are told by more than one article ({joint.articles} articles)")
    if joint.actors:
        lines.append(f"{joint.actors} names mean an actor of another name: kg links lists them")
    if joint.unsure:
        lines.append(
            f"{joint.unsure} pairs of names may mean one actor and were left apart: kg links --unsure lists them"
        )
    if summary.gaps:
        lines.append(f"{summary.gaps} times a word of the lexicon gave no fact: kg gaps lists them")
    if summary.undated:
        named = ", ".join(summary.undated[:5]) + (", ..." if len(summary.undated) > 5 else "")
        lines.append(f"{len(summary.undated)} articles have no date, their relative times stay unbound: {named}")
    return lines


# ---------------------------------------------------------------- answers
def print_questions(questions: dict[str, Question]) -> None:
    """The named questions and their options."""
    table = _titled("Questions")
    table.add_column("name", style="bold", no_wrap=True)
    table.add_column("asks")
    table.add_column("options")
    for name, known in questions.items():
        table.add_row(name, known.title, " ".join(_option(p.name) for p in known.parameters))
    out.print(table)
    out.print("kg ask NAME --options tells more of one", style="dim", highlight=False)


def print_question(question: Question) -> None:
    """What one question asks, takes and gives, and an example."""
    out.print(f"[bold]{plain(question.title)}[/]\n{plain(question.about)}", highlight=False)
    taken = [(_option(p.name), p.kind, p.about) for p in question.parameters]
    given = [(c.name, c.kind, c.about) for c in question.columns]
    for title, rows in (("Options", taken), ("Columns", given)):
        if rows:
            table = _titled(title)
            table.show_header = False
            for row in rows:
                table.add_row(*map(plain, row))
            out.print(table)
    out.print(plain(shlex.join(["kg", "ask", question.name, *question.example])), style="bold", highlight=False)


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def print_result(result: Result) -> None:
    """An answer: a table where it fits the terminal, otherwise a block of lines for each row."""
    filled = [n for n, _ in enumerate(result.columns) if any(row[n] is not None for row in result.rows)]
    rows = [[_cell(row[n]) for n in filled] for row in result.rows]
    names = [result.columns[n] for n in filled]
    if not rows:
        out.print("no answer")
        return
    widths = [max(len(name), *(len(row[n]) for row in rows)) for n, name in enumerate(names)]
    if _fits(widths):
        _print_table(names, rows, widths)
    else:
        _print_blocks(names, rows)
    out.print(f"{len(rows)} row{'s' if len(rows) != 1 else ''}", style="dim", highlight=False)


def _fits(widths: list[int]) -> bool:
    """Whether columns whose longest cells are so wide go beside each other, none of them a tall and narrow strip."""
    wide = [width for width in widths if width > NARROW]
    room = out.width - 1 - sum(width for width in widths if width <= NARROW) - 3 * len(widths)
    return room >= sum(max(NARROW, width // TALL) for width in wide)


def _print_table(names: list[str], rows: list[list[str]], widths: list[int]) -> None:
    table = Table(show_lines=any(width > out.width // 2 for width in widths))
    for name, width in zip(names, widths, strict=True):
        table.add_column(name, overflow="fold", no_wrap=width <= NARROW)
    for row in rows:
        table.add_row(*row)
    out.print(table)


def _print_blocks(names: list[str], rows: list[list[str]]) -> None:
    for row in rows:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell:
                grid.add_row(name, cell)
        out.print(grid)
        out.rule(style="dim")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return plain(text.removeprefix(BASE))


def print_faults(faults: Sequence[Fault]) -> None:
    """What a validation found: a line for each fault, however long its node's IRI."""
    out.print(f"[bold red]not valid: {len(faults)} fault{'s' if len(faults) != 1 else ''}[/]", highlight=False)
    for fault in faults:
        path = f" [dim]({plain(fault.path)})[/]" if fault.path else ""
        out.print(f"  {plain(fault.node)}: {plain(fault.message)}{path}", highlight=False, soft_wrap=True)


def print_changes(changes: Sequence[Change]) -> None:
    """What changed between two builds: a line for each node, and what is told no more and now."""
    for change in changes:
        out.print(f"[bold]{change.change}[/] {plain(change.kind)}: {plain(change.label)}", highlight=False)
        if change.change == "changed":
            for sign, lines in (("-", change.before), ("+", change.after)):
                for line in lines:
                    out.print(f"  {sign} {plain(line)}", highlight=False)
    counted = Counter(change.change for change in changes)
    told = ", ".join(f"{counted[name]} {name}" for name in ("added", "removed", "changed") if counted[name])
    out.print(told or "nothing changed", style="dim", highlight=False)
