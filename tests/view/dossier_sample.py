"""A small dossier, with whatever texts a test wants in it."""

from __future__ import annotations

from kg.view.dossier import Country, Dossier, Event, Figure, Speaker, Statement, Tie, Version
from kg.view.network import Quote


def quote(text: str = "They met in Delhi.", exact: str = "met", **values: object) -> Quote:
    """A sentence with one word marked, from an article of 9 July 2024 unless said otherwise."""
    before, _, after = text.partition(exact)
    told = {"article": "Talks", "outlet": "The Daily", "published": "2024-07-09", "url": "https://example.org/talks"}
    return Quote(**(told | values), before=before, exact=exact, after=after, rule="r", confidence=0.9)  # type: ignore[arg-type]


def event(**values: object) -> Event:
    """A meeting of 8 July 2024."""
    told: dict[str, object] = {
        "kind": "Meeting",
        "title": "Meeting of A and B",
        "when": "8 July 2024",
        "earliest": "2024-07-08",
        "latest": "2024-07-08",
        "status": "held",
        "parties": ("A", "B"),
        "details": (),
        "sectors": ("energy",),
        "quotes": (quote(),),
    }
    return Event(**(told | values))  # type: ignore[arg-type]


def statement(**values: object) -> Statement:
    """Words of 8 July 2024."""
    told: dict[str, object] = {
        "speakers": ("A",),
        "side": "one",
        "addressees": (),
        "words": "We met",
        "quotation": "direct",
        "medium": "",
        "outlets": (),
        "when": "8 July 2024",
        "earliest": "2024-07-08",
        "sectors": ("energy",),
        "quotes": (quote(),),
    }
    return Statement(**(told | values))  # type: ignore[arg-type]


def dossier(**parts: object) -> Dossier:
    """A dossier of India and Russia with these parts."""
    return Dossier(Country("IN", "India"), Country("RU", "Russia"), **parts)  # type: ignore[arg-type]


def everywhere(text: str, url: str | None = None) -> Dossier:
    """A dossier whose every text is `text`."""
    said = Quote(text, text, text, url, text, text, text, text, 0.5)
    version = Version(text, text, text, ((text, text),))
    other = Version(text, text, text, ((text, text + "!"),))
    happened = Event(
        *("Meeting", text, text, text, text, text, (text,), ((text, text),), (text,), (said,)),
        differing=(text,),
        versions=(version, other),
    )
    return Dossier(
        Country(text, text),
        Country(text, text),
        (happened,),
        (Statement((text,), "one", (text,), text, text, text, (text,), text, text, (text,), (said,)),),
        (Tie(text, text, text, text, (said,)),),
        (Figure(text, text, 1.0, (text,), text, text, (said,)),),
        (Speaker(text, "one", (text,)),),
    )
