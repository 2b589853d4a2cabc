"""What a reader hands on: an article with where it was found, or why there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import KgError
from kg.model import Article, Rejected


class UnreadableError(KgError):
    """An input that is no article; the message completes "this input ..." in one line."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it was found: a path, or a path and a line."""

    source: str
    article: Article


def attempt(source: str, make: Callable[[], Article]) -> Found | Rejected:
    """The article that `make` returns, or the reason why it could not.

    >>> def broken():
    ...     raise UnreadableError("is empty")
    >>> attempt("a.txt", broken)
    Rejected(source='a.txt', reason='is empty')
    """
    try:
        return Found(source, make())
    except (UnreadableError, OSError) as error:
        return Rejected(source, reason(error))


def reason(error: Exception) -> str:
    """Why an input could not be read, in words that go on a line.

    >>> reason(PermissionError(13, "Permission denied"))
    'cannot be read: permission denied'
    """
    if isinstance(error, FileNotFoundError):
        return "does not exist"
    if isinstance(error, OSError):
        return f"cannot be read: {(error.strerror or 'input or output error').lower()}"
    return str(error)
