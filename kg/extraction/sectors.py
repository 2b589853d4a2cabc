"""Which sectors a run of words speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from kg.ontology import Schema

_NONE = "no sector"
"""What "the global economy" evokes, though "economy" is a cue."""


class SectorCues:
    """Finds the words that evoke sectors; built once, applied once a document."""

    def __init__(self, nlp: Language, schema: Schema) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._broader = {s.name: s.broader for s in schema.sectors.values()}
        for sector in schema.sectors.values():
            forms = {form for cue in sector.cues + sector.strong_cues for form in _forms(cue)}
            self._matcher.add(sector.name, [nlp.make_doc(form) for form in sorted(forms)])
        self._matcher.add(_NONE, [nlp.make_doc(phrase) for phrase in schema.words.get("no-cues", ())])

    def find(self, doc: Doc) -> list[tuple[int, int, str]]:
        """Start, end and sector of every cue; a cue inside a longer one is passed over."""
        strings = doc.vocab.strings
        matches = sorted(((s, e, strings[m]) for m, s, e in self._matcher(doc)), key=lambda m: (m[0] - m[1], m[0]))
        taken: dict[int, tuple[int, int]] = {}
        found = []
        for start, end, sector in matches:
            spans = {taken[i] for i in range(start, end) if i in taken}
            if not spans or spans == {(start, end)}:
                for i in range(start, end):
                    taken[i] = (start, end)
                found.append((start, end, sector))
        ends = {end for _, end, _ in found}
        told = (f for f in found if not (f[0] in ends and _modifies(doc, f[0] - 1, f[1])))
        return sorted(f for f in told if f[2] != _NONE and not _is_deed(doc, f[0], f[1]))


def _modifies(doc: Doc, before: int, end: int) -> bool:
    """In "satellite technology" it is the satellite that says what the technology is for."""
    return doc[before].dep_ in {"compound", "amod"} and before < doc[before].head.i < end


def _is_deed(doc: Doc, start: int, end: int) -> bool:
    """ "in defense of human rights": what is done for something, and no matter of armies."""
    return doc[start:end].text in {"defence", "defense"} and end < len(doc) and doc[end].lower_ == "of"


def _forms(cue: str) -> Iterator[str]:
    """A cue and its plural.

    >>> sorted(_forms("supply"))
    ['supplies', 'supply']
    """
    yield cue
    if cue.endswith("y") and cue[-2:-1] not in set("aeiou"):
        yield cue[:-1] + "ies"
    elif cue.endswith(("s", "x", "ch", "sh")):
        yield cue + "es"
    else:
        yield cue + "s"


def within(cues: list[tuple[int, int, str]], start: int, end: int) -> tuple[str, ...]:
    """The sectors of the cues that lie inside a run of tokens, sorted."""
    return tuple(sorted({sector for s, e, sector in cues if start <= s and e <= end}))
