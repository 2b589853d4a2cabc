"""Which articles are one source: reprints of one text, and several articles of one outlet.

Texts are compared by MinHash over runs of words (datasketch), so that a reprint with another headline
or a shortened end is still found.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy
from datasketch import MinHash, MinHashLSH

RUN = 4
"""Words that are compared together."""
ALIKE = 0.6
"""Share of runs of words from which on two texts are one."""
SHORTEST = 30
"""Words of a text that is too short to tell whose it is."""
_HASHES = 64
_SCHEME: Literal["affine32"] = "affine32"
_BLANK = MinHash(num_perm=_HASHES, seed=1, hashfunc=zlib.crc32, scheme=_SCHEME)
"""The signature of nothing, whose permutations all share."""


@dataclass(frozen=True, slots=True)
class Teller:
    """An article as a source."""

    article: str
    publisher: str | None
    signature: str
    """As `signature` makes it; empty for a text that is too short."""


def signature(text: str) -> str:
    """The MinHash of a text, in hexadecimal digits; empty if the text is short.

    >>> len(signature("word " * 100)), signature("a few words")
    (512, '')
    """
    words = re.findall(r"\w+", text.lower())
    if len(words) < SHORTEST:
        return ""
    made = _BLANK.copy()
    made.update_batch({" ".join(words[n : n + RUN]).encode(errors="replace") for n in range(len(words) - RUN + 1)})
    return "".join(f"{value:08x}" for value in made.hashvalues.tolist())


def sources(tellers: Iterable[Teller]) -> dict[str, str]:
    """The source of each article: its outlet, or the first of the articles that print its text."""
    told = sorted(tellers, key=lambda teller: teller.article)
    copies = _copies([teller for teller in told if teller.signature])
    return {
        t.article: f"text of {copies[t.article]}" if t.article in copies else t.publisher or f"article {t.article}"
        for t in told
    }


def _copies(tellers: list[Teller]) -> dict[str, str]:
    """By article, the first of those that print the same text; articles whose text stands alone are left out."""
    index = MinHashLSH(threshold=ALIKE, num_perm=_HASHES)
    first: dict[str, str] = {}
    texts: dict[str, MinHash] = {}
    for teller in tellers:
        text = _minhash(teller.signature)
        alike = sorted(a for a in index.query(text) if texts[a].jaccard(text) >= ALIKE)
        first[teller.article] = first[alike[0]] if alike else teller.article
        for other in alike[1:]:
            _merge(first, first[other], first[teller.article])
        index.insert(teller.article, text)
        texts[teller.article] = text
    groups: dict[str, int] = defaultdict(int)
    for root in first.values():
        groups[root] += 1
    return {article: root for article, root in first.items() if groups[root] > 1}


def _merge(first: dict[str, str], old: str, new: str) -> None:
    """Two groups of copies that turn out to be one take the name of the first."""
    if old != new:
        low, high = sorted((old, new))
        first.update({article: low for article, root in first.items() if root == high})


def _minhash(text: str) -> MinHash:
    values = numpy.array([int(text[n : n + 8], 16) for n in range(0, len(text), 8)], dtype=numpy.uint32)
    made = _BLANK.copy()
    made.hashvalues = values
    return made
