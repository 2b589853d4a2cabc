"""Cooperation: two countries, a sector and a word that says they work together, in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.giving import Direction, direction, states, within_clause
from kg.extraction.grammar import negated, prepositional, subjects
from kg.model import Agreement, Cooperation, Evidence, Meeting
from kg.ontology import Frame

Pair = tuple[str, str]


_MONEY = {"$", "€", "£", "¥", "₹", "USD", "US$"}


@dataclass(frozen=True, slots=True)
class _Told:
    """One word that says that two countries work together, and all that it says."""

    trigger: Token
    frame: Frame
    pair: Pair
    certainty: float
    sectors: list[str]
    direction: Direction


@dataclass(slots=True)
class _Found:
    certainty: float
    evidence: list[Evidence]


def cooperation(context: Context, agreements: list[Agreement], meetings: list[Meeting]) -> list[Cooperation]:
    """All cooperation of the article, one fact for each pair, sector, kind and direction."""
    table: dict[tuple[Pair, str, str, str | None, str | None], _Found] = defaultdict(lambda: _Found(0.0, []))
    before: list[tuple[Pair, float]] = []
    for sentence in context.annotated.doc.sents:
        pairs = _met(context, sentence, meetings) or _pairs(context, sentence) or (before if _goes_on(sentence) else [])
        before = pairs
        for told in _told(context, sentence, pairs):
            for sector in told.sectors:
                kind = told.frame.features.get("kind", "ties")
                entry = table[told.pair, sector, kind, *told.direction]
                entry.certainty = max(entry.certainty, told.certainty * told.frame.confidence)
                entry.evidence.append(context.sentence_evidence(told.trigger, told.frame.name))
    for agreement in agreements:
        _from_agreement(context, agreement, table)
    return [
        Cooperation(
            key=f"cooperation/{n}", evidence=tuple(dict.fromkeys(f.evidence)), confidence=round(f.certainty, 2),
            parties=pair, sector=sector, kind=kind, supplier=supplier, recipient=recipient,
        )
        for n, ((pair, sector, kind, supplier, recipient), f) in enumerate(table.items())
    ]  # fmt: skip


def _from_agreement(
    context: Context, agreement: Agreement, table: dict[tuple[Pair, str, str, str | None, str | None], _Found]
) -> None:
    countries = {
        c for p in agreement.parties if (c := p if p.startswith("country/") else context.annotated.country_of(p))
    }
    if len(countries) == 2:
        pair = _sorted(countries)
        for sector in agreement.sectors:
            entry = table[pair, sector, "agreement", None, None]
            entry.certainty = max(entry.certainty, agreement.confidence)
            entry.evidence += agreement.evidence


def _goes_on(sentence: Tokens) -> bool:
    """ "This includes ...", "These ties ...": still about those of the sentence before."""
    first = next((t for t in sentence if not t.is_space and not t.is_punct), None)
    return first is not None and first.lower_ in {"this", "these", "such", "they", "it", "areas", "among"}


def _triggers(context: Context, sentence: Tokens) -> list[tuple[Token, Frame]]:
    """The words that say how they work together: each that has a direction, and the first of every other kind."""
    found = []
    seen: set[str] = set()
    hostile = not context.schema.word_set("hostile").isdisjoint(t.lemma_.lower() for t in sentence)
    for token in sentence:
        for frame in context.lexicon.of_any("Cooperation", token):
            directed, kind = "direction" in frame.features, frame.features.get("kind", "ties")
            if (
                (directed or (kind not in seen and not hostile))
                and not _denied(token)
                and _together(context, token, frame)
            ):
                seen.add(kind)
                found.append((token, frame))
    return sorted(found, key=lambda f: (-f[1].confidence, f[0].i))


def _told(context: Context, sentence: Tokens, pairs: list[tuple[Pair, float]]) -> Iterator[_Told]:
    """Who gives what to whom, by each word that says so; else the word that says best how the two work together."""
    done = False
    for trigger, frame in _triggers(context, sentence):
        role = frame.features.get("direction")
        way = direction(context, trigger, role) if role else (None, None)
        own = _own_pair(context, trigger) if role is None else []
        told = [(_sorted({s for s in way if s}), 0.9)] if None not in way else own or ([] if role or done else pairs)
        if not told:
            continue
        sectors = _sectors(context, sentence, trigger, frame, bool(own))
        if not sectors:
            continue
        done = True
        for pair, certainty in told:
            yield _Told(trigger, frame, pair, certainty, sectors, way)


def _denied(token: Token) -> bool:
    """ "buys no coal", "may supply", "builds up ties", "the finance ministry"."""
    if any(c.dep_ == "aux" and c.lower_ in {"could", "may", "might"} for c in token.children):
        return True
    if token.pos_ == "VERB" and any(c.dep_ == "prt" for c in token.children):
        return not any(c.lower_ in {"over", "out"} for c in token.children if c.dep_ == "prt")
    if token.dep_ == "compound" and token.head.lemma_.lower() in {"ministry", "minister", "secretary", "committee"}:
        return True
    return negated(token) or any(negated(c) for c in token.children if c.dep_ in {"dobj", "nsubjpass"})


def _together(context: Context, token: Token, frame: Frame) -> bool:
    """A verb such as "work" counts where both do it together, not where one does it."""
    if token.pos_ != "VERB" or "direction" in frame.features:
        return True
    doers = {a for t in subjects(token) for a, _ in context.who.actors(t)}
    countries = {c for a in doers if (c := a if a.startswith("country/") else context.annotated.country_of(a))}
    return len(countries) >= 2 or (token.tag_ in {"VBG", "VBN"} and token.dep_ == "amod")


def _sorted(countries: set[str]) -> Pair:
    first, second = sorted(countries)
    return first, second


def _met(context: Context, sentence: Tokens, meetings: list[Meeting]) -> list[tuple[Pair, float]]:
    """The states of the two who are told to have met: a third that is named is what they spoke of."""
    told = context.annotated.sentence(sentence.start)
    for meeting in meetings:
        if any(e.span.start < told.end and told.start < e.span.end for e in meeting.evidence):
            countries = [
                p if p.startswith("country/") else context.annotated.country_of(p) for p in meeting.participants
            ]
            met = {c for c in countries if c}
            if len(met) == 2 and None not in countries:
                return [(_sorted(met), 0.85)]
    return []


def _own_pair(context: Context, trigger: Token) -> list[tuple[Pair, float]]:
    """ "cooperation between A and B", "A's trade with B": the two that hang on the word itself."""
    between = set(states(context, prepositional(trigger, "between")))
    partners = set(states(context, prepositional(trigger, "with")))
    owners = {t for t in trigger.lefts if t.dep_ in {"poss", "amod", "compound", "nmod"}}
    doers = subjects(trigger) if trigger.pos_ == "VERB" else owners
    both = partners | set(states(context, doers)) if partners else set()
    return next(([(_sorted(pair), 0.95)] for pair in (between, both) if len(pair) == 2), [])


def _pairs(context: Context, sentence: Tokens) -> list[tuple[Pair, float]]:
    """The two countries that the sentence is about: named, meant by "both countries", or through their people."""
    named = {
        m.actor
        for m in context.annotated.mentions
        if sentence.start <= m.head < sentence.end and m.actor.startswith("country/")
    }
    if len(named) == 2:
        return [(_sorted(named), 0.95)]
    joined = _hyphened(context, sentence)
    if len(named) > 2 and joined:
        return [(_sorted(joined), 0.9)]
    sides = set(context.annotated.default_sides)
    if len(named) == 1 and len(sides) == 2 and named <= sides:
        there = {
            f"country/{p.place.country}" for p in context.annotated.places if sentence.start <= p.start < sentence.end
        }
        if sides <= named | there:
            return [(_sorted(sides), 0.8)]
    if len(sides) != 2:
        return []
    if named and not named <= sides:
        return []
    meant = {
        a
        for i, (actors, _) in context.annotated.references.items()
        if sentence.start <= i < sentence.end
        for a in actors
    }
    meant |= {m.actor for m in context.annotated.mentions if sentence.start <= m.head < sentence.end}
    meant -= {c.person for c in context.annotated.claims if c.of and c.of.startswith("organization/")}
    states = {c for a in meant if (c := a if a.startswith("country/") else context.annotated.country_of(a))}
    if sides <= states | named:
        return [(_sorted(sides), 0.85)]
    if any(t.lower_ in {"bilateral", "joint", "mutual", "these", "our", "two", "both"} for t in sentence):
        return [(_sorted(sides), 0.7)]
    return []


def _hyphened(context: Context, sentence: Tokens) -> set[str]:
    """ "the South Korea-U.S. exercise": the two that one word joins."""
    at, doc = context.annotated.at, sentence.doc
    for token in sentence:
        if token.text in {"-", "–"} and 0 < token.i < len(doc) - 1:
            before, after = at.get(token.i - 1), at.get(token.i + 1)
            pair = {m.actor for m in (before, after) if m is not None and m.actor.startswith("country/")}
            if len(pair) == 2:
                return pair
    return set()


def _sectors(context: Context, sentence: Tokens, trigger: Token, frame: Frame, own: bool) -> list[str]:
    """The sectors told of in the sentence; of what is given, those told with it, and that of the money."""
    inside = [c for c in context.cues if sentence.start <= c[0] and c[1] <= sentence.end]
    given = "direction" in frame.features
    if given or own:
        near = {t.i for t in within_clause(trigger)}
        beside = [c for c in inside if near & set(range(c[0], c[1]))]
        inside = beside if given or beside else inside
    usual = frame.features.get("sector")
    others = {s for start, end, s in inside if not start <= trigger.i < end}
    found = others or {s for _, _, s in inside}
    if usual and given and any(_is_money(context, t) for t in within_clause(trigger)):
        return sorted({usual, *found} - {"diplomacy"})
    return sorted(found or ({usual} if usual and trigger.pos_ != "VERB" else set()))


def _is_money(context: Context, token: Token) -> bool:
    coin = token.lemma_.lower() in context.schema.word_set("currencies")
    return coin or token.text in _MONEY or token.ent_type_ == "MONEY"
