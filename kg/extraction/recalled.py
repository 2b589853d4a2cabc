"""Recalled: when a document told of again is the one already known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extraction.documents import Document
from kg.model import Agreement, Basis, Period

_NAMED = 3
"""A name in capitals that is longer is a name without its parties too."""
_DEFINITE = {"the", "this", "that", "their"}


@dataclass(frozen=True, slots=True)
class Told:
    """An agreement and the words that name it."""

    agreement: Agreement
    document: Document


def add(found: list[Told], told: Told) -> None:
    """Add an agreement, unless it is known: of the same name, or called back by "the deal" with no word of its own."""
    for n, known in enumerate(found):
        if _conflict(known.agreement.period, told.agreement.period):
            continue
        if _name(known.agreement.label) == _name(told.agreement.label):
            return
        if _calls_back(known, told):
            evidence = tuple(dict.fromkeys((*known.agreement.evidence, *told.agreement.evidence)))
            found[n] = Told(replace(known.agreement, evidence=evidence), known.document)
            return
    found.append(told)


def _name(label: str) -> str:
    """What tells one agreement from another: of a name in capitals, the part before "between"."""
    first = label.split(" between ")[0]
    return (first if label[:1].isupper() and len(first.split()) > _NAMED else label).casefold()


def _conflict(one: Period | None, other: Period | None) -> bool:
    """Whether the days of both are told in the text, and differ."""
    if one is None or other is None or Basis.PUBLICATION_FALLBACK in {one.basis, other.basis}:
        return False
    return one.overlaps(other) is False


def _calls_back(known: Told, told: Told) -> bool:
    """ "signed a border agreement on 27 November ... In the November 27 deal"."""
    head, start = told.document.head, told.document.start
    definite = start > 0 and head.doc[start - 1].lower_ in _DEFINITE
    later = known.document.head.sent.start != head.sent.start and known.agreement.parties == told.agreement.parties
    return definite and later and head.tag_ in {"NN", "NNP"} and _own_words(told.document) <= _words(known)


def _own_words(document: Document) -> set[str]:
    """The words of a name that tell it from others: its noun and its day left out."""
    words = (t for t in document.head.doc[document.start : document.end] if t.pos_ in {"NOUN", "PROPN", "ADJ"})
    return {t.lower_ for t in words if t != document.head and t.ent_type_ != "DATE"}


def _words(told: Told) -> set[str]:
    return set(re.findall(r"\w+", told.agreement.label.lower()))
