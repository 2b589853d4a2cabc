"""Keys: the percent-encoded paths under which resources live below the base of all IRIs.

A key is made from content alone, so the same thing gets the same key on any machine.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

MAX_SEGMENT = 120
"""Longest encoded segment, in characters; what is longer is cut and closed with a hash."""


@lru_cache(maxsize=65536)
def segment(text: str) -> str:
    """One path segment: NFC, white space to underscores, all but unreserved ASCII percent-encoded.

    >>> segment("Alicia Bárcena")
    'Alicia_B%C3%A1rcena'
    >>> segment('<script>"')
    '%3Cscript%3E%22'
    """
    words = "_".join(unicodedata.normalize("NFC", text).split())
    encoded = quote(words, safe="", errors="replace")
    if encoded in {"", ".", ".."}:
        encoded = "%2E" * len(encoded) or "_"
    if len(encoded) <= MAX_SEGMENT:
        return encoded
    cut = re.sub("%.?$", "", encoded[: MAX_SEGMENT - 13])
    return f"{cut}~{digest(words)}"


def key(kind: str, *parts: str) -> str:
    """The key of a resource of `kind`, from the parts that make it what it is.

    >>> key("country", "IN")
    'country/IN'
    >>> key("person", "Narendra Modi")
    'person/Narendra_Modi'
    """
    return "/".join([kind, *(segment(part) for part in parts)])


def digest(*parts: str) -> str:
    """Twelve hexadecimal digits that stand for the parts, in their order.

    >>> digest("a", "b") == digest("ab")
    False
    """
    joined = "\x1f".join(parts).encode("utf-8", "replace")
    return hashlib.sha256(joined).hexdigest()[:12]
