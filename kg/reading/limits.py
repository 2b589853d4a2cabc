"""How much is read of what: beyond these sizes an input is rejected, not cut."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which an input is rejected."""

    article_characters: int = 200_000
    """Code points of one article's text."""
    field_characters: int = 2_000
    """Code points of an id, title, address, place or publisher."""
    file_bytes: int = 64 * 2**20
    """Bytes of a text or JSON file. A JSON Lines file may be of any size."""
    line_bytes: int = 4 * 2**20
    """Bytes of one line of a JSON Lines file."""


DEFAULT = Limits()
