"""Agreements: what was signed, announced or is being negotiated, and between whom.

The grammar of a list of documents is on the surface: every document opens with a noun such as
"memorandum", and goes on to the next one. "Memorandums on A and on B" are two documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from kg.extraction.context import Context
from kg.extraction.grammar import expand, fillers, negated, subjects
from kg.extraction.modality import Modality, Unreal
from kg.extraction.sectors import within
from kg.model import ActorKind, Agreement, AgreementStatus, Period, Status
from kg.ontology import Frame

_TOPIC = {"on", "for", "of", "between", "to", "titled", "entitled", "concerning", "regarding", "about", "with"}
_BETWEEN_ITEMS = {",", ";", "and", ":", "—", "–", "-"}
_PREMODIFIERS = {"ADJ", "NOUN", "PROPN", "NUM", "PART"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document named in a sentence: tokens `start` to `end`, its head noun and its name."""

    head: Token
    start: int
    end: int
    name: str


def agreements(context: Context, modality: Modality) -> list[Agreement]:
    """All agreements of the article; "a package of documents" counts only where none is named."""
    found: dict[str, Agreement] = {}
    vague: dict[str, Agreement] = {}
    for sentence in context.annotated.doc.sents:
        for agreement, named in _in_sentence(context, modality, sentence):
            (found if named else vague).setdefault(agreement.label.casefold(), agreement)
    return list((found or vague).values())


def _in_sentence(context: Context, modality: Modality, sentence: Tokens) -> Iterator[tuple[Agreement, bool]]:
    triggers = [(t, f) for t in sentence for f in context.lexicon.frames("Agreement", t)]
    for document in _documents(context, sentence):
        trigger, frame = _nearest(triggers, document)
        if trigger is None or frame is None:
            standing = _standing(context, document)
            if standing is not None:
                yield standing, True
            continue
        agreement = _agreement(context, modality, trigger, frame, document)
        if agreement is not None:
            yield agreement, not _is_vague(context, document)


def _nearest(triggers: list[tuple[Token, Frame]], document: Document) -> tuple[Token | None, Frame | None]:
    """The word that says what became of the document: outside it, signing before all else."""
    outside = [(t, f) for t, f in triggers if not document.start <= t.i < document.end]
    if not outside:
        return None, None

    def rank(pair: tuple[Token, Frame]) -> tuple[bool, int]:
        return pair[1].features.get("agreementStatus") != "Signed", abs(pair[0].i - document.head.i)

    return min(outside, key=rank)


def _is_vague(context: Context, document: Document) -> bool:
    return document.head.lemma_.lower() == "document" and not any(
        t.lower_ in {"between"} for t in document.head.doc[document.start : document.end]
    )


# ---------------------------------------------------------------- the documents that a sentence names
def _documents(context: Context, sentence: Tokens) -> Iterator[Document]:
    doc = sentence.doc
    heads = [t for t in sentence if _opens(context, t)]
    starts = [_start(t) for t in heads]
    for n, head in enumerate(heads):
        limit = starts[n + 1] if n + 1 < len(heads) else sentence.end
        end = _end(doc, head, limit)
        yield from _items(doc, head, starts[n], end)


def _opens(context: Context, token: Token) -> bool:
    """A noun for a document that stands where a new item of the sentence can begin."""
    lemma = "memorandum" if token.lower_ == "memoranda" else token.lemma_.lower()
    if token.pos_ not in {"NOUN", "PROPN"} or lemma not in context.schema.word_set("agreement-nouns"):
        return False
    if token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"NOUN", "PROPN"} and token.nbor(1).dep_ != "appos":
        return False
    if token.i in context.annotated.at or _acts(token):
        return False
    before = _before(token)
    return before is None or before.text in _BETWEEN_ITEMS or before.pos_ in {"VERB", "AUX", "ADV", "SPACE"} or (
        before.lower_ in {"of", "by", "including", "among", "as", "after"} and _counts(before)
    )  # fmt: skip


def _acts(token: Token) -> bool:
    """ "The Convention further develops ...": tells what the document does, not what became of it."""
    carrying = {"be", "include", "comprise", "sign", "adopt", "conclude", "agree"}
    return token.dep_ == "nsubj" and token.head.pos_ == "VERB" and token.head.lemma_ not in carrying


def _counts(preposition: Token) -> bool:
    """ "the conclusion of an agreement", "a number of documents", "as well as a plan": what follows is meant."""
    if preposition.lower_ != "of":
        return True
    return preposition.head.lemma_.lower() in {
        "conclusion",
        "signing",
        "adoption",
        "completion",
        "number",
        "package",
        "series",
        "set",
    }


def _start(head: Token) -> int:
    """Where the noun's own words begin, the article left out."""
    doc, start = head.doc, head.i
    while start > head.sent.start:
        token = doc[start - 1]
        hyphen = (
            token.text in {"-", "–"}
            and start - 2 >= head.sent.start
            and doc[start - 2].pos_ in {"ADJ", "PROPN", "NOUN", "NUM"}
        )
        if not (
            hyphen
            or _listed(doc, start, head)
            or (token.pos_ in _PREMODIFIERS and token.dep_ not in {"nsubj", "pobj", "dobj", "attr", "conj", "ROOT"})
            or token.tag_ == "POS"
        ):
            break
        start -= 1
    return start


def _listed(doc: Doc, start: int, head: Token) -> bool:
    """ "an oil and gas exploration deal": coordinated words before the noun are its own."""
    token = doc[start - 1]
    if token.pos_ == "CCONJ":
        token = token.head
    first = token.head if token.dep_ == "conj" else token
    return (
        first.dep_ in {"nmod", "compound", "amod"}
        and first.i < token.i + 2
        and first.head.i <= head.i
        and first.head.i > start - 1
    )


def _before(head: Token) -> Token | None:
    """The word before the noun phrase, articles and numbers passed over."""
    at = _start(head) - 1
    while at >= head.sent.start and (
        head.doc[at].pos_ in {"DET", "PRON", "NUM"} or head.doc[at].lower_ in {"a", "an", "the"}
    ):
        at -= 1
    return head.doc[at] if at >= head.sent.start else None


def _end(doc: Doc, head: Token, limit: int) -> int:
    """Where the item ends: at the verb that says it was signed, or at the next item."""
    end = head.i + 1
    while end < limit:
        token = doc[end]
        closing = token.pos_ == "AUX" and token.head.lemma_ in {"sign", "adopt", "conclude", "approve", "be", "initial"}
        if closing or (token.lower_ in {"signed", "adopted"} and token.dep_ in {"ROOT", "acl"}) or token.text == ";":
            break
        if token.dep_ == "relcl" or (token.lower_ in {"that", "which"} and token.head.dep_ == "relcl"):
            break
        end += 1
    return _trimmed(doc, head.i + 1, end)


def _trimmed(doc: Doc, least: int, end: int) -> int:
    while end > least and (
        doc[end - 1].is_punct
        or doc[end - 1].is_space
        or doc[end - 1].lower_ in {"and", "as", "well", "a", "an", "the", "also", "in", "addition"}
    ):
        end -= 1
    return end


def _items(doc: Doc, head: Token, start: int, end: int) -> Iterator[Document]:
    """One document, or several where a plural goes on "on A, on B and on C"."""
    topics = _topics(doc, head, end)
    if head.tag_ in {"NNS", "NNPS"} and len(topics) >= 2:
        for n, topic in enumerate(topics):
            stop = _trimmed(doc, topic + 1, topics[n + 1] if n + 1 < len(topics) else end)
            yield Document(head, topic, stop, f"{_plain(doc, start, head.i)} {_plain(doc, topic, stop - 1)}")
        return
    yield Document(head, start, end, _plain(doc, start, end - 1))


def _topics(doc: Doc, head: Token, end: int) -> list[int]:
    """Where "on ..." opens each of several documents: the same preposition again after a comma or "and"."""
    first = next((i for i in range(head.i + 1, min(head.i + 8, end)) if doc[i].lower_ in {"on", "for"}), None)
    if first is None:
        return []
    word = doc[first].lower_
    more = [
        i for i in range(first + 2, end) if doc[i].lower_ == word and doc[i - 1].lower_ in {",", "and", "as", "—", "–"}
    ]
    return [first, *more]


def _plain(doc: Doc, start: int, last: int) -> str:
    return " ".join(doc[start : last + 1].text.split())


# ---------------------------------------------------------------- one agreement
def _agreement(
    context: Context, modality: Modality, trigger: Token, frame: Frame, document: Document
) -> Agreement | None:
    signed = frame.features.get("agreementStatus") == "Signed"
    if not signed and document.head.lemma_.lower() in context.schema.word_set("plain-agreement-nouns"):
        return None
    document = _with_phrase(trigger, document) if _is_bare(document) else document
    if negated(trigger) or _is_bare(document):
        return None
    status = modality.status(trigger, trigger)
    if isinstance(status, Unreal):
        return None
    parties, certainty = _parties(context, trigger, document)
    if not parties:
        context.gap(trigger, frame.name, "no parties found")
        return None
    state = AgreementStatus(frame.features.get("agreementStatus", "Announced"))
    if status is Status.PLANNED and state is AgreementStatus.SIGNED:
        state = AgreementStatus.ANNOUNCED
    if "new" in document.name.split():
        state = AgreementStatus.UNDER_NEGOTIATION
    return Agreement(
        key="agreement/0",
        evidence=(context.sentence_evidence(document.head, frame.name),),
        confidence=round(frame.confidence * certainty, 2),
        parties=tuple(sorted(parties)),
        label=document.name,
        status=state,
        period=_period(context, trigger, state),
        sectors=within(context.cues, document.start, document.end),
    )


def _with_phrase(trigger: Token, document: Document) -> Document:
    """ "An agreement was signed between A and B": what the verb carries tells which agreement."""
    phrase = next(
        (c for c in trigger.children if c.lower_ in {"between", "on"} and c.i > trigger.i and c.dep_ == "prep"), None
    )
    dated = phrase is not None and any(t.ent_type_ in {"DATE", "TIME"} for t in phrase.children)
    if phrase is None or dated or document.head.i > trigger.i:
        return document
    doc, end = document.head.doc, phrase.right_edge.i + 1
    name = f"{_plain(doc, document.start, document.end - 1)} {_plain(doc, phrase.i, end - 1)}"
    return Document(document.head, document.start, end, name)


def _standing(context: Context, document: Document) -> Agreement | None:
    """ "a military agreement between Colombia and the United States": one that is spoken of, whoever made it when."""
    parties = _between(context, document)
    plain = document.head.lemma_.lower() in context.schema.word_set("plain-agreement-nouns")
    if len(parties) < 2 or plain or not all(p.startswith("country/") for p in parties) or negated(document.head):
        return None
    return Agreement(
        key="agreement/0",
        evidence=(context.sentence_evidence(document.head, "rule/agreement-between"),),
        confidence=0.6,
        parties=tuple(sorted(parties)),
        label=document.name,
        status=AgreementStatus.ANNOUNCED,
        sectors=within(context.cues, document.start, document.end),
    )


def _is_bare(document: Document) -> bool:
    """ "the agreement", "documents": nothing says which."""
    return document.end - document.start <= 1


def _parties(context: Context, trigger: Token, document: Document) -> tuple[set[str], float]:
    """Those between whom it is said to be; else who signs; else the two countries the article is about."""
    between = _between(context, document)
    if len(between) >= 2:
        return between, 1.0
    doers = subjects(trigger) if trigger.pos_ in {"VERB", "AUX"} else []
    partners = [*fillers(trigger, "prep:with"), *fillers(document.head, "prep:with")]
    everyone = _states(
        context, {a for t in [*doers, *partners] for a, _ in context.who.actors(t) if not a.startswith("group/")}
    )
    sides = set(context.annotated.default_sides)
    if len(everyone) >= 2:
        return everyone, 0.95
    if everyone and sides:
        return (sides, 0.85) if everyone <= sides else (everyone, 0.6)
    if sides:
        return sides, 0.8
    return set(), 0.0


def _between(context: Context, document: Document) -> set[str]:
    """ "between A and B" inside the document's name; government bodies sign for their states."""
    doc = document.head.doc
    for i in range(document.start, document.end):
        if doc[i].lower_ == "between":
            heads = [t for c in doc[i].children if c.dep_ == "pobj" for t in expand(c)]
            found = {a for t in heads for a, _ in context.who.actors(t, adjectives=True)}
            return _states(context, found)
    return set()


def _states(context: Context, actors: set[str]) -> set[str]:
    """People and ministries sign for their states, companies and universities for themselves."""
    found = set()
    for actor in actors:
        kind = context.annotated.actors[actor].kind
        stands_for_state = kind in {ActorKind.PERSON, ActorKind.GOVERNMENT_BODY}
        if kind is ActorKind.PERSON and context.annotated.country_of(actor) is None:
            continue
        found.add((context.annotated.country_of(actor) or actor) if stands_for_state else actor)
    return found


def _period(context: Context, trigger: Token, state: AgreementStatus) -> Period | None:
    period = context.period(context.date_of([trigger]))
    if period is None and state is AgreementStatus.SIGNED:
        return context.fallback()
    return period
