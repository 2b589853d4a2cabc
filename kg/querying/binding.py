"""Parameters of a question: variables written ``$name``, which a value takes the place of.

A line that uses a parameter without a value is left out. So a question is one file of plain SPARQL
that any store understands, and what is not asked for costs nothing. Only typed terms are written
in, in the form that their own library gives them; a value can never become anything but a term.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.store import Term

_PARAMETER = re.compile(r"\$(\w+)")


def parameters_in(sparql: str) -> set[str]:
    """The names of all parameters that a query uses.

    >>> sorted(parameters_in("SELECT * { ?s ?p $a FILTER(?p > $since) }"))
    ['a', 'since']
    """
    return set(_PARAMETER.findall(sparql))


def bind(sparql: str, values: Mapping[str, Term | None]) -> str:
    r"""The query with each parameter's value in its place, and without the lines that lack one.

    >>> from pyoxigraph import Literal
    >>> bind("SELECT * {\n?s ?p $o .\n?s ?q $x .\n}", {"o": Literal('" } DROP')})
    'SELECT * {\n?s ?p "\\" } DROP" .\n}'
    """
    given = {name: str(term) for name, term in values.items() if term is not None}
    lines = [line for line in sparql.split("\n") if parameters_in(line) <= given.keys()]
    return _PARAMETER.sub(lambda name: given[name[1]], "\n".join(lines))
