"""The ontology as plain objects: Turtle in, `Schema` out.

Python knows how to match, Turtle knows what to look for. Everything that the extraction needs to
know about the world (countries, bodies, people and their offices, sectors, frames, word lists) is
read here, once, and handed on as frozen dataclasses.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.model import ORGANIZATIONS, ActorKind

BIL = "https://w3id.org/bilateral/ontology#"
ID = "https://w3id.org/bilateral/id/"
LEXICON = "https://w3id.org/bilateral/lexicon/"
SECTOR = "https://w3id.org/bilateral/sector/"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WIKIDATA = "http://www.wikidata.org/entity/"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

_HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """The folder of the Turtle files: inside the installed package, or beside it in a checkout."""
    installed = _HERE / "_ontology"
    return installed if installed.is_dir() else _HERE.parent / "ontology"


@dataclass(frozen=True, slots=True)
class Country:
    """A country and the words that stand for it."""

    code: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]
    places: tuple[str, ...]
    prefixes: tuple[str, ...]
    """First parts of compounds: ``Indo`` in "Indo-Russian"."""
    wikidata: str | None

    @property
    def key(self) -> str:
        """The key of the country as an actor."""
        return f"country/{self.code}"


@dataclass(frozen=True, slots=True)
class Body:
    """A well-known organization."""

    key: str
    kind: ActorKind
    name: str
    names: tuple[str, ...]
    country: str | None
    wikidata: str | None
    seats: tuple[str, ...] = ()
    """Capitals by which the body is called: "Brussels"."""


@dataclass(frozen=True, slots=True)
class Person:
    """A well-known person."""

    key: str
    name: str
    names: tuple[str, ...]
    family_names: tuple[str, ...]
    handles: tuple[str, ...]
    country: str | None
    wikidata: str | None
    gender: str | None = None
    """``Male`` or ``Female``, where it is known."""


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A person held an office from one day to another (None: not known, or not yet ended)."""

    key: str
    holder: str
    office: str
    kind: str
    titles: tuple[str, ...]
    of: str
    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether the office was held on `day`."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Sector:
    """A sector and the words that evoke it."""

    name: str
    broader: str | None
    cues: tuple[str, ...]
    strong_cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a filler stands in the sentence and which property it fills."""

    grammar: str
    fills: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Words that evoke a class of fact, and the slots around them."""

    name: str
    evokes: str
    part_of_speech: str
    lemmas: tuple[str, ...]
    particles: tuple[str, ...]
    modifiers: tuple[str, ...]
    slots: tuple[Slot, ...]
    confidence: float
    features: dict[str, str] = field(hash=False)
    """Fixed values the frame brings along, such as ``mode`` or ``status``."""

    def grammar_of(self, fills: str) -> tuple[str, ...]:
        """The grammar of every slot that fills the property."""
        return tuple(slot.grammar for slot in self.slots if slot.fills == fills)


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """Words for a time counted from the day of publication, or of the event last spoken of."""

    words: tuple[str, ...]
    unit: str
    """``day``, ``week``, ``month``, ``year``, or ``vague`` where no bounds can be given."""
    offset: int
    from_event: bool


@dataclass(frozen=True)
class Schema:
    """All that the ontology says, ready for matching."""

    countries: dict[str, Country]
    bodies: dict[str, Body]
    people: dict[str, Person]
    occupancies: tuple[Occupancy, ...]
    sectors: dict[str, Sector]
    frames: tuple[Frame, ...]
    relative_dates: tuple[RelativeDate, ...]
    abbreviations: dict[str, str]
    """What a short title stands for: ``PM`` for ``Prime Minister``."""
    short_units: dict[str, str]
    """What a unit is short for: ``bpd`` for ``barrels per day``."""
    words: dict[str, tuple[str, ...]]
    """Word lists by local name, such as ``light-verbs``."""
    digest: str
    """SHA-256 of the Turtle files: stands for the ontology in the run's provenance."""

    @cached_property
    def bodies_by_name(self) -> dict[str, Body]:
        """Well-known organizations by each of their names in small letters."""
        return {name.lower(): body for body in self.bodies.values() for name in body.names}

    @cached_property
    def media_names(self) -> frozenset[str]:
        """The media that have a name of their own: "Twitter"."""
        return frozenset(word for word in self.words.get("media", ()) if word.istitle())

    @cached_property
    def country_names(self) -> dict[str, str]:
        """The key of a country by its names, adjectives and first parts of compounds."""
        return {name: c.key for c in self.countries.values() for name in (*c.prefixes, *c.demonyms, *c.names, c.name)}

    @cached_property
    def occupancies_of(self) -> dict[str, list[Occupancy]]:
        """Occupancies by the key of the country or body."""
        table: dict[str, list[Occupancy]] = defaultdict(list)
        for occupancy in self.occupancies:
            table[occupancy.of].append(occupancy)
        return table

    @cached_property
    def occupancies_by(self) -> dict[str, list[Occupancy]]:
        """Occupancies by the key of the holder."""
        table: dict[str, list[Occupancy]] = defaultdict(list)
        for occupancy in self.occupancies:
            table[occupancy.holder].append(occupancy)
        return table

    @cached_property
    def people_by_family_name(self) -> dict[str, list[Person]]:
        """Well-known people by each family name, without its accents."""
        table: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.values():
            for name in dict.fromkeys(folded(name) for name in person.family_names):
                table[name].append(person)
        return table

    @cached_property
    def given_names(self) -> dict[str, str]:
        """The gender of a given name, by the lexicon, or where all well-known people of that name share it."""
        genders: dict[str, set[str]] = defaultdict(set)
        for person in self.people.values():
            given = folded(person.name.split()[0])
            if person.gender and given not in map(folded, person.family_names):
                genders[given].add(person.gender)
        shared = {name: found.pop() for name, found in genders.items() if len(found) == 1}
        listed = {"Female": self.words.get("female-names", ()), "Male": self.words.get("male-names", ())}
        return shared | {name: gender for gender, names in listed.items() for name in names}

    def word_set(self, name: str) -> frozenset[str]:
        """The words of a list, lower-cased; empty where there is no such list."""
        return self._word_sets.get(name, frozenset())

    @cached_property
    def _word_sets(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(word.lower() for word in words) for name, words in self.words.items()}


class _Triples:
    """Triples indexed by subject and predicate, for reading only."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def read(self, path: Path) -> None:
        try:
            for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
                subject, predicate, value = triple.subject, triple.predicate, triple.object
                if isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal):
                    self.objects[subject.value][predicate.value].append(value.value)
        except SyntaxError as error:
            raise KgError(f"{path}: not valid Turtle: {error.msg}") from error

    def of_type(self, name: str) -> Iterator[str]:
        for subject, properties in sorted(self.objects.items()):
            if BIL + name in properties.get(RDF_TYPE, ()):
                yield subject

    def all(self, subject: str, name: str) -> tuple[str, ...]:
        return tuple(sorted(self.objects[subject].get(_full(name), ())))

    def one(self, subject: str, name: str) -> str | None:
        values = self.all(subject, name)
        return values[0] if values else None

    def names(self, subject: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.all(subject, "skos:prefLabel") + self.all(subject, "skos:altLabel")))

    def label(self, subject: str) -> str:
        return self.one(subject, "skos:prefLabel") or _local(subject)

    def wikidata(self, subject: str) -> str | None:
        for match in self.all(subject, "skos:exactMatch"):
            if match.startswith(WIKIDATA):
                return match.removeprefix(WIKIDATA)
        return None

    def country(self, subject: str) -> str | None:
        value = self.one(subject, "country")
        return _local(value) if value else None

    def gender(self, subject: str) -> str | None:
        value = self.one(subject, "schema:gender")
        return _local(value) if value else None


def folded(name: str) -> str:
    """A name without its accents.

    >>> folded("López")
    'Lopez'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


_PREFIXES = {"schema": SCHEMA, "skos": SKOS}


def _full(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return _PREFIXES.get(prefix, BIL) + local


def _local(iri: str) -> str:
    return iri.replace("#", "/").rstrip("/").rsplit("/", 1)[-1]


def _key(iri: str) -> str:
    return iri.removeprefix(ID)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


@cache
def load(path: Path | None = None) -> Schema:
    """Read every ``.ttl`` file of the folder (default: the one shipped).

    Raises:
        KgError: the folder has no Turtle files, or one of them is not valid Turtle.

    """
    place = path or folder()
    files = sorted(place.glob("*.ttl"))
    if not files:
        raise KgError(f"{place}: no ontology here (no .ttl files); name the folder that holds it")
    triples = _Triples()
    content = hashlib.sha256()
    for file in files:
        triples.read(file)
        content.update(file.read_bytes())
    return Schema(
        countries={c.code: c for c in _countries(triples)},
        bodies={b.key: b for b in _bodies(triples)},
        people={p.key: p for p in _people(triples)},
        occupancies=tuple(_occupancies(triples)),
        sectors={s.name: s for s in _sectors(triples)},
        frames=tuple(_frames(triples)),
        relative_dates=tuple(_relative_dates(triples)),
        abbreviations=dict(_short_forms(triples, "Abbreviation")),
        short_units=dict(_short_forms(triples, "ShortUnit")),
        words={_local(iri): triples.all(iri, "word") for iri in triples.of_type("WordList")},
        digest=content.hexdigest(),
    )


def _countries(triples: _Triples) -> Iterator[Country]:
    for iri in triples.of_type("Country"):
        code = triples.one(iri, "isoCode")
        if code:
            yield Country(
                code=code,
                name=triples.label(iri),
                names=triples.names(iri),
                demonyms=triples.all(iri, "demonym"),
                capitals=triples.all(iri, "capital"),
                metonyms=triples.all(iri, "metonym"),
                places=triples.all(iri, "city") + triples.all(iri, "region"),
                prefixes=triples.all(iri, "combiningForm"),
                wikidata=triples.wikidata(iri),
            )


def _bodies(triples: _Triples) -> Iterator[Body]:
    for kind in ORGANIZATIONS:
        for iri in triples.of_type(kind.value):
            yield Body(
                key=_key(iri),
                kind=kind,
                name=triples.label(iri),
                names=triples.names(iri),
                country=triples.country(iri),
                wikidata=triples.wikidata(iri),
                seats=triples.all(iri, "seat"),
            )


def _people(triples: _Triples) -> Iterator[Person]:
    for iri in triples.of_type("Person"):
        yield Person(
            key=_key(iri),
            name=triples.label(iri),
            names=triples.names(iri),
            family_names=triples.all(iri, "familyName"),
            handles=triples.all(iri, "handle"),
            country=triples.country(iri),
            wikidata=triples.wikidata(iri),
            gender=triples.gender(iri),
        )


def _occupancies(triples: _Triples) -> Iterator[Occupancy]:
    called = _office_names(triples)
    for iri in triples.of_type("Occupancy"):
        holder, office = triples.one(iri, "holder"), triples.one(iri, "office")
        of = triples.one(office, "positionOf") if office else None
        if holder and office and of:
            kind = _local(triples.one(office, "officeKind") or "OtherOffice")
            yield Occupancy(
                key=_key(iri),
                holder=_key(holder),
                office=_key(office),
                kind=kind,
                titles=triples.names(office) + called.get(kind, ()),
                of=_key(of),
                start=_day(triples.one(iri, "from")),
                end=_day(triples.one(iri, "until")),
            )


def _sectors(triples: _Triples) -> Iterator[Sector]:
    for iri in sorted(triples.objects):
        if iri.startswith(SECTOR) and triples.one(iri, "skos:prefLabel"):
            broader = triples.one(iri, "skos:broader")
            yield Sector(
                name=_local(iri),
                broader=_local(broader) if broader else None,
                cues=triples.all(iri, "cue"),
                strong_cues=triples.all(iri, "strongCue"),
            )


_FRAME_TERMS = {"evokes", "partOfSpeech", "lemma", "particle", "modifier", "slot", "confidence"}


def _frames(triples: _Triples) -> Iterator[Frame]:
    for iri in triples.of_type("Frame"):
        features = {
            predicate.removeprefix(BIL): _local(values[0])
            for predicate, values in triples.objects[iri].items()
            if predicate.startswith(BIL) and predicate.removeprefix(BIL) not in _FRAME_TERMS
        }
        yield Frame(
            name=iri.removeprefix(LEXICON),
            evokes=_local(triples.one(iri, "evokes") or ""),
            part_of_speech=triples.one(iri, "partOfSpeech") or "VERB",
            lemmas=triples.all(iri, "lemma"),
            particles=triples.all(iri, "particle"),
            modifiers=triples.all(iri, "modifier"),
            slots=tuple(_slot(triples, slot) for slot in triples.all(iri, "slot")),
            confidence=float(triples.one(iri, "confidence") or 0.7),
            features=features,
        )


def _relative_dates(triples: _Triples) -> Iterator[RelativeDate]:
    for iri in triples.of_type("RelativeDate"):
        yield RelativeDate(
            words=triples.all(iri, "word"),
            unit=triples.one(iri, "unit") or "vague",
            offset=int(triples.one(iri, "offset") or 0),
            from_event=triples.one(iri, "anchor") == "event",
        )


def _office_names(triples: _Triples) -> dict[str, tuple[str, ...]]:
    """What each kind of office is called in passing: "top diplomat" for a foreign minister."""
    names: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for iri in triples.of_type("OfficeName"):
        for kind in triples.all(iri, "officeKind"):
            names[_local(kind)] += triples.all(iri, "word")
    return names


def _short_forms(triples: _Triples, kind: str) -> Iterator[tuple[str, str]]:
    for iri in triples.of_type(kind):
        full = triples.one(iri, "standsFor")
        if full:
            yield from ((word, full) for word in triples.all(iri, "word"))


def _slot(triples: _Triples, iri: str) -> Slot:
    return Slot(triples.one(iri, "grammar") or "", _local(triples.one(iri, "fills") or ""))
