"""An article as a JSON object: which field becomes what."""

from __future__ import annotations

from collections.abc import Mapping

from kg.keys import digest
from kg.model import Article
from kg.reading import days
from kg.reading.content import checked, writable
from kg.reading.found import UnreadableError
from kg.reading.limits import Limits


def article(value: object, limits: Limits) -> Article:
    """The article that a JSON value tells of; fields that are not known are passed over.

    >>> article({"id": "a", "text": "They met.", "source": "TASS", "licence": "?"}, Limits()).publisher
    'TASS'

    Raises:
        UnreadableError: it is no object, has no text, or a field is not what it should be.

    """
    if not isinstance(value, Mapping):
        raise UnreadableError("is not a JSON object with a field text")
    text = _text(value.get("text"), limits)
    return Article(
        id=_identifier(value.get("id"), text, limits),
        text=text,
        title=_words(value, "title", limits),
        url=_words(value, "url", limits),
        published=days.published(value.get("published")),
        place=_words(value, "place", limits),
        publisher=_words(value, "source", limits),
    )


def _text(value: object, limits: Limits) -> str:
    """The text, character for character as given: evidence counts in it."""
    if value is None:
        raise UnreadableError("has no text")
    if not isinstance(value, str):
        raise UnreadableError(f"text is not a string but of type {type(value).__name__}")
    return checked(value, limits)


def _identifier(value: object, text: str, limits: Limits) -> str:
    """The id, or where there is none a hash of the text, so that it is the same on any machine."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return _words({"id": value}, "id", limits) or digest(text)


def _words(value: Mapping[str, object], name: str, limits: Limits) -> str | None:
    """A field of a line or so, without white space around it; None where it is absent or blank."""
    words = value.get(name)
    if words is None:
        return None
    if not isinstance(words, str):
        raise UnreadableError(f"{name} is not a string but of type {type(words).__name__}")
    most = limits.field_characters
    if len(words) > most:
        raise UnreadableError(f"{name} has {len(words):,} characters: at most {most:,} are read")
    return writable(name, words.strip()) or None
