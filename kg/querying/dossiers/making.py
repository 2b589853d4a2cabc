"""The dossier of two countries: facts of the store in the words of a page."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from textwrap import shorten
from typing import TypeVar

from kg.errors import QueryError
from kg.querying import titles
from kg.querying.accounts import Account
from kg.querying.dossiers import gathering
from kg.querying.dossiers.gathering import Pair
from kg.querying.telling import label, versions
from kg.querying.words import amount, spaced
from kg.rdf.iris import BASE, BIL, SCHEMA
from kg.store import Store
from kg.view import dossier as shown
from kg.view.network import Quote

Thing = TypeVar("Thing")

TITLE = 120
"""Longest name of an agreement, in characters; its sentence has the rest."""
OFFICES = 3
"""Most offices that are named of a speaker."""
SLIP = 5
"""An office is left out where another has more than so many times its evidence."""
_EVENTS = ("Meeting", "Visit", "Agreement")
_PARTIES = {"Meeting": "participant", "Visit": "visitor", "Agreement": "party"}
_UNSAID = ("text", "basis", "date text", "date basis", "confidence", "told differently")
"""Properties of a version that are shown in another way."""


def dossier(store: Store, one: str, other: str) -> shown.Dossier:
    """What the store holds on two countries, given by their ISO codes.

    Raises QueryError if the ontology knows no such country, the two are one, or nothing is known of them.
    """
    first, second = gathering.country(one), gathering.country(other)
    if first == second:
        raise QueryError(f"{one} and {other} are one country: a dossier is about two")
    pair = gathering.pair(store, first, second)
    found = gathering.facts(store, pair)
    told = _Teller(gathering.account(store, found), pair).dossier(found)
    if not (told.events or told.statements or told.ties or told.figures):
        raise QueryError(f"nothing is told of {first.name} and {second.name}: build the graph of articles on both")
    return told


class _Teller:
    """Tells of facts in words."""

    def __init__(self, account: Account, pair: Pair) -> None:
        self._account, self._pair = account, pair

    def dossier(self, facts: Iterable[str]) -> shown.Dossier:
        """All that is to be shown, in the order in which it is shown."""
        kinds: dict[str, list[str]] = {}
        for fact in facts:
            kinds.setdefault(self._account.kind(fact) or "", []).append(fact)
        statements = [self._statement(fact) for fact in kinds.get("Statement", [])]
        figures = [self._figure(fact, statements) for fact in kinds.get("Figure", [])]
        return shown.Dossier(
            one=shown.Country(self._pair.one.code, self._pair.one.name),
            other=shown.Country(self._pair.other.code, self._pair.other.name),
            events=_sorted([self._event(kind, fact) for kind in _EVENTS for fact in kinds.get(kind, [])], _end),
            statements=_sorted(_once(statements), _day),
            ties=_sorted([self._tie(fact) for fact in kinds.get("Cooperation", [])], _published),
            figures=_sorted(figures, _day),
            speakers=self._speakers(kinds.get("Statement", []), kinds.get("PositionHeld", [])),
        )

    # ---------------------------------------------------------------- kinds of fact
    def _event(self, kind: str, fact: str) -> shown.Event:
        earliest, latest = self._text(fact, "earliest"), self._text(fact, "latest")
        return shown.Event(
            kind=kind,
            title=self._title(kind, fact),
            when=titles.in_words(earliest, latest),
            earliest=earliest,
            latest=latest,
            status=self._word(fact, "status") or self._word(fact, "agreementStatus"),
            parties=tuple(self._names(fact, _PARTIES[kind])),
            details=self._details(kind, fact),
            sectors=self._sectors(fact),
            quotes=self._quotes(fact),
            differing=tuple(self._names(fact, "toldDifferently")),
            versions=tuple(self._versions(fact)),
        )

    def _title(self, kind: str, fact: str) -> str:
        roles = {role: self._names(fact, role) for role in ("participant", "visitor", "destination")}
        modes = {spaced(mode.rpartition("#")[2]) for mode in self._account.terms(fact, BIL["mode"])}
        told = titles.title(kind, roles, modes, "")
        return told[0] if told else shorten(label(self._account, fact), TITLE, placeholder="…")

    def _details(self, kind: str, fact: str) -> tuple[tuple[str, str], ...]:
        """Where, hosted by whom; and who took part where the title does not name them all."""
        parties = self._names(fact, _PARTIES[kind])
        told = {
            "place": " / ".join(self._names(fact, "place")),
            "host": ", ".join(self._names(fact, "host")),
            "parties": ", ".join(parties) if kind == "Agreement" or len(parties) > titles.NAMED else "",
        }
        return tuple((name, value) for name, value in told.items() if value)

    def _versions(self, fact: str) -> Iterable[shown.Version]:
        for version in versions(self._account, fact):
            when = titles.in_words(self._text(version.report, "earliest"), self._text(version.report, "latest"))
            said = tuple((n, when if n == "when" else v) for n, v in version.properties if n not in _UNSAID)
            yield shown.Version(version.article, version.outlet, version.published, said)

    def _statement(self, fact: str) -> shown.Statement:
        earliest = self._text(fact, "earliest")
        return shown.Statement(
            speakers=tuple(self._names(fact, "speaker")),
            side=self._side(self._account.terms(fact, BIL["speaker"])),
            addressees=tuple(self._names(fact, "addressee")),
            words=label(self._account, fact),
            quotation=self._word(fact, "quotation"),
            medium=self._text(fact, "medium") or "",
            outlets=tuple(self._names(fact, "reportedBy")),
            when=titles.in_words(earliest, self._text(fact, "latest")),
            earliest=earliest,
            sectors=self._sectors(fact),
            quotes=self._to_the_point(self._quotes(fact)),
        )

    def _to_the_point(self, quotes: Iterable[Quote]) -> tuple[Quote, ...]:
        """Of a long speech first what names the two."""
        return tuple(sorted(quotes, key=lambda quote: -self._pair.named(quote.exact)))

    def _tie(self, fact: str) -> shown.Tie:
        return shown.Tie(
            sector=", ".join(self._sectors(fact)),
            kind=self._text(fact, "kind") or "",
            supplier=", ".join(self._names(fact, "supplier")),
            recipient=", ".join(self._names(fact, "recipient")),
            quotes=self._quotes(fact),
        )

    def _figure(self, fact: str, statements: Iterable[shown.Statement]) -> shown.Figure:
        """A number; its day is that of the statement that gives it, else that of the article."""
        value = self._account.text(fact, SCHEMA["value"]) or ""
        about = self._text(fact, "approximation")
        quotes = self._quotes(fact)
        sentences = {_sentence(quote) for quote in quotes}
        said = [said for said in statements if said.earliest and not sentences.isdisjoint(map(_sentence, said.quotes))]
        published = min((quote.published or "" for quote in quotes), default="")
        return shown.Figure(
            of=self._text(fact, "of") or "",
            number=" ".join(filter(None, (about, amount(value)))),
            value=_number(value),
            asserted_by=tuple(self._names(fact, "assertedBy")),
            when=said[0].when if said else titles.in_words(published, published),
            earliest=(said[0].earliest or "") if said else published,
            quotes=quotes,
        )

    # ---------------------------------------------------------------- who speaks
    def _speakers(self, statements: Iterable[str], positions: Iterable[str]) -> tuple[shown.Speaker, ...]:
        who = {speaker for fact in statements for speaker in self._account.terms(fact, BIL["speaker"])}
        offices: dict[str, Counter[str]] = defaultdict(Counter)
        for held in positions:
            for holder in self._account.terms(held, BIL["holder"]):
                offices[holder][self._office(held)] += len(self._account.quotes(held))
        told = [shown.Speaker(self._called(n), self._side([n]), _best(offices[n])) for n in who]
        return tuple(sorted(told, key=lambda speaker: (shown.SIDES.index(speaker.side), speaker.name)))

    def _office(self, held: str) -> str:
        of = ", ".join(self._names(held, "positionOf"))
        tenure = self._word(held, "tenure")
        office = ", ".join(filter(None, (self._text(held, "position"), of)))
        return office if tenure == "current" else f"{tenure} {office}".strip()

    def _side(self, speakers: Iterable[str]) -> str:
        codes = {self._text(s, "country") for s in speakers}
        mine, theirs = (BASE + country.key in codes for country in (self._pair.one, self._pair.other))
        return "both" if mine and theirs else "one" if mine else "other" if theirs else "neither"

    # ---------------------------------------------------------------- words
    def _text(self, node: str, name: str) -> str | None:
        return self._account.text(node, BIL[name])

    def _word(self, node: str, name: str) -> str:
        """An individual of the ontology as a word."""
        return spaced((self._text(node, name) or "").rpartition("#")[2])

    def _names(self, node: str, name: str) -> list[str]:
        return sorted({self._called(term) for term in self._account.terms(node, BIL[name])})

    def _called(self, term: str) -> str:
        return self._account.called(term)

    def _sectors(self, fact: str) -> tuple[str, ...]:
        return tuple(self._names(fact, "sector"))

    def _quotes(self, fact: str) -> tuple[Quote, ...]:
        return tuple(dict.fromkeys(self._account.quotes(fact)))


def _once(statements: Iterable[shown.Statement]) -> list[shown.Statement]:
    """Statements of the same speakers in the same words as one, with the evidence of all."""
    merged: dict[tuple[tuple[str, ...], str], shown.Statement] = {}
    for said in statements:
        key = (said.speakers, " ".join(said.words.split()).strip(' .,"“”'))
        known = merged.get(key)
        merged[key] = _both(known, said) if known else said
    return list(merged.values())


def _both(known: shown.Statement, again: shown.Statement) -> shown.Statement:
    return replace(
        known,
        addressees=_union(known.addressees, again.addressees),
        outlets=_union(known.outlets, again.outlets),
        sectors=_union(known.sectors, again.sectors),
        quotes=tuple(dict.fromkeys((*known.quotes, *again.quotes))),
    )


def _best(offices: Counter[str]) -> tuple[str, ...]:
    """The offices that sentences give somebody most often; what few of them do may be a slip of the reading."""
    ranked = sorted(offices.items(), key=lambda item: (-item[1], item[0]))[:OFFICES]
    return tuple(office for office, count in ranked if count * SLIP >= ranked[0][1])


def _union(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*some, *more}))


def _sorted(things: list[Thing], day: Callable[[Thing], str]) -> tuple[Thing, ...]:
    """By day; what is of one day, or of none, in the order of its words."""
    return tuple(sorted(things, key=lambda thing: (day(thing), str(thing))))


def _sentence(quote: Quote) -> str:
    return quote.before + quote.exact + quote.after


def _day(thing: shown.Event | shown.Statement | shown.Figure) -> str:
    return thing.earliest or ""


def _end(event: shown.Event) -> str:
    """Within a year, what is known by the month or the year comes behind what is known by the day."""
    return " ".join(((event.earliest or "")[:4], event.latest or "", event.earliest or ""))


def _published(thing: shown.Tie) -> str:
    return min((quote.published or "" for quote in thing.quotes), default="")


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return 0.0
