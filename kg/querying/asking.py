"""Named questions: SPARQL in files, with a header that says what they ask and what they take.

::

    # title: Who met whom
    # about: Meetings and calls, and the words they rest on.
    # parameter: a country: one side, as an ISO code such as IN
    # column: who list: who took part
    # column: meeting fact: the meeting, whose evidence can be quoted
    # example: --between IN RU --since 2024

A query uses a parameter as ``$a``; `kg.querying.binding` puts typed terms there, and leaves out the
lines of parameters that are not given.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.querying.binding import bind, parameters_in
from kg.querying.guard import check
from kg.querying.parameters import KINDS, term
from kg.querying.results import Result, answered
from kg.store import Store, Term

FOLDER = Path(__file__).with_name("questions")
COLUMNS = frozenset({"date", "number", "text", "list", "parts", "fact", "node"})
"""Kinds of columns: a list has items, words have parts, a fact has evidence, `kg explain` tells of a node."""
BETWEEN = {"list": "; ", "parts": " ... "}
"""What stands between the items of a column, which come in alphabetical order."""

_HEADER = re.compile(r"^# (title|about|parameter|column|example): (.+)$", re.MULTILINE)
_DECLARED = re.compile(r"(\w+) (\w+): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be narrowed by."""

    name: str
    kind: str
    """``country``, ``date``, ``sector`` or ``text``."""
    about: str


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of the answer holds."""

    name: str
    kind: str
    """One of `COLUMNS`."""
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be asked by its name."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: tuple[str, ...]
    """Options that show what it is for, as on the command line."""
    sparql: str

    def names(self, kind: str) -> list[str]:
        """The columns of a kind."""
        return [column.name for column in self.columns if column.kind == kind]


@cache
def questions(folder: Path = FOLDER) -> dict[str, Question]:
    """All questions of a folder by name.

    >>> questions()["who-met"].title
    'Who met whom'
    """
    return {path.stem: read(path) for path in sorted(folder.glob("*.rq"))}


def question(name: str) -> Question:
    """One of the questions that come with the project.

    Raises QueryError if there is none of that name.
    """
    known = questions()
    if name not in known:
        raise QueryError(f"no question is called {name!r}: ask one of {', '.join(known)}")
    return known[name]


def read(path: Path) -> Question:
    """The question in a file.

    Raises QueryError if it cannot be read, or its header is not as this module's says.
    """
    try:
        sparql = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read as a query: {error}") from None
    header = _HEADER.findall(sparql)
    texts = dict(reversed(header))
    if "title" not in texts:
        raise QueryError(f"{path}: the question has no title; begin it with '# title: ...'")
    parameters = tuple(Parameter(*_declared(text, path, KINDS)) for name, text in header if name == "parameter")
    columns = tuple(Column(*_declared(text, path, COLUMNS)) for name, text in header if name == "column")
    if undeclared := parameters_in(sparql) - {parameter.name for parameter in parameters}:
        raise QueryError(f"{path}: ${min(undeclared)} is no parameter; declare it in the header")
    example = tuple(shlex.split(texts.get("example", "")))
    return Question(path.stem, texts["title"], texts.get("about", ""), parameters, columns, example, sparql)


def ask(store: Store, asked: Question | str, /, **values: str | None) -> Result:
    """The answer to a question, narrowed by the values given.

    Raises QueryError if there is no such question or parameter, or a value is not of its kind.
    """
    if isinstance(asked, str):
        asked = question(asked)
    lists = {column.name: BETWEEN[column.kind] for column in asked.columns if column.kind in BETWEEN}
    return answered(store, bind(check(asked.sparql), terms(asked, values)), lists)


def written(name: str, /, **values: str | None) -> str:
    """The query behind a question, its values written in: to be read, changed and asked anywhere.

    Raises QueryError if there is no such question or parameter, or a value is not of its kind.
    """
    asked = question(name)
    return bind(asked.sparql, terms(asked, values))


def terms(asked: Question, values: Mapping[str, str | None]) -> dict[str, Term]:
    """The parameters of a question as terms, those without a value left out.

    Raises QueryError if there is no such parameter, or a value is not of its kind.
    """
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in values.keys() - known.keys():
        raise QueryError(f"{asked.name} takes no {name!r}: it takes {', '.join(known) or 'nothing'}")
    return {name: term(known[name].kind, value, last=name == "until") for name, value in values.items() if value}


def _declared(text: str, path: Path, kinds: Container[str]) -> tuple[str, str, str]:
    """Name, kind and meaning of a parameter or column."""
    match = _DECLARED.fullmatch(text)
    if match is None or match[2] not in kinds:
        raise QueryError(f"{path}: cannot read {text!r}; write 'name kind: what it is'")
    return match[1], match[2], match[3]
