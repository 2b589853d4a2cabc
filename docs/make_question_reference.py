"""The reference of the named questions, docs/questions.md, written from kg/querying/questions.

Run it from the root of the project after a change to one of them::

    .venv/bin/python docs/make_question_reference.py
"""

from __future__ import annotations

import shlex
from pathlib import Path

from kg.querying import Question, questions

PAGE = Path(__file__).resolve().with_name("questions.md")

HEAD = """# The questions

This page is made from the files in [`kg/querying/questions`](../kg/querying/questions) by
`docs/make_question_reference.py`; edit those.

`kg ask NAME` asks one; its parameters are options. Countries are ISO codes (`IN`); days are `2024`, `2024-07` or
`2024-07-09`; sectors are named as in [the vocabulary](ontology.md#sectors); text is a part of the name or text,
whatever its case. Where a question takes `--a` and `--b`, `--between IN RU` gives both. What can have happened between
`--since` and `--until` is shown.

| name | asks |
|---|---|
"""


def reference() -> str:
    """The text of the page."""
    known = questions().values()
    table = "".join(f"| [`{asked.name}`](#{asked.name}) | {asked.title} |\n" for asked in known)
    return HEAD + table + "".join(map(_section, known))


def _section(asked: Question) -> str:
    parts = [f"\n## {asked.name}\n\n{asked.title}. {asked.about}\n"]
    if asked.parameters:
        parts.append("\n| option | | |\n|---|---|---|\n")
        parts += [f"| `--{p.name.replace('_', '-')}` | {p.kind} | {p.about} |\n" for p in asked.parameters]
    parts.append("\n| column | | |\n|---|---|---|\n")
    parts += [f"| `{c.name}` | {c.kind} | {c.about} |\n" for c in asked.columns]
    parts.append(f"\n```console\n$ {shlex.join(['kg', 'ask', asked.name, *asked.example])}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(reference(), encoding="utf-8")
