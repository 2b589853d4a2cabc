"""What was said: the exact span of a statement's content around its cue."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.annotation.document import QuotedSpan
from kg.extraction.context import Context
from kg.extraction.grammar import fillers, is_passive, led_by, objects
from kg.model import Quotation, Span
from kg.ontology import Frame

_DATELINE = re.compile(r"[A-Z]{3}[A-Z ./]*(?:, [A-Z][a-z]+\.? \d{1,2})?\.? ?(?:\([^)]{1,20}\) ?)?(?::|--|—|–|-) ")
_STOPS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Col|Lt|Prof|St|Adm|Hon|Rev|Sgt|[A-Z])\.")
_EDGE = set(" \t\n,;:.—–-\"“”'‘’…!?")
_WITH_PERSON = {"accuse", "blame", "thank", "congratulate", "warn", "inform"}
_DASHES = {",", "–", "—", "-", "--"}
_OPENERS = {"that", "as", "how", "why"}
_ADDING = {
    "adding",
    "saying",
    "calling",
    "noting",
    "stressing",
    "emphasizing",
    "emphasising",
    "telling",
    "while",
    "urging",
    "warning",
    "thanking",
    "describing",
}


@dataclass(frozen=True, slots=True)
class Content:
    """Spans that were said, how they were worded, and the tokens they lie in."""

    spans: tuple[Span, ...]
    quotation: Quotation
    start: int
    end: int


def content_of(context: Context, cue: Token, frame: Frame) -> Content | None:
    """The content by the frame's slots, the quoted words first."""
    grammars = frame.grammar_of("content")
    if "quotation" in grammars:
        quoted = _quoted(context, cue)
        if quoted is not None:
            return quoted
    for grammar in sorted(grammars, key=_order):
        found = _by_grammar(context, cue, frame, grammar)
        if found is not None:
            return found
    return None


def _order(grammar: str) -> int:
    return {"clause": 0, "infinitive": 1, "object": 3}.get(grammar, 2)


def _by_grammar(context: Context, cue: Token, frame: Frame, grammar: str) -> Content | None:
    if grammar == "clause":
        return _clause(context, cue) or (_rest(context, cue) if is_attribution(cue) else None)
    if grammar == "infinitive":
        return _infinitive(context, cue)
    if grammar == "quotation":
        return None
    if grammar == "complement":
        return _complement(context, cue)
    found = [t for t in fillers(cue, grammar) if not _is_turn(t)] or _beyond_object(cue, grammar)
    for filler in found[:1]:
        if not _can_be_said(context, filler, frame, grammar):
            return None
        start, end = filler.left_edge.i, filler.right_edge.i + 1
        if filler.dep_ in {"nsubj", "nsubjpass"} and grammar.startswith("prep:") and led_by(filler.head, grammar[5:]):
            end = filler.head.right_edge.i + 1  # "called for the envoy to return"
        if any(c.dep_ == "case" for c in filler.children):
            end = max([end, *(t.right_edge.i + 1 for t in filler.conjuncts)])
        if grammar == "object" and is_passive(cue):
            return _span(context, cue, start, min(end, cue.i) if filler.i < cue.i else end)
        if start <= cue.i < end:
            start = filler.i
            if start <= cue.i < end:
                return None
        listed = [t for t in filler.conjuncts if t.i > filler.i and t.dep_ == "conj"]
        listed += [c for c in cue.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} and c.i > filler.i]
        last = max((t.right_edge.i + 1 for t in listed), default=end)
        return _span(context, cue, start, _further(context, cue, max(end, last)))
    return None


def _beyond_object(cue: Token, grammar: str) -> list[Token]:
    """ "accused the government of playing": the parser may hang the preposition on the object."""
    if not grammar.startswith("prep:") or cue.lemma_ not in _WITH_PERSON:
        return []
    found = [t for o in objects(cue) for t in fillers(o, grammar)]
    return found if cue.lemma_ == "accuse" or grammar != "prep:of" else []


def _is_turn(filler: Token) -> bool:
    """ "thanked X, for his part"."""
    return filler.lower_ in {"part", "turn"} and any(c.dep_ == "poss" for c in filler.children)


def _further(context: Context, cue: Token, end: int) -> int:
    """What the parser hangs on the cue after its object still belongs to what was said: "gratitude to X for Y"."""
    dates = {i for d in context.annotated.dates for i in range(d.start, d.end)}
    for child in sorted(cue.children, key=lambda t: t.i):
        inside = {t.i for c in child.children if c.dep_ == "pobj" for t in (c, *c.lefts)}
        if (
            child.left_edge.i == end
            and child.dep_ in {"prep", "dative", "advcl", "acl", "xcomp"}
            and not inside & dates
        ):
            if child.lower_ in {"during", "after", "before", "according", "while", "when", "at"}:
                break
            end = child.right_edge.i + 1
    return end


def _can_be_said(context: Context, filler: Token, frame: Frame, grammar: str) -> bool:
    if filler.pos_ == "PRON" or filler.lower_ in {"which", "who", "that"}:
        return False
    mention = context.annotated.at.get(filler.i)
    owner = any(c.dep_ == "case" for c in filler.children)
    told = any(c.dep_ in {"appos", "relcl"} for c in filler.children)  # "announced AUKUS, a partnership of three"
    if grammar == "object" and mention is not None and mention.form != "adjective" and not owner:
        return told and mention.actor.startswith("organization/")
    if grammar == "object" and filler.i in context.annotated.references:
        return False
    if "speechObject" in frame.features:
        return filler.lemma_.lower() in context.schema.word_set("speech-nouns") or any(
            t.lemma_.lower() in context.schema.word_set("speech-nouns") for t in filler.conjuncts
        )
    return True


# ---------------------------------------------------------------- clauses
def _clause(context: Context, cue: Token) -> Content | None:
    """A clause that depends on the cue, or the sentence that the cue is set into."""
    quoting = quoting_verb(cue)
    if quoting is not None:
        return _span(context, cue, _part_start(cue, _left_of_report(quoting)), _left_of_report(quoting))
    set_into = _set_into(context, cue)
    if set_into is not None:
        return set_into
    clauses = [
        c
        for c in cue.children
        if c.dep_ == "ccomp" or (c.dep_ == "acl" and any(m.lower_ == "that" for m in c.children))
    ]
    after = [c for c in clauses if c.i > cue.i]
    if after:
        clause = after[0]
        end = max([clause.right_edge.i, *(c.right_edge.i for c in clause.conjuncts if c.i > cue.i)]) + 1
        return _span(context, cue, max(clause.left_edge.i, cue.i + 1), end)
    if clauses:
        clause = clauses[0]
        left = _left_of_report(cue)
        return _span(context, cue, max(clause.left_edge.i, _part_start(cue, left)), min(clause.right_edge.i + 1, left))
    if cue.dep_ in {"parataxis", "advcl"} and cue.head == cue.sent.root and cue.head.i < cue.i and _set_off(cue):
        left = _left_of_report(cue)
        return _span(context, cue, _part_start(cue, left), left)
    that = next(
        (
            t
            for t in cue.doc[cue.i + 1 : min(cue.i + 12, cue.sent.end)]
            if t.lower_ == "that" and t.dep_ in {"mark", "det", "nsubj"}
        ),
        None,
    )
    if that is not None and that.head.i > that.i and that.head.dep_ not in {"relcl"}:
        return _span(context, cue, that.i + 1, cue.sent.end)
    return None


def is_attribution(token: Token) -> bool:
    """ "according to X", "as per X"."""
    return token.lower_ == "according" or (
        token.lower_ == "as" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "per"
    )


def quoting_verb(cue: Token) -> Token | None:
    """ "China Daily quoted Hong as saying": the verb that says who quotes whom."""
    above = cue.head
    return above.head if above.lower_ == "as" and above.head.lemma_ in {"quote", "cite"} else None


def _part_start(cue: Token, left: int) -> int:
    """Where the part of the sentence begins that a report at its end tells: behind the last semicolon."""
    marks = [t.i + 1 for t in cue.doc[cue.sent.start : max(left - 1, cue.sent.start)] if t.text == ";"]
    return max([cue.sent.start, *marks])


def _set_into(context: Context, cue: Token) -> Content | None:
    """ "It could not, he warned, go on like this": the sentence around the report, as two spans."""
    doc, sentence = cue.doc, cue.sent
    left = min([cue.i, *(c.left_edge.i for c in cue.children if c.dep_ == "nsubj")])
    after = cue.i + 1
    subject = next((c for c in cue.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.i > cue.i:
        after = subject.right_edge.i + 1
    after = _past_adverbial(cue, after)
    if subject is None or cue.dep_ not in {"parataxis", "ROOT", "ccomp", "advcl", "conj"} or after >= sentence.end - 1:
        return None
    if left - 1 <= sentence.start or doc[left - 1].text not in _DASHES or doc[after].text not in _DASHES:
        return None
    if _adds(doc, after + 1):
        return None
    if any(c.dep_ == "mark" for c in cue.children) or not any(
        t.pos_ in {"VERB", "AUX"} for t in doc[after : sentence.end]
    ):
        return None
    if any(left - 1 >= q.start and after <= q.end for q in context.annotated.quotes):
        return None
    first = _span(context, cue, _part_start(cue, left), left - 1)
    second = _span(context, cue, after, sentence.end)
    if first is None or second is None or _is_lead(doc, first):
        return None
    wording = Quotation.INDIRECT if {first.quotation, second.quotation} == {Quotation.INDIRECT} else Quotation.MIXED
    return Content((*first.spans, *second.spans), wording, first.start, second.end)


def _past_adverbial(cue: Token, at: int) -> int:
    """Past what says where, when and to whom: "he told reporters on Friday"."""
    for child in sorted(cue.children, key=lambda t: t.i):
        if child.left_edge.i == at and child.dep_ in {"prep", "npadvmod", "advmod", "dobj", "dative", "prt"}:
            at = child.right_edge.i + 1
    return at


def _is_lead(doc: Doc, content: Content) -> bool:
    """ "On Friday, he said, ...", "However, he added, ...": words that lead in are no part of what was said."""
    words = doc[content.start : content.end]
    return not any(t.dep_ in {"nsubj", "nsubjpass", "expl", "dobj"} for t in words)


def _rest(context: Context, cue: Token) -> Content | None:
    """ "According to X, ..." and "..., according to X": the rest of the sentence."""
    sentence, doc = cue.sent, cue.doc
    phrase_end = max((t.right_edge.i for t in cue.children), default=cue.i) + 1
    phrase_end -= doc[phrase_end - 1].text == ","
    if cue.i <= sentence.start + 1 and phrase_end < sentence.end and doc[phrase_end].text == ",":
        return _span(context, cue, phrase_end + 1, sentence.end)
    rest = [t for t in doc[phrase_end : sentence.end] if not t.is_punct and not t.is_space]
    if cue.i - 1 > sentence.start and doc[cue.i - 1].text == "," and not rest:
        return _span(context, cue, sentence.start, cue.i - 1)
    return None


def _set_off(cue: Token) -> bool:
    left = _left_of_report(cue)
    return (left > 0 and cue.doc[left - 1].text == ",") or (left < len(cue.doc) and cue.doc[left].text == ",")


def _left_of_report(cue: Token) -> int:
    """Where ", Jaiswal said" begins."""
    edges = [cue.i] + [c.left_edge.i for c in cue.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < cue.i]
    left = min(edges)
    for child in cue.children:
        if child.dep_ == "nsubj" and child.i > cue.i:
            left = min(left, cue.i)
    return left


def _complement(context: Context, cue: Token) -> Content | None:
    """What somebody is called: "called him his dear friend"."""
    as_ = next((c for c in cue.children if c.lower_ == "as" and c.i > cue.i and c.pos_ in {"ADP", "SCONJ"}), None)
    object_ = next((c for c in cue.children if c.dep_ == "dobj"), None)
    if as_ is not None and object_ is not None and object_.i < as_.i:
        return _span(context, cue, object_.left_edge.i, as_.right_edge.i + 1)
    hung = [t for t in object_.subtree if t.lower_ == "as" and t.dep_ == "prep"] if object_ is not None else []
    if hung and object_ is not None and hung[-1].right_edge.i == object_.right_edge.i and cue.lemma_ != "call":
        return _span(context, cue, object_.left_edge.i, object_.right_edge.i + 1)  # "described it as timely"
    named = [c for c in cue.children if c.dep_ in {"oprd", "attr", "ccomp", "xcomp", "dobj"} and c.i > cue.i]
    if len(named) < 2 and not any(c.dep_ == "oprd" for c in named):
        return None
    last = max(named, key=lambda c: c.i)
    return _span(context, cue, last.left_edge.i, last.right_edge.i + 1)


def _infinitive(context: Context, cue: Token) -> Content | None:
    """ "to evacuate the Indians ..."."""
    for child in cue.children:
        if child.dep_ in {"xcomp", "advcl", "ccomp", "acl"} and child.i > cue.i:
            to = next((t for t in child.children if t.lower_ == "to" and t.dep_ in {"aux", "mark"}), None)
            if to is not None:
                end = max([child.right_edge.i, *(c.right_edge.i for c in child.conjuncts if c.i > cue.i)]) + 1
                return _span(context, cue, to.i, end)
    gerund = next((c for c in cue.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and c.i > cue.i), None)
    if gerund is not None:  # "pledged converting the museum"
        return _span(context, cue, gerund.left_edge.i, gerund.right_edge.i + 1)
    others = {t.i for c in cue.conjuncts if c.i > cue.i for t in c.subtree}
    for child in cue.subtree:
        if child.i > cue.i and child.lower_ == "to" and child.tag_ == "TO" and child.i not in others:
            return _span(context, cue, child.i, cue.right_edge.i + 1)
    return None


def _span(context: Context, cue: Token, start: int, end: int) -> Content | None:
    """The tokens without the marks, link words and further reports at their edges."""
    doc = cue.doc
    start, end = _inside_sentence(cue, start, end)
    start = _past_dateline(doc, start)
    end = _before_next_report(context, cue, start, end)
    start += cue.lemma_ == "make" and start == cue.i + 1 and doc[start].lower_ == "clear"
    while (
        start < end
        and (
            doc[start].text in _EDGE
            or doc[start].is_space
            or (doc[start].lower_ in _OPENERS and doc[start].dep_ in {"mark", "advmod", "prep"})
        )
        and not _opens_quote(context, start)
    ):
        start += 1
    while (
        end > start
        and (doc[end - 1].text in _EDGE or doc[end - 1].is_space or doc[end - 1].lower_ in {"and", "but"})
        and not _closes_quote(context, end - 1)
    ):
        end -= 1
    if end <= start:
        return None
    whole_speech = next(
        (q for q in context.annotated.quotes if q.start - 1 <= start <= q.start and q.end > end + 1), None
    )
    if whole_speech is not None:  # 'said that "A. B. C."'
        return Content((whole_speech.span,), Quotation.DIRECT, whole_speech.start, whole_speech.end)
    end = _through_partial(context, cue, end)
    end += end < len(doc) and doc[end].text == ")" and "(" in {t.text for t in doc[max(end - 3, start) : end]}
    if end < len(doc) and _closes_quote(context, end) and any(start <= q.start < end for q in context.annotated.quotes):
        end += 1
    span = context.annotated.span(start, end)
    inner = [q for q in context.annotated.quotes if start <= q.start and q.end <= end + 1]
    whole = any(q.span.start <= span.start + 1 and span.end <= q.span.end + 1 for q in inner)
    wording = Quotation.DIRECT if whole else Quotation.MIXED if inner else Quotation.INDIRECT
    return Content((inner[0].span if whole else span,), wording, start, end)


def _through_partial(context: Context, cue: Token, end: int) -> int:
    """'hailed it as a model "for relations with Africa"': the quoted part that follows belongs to it."""
    quote = next((q for q in context.annotated.quotes if end <= q.start <= end + 1), None)
    if quote is None or quote.start >= cue.sent.end or cue.i >= quote.start:
        return end
    first = context.annotated.doc.text[quote.span.start]
    between = _gap(context, cue.doc[end - 1].idx + len(cue.doc[end - 1].text), quote.span.start).strip()
    return quote.end if first.islower() and len(between) == 1 else end


def _past_dateline(doc: Doc, start: int) -> int:
    """ "COLOMBO: India will lend ...": the place that the agency writes from is not said by anybody."""
    at = doc[start].idx
    if at > 0 and doc.text[at - 1] != "\n":
        return start
    opening = _DATELINE.match(doc.text, at)
    if opening is None:
        return start
    return next((t.i for t in doc[start : start + 20] if t.idx >= opening.end()), start)


def _inside_sentence(cue: Token, start: int, end: int) -> tuple[int, int]:
    return max(start, cue.sent.start), min(end, cue.sent.end)


def _opens_quote(context: Context, i: int) -> bool:
    return any(q.start == i + 1 or (q.start == i) for q in context.annotated.quotes) and context.annotated.doc[
        i
    ].text in {"“", '"'}


def _closes_quote(context: Context, i: int) -> bool:
    return any(q.end in {i, i + 1} for q in context.annotated.quotes) and context.annotated.doc[i].text in {"”", '"'}


def _reports(context: Context, cue: Token, token: Token) -> bool:
    """Whether after "and" the same speaker says something else: "stressed A and thanked B"."""
    if token.head == cue and token.dep_ == "conj":
        return True
    same_tense = token.tag_ in {"VBD", "VBN"} and cue.tag_ in {"VBD", "VBN"}
    own_subject = any(c.dep_ in {"nsubj", "nsubjpass", "auxpass", "aux"} for c in token.children)
    return same_tense and token.dep_ == "conj" and not own_subject and bool(context.lexicon.frames("Statement", token))


def _tells_where(context: Context, cue: Token, at: int, start: int) -> bool:
    """ "said it was over, in a call with X", "accused him of lying, the office reported": not what was said."""
    doc = cue.doc
    if doc[at].lower_ in {"in", "during", "at"} and start > cue.i and at not in context.quoted:
        near = [t for t in doc[at + 1 : at + 5] if t.pos_ == "NOUN"]
        nouns = {w for n in ("media", "call-words") for w in context.schema.word_set(n)} | {"call", "conversation"}
        return bool(near) and near[-1].dep_ == "pobj" and bool({near[-1].lemma_.lower(), near[-1].lower_} & nouns)
    later = (t for t in doc[at + 1 : min(at + 9, cue.sent.end)] if t.head == t and t.pos_ == "VERB")
    told = next(later, None)
    return (
        told is not None
        and cue.dep_ == "ccomp"
        and cue.head == told
        and bool(context.lexicon.frames("Statement", told))
    )


def _adds(doc: Doc, at: int) -> bool:
    """ "adding", also behind a closing mark and "further"."""
    for passed in ({'"', "”"}, {"further", "also", "then"}):
        at += at + 1 < len(doc) and doc[at].lower_ in passed
    return doc[at].lower_ in _ADDING - {"while"}


def _back_in_the_past(token: Token, cue: Token, start: int) -> bool:
    """ "urged the embassy to reconsider and spoke with X": "spoke" goes on with "urged" and not with "reconsider"."""
    return (
        token.tag_ == "VBD" == cue.tag_ and token.dep_ == "conj" and token.head.tag_ == "VB" and token.head.i >= start
    )


def _before_next_report(context: Context, cue: Token, start: int, end: int) -> int:
    """Cut before ", adding that ..." and ", according to ...": what follows is another report."""
    doc = cue.doc
    for i in range(start + 2, end - 1):
        if doc[i].text == "," and (_adds(doc, i + 1) or is_attribution(doc[i + 1])):
            return i
        if doc[i].lower_ == "and" and doc[i + 1].lower_ in _ADDING:
            return i
        if doc[i].lower_ in {"and", "while", "but"} and _reports(context, cue, doc[i + 1]):
            return i
        if doc[i].text == "," and _tells_where(context, cue, i + 1, start):
            return i
        if doc[i].lower_ == "and" and _back_in_the_past(doc[i + 1], cue, start):
            return i
    return end


# ---------------------------------------------------------------- quotations
def _quoted(context: Context, cue: Token) -> Content | None:
    """The quotations that the cue reports: those of its sentence, and on both sides of it when it is set into one."""
    beside = [q for q in _paragraph_quotes(context, cue) if not q.start <= cue.i < q.end]
    block = _block(context, cue)
    if block is not None:
        return block
    below = _below(context, cue)
    if below is not None:
        chosen = [below, *_following(context, below, beside)]
        return Content(tuple(q.span for q in chosen), Quotation.DIRECT, chosen[0].start, chosen[-1].end)
    before = [q for q in beside if q.end <= cue.i and _joined_before(context, q, cue)]
    before = [q for q in before if not _nearer_cue(context, q, cue)]
    after = [q for q in beside if q.start > cue.i and _joined_after(context, q, cue)]
    after = [q for q in after if not _cue_between(context, cue, q)]
    if before and _is_ended(context, before[-1]) and _says_more(cue) and not _interrupted(context, before[-1]):
        before = []  # '"A." B said that C': the cue has words of its own
    if after and before and _is_ended(context, before[-1]):
        before = []  # '"A." B told the paper, "C."': the first is another statement's
    chosen = [q for q in before[-1:] if _is_speech(context, q, cue) or (after and _interrupted(context, q))]
    after = [q for q in after if not _reported_by_another(context, q, cue)]
    after = [q for q in after if q.start < cue.sent.end or chosen or not _says_more(cue)]
    chosen += [q for q in after[:1] if _is_speech(context, q, cue) or (chosen and _interrupted(context, chosen[0]))]
    if not chosen:
        return None
    chosen += _following(context, chosen[-1], beside)
    return Content(tuple(q.span for q in chosen), Quotation.DIRECT, chosen[0].start, chosen[-1].end)


def _nearer_cue(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """In '"...", Petro told reporters, adding that ...' the quotation is told, not added."""
    between = cue.doc[quote.end : cue.i]
    return any(
        t.pos_ == "VERB" and t.i not in context.quoted and context.lexicon.frames("Statement", t) for t in between
    )


def _cue_between(context: Context, cue: Token, quote: QuotedSpan) -> bool:
    """In 'said it "costs money", further saying, "..."' the last quotation is not that of "said"."""
    between = cue.doc[cue.i + 1 : quote.start]
    return any(t.lower_ in _ADDING - {"while"} and t.i not in context.quoted for t in between)


def _is_ended(context: Context, quote: QuotedSpan) -> bool:
    return context.annotated.doc.text[quote.span.end - 1] in ".!?"


def _reported_by_another(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """Whether a cue of its own follows the quotation: '"...", he added'."""
    doc = cue.doc
    following = doc[quote.end : min(quote.end + 12, len(doc))]
    return any(
        t.i not in context.quoted
        and t.pos_ == "VERB"
        and t.sent.start <= quote.start
        and context.lexicon.frames("Statement", t)
        and _joined_before(context, quote, t)
        for t in following
        if t != cue
    )


def _says_more(cue: Token) -> bool:
    """The cue has a clause of its own in its sentence: "She said the talks had failed."."""
    return any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.children)


def _block(context: Context, cue: Token) -> Content | None:
    """ "The Foreign Secretary said:" with what he said as the next paragraph, without quotation marks."""
    text = cue.doc.text
    after = re.compile(r":[ \t]*\n\s*(?=[A-Z])([^\n]+)").match(text, cue.idx + len(cue.text))
    if after is None:
        return None
    tokens = cue.doc.char_span(*after.span(1), alignment_mode="contract")
    if tokens is None:
        return None
    return Content((Span(*after.span(1)),), Quotation.DIRECT, tokens.start, tokens.end)


def _below(context: Context, cue: Token) -> QuotedSpan | None:
    """ "The message reads, in part:" with the quotation in the next paragraph."""
    text = cue.doc.text
    end = text.find("\n", cue.idx)
    if end < 0 or not text[cue.idx : end].rstrip().endswith(":"):
        return None
    return next(
        (q for q in context.annotated.quotes if not text[end : q.span.start].strip(' \n“„«"') and q.span.start > end),
        None,
    )


def _paragraph_quotes(context: Context, cue: Token) -> list[QuotedSpan]:
    text = cue.doc.text
    start = text.rfind("\n", 0, cue.idx) + 1
    end = text.find("\n", cue.idx)
    end = len(text) if end < 0 else end
    return [q for q in context.annotated.quotes if start <= q.span.start and q.span.end <= end]


def _gap(context: Context, left: int, right: int) -> str:
    return context.annotated.doc.text[left:right]


def _joined_before(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """ "...", he said: nothing but the speaker between quotation and cue."""
    between = _STOPS.sub("", _gap(context, quote.span.end, cue.idx))
    return (
        len(between) < 160
        and not re.search(r"[.!?]\s+\S", between[1:])
        and not re.search(r"\b(?:that|and|but)\b", between)
        and "\n" not in between
    )


def _joined_after(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """He said, "...": no full stop and no other clause between cue and quotation."""
    between = _STOPS.sub("", _gap(context, cue.idx + len(cue.text), quote.span.start))
    if "\n" in between or len(between) > 260:
        return False
    return (
        bool(re.fullmatch(r"[^.!?]{0,150}[,:]\s*[\"“„«]\s*", between))
        or bool(re.fullmatch(r"\s*[\"“„«]\s*", between))
        or (
            bool(re.fullmatch(r"\s*(?:[^.!?\"“„«]|(?<=[A-Z])\.){0,240}[.]\s*[\"“„«]\s*", between))
            and _gap(context, quote.span.start, quote.span.end)[:1].isupper()
            and quote.end - quote.start > 4
        )
    )


def _interrupted(context: Context, quote: QuotedSpan) -> bool:
    """Closed by a comma: the sentence goes on after the cue."""
    return "," in _gap(context, quote.span.end, quote.span.end + 2)


def _is_speech(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """A sentence or more, not a word or two in marks within the reporter's own sentence."""
    text = quote.span.start
    first = context.annotated.doc.text[text : text + 1]
    if first.islower() and (_is_partial if quote.end <= cue.i else _is_continued)(context, quote, cue):
        return False
    return quote.end - quote.start > 3 and (
        first.isupper() or first.isdigit() or quote.end <= cue.i or quote.end - quote.start > 8
    )


def _is_continued(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """'said the exchange had been "frank and cordial"': the clause has begun before the quoted part."""
    return any(t.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} and t.head != cue for t in cue.doc[cue.i + 1 : quote.start])


def _is_partial(context: Context, quote: QuotedSpan, cue: Token) -> bool:
    """'Support would follow "in the coming months", she said': the reporter's sentence, a part of it quoted."""
    lead = context.annotated.doc[quote.start].sent
    before = [t for t in context.annotated.doc[lead.start : quote.start] if not t.is_punct and not t.is_space]
    return len(before) >= 3 and lead.start <= cue.i < lead.end


def _following(context: Context, last: QuotedSpan, beside: list[QuotedSpan]) -> list[QuotedSpan]:
    """Quotations that go on right after, in the same paragraph and, where the mark stays open, in the next ones."""
    found = []
    quotes = context.annotated.quotes
    at = quotes.index(last)
    while at + 1 < len(quotes):
        nxt, prev = quotes[at + 1], quotes[at]
        between = _gap(context, prev.span.end, nxt.span.start)
        if (nxt.paragraph == prev.paragraph and re.fullmatch(r"[.,]?[\"”»]\s*[\"“„«]", between)) or (
            nxt.paragraph == prev.paragraph + 1
            and not re.search(r"[\"”»]", between)
            and re.fullmatch(r"\s*[“„«\"]?", between)
        ):
            found.append(nxt)
        else:
            break
        at += 1
    return found
