"""Evidence as a reader meets it: each sentence once, with all that is marked in it, and numbered sources."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.view.labels import visible
from kg.view.network import Quote
from kg.view.shell import web_address


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """An article that is cited."""

    published: str
    outlet: str
    title: str
    address: str
    """Where a browser may go for it; empty if there is no such address."""

    @property
    def day(self) -> str:
        """The day of publication in words."""
        return in_words(self.published)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in parts, the words that count marked, and the numbers of the sources that have it."""

    parts: tuple[tuple[str, bool], ...]
    sources: tuple[int, ...]

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return "".join(part for part, _ in self.parts)


class Citations:
    """The sources of a page in the order of their days, and the sentences that come from them."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        self._sentences: dict[Source, set[str]] = {}
        for quote in quotes:
            self._sentences.setdefault(_source(quote), set()).add(_whole(quote))
        self.sources = sorted(self._sentences)
        self._number = {source: number for number, source in enumerate(self.sources, 1)}

    @property
    def last_day(self) -> str:
        """The day of the last article, as an ISO date; empty where no article has one."""
        return max((source.published for source in self.sources), default="")

    def numbered(self) -> list[tuple[int, Source, int]]:
        """Each source with its number, and how many sentences of it the page shows."""
        return [(number, source, len(self._sentences[source])) for source, number in self._number.items()]

    def source(self, number: int) -> Source:
        """The source that has a number."""
        return self.sources[number - 1]

    def numbers(self, article: str, outlet: str | None, published: str | None) -> list[int]:
        """The sources that are this article, as far as its headline, outlet and day tell."""
        told = (published or "", visible(outlet or ""), visible(article))
        return [n for s, n in self._number.items() if (s.published, s.outlet, s.title) == told]

    def sentences(self, quotes: Iterable[Quote]) -> list[Sentence]:
        """The sentences of some quotes in their order; quotes of one sentence are marked in it together."""
        found: dict[str, list[Quote]] = {}
        for quote in quotes:
            found.setdefault(_plain(_whole(quote)), []).append(quote)
        return [self._sentence(same) for same in found.values()]

    def _sentence(self, quotes: list[Quote]) -> Sentence:
        whole = _whole(quotes[0])
        same = [quote for quote in quotes if _whole(quote) == whole]
        spans = [(len(quote.before), len(quote.before) + len(quote.exact)) for quote in same]
        numbers = sorted({self._number[_source(quote)] for quote in quotes})
        return Sentence(tuple(_parts(whole, spans)), tuple(numbers))


def in_words(iso: str) -> str:
    """A day in words, and what is no day as it is.

    >>> in_words("2024-07-09"), in_words("soon")
    ('9 July 2024', 'soon')
    """
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B %Y}"


def _source(quote: Quote) -> Source:
    address = web_address(quote.url) or ""
    return Source(quote.published or "", visible(quote.outlet or ""), visible(quote.article), address)


def _whole(quote: Quote) -> str:
    return quote.before + quote.exact + quote.after


def _plain(text: str) -> str:
    """What makes two sentences the same: their letters and figures."""
    return "".join(filter(str.isalnum, text.casefold()))


def _parts(text: str, spans: Iterable[tuple[int, int]]) -> Iterable[tuple[str, bool]]:
    """The text cut at the ends of the spans, which may overlap.

    >>> list(_parts("They met in Delhi.", [(5, 8), (12, 17)]))
    [('They ', False), ('met', True), (' in ', False), ('Delhi', True), ('.', False)]
    """
    done = 0
    for start, end in _merged(spans):
        yield from _part(text[done:start], False)
        yield from _part(text[start:end], True)
        done = end
    yield from _part(text[done:], False)


def _part(text: str, marked: bool) -> Iterable[tuple[str, bool]]:
    if shown := visible(text):
        yield shown, marked


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
