"""Which facts concern two countries, and all that there is to read of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from kg import ontology
from kg.errors import QueryError
from kg.ontology import Country
from kg.querying.accounts import Account
from kg.querying.asking import questions
from kg.querying.binding import bind
from kg.querying.guard import check
from kg.querying.results import answered
from kg.rdf.iris import BIL, OA, country_iri
from kg.rdf.terms import text
from kg.store import Store, Term

_QUESTIONS = Path(__file__).parent
_FOLLOWED = {
    term.value
    for term in (
        *(OA["hasSource"], OA["hasSelector"]),
        *map(BIL.__getitem__, ("evidence", "report", "participant", "host", "place", "visitor", "destination")),
        *map(BIL.__getitem__, ("party", "speaker", "addressee", "reportedBy", "supplier", "recipient", "assertedBy")),
        *map(BIL.__getitem__, ("holder", "positionOf")),
    )
}
"""Properties whose values have to be described for a fact to be told: no other is followed."""


def country(code: str) -> Country:
    """The country with an ISO code, as the ontology knows it.

    Raises QueryError if it knows none.
    """
    known = ontology.load().countries
    if code.upper() not in known:
        raise QueryError(f"{code!r} is no country code: write two letters, such as IN")
    return known[code.upper()]


@dataclass(frozen=True)
class Pair:
    """Two countries, and the words that stand for each in a sentence, as a regular expression."""

    one: Country
    other: Country
    one_words: str
    other_words: str

    def named(self, text: str) -> int:
        """How many of the two a text names."""
        return sum(bool(re.search(words, text)) for words in (self.one_words, self.other_words))


def pair(store: Store, one: Country, other: Country) -> Pair:
    """The two, with the people who act for them as the store knows them."""
    return Pair(one, other, _words(store, one, other), _words(store, other, one))


def facts(store: Store, both: Pair) -> list[str]:
    """The IRIs of the facts that concern both countries, and of the positions that people of theirs hold."""
    values: dict[str, Term] = {"a": country_iri(both.one.code), "b": country_iri(both.other.code)}
    values |= {"a_words": text(both.one_words), "b_words": text(both.other_words)}
    return _column(store, "pair", values)


def _words(store: Store, mine: Country, theirs: Country) -> str:
    """What stands for a country: its names, its people, seats of government, and those who act for it abroad."""
    acting = _column(store, "names", {"a": country_iri(mine.code), "b": country_iri(theirs.code)})
    words = {mine.name, *mine.names, *mine.demonyms, *mine.capitals, *mine.metonyms, *acting}
    return rf"(^|\W)({'|'.join(map(re.escape, sorted(words)))})($|\W)"


def _column(store: Store, name: str, values: Mapping[str, Term]) -> list[str]:
    """The answer to a question of this room that has one column; its values are terms already."""
    asked = questions(_QUESTIONS)[name]
    return [str(row[0]) for row in answered(store, bind(check(asked.sparql), values)).rows]


def account(store: Store, nodes: Iterable[str]) -> Account:
    """What all graphs together say of some facts, their evidence and whoever has a part in them."""
    return Account(_described(store, nodes))


def _described(store: Store, nodes: Iterable[str]) -> Iterator[Quad]:
    pending = [NamedNode(node) for node in nodes]
    known = set(pending)
    while pending:
        for quad in store.quads(subject=pending.pop()):
            yield quad
            target = quad.object
            if quad.predicate.value in _FOLLOWED and isinstance(target, NamedNode) and target not in known:
                known.add(target)
                pending.append(target)
