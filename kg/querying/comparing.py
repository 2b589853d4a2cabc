"""What changed between two builds: which facts and actors are new, gone, or told otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from kg.querying.accounts import FACTS, Account
from kg.querying.telling import label, properties
from kg.rdf.validation import read
from kg.store import open_store

_COMPARED = frozenset({*FACTS, "Article", "Person", "Country", "Place"})

Told = dict[str, tuple[str, str, frozenset[tuple[str, str]]]]
"""Kind, label and properties of each node."""


@dataclass(frozen=True, slots=True)
class Change:
    """A node that one build has and the other has not, or that they tell differently."""

    change: str
    """``added``, ``removed`` or ``changed``."""
    kind: str
    label: str
    before: tuple[str, ...]
    """What is told no more, as ``property: value``; sorted."""
    after: tuple[str, ...]
    """What is told now."""
    iri: str


def differences(before: str, after: str) -> list[Change]:
    """The changes from one build to another, by kind, label and IRI; runs and evidence are not compared.

    Each is a file that was exported, a directory with a store, or the URL of one.

    Raises KgError if one cannot be read.
    """
    old, new = _told(_quads(before)), _told(_quads(after))
    return sorted(_changes(old, new), key=lambda c: (c.kind, c.label, c.iri))


def _quads(source: str) -> list[Quad]:
    if Path(source).is_file():
        return read(Path(source))
    with open_store(source if ":" in source else f"oxigraph:{source}", read_only=True) as store:
        return list(store.quads())


def _changes(old: Told, new: Told) -> Iterator[Change]:
    for node in old.keys() | new.keys():
        was, now = old.get(node), new.get(node)
        if was == now:
            continue
        kind, name, _ = now or was or ("", "", frozenset())
        gone = (was[2] if was else frozenset()) - (now[2] if now else frozenset())
        come = (now[2] if now else frozenset()) - (was[2] if was else frozenset())
        change = "added" if was is None else "removed" if now is None else "changed"
        yield Change(change, kind, name, _lines(gone), _lines(come), node)


def _lines(told: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(sorted(f"{name}: {value}" for name, value in told))


def _told(quads: Iterable[Quad]) -> Told:
    """What all graphs together say of the nodes that are compared."""
    account = Account(quads)
    found: Told = {}
    for node in account:
        kind = account.kind(node)
        if kind in _COMPARED:
            found[node] = kind, label(account, node), frozenset(properties(account, node))
    return found
