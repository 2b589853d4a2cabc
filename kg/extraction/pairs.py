"""Pairs: between which two countries a sentence tells of cooperation."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extraction.context import Context
from kg.extraction.giving import by_adjective, states, within_clause
from kg.extraction.grammar import expand, objects, prepositional, subjects
from kg.model import ActorKind, Meeting
from kg.ontology import Frame

Pair = tuple[str, str]
_MOST = 6
"""Pairs that one word tells of; more are a list."""
_OF_MORE = {"trilateral", "three", "quadrilateral", "multilateral"}
_SHARED = {"bilateral", "joint", "mutual"}
_THROUGH = {"via", "through", "across"}
_ABOUT = {"on", "about", "regarding"}
"""After these a verb opens no clause of its own: "positions on building it"."""


def pair_of(countries: set[str]) -> Pair:
    """Two countries in the order in which facts tell them."""
    first, second = sorted(countries)
    return first, second


def met(context: Context, sentence: Tokens, meetings: list[Meeting]) -> list[tuple[Pair, float]]:
    """The states of the two who are told to have met: a third that is named is what they spoke of."""
    told = context.annotated.sentence(sentence.start)
    for meeting in meetings:
        if any(e.span.start < told.end and told.start < e.span.end for e in meeting.evidence):
            countries = [
                p if p.startswith("country/") else context.annotated.country_of(p) for p in meeting.participants
            ]
            if len(set(countries)) == 2 and None not in countries:
                return [(pair_of({c for c in countries if c}), 0.85)]
    return []


def at_odds(context: Context) -> set[Pair]:
    """The pairs that a sentence names alone, with a word for war or punishment: they do not work together."""
    hostile = context.schema.word_set("hostile")
    found = set()
    for sentence in context.annotated.doc.sents:
        if not hostile.isdisjoint(t.lemma_.lower() for t in sentence):
            named = named_in(context, sentence)
            found |= {pair_of(named)} if len(named) == 2 else set()
    return found


def together(context: Context, events: Iterable[tuple[str, ...]]) -> set[Pair]:
    """The pairs that met or made an agreement, whatever else is told of them."""
    found = set()
    for actors in events:
        countries = context.annotated.states_of(actors)
        found |= {pair_of(countries)} if len(countries) == 2 else set()
    return found


def condemned(context: Context) -> set[str]:
    """The states whose deeds are condemned: "condemned the DPRK's missile test"."""
    blaming = context.schema.word_set("condemning")
    deeds = [t for v in context.annotated.doc if v.pos_ == "VERB" and v.lemma_.lower() in blaming for t in objects(v)]
    return set(states(context, (c for t in deeds for c in t.children if c.dep_ in {"poss", "amod", "compound"})))


def own_pairs(context: Context, trigger: Token) -> list[tuple[Pair, float]]:
    """ "cooperation between A and B", "A's trade with B and C", "A, B and C work together": what the word itself tells.

    Whoever has several partners works with each; those between whom, or by whom together, work each with each.
    """
    between = set(states(context, prepositional(trigger, "between")))
    if len(between) > 1:
        return _each_with_each(between)
    partners = _partners(context, trigger)
    if not partners:
        return _each_with_each(_acting(context, trigger)) if _is_common(context, trigger) else []
    doers = _joined_states(context, subjects(trigger) if trigger.pos_ == "VERB" else _owning(trigger))
    doers = doers or _acting(context, trigger, alone=True)
    found = {pair_of({d, p}) for d in doers for p in partners if d != p}
    return [(pair, 0.95 if len(found) == 1 else 0.85) for pair in sorted(found)[:_MOST]]


def _each_with_each(countries: set[str]) -> list[tuple[Pair, float]]:
    pairs = list(combinations(sorted(countries), 2))
    return [(pair, 0.95 if len(pairs) == 1 else 0.85) for pair in pairs[:_MOST]]


def _partners(context: Context, trigger: Token) -> set[str]:
    """Those with whom: states, their officials, and "the navies of A, B and C"."""
    with_whom = prepositional(trigger, "with")
    if not with_whom and trigger.dep_ in {"dobj", "nsubjpass"}:
        with_whom = prepositional(trigger.head, "with")  # "expanded cooperation last year with A"
    of_those = [t for w in with_whom if w.tag_ == "NNS" for t in prepositional(w, "of")]
    return set(states(context, with_whom)) or by_adjective(context, with_whom) or set(states(context, of_those))


def _joined_states(context: Context, tokens: list[Token]) -> set[str]:
    """The states of words: of people, bodies and places, and by adjective ("French and German officers")."""
    told = set(states(context, [e for t in tokens for e in expand(t)]))
    if not told or any(c.dep_ in {"amod", "nmod"} and c.conjuncts for t in tokens for c in t.lefts):
        told |= by_adjective(context, tokens)
    return told


def _is_common(context: Context, trigger: Token) -> bool:
    """ "work together", "a trilateral partnership": those who act do it with each other."""
    inside = {c.lower_ for c in trigger.children}
    if trigger.pos_ in {"NOUN", "PROPN"}:
        inside |= {t.lower_ for t in trigger.subtree if t.i < trigger.i}
    return not context.schema.word_set("in-common").isdisjoint(inside)


def _acting(context: Context, trigger: Token, alone: bool = False) -> set[str]:
    """ "They continue to work in partnership with Egypt": the states of whoever does what the word is told with.

    Several who speak do not act: "A and B discussed trade with C" is told `alone` of one.
    """
    verb = next((t for t in (trigger, *trigger.ancestors) if t.pos_ in {"VERB", "AUX"}), None)
    acting = subjects(verb) if verb is not None else []
    found = _joined_states(context, acting)
    if not found and any(t.lower_ == "we" for t in acting):
        found = {c for a in context.annotated.authors if (c := context.annotated.country_of(a) or a)}
    speaking = verb is not None and any(context.lexicon.frames(e, verb) for e in ("Meeting", "Statement"))
    return set() if alone and speaking and len(found) > 1 else found


def fits(context: Context, trigger: Token, frame: Frame, pair: Pair) -> bool:
    """Whether a word may tell of two that the sentence is about: nothing that hangs on it says otherwise."""
    partners = [t for t in prepositional(trigger, "with") if t.pos_ in {"NOUN", "PROPN"}]
    told = set(states(context, partners)) | by_adjective(context, partners)
    if partners and (not told & set(pair) or told >= set(pair)):
        return False
    if frame.features.get("kind") == "joint project" and len(_owners(context, trigger)) == 1:
        return False  # "Iran's nuclear programme"
    between = set(states(context, prepositional(trigger, "between")))
    if between and not between >= set(pair):
        return False  # "welcomed the agreement between Baghdad and Erbil"
    return "bothBeside" not in frame.features or set(pair) <= told_beside(context, trigger)


def _owners(context: Context, trigger: Token) -> set[str]:
    """The states whose something is."""
    return set(states(context, _owning(trigger))) | by_adjective(context, [trigger])


def _owning(trigger: Token) -> list[Token]:
    """The words before a noun that tell whose it is."""
    return [t for t in trigger.lefts if t.dep_ in {"poss", "amod", "compound", "nmod"}]


def told_beside(context: Context, trigger: Token) -> set[str]:
    """The states in the clause of a word, its subject among them, or else those that the word's owners mean."""
    verbs = (t for t in (trigger, *trigger.ancestors) if t.pos_ in {"VERB", "AUX"} and t.head.lower_ not in _ABOUT)
    verb = next(verbs, trigger)
    clause = [*within_clause(verb), *subjects(verb)] if verb.pos_ in {"VERB", "AUX"} else [*within_clause(verb)]
    return set(states(context, clause))


def about(context: Context, sentence: Tokens) -> list[tuple[Pair, float]]:
    """The two countries that the sentence is about: named, meant by "both countries", or through their people."""
    named = named_in(context, sentence)
    if len(named) == 2:
        return [] if named & _passed(context, sentence) else [(pair_of(named), 0.95)]
    joined = _hyphened(context, sentence)
    if len(named) > 2 and joined:
        return [(pair_of(joined), 0.9)]
    sides = set(context.annotated.default_sides)
    if any(t.lower_ in _OF_MORE for t in sentence):
        return []
    if len(named) == 1 and len(sides) == 2 and named <= sides:
        there = {
            f"country/{p.place.country}" for p in context.annotated.places if sentence.start <= p.start < sentence.end
        }
        if sides <= named | there:
            return [(pair_of(sides), 0.8)]
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
    if sides <= context.annotated.states_of(meant) | named:
        return [(pair_of(sides), 0.85)]
    if any(t.lower_ in _SHARED or _means_both(context, t) for t in sentence):
        return [(pair_of(sides), 0.7)]
    return []


def _means_both(context: Context, token: Token) -> bool:
    """ "both countries", "our cooperation", said of both, and not "two members", or "our islands" quoted of one."""
    if token.lower_ in {"both", "these"}:
        return True
    if token.lower_ == "two":
        mutual = token.doc[token.i : token.i + 3].text.lower() == "two-way"
        return mutual or token.dep_ in {"nsubj", "pobj"} or _is_of_both(context, token.head)
    if token.lower_ == "our":
        return context.annotated.quotation(token.i) is None or _is_of_both(context, token.head)
    return False


def _is_of_both(context: Context, noun: Token) -> bool:
    """ "countries", "leaders", "parliaments", "cooperation": what two states have each, or together."""
    lists = ("country-nouns", "pair-nouns", "shared-nouns")
    listed = any(noun.lemma_.lower() in context.schema.word_set(name) for name in lists)
    return listed or bool(context.lexicon.of_any("Cooperation", noun))


def _passed(context: Context, sentence: Tokens) -> set[str]:
    """ "In Jamaica, the minister said", "a pipeline via Poland": the countries that only tell where."""
    opening = next((t for t in sentence if not t.is_space and not t.is_punct), None)
    where = [t for t in sentence if t.lower_ in _THROUGH or (t == opening and t.lower_ in {"in", "at", "from"})]
    return set(states(context, (t for p in where for c in p.children if c.dep_ == "pobj" for t in expand(c))))


def named_in(context: Context, sentence: Tokens) -> set[str]:
    """The countries that a sentence names."""
    return {
        m.actor
        for m in context.annotated.mentions
        if sentence.start <= m.head < sentence.end and m.actor.startswith("country/")
    }


def with_many(context: Context, sentence: Tokens) -> bool:
    """ "Russia and the European Union", "Russia-EU ties": the other side is a body of many states."""
    annotated = context.annotated
    if len(named_in(context, sentence)) != 1:
        return False
    for m in annotated.mentions:
        actor = annotated.actors.get(m.actor) if sentence.start <= m.head < sentence.end else None
        if actor is not None and actor.kind is ActorKind.INTERNATIONAL_ORGANIZATION:
            beside = {t.i for t in annotated.doc[m.head].conjuncts} | _joined_to(annotated.doc[m.start])
            if any(annotated.at[i].actor.startswith("country/") for i in beside & annotated.at.keys()):
                return True
    return False


def _joined_to(token: Token) -> set[int]:
    """The index of the word that a hyphen joins to a word."""
    return {token.i - 2} if token.i > 1 and token.nbor(-1).text in {"-", "–"} else set()


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
