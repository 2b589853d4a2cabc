"""Clauses as content: what depends on a cue, and the sentence that a report is set into or follows."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.extraction.context import Context
from kg.extraction.cues import adds, quoting_verb
from kg.extraction.extents import Content, content_between
from kg.model import Quotation

_DASHES = {",", "–", "—", "-", "--"}


def clause(context: Context, cue: Token) -> Content | None:
    """A clause that depends on the cue, or the sentence that the cue is set into."""
    quoting = quoting_verb(cue)
    if quoting is not None and not any(c.dep_ == "ccomp" and c.i > cue.i for c in cue.children):
        return content_between(context, cue, _part_start(cue, _left_of_report(quoting)), _left_of_report(quoting))
    set_into = _set_into(context, cue)
    if set_into is not None:
        return set_into
    clauses = [
        c
        for c in cue.children
        if c.dep_ == "ccomp" or (c.dep_ == "acl" and any(m.lower_ == "that" for m in c.children))
    ]
    after = [c for c in clauses if c.i > cue.i and not _is_relative(c)]
    if cue.lemma_ != "continue":  # "denied lying"
        after += [c for c in cue.children if c.dep_ == "xcomp" and c.tag_ == "VBG" and 0 < c.i - cue.i < 4]
    if after:
        clause = after[0]
        end = max([clause.right_edge.i, *(c.right_edge.i for c in clause.conjuncts if c.i > cue.i)]) + 1
        return content_between(context, cue, max(clause.left_edge.i, cue.i + 1), _through_verb(cue, end))
    clauses = [c for c in clauses if c.i < cue.i]
    if clauses:
        clause = clauses[0]
        left = _left_of_report(cue)
        return content_between(
            context, cue, max(clause.left_edge.i, _part_start(cue, left)), min(clause.right_edge.i + 1, left)
        )
    behind = cue.head == cue.sent.root and cue.head.i < cue.i and cue.tag_ != "VBG"
    if cue.dep_ in {"parataxis", "advcl"} and behind and _set_off(cue):
        left = _left_of_report(cue)
        return content_between(context, cue, _part_start(cue, left), left)
    that = next(
        (
            t
            for t in cue.doc[cue.i + 1 : min(cue.i + 12, cue.sent.end)]
            if t.lower_ == "that" and (t.dep_ in {"mark", "nsubj"} or (t.dep_ == "det" and t.head.dep_ == "nsubj"))
        ),
        None,
    )
    if that is not None and that.head.i > that.i and that.head.dep_ not in {"relcl"}:
        return content_between(context, cue, that.i + 1, cue.sent.end)
    return None


def _through_verb(cue: Token, end: int) -> int:
    """ "said A had won and B would follow", where the parser ends the clause with "B": through B's own verb."""
    following = cue.doc[end] if end < cue.sent.end else None
    if following is None or following.tag_ not in {"MD", "VBZ", "VBD", "VBP"} or following.pos_ != "AUX":
        return end
    verb = following.head if following.dep_ in {"aux", "auxpass"} else following
    before = cue.doc[end - 1].pos_ in {"NOUN", "PROPN"} and verb != cue
    return max(end, verb.right_edge.i + 1) if before and verb.i >= end else end


def _is_relative(clause: Token) -> bool:
    """ ", part of which goes to X": a relative clause that the parser takes for what was said."""
    opening = clause.doc[clause.left_edge.i : clause.left_edge.i + 4]
    return clause.left_edge.nbor(-1).text == "," and any(t.lower_ in {"which", "whom", "whose"} for t in opening)


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
    if adds(doc, after + 1) or _tells_how(cue, doc[after + 1]):
        return None
    if any(c.dep_ == "mark" for c in cue.children) or not any(
        t.pos_ in {"VERB", "AUX"} for t in doc[after : sentence.end]
    ):
        return None
    if any(left - 1 >= q.start and after <= q.end for q in context.annotated.quotes):
        return None
    opening = content_between(context, cue, _part_start(cue, left), left - 1)
    if opening is None:
        return None
    if _is_lead(doc, opening):
        return (
            content_between(context, cue, after, sentence.end) if doc[sentence.start].pos_ in {"ADP", "ADV"} else None
        )
    found = _around(context, cue, (opening.start, left - 1), (after, sentence.end))
    return found if found is not None and len(found.spans) > 1 else None


def _tells_how(cue: Token, token: Token) -> bool:
    """ "..., one of them said, asking not to be named": a participle of the cue is no part of what was said."""
    return token.head == cue and token.dep_ == "advcl" and token.tag_ == "VBG"


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


def rest_of_sentence(context: Context, cue: Token) -> Content | None:
    """ "According to X, ...", "..., according to X", "A, according to X, did B": the rest of the sentence."""
    sentence, doc = cue.sent, cue.doc
    phrase_end = max((t.right_edge.i for t in cue.children), default=cue.i) + 1
    phrase_end -= doc[phrase_end - 1].text == ","
    more = phrase_end < sentence.end and doc[phrase_end].text == ","
    comma = next((t.i for t in doc[cue.i : sentence.end] if t.text == ","), None)
    if comma is not None and cue.i > sentence.start + 1 and doc[cue.i - 2].dep_ == "cc":  # "and, according to X, ..."
        return content_between(context, cue, comma + 1, sentence.end)
    if cue.i <= sentence.start + 1 and more:
        return content_between(context, cue, phrase_end + 1, sentence.end)
    rest = [t for t in doc[phrase_end : sentence.end] if not t.is_punct and not t.is_space]
    set_off = cue.i - 1 > sentence.start and doc[cue.i - 1].text == ","
    if not rest and cue.i - 1 > sentence.start:
        return content_between(context, cue, sentence.start, cue.i - set_off)
    if set_off and more:
        return _around(context, cue, (sentence.start, cue.i - 1), (phrase_end + 1, sentence.end))
    return None


def _around(context: Context, cue: Token, left: tuple[int, int], right: tuple[int, int]) -> Content | None:
    """The two parts of a sentence that a report is set into."""
    first, second = content_between(context, cue, *left), content_between(context, cue, *right)
    if first is None or second is None:
        return first or second
    wording = Quotation.INDIRECT if {first.quotation, second.quotation} == {Quotation.INDIRECT} else Quotation.MIXED
    return Content((*first.spans, *second.spans), wording, first.start, second.end)
