"""Cooperation: two countries, a sector and a word that says they work together, in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.grammar import fillers, negated, subjects
from kg.model import Agreement, Cooperation, Evidence
from kg.ontology import Frame

Pair = tuple[str, str]
Direction = tuple[str | None, str | None]
"""Supplier and recipient."""


@dataclass(slots=True)
class _Found:
    certainty: float
    evidence: list[Evidence]


def cooperation(context: Context, agreements: list[Agreement]) -> list[Cooperation]:
    """All cooperation of the article, one fact for each pair, sector, kind and direction."""
    table: dict[tuple[Pair, str, str, str | None, str | None], _Found] = defaultdict(lambda: _Found(0.0, []))
    before: list[tuple[Pair, float]] = []
    for sentence in context.annotated.doc.sents:
        pairs = _pairs(context, sentence) or (before if _goes_on(sentence) else [])
        before = pairs
        for pair, certainty in pairs:
            for trigger, frame, sectors, (supplier, recipient) in _told(context, sentence, pair):
                for sector in sectors:
                    entry = table[pair, sector, frame.features.get("kind", "ties"), supplier, recipient]
                    entry.certainty = max(entry.certainty, certainty * frame.confidence)
                    entry.evidence.append(context.sentence_evidence(trigger, frame.name))
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
    found = []
    seen: set[str] = set()
    for token in sentence:
        for frame in context.lexicon.table.get(("Cooperation", "ANY", token.lemma_.lower()), []):
            kind = frame.features.get("kind", "ties")
            if kind not in seen and not _denied(token) and _together(context, token, frame):
                seen.add(kind)
                found.append((token, frame))
    return sorted(found, key=lambda f: (-f[1].confidence, f[0].i))


def _told(context: Context, sentence: Tokens, pair: Pair) -> Iterator[tuple[Token, Frame, list[str], Direction]]:
    """The word that says best how the two work together, and in what: the first that fits."""
    for trigger, frame in _triggers(context, sentence):
        direction = _direction(context, trigger, frame, pair)
        if "direction" in frame.features and direction == (None, None):
            continue
        sectors = _sectors(context, sentence, trigger, frame)
        if sectors:
            yield trigger, frame, sectors, direction
            return


def _denied(token: Token) -> bool:
    """ "buys no coal", "does not supply"."""
    if any(c.dep_ == "aux" and c.lower_ in {"could", "may", "might", "would"} for c in token.children):
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


def _sectors(context: Context, sentence: Tokens, trigger: Token, frame: Frame) -> list[str]:
    start, end = sentence.start, sentence.end
    if "direction" in frame.features:
        start, end = trigger.left_edge.i, trigger.right_edge.i + 1
    inside = [c for c in context.cues if start <= c[0] and c[1] <= end]
    if not inside and frame.features.get("sector"):
        return [frame.features["sector"]]
    others = {s for start, end, s in inside if not start <= trigger.i < end}
    return sorted(others or {s for _, _, s in inside})


def _direction(context: Context, trigger: Token, frame: Frame, pair: Pair) -> tuple[str | None, str | None]:
    """Who supplies and who receives, where the grammar says it."""
    role = frame.features.get("direction")
    if role is None:
        return None, None
    actor = _country_among(context, _subjects(trigger), pair)
    target = _country_among(context, [*fillers(trigger, "prep:to"), *_through_head(trigger, "prep:to")], pair)
    source = _country_among(
        context,
        [*fillers(trigger, "prep:from"), *fillers(trigger, "prep:of"), *_through_head(trigger, "prep:from")],
        pair,
    )
    other = {pair[0]: pair[1], pair[1]: pair[0]}
    if role == "supplier":
        supplier = actor or source or (other[target] if target else None)
        return (supplier, other[supplier]) if supplier else (None, None)
    recipient = actor or target or (other[source] if source else None)
    return (other[recipient], recipient) if recipient else (None, None)


def _subjects(trigger: Token) -> list[Token]:
    if trigger.pos_ in {"VERB", "AUX"}:
        return subjects(trigger)
    token = trigger
    for _ in range(5):
        if token.dep_ in {"attr", "pobj", "dobj"} or token.head.pos_ in {"ADP", "NOUN", "NUM"}:
            token = token.head
        if token.lemma_ in {"be", "remain", "become", "provide", "supply", "give"} and token.pos_ in {"VERB", "AUX"}:
            return subjects(token)
    return []


def _through_head(trigger: Token, grammar: str) -> list[Token]:
    return (
        fillers(trigger.head, grammar)
        if trigger.head != trigger and trigger.head.pos_ in {"VERB", "AUX", "NOUN"}
        else []
    )


def _country_among(context: Context, heads: list[Token], pair: Pair) -> str | None:
    for head in heads:
        for actor, _ in context.who.actors(head, adjectives=True):
            country = actor if actor.startswith("country/") else context.annotated.country_of(actor)
            if country in pair:
                return country
        for token in head.subtree:
            mention = context.annotated.at.get(token.i)
            if mention and mention.actor in pair and token.dep_ in {"amod", "compound"}:
                return mention.actor
    return None
