"""Cooperation: two countries, a sector and a word that says they work together, in one sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.giving import directions, states, within_clause
from kg.extraction.grammar import negated, objects, prepositional, subjects
from kg.extraction.pairs import (
    Pair,
    about,
    at_odds,
    condemned,
    fits,
    met,
    named_in,
    own_pairs,
    pair_of,
    together,
    with_many,
)
from kg.model import Agreement, Cooperation, Evidence, Meeting
from kg.ontology import Frame

Way = tuple[str | None, str | None]
"""Supplier and recipient, by country, where there are such."""
_MONEY = {"$", "€", "£", "¥", "₹", "USD", "US$"}


@dataclass(frozen=True, slots=True)
class _Told:
    """One word that says that two countries work together, and all that it says."""

    trigger: Token
    frame: Frame
    pair: Pair
    certainty: float
    sectors: list[str]
    direction: Way


@dataclass(slots=True)
class _Found:
    certainty: float
    evidence: list[Evidence]


def cooperation(context: Context, agreements: list[Agreement], meetings: list[Meeting]) -> list[Cooperation]:
    """All cooperation of the article, one fact for each pair, sector, kind and direction."""
    table: dict[tuple[Pair, str, str, str | None, str | None], _Found] = defaultdict(lambda: _Found(0.0, []))
    before: list[tuple[Pair, float]] = []
    joined = [*(m.participants for m in meetings), *(a.parties for a in agreements)]
    apart, blamed = at_odds(context) - together(context, joined), condemned(context)
    for sentence in context.annotated.doc.sents:
        others = with_many(context, sentence)
        told_of = [] if others else met(context, sentence, meetings) or about(context, sentence)
        pairs = told_of or (before if _goes_on(context, sentence, before) and not others else [])
        pairs = [(pair, certainty) for pair, certainty in pairs if pair not in apart and not blamed & set(pair)]
        before = pairs
        for told in _told(context, sentence, pairs):
            beside = set(told.pair) <= named_in(context, sentence) and told.frame.features.get("kind") != "deployment"
            if told.pair in apart and not beside:
                continue
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
    countries = context.annotated.states_of(agreement.parties)
    if len(countries) == 2:
        pair = pair_of(countries)
        for sector in agreement.sectors:
            entry = table[pair, sector, "agreement", None, None]
            entry.certainty = max(entry.certainty, agreement.confidence)
            entry.evidence += agreement.evidence


def _goes_on(context: Context, sentence: Tokens, before: list[tuple[Pair, float]]) -> bool:
    """ "This includes ...", "These ties ...": still about those of the sentence before."""
    first = next((t for t in sentence if not t.is_space and not t.is_punct), None)
    if first is None or first.lower_ not in {"this", "these", "such", "they", "it", "areas", "among"}:
        return False
    meant = set(states(context, [first])) if first.lower_ == "they" else set()
    return not meant or all(meant <= set(pair) for pair, _ in before)


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
                and not _denied(context, token)
                and not _in_name(context, token)
                and not _is_of_all(context, token)
                and _is_of_goods(context, token, frame)
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
        own = [] if role else own_pairs(context, trigger)
        told: list[tuple[Pair, float, Way]]
        if role:
            told = [(pair_of({*way}), 0.9, way) for way in directions(context, trigger, role)]
        else:
            of_sentence = [] if done else [t for t in pairs if fits(context, trigger, frame, t[0])]
            told = [(pair, certainty, (None, None)) for pair, certainty in own or of_sentence]
        sectors = _sectors(context, sentence, trigger, frame, bool(own)) if told else []
        done = done or bool(sectors)
        for pair, certainty, way in told:
            if sectors:
                yield _Told(trigger, frame, pair, certainty, sectors, way)


def _denied(context: Context, token: Token) -> bool:
    """ "buys no coal", "may supply", "builds up ties", "the finance ministry", "a joint news conference"."""
    if any(c.dep_ == "aux" and c.lower_ in {"could", "may", "might"} for c in token.children):
        return True
    if token.pos_ == "VERB" and any(c.dep_ == "prt" for c in token.children):
        return not any(c.lower_ in {"over", "out", "off"} for c in token.children if c.dep_ == "prt")
    if token.dep_ == "compound" and token.head.lemma_.lower() in {"ministry", "minister", "secretary", "committee"}:
        return True
    if token.lower_ == "joint" and token.head.lemma_.lower() in context.schema.word_set("announcements"):
        return True
    if token.dep_ == "dobj" and token.head.lemma_.lower() in context.schema.word_set("condemning"):
        return True  # "denounced the agreement"
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in context.schema.word_set("strains"):
        return True
    if token.pos_ == "NOUN" and any(c.lower_ == "any" or c.lower_.startswith("intra") for c in token.children):
        return True  # "any exports would violate the resolution", "intra-Syrian contacts"
    if any(c.lower_ in context.schema.word_set("unlawful") for o in (token, *_what(token)) for c in o.children):
        return True
    return negated(token) or any(negated(c) for c in token.children if c.dep_ in {"dobj", "nsubjpass"})


def _is_of_goods(context: Context, token: Token, frame: Frame) -> bool:
    """ "sent a message", "provides for more control": what is given must be told, and be more than words."""
    if token.pos_ != "VERB" or frame.features.get("kind") != "supply":
        return True
    given = objects(token)
    if not given:
        return token.lemma_.lower() != "provide"
    return not all(t.lemma_.lower() in context.schema.word_set("no-goods") for t in given)


def _what(token: Token) -> list[Token]:
    """What is given, or given for: also "provide support for X"."""
    given = [token, *objects(token)]
    return [*given[1:], *(t for word in given for way in ("for", "to") for t in prepositional(word, way))]


def _in_name(context: Context, token: Token) -> bool:
    """ "the Security Council", "the Forum for International Cooperation": a name of many, not a tie of two."""
    mention = context.annotated.at.get(token.i)
    words = set()
    if token.i in context.in_titles:
        return True  # "Premier of the State Council"
    if mention is not None and mention.actor.startswith("organization/"):
        words = {t.lower_ for t in context.annotated.doc[mention.start : mention.end]}
    elif token.pos_ == "PROPN" and token.dep_ == "pobj" and token.head.head.pos_ == "PROPN":
        words = {token.head.head.lower_} & context.schema.word_set("gatherings")
    return bool(words) and words.isdisjoint(context.schema.word_set("of-two"))


def _is_of_all(context: Context, token: Token) -> bool:
    """ "our allies and partners", "with international partners": nobody's in particular."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in {"ally", "partner"}:
        return False
    first = token.head if token.dep_ == "conj" else token
    one_of = first.dep_ == "pobj" and first.head.head.lower_ == "one"  # "France is one of our partners"
    named = context.who.actors(token) or any(c.i in context.annotated.at for c in first.children)
    return first.dep_ != "attr" and not one_of and not named


def _together(context: Context, token: Token, frame: Frame) -> bool:
    """A verb such as "work" counts where both do it together, not where one does it."""
    if token.pos_ != "VERB" or "direction" in frame.features:
        return True
    if own_pairs(context, token):
        return True
    doers = {a for t in subjects(token) for a, _ in context.who.actors(t)}
    countries = context.annotated.states_of(doers)
    return len(countries) >= 2 or (token.tag_ in {"VBG", "VBN"} and token.dep_ == "amod")


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
    return sorted(found or ({usual} if usual and not (given and trigger.pos_ == "VERB") else set()))


def _is_money(context: Context, token: Token) -> bool:
    coin = token.lemma_.lower() in context.schema.word_set("currencies")
    return coin or token.text in _MONEY or token.ent_type_ == "MONEY"
