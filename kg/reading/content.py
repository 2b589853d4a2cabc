"""From the bytes of a file to characters that can be read, kept and written again."""

from __future__ import annotations

from pathlib import Path

from kg.reading.found import UnreadableError
from kg.reading.limits import Limits

_BYTE_ORDER_MARK = "\ufeff"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def shown(words: Path | str) -> str:
    r"""A path or any words on one printable line, whatever they hold.

    >>> shown(Path("news/two\nlines.txt"))
    'news/two\\nlines.txt'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in str(words))


def load(path: Path, limit: int) -> bytes:
    """All bytes of a file.

    Raises:
        OSError: the file cannot be opened or read.
        UnreadableError: it is empty, or larger than `limit` bytes.

    """
    with path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"is larger than {limit:,} bytes: split it, or use JSON Lines")
    if not data.strip():
        raise UnreadableError("is empty")
    return data


def decode(data: bytes) -> str:
    r"""The characters of UTF-8 bytes, a byte order mark in front left out.

    >>> decode(b"\xef\xbb\xbfAli Ba\xc4\x9f")
    'Ali Bağ'

    Raises:
        UnreadableError: the bytes are binary or in another encoding; the first offender is named.

    """
    refuse_utf_16(data)
    if b"\0" in data:
        raise UnreadableError(f"is binary: a NUL byte at offset {data.index(0)}")
    try:
        return data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        byte, place = data[error.start], error.start
        raise UnreadableError(f"is not UTF-8: byte 0x{byte:02x} at offset {place}") from None


def refuse_utf_16(data: bytes) -> None:
    """Let bytes pass that do not begin with the mark of UTF-16.

    Raises:
        UnreadableError: they do.

    """
    if data.startswith(_UTF_16_MARKS):
        raise UnreadableError("is UTF-16, not UTF-8: save it as UTF-8")


def checked(text: str, limits: Limits) -> str:
    """The text itself, fit to be an article's.

    Raises:
        UnreadableError: it is blank, too long, or holds what no encoding can write.

    """
    if not text.strip():
        raise UnreadableError("has an empty text")
    if len(text) > limits.article_characters:
        most = f"{limits.article_characters:,}"
        raise UnreadableError(f"has a text of {len(text):,} characters: at most {most} are read")
    return writable("text", text)


def writable(field: str, value: str) -> str:
    r"""The value of the field itself, if it can be written as UTF-8.

    Raises:
        UnreadableError: it holds a NUL or half of a surrogate pair.

    """
    if "\0" in value:
        raise UnreadableError(f"{field} holds a NUL character at offset {value.index(chr(0))}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise UnreadableError(f"{field} holds half of a surrogate pair at offset {error.start}") from None
    return value
