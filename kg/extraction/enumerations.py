"""Enumerations: countries, or people, told in a row, "A, B and C", which the parser often takes apart."""

from __future__ import annotations

from spacy.tokens import Doc

from kg.annotation.document import Annotated

_LEAST = 3
"""Of two that are joined, the parser knows."""
_LINKS = {",", "and", "the", "&", "or"}


def enumerated(annotated: Annotated, kind: str = "country/") -> dict[int, tuple[str, ...]]:
    """For each word that names one in a row of three and more, all of the row in the text's order.

    `kind` is how the keys of those begin whom the row is of: countries, or people.
    """
    found: dict[int, tuple[str, ...]] = {}
    row: list[tuple[int, int, str]] = []
    named = [(m.start, _past_state(annotated, m.end), m.actor) for m in annotated.mentions if m.actor.startswith(kind)]
    for mention in [*sorted(named), (len(annotated.doc), len(annotated.doc), "")]:
        if row and not _links(annotated.doc, row[-1][1], mention[0]):
            if len(row) >= _LEAST and _ends(annotated.doc, row[-2][1], row[-1][0]):
                actors = tuple(dict.fromkeys(actor for _, _, actor in row))
                found |= {i: actors for start, end, _ in row for i in range(start, end)}
            row = []
        row.append(mention)
    return found


def _past_state(annotated: Annotated, end: int) -> int:
    """ "President Macron of France": past the state of one in a row."""
    doc = annotated.doc
    start = end + 2 if doc[end : end + 2].text.lower() == "of the" else end + 1
    state = annotated.at.get(start) if doc[end : end + 1].text.lower() == "of" else None
    return state.end if state is not None and state.actor.startswith("country/") else end


def _links(doc: Doc, start: int, end: int) -> bool:
    """Whether nothing but a comma, "and" and an article stands between two words."""
    return 0 < end - start <= _LEAST and all(t.lower_ in _LINKS for t in doc[start:end])


def _ends(doc: Doc, start: int, end: int) -> bool:
    """Whether the last of a row is joined by "and"."""
    return any(t.lower_ in {"and", "&"} for t in doc[start:end])
