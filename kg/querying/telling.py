"""What the nodes of an account are called, and what there is to tell of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.querying.accounts import Account, Iri
from kg.querying.words import amount, days, spaced
from kg.rdf.iris import BIL, DCTERMS, PROV, RDF, RDFS, SCHEMA, SKOS

_NAMES = {
    SKOS["altLabel"].value: "also called",
    SKOS["exactMatch"].value: "same as",
    BIL["isoCode"].value: "ISO code",
}
_HIDDEN = {
    term.value
    for term in (
        RDF["type"],
        RDFS["label"],
        SKOS["prefLabel"],
        SCHEMA["mentions"],
        PROV["wasGeneratedBy"],
        *map(
            BIL.__getitem__,
            ("evidence", "fingerprint", "relation", "report", "digest", "signature", "asRead", "earliest", "latest"),
        ),
    )
}
"""Properties that are shown in another way, or tell a reader nothing."""
_MEETINGS = {BIL["Call"].value: "Call", BIL["Video"].value: "Video meeting"}


_COMMON = ("confidence",)
"""What is no part of a version."""


@dataclass(frozen=True, slots=True)
class Version:
    """What one article says of an event that several tell of."""

    report: str
    """IRI of the report."""
    article: str
    """Headline, or id where there is none."""
    outlet: str | None
    published: str | None
    properties: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    """The evidence, in the order of the article."""

    @property
    def teller(self) -> str:
        """The outlet, or the article where the outlet is not known."""
        return self.outlet or self.article


def label(account: Account, node: str) -> str:
    """One line that names a node of whatever kind."""
    tell = _LABELS.get(account.kind(node) or "")
    return (tell(account, node) if tell else "") or account.name(node)


def property_name(predicate: str) -> str:
    """A property in words."""
    return _NAMES.get(predicate) or spaced(predicate.replace("#", "/").rpartition("/")[2])


class Told(NamedTuple):
    """A property in words, its value, and what the value leads to, if it is a node."""

    name: str
    value: str
    iri: str | None = None


def told(account: Account, node: str) -> set[Told]:
    """All that there is to tell of a node."""
    found = {
        Told(property_name(predicate), account.called(term), str(term) if isinstance(term, Iri) else None)
        for predicate, terms in account.properties(node).items()
        if predicate not in _HIDDEN
        for term in terms
        if term != node
    }
    when = _when(account, node)
    return found | {Told("when", when)} if when else found


def properties(account: Account, node: str) -> set[tuple[str, str]]:
    """All that there is to tell of a node, as names and values."""
    return {(item.name, item.value) for item in told(account, node)}


def _when(account: Account, node: str) -> str:
    return days(account.text(node, BIL["earliest"]), account.text(node, BIL["latest"]))


def versions(account: Account, node: str) -> list[Version]:
    """What each article says of an event that several tell of, by day of publication."""
    told = [_version(account, report) for report in account.terms(node, BIL["report"])]
    return sorted(told, key=lambda version: (version.published or "", version.article, version.report))


def _version(account: Account, report: str) -> Version:
    quotes = account.quotes(report)
    first = quotes[0] if quotes else None
    said = sorted(item for item in properties(account, report) if item[0] not in _COMMON)
    return Version(
        report=report,
        article=first.article if first else "",
        outlet=first.outlet if first else None,
        published=first.published if first else None,
        properties=tuple(said),
        words=tuple(quote.exact for quote in quotes),
    )


def _meeting(account: Account, node: str) -> str:
    mode = next((_MEETINGS[mode] for mode in _MEETINGS if mode in account.terms(node, BIL["mode"])), "Meeting")
    return _dated(mode, account, node)


def _visit(account: Account, node: str) -> str:
    where = ", ".join(account.names(node, BIL["destination"]))
    return _dated(f"Visit to {where}" if where else "Visit", account, node)


def _dated(what: str, account: Account, node: str) -> str:
    when = _when(account, node)
    return f"{what}, {when}" if when else what


def _agreement(account: Account, node: str) -> str:
    return account.text(node, RDFS["label"]) or ""


def _statement(account: Account, node: str) -> str:
    """The contents in the order of the article, where the evidence tells it."""
    said = set(account.names(node, BIL["content"]))
    told = [quote.exact for quote in account.quotes(node) if quote.exact in said]
    return " … ".join(dict.fromkeys([*told, *sorted(said)]))


def _position(account: Account, node: str) -> str:
    return " of ".join(filter(None, (account.text(node, BIL["position"]), *account.names(node, BIL["positionOf"])[:1])))


def _cooperation(account: Account, node: str) -> str:
    return ", ".join([*account.names(node, BIL["kind"]), *account.names(node, BIL["sector"])])


def _figure(account: Account, node: str) -> str:
    number = amount(account.text(node, SCHEMA["value"]) or "")
    return " ".join(filter(None, (account.text(node, BIL["approximation"]), number, account.text(node, BIL["of"]))))


def _article(account: Account, node: str) -> str:
    return account.text(node, SCHEMA["headline"]) or account.text(node, DCTERMS["identifier"]) or ""


_LABELS = {
    "Meeting": _meeting,
    "Visit": _visit,
    "Agreement": _agreement,
    "Statement": _statement,
    "PositionHeld": _position,
    "Cooperation": _cooperation,
    "Figure": _figure,
    "Article": _article,
}
