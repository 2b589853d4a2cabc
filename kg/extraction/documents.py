"""Documents: the treaties, memorandums and contracts that a sentence names.

The grammar of a list of documents is on the surface: every document opens with a noun such as
"memorandum", and goes on to the next one. "Memorandums on A and on B" are two documents, and so
are "two memorandums, one on A, the other on B".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from kg.extraction.context import Context

_PREMODIFIERS = {"ADJ", "NOUN", "PROPN", "NUM", "PART", "SYM"}
_UNDER = {"under", "through", "via"}
_TRAILING = {"and", "as", "well", "a", "an", "the", "also", "in", "addition", "including", "among", "while", "to"}
_CLAUSES = {"as", "while", "when", "after", "before", "because", "since", "although", "though"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_PLURALS = {"memoranda": "memorandum", "mous": "mou"}
"""Plurals that spaCy does not know for what they are."""
_TOLD = {"press", "following"}
"""Before "statement": words for the public."""
_EACH = {"one", "other", "another", "first", "second", "third"}


@dataclass(frozen=True, slots=True)
class Document:
    """One document named in a sentence: tokens `start` to `end`, its head noun and its name."""

    head: Token
    start: int
    end: int
    name: str

    @property
    def is_bare(self) -> bool:
        """ "the agreement", "documents": nothing says which."""
        return self.end - self.start <= 1


def documents(context: Context, sentence: Tokens) -> Iterator[Document]:
    """The documents that a sentence names, in its order."""
    heads = [t for t in sentence if _opens(context, t)]
    starts = [_start(t) for t in heads]
    for n, head in enumerate(heads):
        limit = starts[n + 1] if n + 1 < len(heads) else sentence.end
        yield from _items(context, head, starts[n], _end(context, head, limit))


def plain(doc: Doc, start: int, last: int) -> str:
    """The words of tokens `start` to `last`, line breaks and double spaces left out."""
    return " ".join(doc[start : last + 1].text.split())


def _opens(context: Context, token: Token) -> bool:
    """A noun for a document that stands where a new item of the sentence can begin."""
    if not _is_document(context, token) or _is_agreeing(context, token):
        return False
    if token.i + 1 < len(token.doc) and token.nbor(1).pos_ in {"NOUN", "PROPN"} and token.nbor(1).dep_ != "appos":
        return False
    if token.i in context.annotated.at or _is_defined(token) or any(c.lower_ in _TOLD for c in token.lefts):
        return False
    if _is_topic(context, token):
        return False
    if any(c.lower_ == "between" for c in token.children) or _made(context, token) or _is_owned(context, token):
        return True
    before = _before(token)
    return not _acts(token) and (before is None or _opened_by(context, before))


def _is_document(context: Context, token: Token) -> bool:
    lemma = _PLURALS.get(token.lower_, token.lemma_.lower())
    return token.pos_ in {"NOUN", "PROPN"} and lemma in context.schema.word_set("agreement-nouns")


def _is_agreeing(context: Context, token: Token) -> bool:
    """ "reached agreement on an Agreement on Fair Trade": the act of agreeing, and not what is agreed on."""
    what = (c for p in token.children if p.lower_ == "on" for c in p.children if c.dep_ == "pobj" and c.text.istitle())
    return token.is_lower and any(_is_document(context, c) for c in what)


def _is_topic(context: Context, token: Token) -> bool:
    """ "the Declaration of Strategic Partnership", "a protocol to the agreement": what the document is on or of."""
    above = token.head.head
    if token.dep_ == "pobj" and token.head.lower_ == "to" and _is_document(context, above):
        return True
    topic = token.dep_ == "pobj" and token.head.lower_ == "of" and _is_document(context, above)
    return topic and above.tag_ in {"NN", "NNP"} and token.tag_ in {"NN", "NNP"}


def _is_owned(context: Context, token: Token) -> bool:
    """ "the OPEC accord", "the U.S.-China deal": whose it is stands before it."""
    before = [context.annotated.at[i].actor for i in range(_start(token), token.i) if i in context.annotated.at]
    return any(actor.startswith(("country/", "organization/")) for actor in before)


def _is_defined(token: Token) -> bool:
    """ "(“the Agreement”)": the short name that is given to what has just been named."""
    doc = token.doc
    opened = any(t.text in {"(", "“", '"'} for t in doc[max(token.i - 3, token.sent.start) : token.i])
    return opened and doc[token.i + 1 : token.i + 2].text in {"”", '"', ")"}


def _made(context: Context, token: Token) -> bool:
    """ "the declaration, agreed on Monday by A and B": its making is told beside it."""
    near = [t for t in token.subtree if t.head == token or not _is_document(context, t.head)]
    return any(c.dep_ == "acl" and c.tag_ == "VBN" and context.lexicon.frames("Agreement", c) for c in near)


def _opened_by(context: Context, before: Token) -> bool:
    """Whether a new item can begin after the word: a verb, a comma, "including", "agreed on", "under"."""
    if before.is_punct or before.pos_ in {"VERB", "AUX", "ADV", "SPACE", "SYM"} or before.tag_ == "LS":
        return True
    if before.lower_ in _UNDER or before.lower_ == "and" or before.dep_ == "mark":
        return True
    if before.pos_ == "ADP" and (
        context.lexicon.frames("Agreement", before.head) or _is_agreeing(context, before.head)
    ):
        return True
    return before.lower_ in {"of", "by", "including", "among", "as", "after"} and _counts(before)


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
            or doc[start].text in {"-", "–"}
            or _is_bracketed(doc, start)
            or _listed(doc, start, head)
            or (token.pos_ in _PREMODIFIERS and token.dep_ not in {"nsubj", "pobj", "dobj", "attr", "conj", "ROOT"})
            or token.tag_ == "POS"
        ):
            break
        start -= 3 if _is_bracketed(doc, start) else 1
    return start


def _is_bracketed(doc: Doc, end: int) -> bool:
    """ "the African Free Trade Area (AFTA) agreement": a short name within the name."""
    return end > 3 and doc[end - 1].text == ")" and doc[end - 3].text == "(" and doc[end - 4].pos_ == "PROPN"


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


def _end(context: Context, head: Token, limit: int) -> int:
    """Where the item ends: at the verb that says it was signed, at another clause, or at the next item."""
    doc, end = head.doc, head.i + 1
    while end < limit and not _closes(context, head, doc[end]):
        end += 1
    if end < limit:
        subject = next((c for c in doc[end].children if c.dep_ == "nsubj" and c.left_edge.i > head.i), None)
        end = subject.left_edge.i if subject is not None else end  # "an agreement on gas, officials said"
    end = _trimmed(doc, head.i + 1, end)
    end = _trimmed(doc, head.i + 1, _without_date(context, head.i + 1, end))
    return _trimmed(doc, head.i + 1, _without_place(context, head, end))


def _closes(context: Context, head: Token, token: Token) -> bool:
    after_comma = token.i > head.i + 1 and token.nbor(-1).text == ","
    following = token.doc[token.i + 1 : token.i + 2].text.lower()
    if token.text == "(" or (
        after_comma and (token.tag_ == "VBG" or token.lower_ in {"that", "with"} or following == "which")
    ):
        return True
    if (token.lower_ == "on" and following == "behalf") or token.lower_ in {"despite", "amid"}:
        return True
    if token.lower_ == "in" and token.doc[token.i : token.i + 3].text.lower() == "in the presence":
        return True
    if token.tag_ == "VB" and token.nbor(-1).lower_ == "and":
        return True
    if token.pos_ in {"VERB", "AUX"} and token.tag_ in _FINITE and not head.is_ancestor(token):
        return True
    if token.tag_ in {"VBN", "VBD"} and token.dep_ in {"ROOT", "acl"} and context.lexicon.frames("Agreement", token):
        return True
    if token.dep_ == "mark" and token.lower_ in _CLAUSES and after_comma:
        return True
    if token.text in {"“", '"'} and token.i + 1 < len(token.doc) and token.nbor(1).is_lower:
        return True  # "calling the agreements "compatible with the law""
    return token.text in {";", "("} or token.dep_ == "relcl" or (
        token.lower_ in {"that", "which"} and token.head.dep_ == "relcl"
    )  # fmt: skip


def _without_date(context: Context, least: int, end: int) -> int:
    """ "a pact with China in April": the day is not in the name; it is in "a plan for 2024-26"."""
    for mention in reversed(context.annotated.dates):
        inside = least < mention.start < end <= mention.end
        if inside and context.annotated.doc[mention.start - 1].lower_ not in {"for", "of"}:
            opens = context.annotated.doc[mention.start - 1].pos_ == "ADP"
            return mention.start - opens
    return _without_span(context.annotated.doc, least, end)


def _without_place(context: Context, head: Token, end: int) -> int:
    """ "a joint statement in Hanoi": where it was signed is not in the name; it is in "peace in Darfur"."""
    for mention in context.annotated.places:
        at = head.doc[mention.start - 1] if mention.start > 0 else head
        if at.lower_ in {"in", "at"} and at.head.i <= head.i < at.i < end <= mention.end:
            return at.i
    return end


def _without_span(doc: Doc, least: int, end: int) -> int:
    """ "the deal over the last four years": how long is not in the name either."""
    start = end
    while start > least and doc[start - 1].ent_type_ == "DATE":
        start -= 1
    spanned = start < end and start > least and doc[start - 1].lower_ in {"over", "during", "within", "since"}
    return start - 1 if spanned else end


def _trimmed(doc: Doc, least: int, end: int) -> int:
    while end > least and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].lower_ in _TRAILING):
        end -= 1
    return end


def _items(context: Context, head: Token, start: int, end: int) -> Iterator[Document]:
    """One document, or several where a plural goes on "on A, on B and on C" or "one on A, the other on B"."""
    doc = head.doc
    several = head.tag_ in {"NNS", "NNPS"} or head.lower_ in _PLURALS
    each = _each(head) if several else []
    topics = each or (_topics(doc, head, end) if several else [])
    if len(topics) < 2:
        yield Document(head, start, end, plain(doc, start, end - 1))
        return
    end = _trimmed(doc, topics[-1] + 1, head.sent.end) if each else end
    for topic, after in zip(topics, [*topics[1:], end], strict=True):
        stop = _trimmed(doc, topic + 1, after - (1 if each and after != end else 0))
        yield Document(head, topic, stop, f"{plain(doc, start, head.i)} {plain(doc, topic, stop - 1)}")


def _each(head: Token) -> list[int]:
    """Where the topics of "two memorandums, one on A and the other on B" open."""
    doc = head.doc
    opening = [i for i in range(head.i + 1, head.sent.end - 1) if doc[i].lower_ in _EACH and doc[i + 1].pos_ == "ADP"]
    return [i + 1 for i in opening] if len(opening) > 1 and doc[opening[0]].lower_ in {"one", "first"} else []


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
