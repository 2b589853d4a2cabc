"""The chapters of a dossier: its facts as lines with an id, in groups, each with its sentences."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from kg.view.citing import Citations, Sentence
from kg.view.dossier import SIDES, Dossier, Event, Figure, Speaker, Statement, Version
from kg.view.network import Quote

CATCH_ALL = "diplomacy"
"""What is of several sectors is listed under this one only if it has no other."""
UNDATED = "Without a date"
NO_SECTOR = "no sector named"
TOP = 3
"""How many sectors, listeners and the like a line of the speakers' table names."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event or a statement as a line of the page."""

    id: str
    fact: Event | Statement
    sentences: tuple[Sentence, ...]
    also: tuple[str, ...] = ()
    """Sectors besides the one that it is listed under."""

    @property
    def confidence(self) -> float | None:
        """How sure its best evidence is, from 0 to 1; None where nothing says so."""
        return surest(self.fact.quotes)

    @property
    def sources(self) -> int:
        """How many articles tell of it."""
        return len({number for sentence in self.sentences for number in sentence.sources})


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all that the dossier has of them."""

    speaker: Speaker
    said: tuple[Told, ...]
    to: tuple[str, ...]
    about: tuple[str, ...]
    through: tuple[str, ...]
    """Outlets and occasions."""
    days: tuple[str, ...]
    """When they spoke first and last, in words."""


@dataclass(frozen=True, slots=True)
class Together:
    """Sentences that tell of cooperation, and in what they say the two work together."""

    sentence: Sentence
    ties: tuple[tuple[str, tuple[str, ...]], ...]
    """The kind of cooperation, with who gives to whom where somebody does, and its sectors."""
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Given:
    """One number as one or several gave it on one day."""

    figure: Figure
    share: float
    """Of the greatest number for the same thing, from 0 to 1."""
    sentences: tuple[Sentence, ...]

    @property
    def confidence(self) -> float | None:
        """How sure its best evidence is, from 0 to 1; None where nothing says so."""
        return surest(self.figure.quotes)


@dataclass(frozen=True, slots=True)
class Difference:
    """A property of an event, and who tells it how."""

    name: str
    contradicts: bool
    told: tuple[tuple[str, tuple[int, ...]], ...]
    """Each value with the numbers of the sources that give it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """An event that articles tell differently."""

    told: Told
    differences: tuple[Difference, ...]


def surest(quotes: Iterable[Quote]) -> float | None:
    """The confidence of the surest of some quotes."""
    return max((quote.confidence for quote in quotes if quote.confidence is not None), default=None)


def timeline(dossier: Dossier, citations: Citations) -> list[Told]:
    """Every event, as the dossier orders them."""
    return [
        Told(f"event-{number}", event, tuple(_plainest_first(event, citations.sentences(event.quotes))))
        for number, event in enumerate(dossier.events, 1)
    ]


def _plainest_first(event: Event, sentences: list[Sentence]) -> list[Sentence]:
    """The sentence that names most of those who took part in fewest words, then the others in their order."""
    names = [party.rpartition(" ")[2] for party in event.parties]
    plainest = min(sentences, key=lambda s: (-sum(name in s.text for name in names), len(s.text)), default=None)
    return [s for s in sentences if s is plainest] + [s for s in sentences if s is not plainest]


def years(told: Iterable[Told]) -> list[tuple[str, list[Told]]]:
    """Lines by the year in which they begin, what has no date last."""
    groups: dict[str, list[Told]] = defaultdict(list)
    for line in told:
        groups[(line.fact.earliest or "")[:4] or UNDATED].append(line)
    return sorted(groups.items(), key=lambda group: (group[0] == UNDATED, group[0]))


def statements(dossier: Dossier, citations: Citations) -> list[tuple[str, list[Told]]]:
    """Every statement once, under the sector that tells most about it; sectors of many statements first."""
    usual = Counter(sector for said in dossier.statements for sector in said.sectors)
    groups: dict[str, list[Told]] = defaultdict(list)
    for number, said in enumerate(dossier.statements, 1):
        first, *also = _telling(said.sectors, usual)
        groups[first].append(Told(f"said-{number}", said, tuple(citations.sentences(said.quotes)), tuple(also)))
    return sorted(groups.items(), key=lambda group: (group[0] == NO_SECTOR, -len(group[1]), group[0]))


def voices(dossier: Dossier, said: Iterable[Told]) -> list[tuple[str, list[Voice]]]:
    """The speakers of each side, those who speak most first."""
    lines = sorted(said, key=lambda line: line.fact.earliest or "")
    of: dict[str, list[Told]] = defaultdict(list)
    for line in lines:
        assert isinstance(line.fact, Statement)
        for name in line.fact.speakers:
            of[name].append(line)
    found = [_voice(speaker, of[speaker.name]) for speaker in dossier.speakers if of[speaker.name]]
    found.sort(key=lambda voice: (SIDES.index(voice.speaker.side), -len(voice.said), voice.speaker.name))
    return [(side, list(group)) for side, group in groupby(found, key=lambda voice: voice.speaker.side)]


def _voice(speaker: Speaker, said: list[Told]) -> Voice:
    facts = [line.fact for line in said if isinstance(line.fact, Statement)]
    days = [fact.when for fact in facts if fact.when]
    return Voice(
        speaker,
        tuple(said),
        _most(name for fact in facts for name in fact.addressees),
        _most(sector for fact in facts for sector in fact.sectors),
        _most(way for fact in facts for way in (*fact.outlets, fact.medium) if way),
        tuple(dict.fromkeys([*days[:1], *days[-1:]])),
    )


def _most(names: Iterable[str]) -> tuple[str, ...]:
    """The most frequent names, and how many there are besides."""
    ranked = sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))
    more = (f"{len(ranked) - TOP} more",) if len(ranked) > TOP else ()
    return (*(name for name, _ in ranked[:TOP]), *more)


def together(dossier: Dossier, citations: Citations) -> list[tuple[str, list[Together]]]:
    """Each sentence on cooperation once, with all that it gives evidence of, under the sector that tells most."""
    found: dict[Sentence, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    quotes: dict[Sentence, list[Quote]] = defaultdict(list)
    for tie in dossier.ties:
        way = f": {tie.supplier} → {tie.recipient}" if tie.supplier and tie.recipient else ""
        for sentence in citations.sentences(tie.quotes):
            found[sentence][tie.kind + way].add(tie.sector)
            quotes[sentence] += tie.quotes
    usual = Counter(tie.sector for tie in dossier.ties)
    groups: dict[str, list[Together]] = defaultdict(list)
    for sentence, kinds in sorted(found.items(), key=lambda item: (item[0].sources, item[0].text)):
        first, *_ = _telling({sector for sectors in kinds.values() for sector in sectors}, usual)
        groups[first].append(Together(sentence, _by_kind(kinds), surest(quotes[sentence])))
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def _telling(sectors: Iterable[str], usual: Counter[str]) -> list[str]:
    """The sectors of a fact, the one that tells most about it first: a rare one before a common one."""
    return sorted(sectors, key=lambda sector: (sector == CATCH_ALL, usual[sector], sector)) or [NO_SECTOR]


def _by_kind(kinds: dict[str, set[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((kind, tuple(sorted(sectors))) for kind, sectors in sorted(kinds.items()))


def figures(dossier: Dossier, citations: Citations) -> list[tuple[str, list[Given]]]:
    """The numbers for each thing over time; things with most numbers first."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for figure in dossier.figures:
        groups[figure.of].append(figure)
    told = [(of, [_given(one, same, citations) for one in same]) for of, same in groups.items()]
    return sorted(told, key=lambda group: (-len(group[1]), group[0]))


def _given(figure: Figure, same: list[Figure], citations: Citations) -> Given:
    most = max(abs(other.value) for other in same) or 1
    return Given(figure, abs(figure.value) / most, tuple(citations.sentences(figure.quotes)))


def compared(events: Iterable[Told], citations: Citations) -> list[Compared]:
    """Events that articles tell differently, those that they contradict each other in first."""
    facts = ((line, line.fact) for line in events)
    found = [Compared(line, tuple(_differences(fact, citations))) for line, fact in facts if isinstance(fact, Event)]
    told = [one for one in found if one.differences]
    return sorted(told, key=lambda one: not any(difference.contradicts for difference in one.differences))


def _differences(event: Event, citations: Citations) -> Iterable[Difference]:
    values: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for version in event.versions:
        for name, value in _by_name(version).items():
            values[name][value].update(citations.numbers(version.article, version.outlet, version.published))
    for name, told in sorted(values.items()):
        contradicts = name in event.differing or (name == "when" and "date" in event.differing)
        if len(told) > 1:
            ways = sorted(told.items(), key=lambda way: (min(way[1], default=0), way[0]))
            yield Difference(name, contradicts, tuple((value, tuple(sorted(who))) for value, who in ways))


def _by_name(version: Version) -> dict[str, str]:
    names: dict[str, list[str]] = defaultdict(list)
    for name, value in version.properties:
        names[name].append(value)
    return {name: ", ".join(told) for name, told in names.items()}
