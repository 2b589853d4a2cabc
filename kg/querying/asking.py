"""Named questions: SPARQL in files, with a header that says what they ask and what they take.

::

    # title: Who met whom
    # about: Meetings and calls, and the words they rest on.
    # parameter: a country: one side, as an ISO code such as IN

A query reads a parameter with ``BIND(param:a() AS ?a)``. The store hands it over as a typed term;
nothing is ever written into the text of a query.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.querying.parameters import KINDS, term
from kg.querying.results import Result, query
from kg.store import Store, Term

FOLDER = Path(__file__).with_name("questions")

_HEADER = re.compile(r"^# (title|about|parameter): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"(\w+) (\w+): (.+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question may be narrowed by."""

    name: str
    kind: str
    """``country``, ``date``, ``sector`` or ``text``."""
    about: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that can be asked by its name."""

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    sparql: str


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

    Raises QueryError if it cannot be read, or its header has no title or an unknown parameter.
    """
    try:
        sparql = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read as a query: {error}") from None
    header = _HEADER.findall(sparql)
    texts = dict(reversed(header))
    if "title" not in texts:
        raise QueryError(f"{path}: the question has no title; begin it with '# title: ...'")
    parameters = tuple(_parameter(value, path) for name, value in header if name == "parameter")
    return Question(path.stem, texts["title"], texts.get("about", ""), parameters, sparql)


def ask(store: Store, asked: Question | str, **values: str | None) -> Result:
    """The answer to a question, narrowed by the values given.

    Raises QueryError if there is no such question or parameter, or a value is not of its kind.
    """
    if isinstance(asked, str):
        asked = question(asked)
    return query(store, asked.sparql, terms(asked, values))


def terms(asked: Question, values: Mapping[str, str | None]) -> dict[str, Term | None]:
    """The parameters of a question as terms, None where no value is given.

    Raises QueryError if there is no such parameter, or a value is not of its kind.
    """
    known = {parameter.name: parameter for parameter in asked.parameters}
    for name in values.keys() - known.keys():
        raise QueryError(f"{asked.name} takes no {name!r}: it takes {', '.join(known) or 'nothing'}")
    return {
        name: term(parameter.kind, value, last=name == "until") if (value := values.get(name)) else None
        for name, parameter in known.items()
    }


def _parameter(header: str, path: Path) -> Parameter:
    match = _PARAMETER.fullmatch(header)
    if match is None or match[2] not in KINDS:
        raise QueryError(f"{path}: cannot read the parameter {header!r}; write 'name kind: what it is'")
    return Parameter(*match.groups())
