"""What the nodes of an account are called, and what there is to tell of them."""

from __future__ import annotations

from kg.querying.accounts import Account
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
        *map(BIL.__getitem__, ("evidence", "fingerprint", "relation", "earliest", "latest")),
    )
}
"""Properties that are shown in another way, or tell a reader nothing."""
_MEETINGS = {BIL["Call"].value: "Call", BIL["Video"].value: "Video meeting"}


def label(account: Account, node: str) -> str:
    """One line that names a node of whatever kind."""
    tell = _LABELS.get(account.kind(node) or "")
    return (tell(account, node) if tell else "") or account.name(node)


def property_name(predicate: str) -> str:
    """A property in words."""
    return _NAMES.get(predicate) or spaced(predicate.replace("#", "/").rpartition("/")[2])


def properties(account: Account, node: str) -> set[tuple[str, str]]:
    """All that there is to tell of a node, as names and values."""
    told = {
        (property_name(predicate), account.called(term))
        for predicate, terms in account.properties(node).items()
        if predicate not in _HIDDEN
        for term in terms
        if term != node
    }
    when = _when(account, node)
    return told | {("when", when)} if when else told


def _when(account: Account, node: str) -> str:
    """The narrowest time that all articles together leave; all that they say where they contradict each other."""
    earliest, latest = account.terms(node, BIL["earliest"]), account.terms(node, BIL["latest"])
    if not earliest or not latest:
        return days(min(earliest, default=None), max(latest, default=None))
    if max(earliest) <= min(latest):
        return days(max(earliest), min(latest))
    return days(min(earliest), max(latest))


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
