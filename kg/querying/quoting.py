"""An answer as Markdown: a table, and below it the words that each fact rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.querying.asking import Question
from kg.querying.explaining import explain
from kg.querying.results import Result, Value
from kg.rdf.iris import BASE
from kg.store import Store
from kg.view.network import Quote

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~#&$!])|^([+-])")


def markdown(store: Store, asked: Question, result: Result) -> str:
    """The answer to a question in Markdown, with the evidence of its facts quoted.

    Columns in which nothing stands are left out.
    """
    facts = asked.names("fact")
    shown = [n for n, name in enumerate(result.columns) if name not in facts and any(row[n] for row in result.rows)]
    head = [result.columns[n] for n in shown]
    lines = [f"# {plain(asked.title)}", "", plain(asked.about), ""]
    if result.rows and head:
        lines += [_line(["", *head]), _line(["---"] * (len(head) + 1))]
        lines += [_line([number, *(plain(row[n]) for n in shown)]) for number, row in _numbered(result)]
    else:
        lines.append("No answer.")
    for number, row in _numbered(result) if facts else ():
        lines += ["", f"## {number}", "", *_quoted(store, str(row[result.columns.index(facts[0])]))]
    return "\n".join(lines) + "\n"


def plain(value: Value) -> str:
    r"""Text in which Markdown finds no markup, on one line.

    >>> plain("a | *b*\n<script>")
    'a \\| \\*b\\* \\<script\\>'
    """
    text = "" if value is None else str(value).removeprefix(BASE)
    return _MARKUP.sub(r"\\\1\2", " ".join(text.split()))


def _numbered(result: Result) -> Iterator[tuple[str, tuple[Value, ...]]]:
    return ((str(number), row) for number, row in enumerate(result.rows, 1))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _quoted(store: Store, fact: str) -> Iterator[str]:
    quotes = dict.fromkeys(_quote(quote) for quote in explain(store, fact).quotes)
    for number, quote in enumerate(quotes):
        if number:
            yield ""
        yield from quote


def _quote(quote: Quote) -> tuple[str, str, str]:
    before, exact, after = plain(quote.before), plain(quote.exact), plain(quote.after)
    source = ", ".join(plain(part) for part in (quote.article, quote.outlet, quote.published, quote.url) if part)
    words = " ".join(part for part in (before, f"**{exact}**", after) if part)
    return f"> {words}", ">", f"> — {source}"
