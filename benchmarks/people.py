"""Draws the persons whom most articles of a store name, with what is needed to judge who they are.

    people.py [STORE] [--most 200] [--all]

Prints of each person, most named first: the number of articles, the key, the countries told, the
names read as this person and how often, and the positions told with their days. Below stand others
of the store in whose name this one's family name stands, as it sounds, or the other way round: one
of them may be the same person told twice.
Then the articles that never name the person in full: there a family name alone, with its
office and day, decided who is meant. ``docs/linking.md`` keeps what was judged.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from kg.linking.names import sounds
from kg.querying import query
from kg.store import Store, open_store

NAMED = """
SELECT ?person ?article ?as ?name ?day WHERE {
  GRAPH ?graph { ?article a bil:Article ; dcterms:identifier ?id ; schema:mentions ?person .
                 ?person a bil:Person ; ?as ?name . FILTER(?as IN (skos:prefLabel, skos:altLabel))
                 OPTIONAL { ?article schema:datePublished ?day } }
}
"""
COUNTRIES = "SELECT DISTINCT ?person ?country WHERE { ?person a bil:Person ; bil:country/bil:isoCode ?country }"
HELD = """
SELECT ?person ?position ?tenure (STR(?body) AS ?of) (MIN(?day) AS ?first) (MAX(?day) AS ?last) WHERE {
  ?held a bil:PositionHeld ; bil:holder ?person ; bil:position ?position ; bil:tenure ?tenure .
  OPTIONAL { ?held bil:positionOf ?body }
  OPTIONAL { ?held bil:asOf ?day }
} GROUP BY ?person ?position ?tenure ?body
"""


@dataclass(slots=True)
class Person:
    """What the articles of a store say of one node."""

    key: str
    names: Counter[str] = field(default_factory=Counter)
    articles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Other names in each article, by its id and day."""
    countries: set[str] = field(default_factory=set)
    held: list[str] = field(default_factory=list)

    @property
    def heard(self) -> tuple[str, ...]:
        """The parts of the name as they sound."""
        return sounds(unquote(self.key).rpartition("/")[2].partition("~")[0].replace("_", " ")) or ("",)

    @property
    def short(self) -> Iterator[str]:
        """Articles that have other names of the person, and none with the given name."""
        for article, names in sorted(self.articles.items()):
            if names and not any(self.heard[0] in sounds(name) for name in names):
                yield f"{article}: {', '.join(sorted(names))}"


def people(store: Store) -> dict[str, Person]:
    """Every person of the store, by key."""
    found: dict[str, Person] = {}
    for row in query(store, NAMED).records():
        key = str(row["person"]).partition("/id/")[2]
        person = found.setdefault(key, Person(key))
        person.names[str(row["name"])] += 1
        other = {str(row["name"])} if str(row["as"]).endswith("altLabel") else set()
        person.articles[f"{str(row['article']).rpartition('/')[2]} ({row['day']})"] |= other
    for row in query(store, COUNTRIES).records():
        if person := found.get(str(row["person"]).partition("/id/")[2]):
            person.countries.add(str(row["country"]))
    for row in query(store, HELD).records():
        if person := found.get(str(row["person"]).partition("/id/")[2]):
            of = str(row["of"] or "").rpartition("/")[2]
            tenure = str(row["tenure"]).rpartition("#")[2]
            person.held.append(f"{row['position']} ({of}, {tenure}) {row['first']}..{row['last']}")
    return found


def beside(person: Person, people: Mapping[str, Person]) -> list[Person]:
    """Others whose name has the person's family name, or the person theirs."""
    return [
        other
        for _, other in sorted(people.items())
        if other is not person and (person.heard[-1] in other.heard or other.heard[-1] in person.heard)
    ]


def show(number: int, person: Person, others: Sequence[Person], every: bool) -> None:
    """Print one person."""
    print(f"\n{number}. {person.key}: {len(person.articles)} articles, {', '.join(sorted(person.countries)) or '-'}")
    print("   names:", "; ".join(f"{name} {count}" for name, count in sorted(person.names.items())))
    for held in sorted(person.held):
        print("   held:", held)
    for other in others:
        print(f"   beside: {other.key} ({len(other.articles)}): {'; '.join(sorted(other.names))}")
    for article in person.short if every else list(person.short)[:5]:
        print("   short:", article)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("store", nargs="?", default="oxigraph:kg-store")
    options.add_argument("--most", type=int, default=200, help="how many persons")
    options.add_argument("--all", action="store_true", help="every article that gives no full name, not five")
    given = options.parse_args()
    with open_store(given.store, read_only=True) as store:
        found = people(store)
    most = sorted(found.values(), key=lambda p: (-len(p.articles), p.key))[: given.most]
    print(f"{len(found)} persons; the {len(most)} whom most articles name")
    for number, person in enumerate(most, 1):
        show(number, person, beside(person, found), given.all)


if __name__ == "__main__":
    main()
