"""A named question as a query that can be read, changed and asked anywhere: its parameters written in."""

from __future__ import annotations

import re

from kg.querying.asking import question, terms

_PARAMETER = re.compile(r"param:(\w+)\(\)")


def written(name: str, **values: str | None) -> str:
    """The query behind a question, each parameter written as the term that its value stands for.

    Raises QueryError if there is no such question or parameter, or a value is not of its kind.
    """
    asked = question(name)
    given = {parameter: str(term) for parameter, term in terms(asked, values).items() if term is not None}
    return _PARAMETER.sub(lambda found: given.get(found[1], "?unset"), asked.sparql)
