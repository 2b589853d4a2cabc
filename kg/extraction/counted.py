"""Counted: what a number is of, in the text's words, and where the phrase ends.

The rules are asked in an order: what is written at the number itself, the noun that it counts, and only
then what stands farther away: the noun that "of" hangs the number on, the subject of "reached", people
after "killed", and the thing of the number before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extraction.context import Context
from kg.extraction.grammar import is_passive, subjects
from kg.extraction.numbers import CURRENCY, MEASURE, PRICE

What = tuple[str, int]
"""What is counted, and the token before which the phrase ends."""

_PEOPLE = 100
_MANY = 5
"""From so many on, countries, ministers and members are counted, and not known already."""
_NEAR = 6
_LONG = 12


@dataclass(frozen=True, slots=True)
class Counting:
    """A number in its text: tokens `start` to `end`, its value, and the thing of the number before it."""

    context: Context
    start: int
    end: int
    value: float
    earlier: str | None

    @property
    def doc(self) -> Doc:
        """The article's words."""
        return self.context.annotated.doc

    @property
    def last(self) -> Token:
        """The number's last word."""
        return self.doc[self.end - 1]

    @property
    def before(self) -> Token | None:
        """The word before the number."""
        return self.doc[self.start - 1] if self.start > 0 else None

    @property
    def after(self) -> Token | None:
        """The word behind the number."""
        return self.doc[self.end] if self.end < len(self.doc) else None

    def spelt(self, text: str) -> str:
        """The words with short units written out: "barrels per day" for "bpd"."""
        short = self.context.schema.short_units
        return " ".join(short.get(word, word) for word in text.split())

    def listed(self, words: str, token: Token | None) -> bool:
        """Whether a word is of a list of the lexicon."""
        return token is not None and token.lemma_.lower() in self.context.schema.word_set(words)


def counted(number: Counting) -> What | None:
    """What the number is of; None where it counts nothing that matters."""
    found = (rule(number) for rule in _RULES)
    return next((what for what in found if what is not None), None)


def _written_at_it(number: Counting) -> What | None:
    """ "$5bn", "484MW", "18 million USD", "30 bpd"."""
    units = number.context.schema.words.get("units", ())
    token, after = number.doc[number.start], number.after
    if price := PRICE.fullmatch(token.text):
        return CURRENCY.get(price[1], price[1]), number.end
    if (measure := MEASURE.fullmatch(token.text)) and measure[2] in units:
        return number.spelt(measure[2]), _phrase_end(token)
    if after is not None and after.text in CURRENCY:
        return CURRENCY[after.text], number.end + 1
    if after is not None and after.text in units:
        return number.spelt(after.text), max(_phrase_end(after), number.end + 1)
    return None


def _people_alone(number: Counting) -> What | None:
    """ "Some 7 million have left"."""
    priced = number.before is not None and number.before.text in CURRENCY
    alone = number.last.dep_ in {"nsubj", "nsubjpass"} and number.value >= _PEOPLE and not priced
    return ("people", number.end) if alone else None


def _money(number: Counting) -> What | None:
    """ "$30 in aid", "USD 4 billion assistance", "18 dlrs a barrel", "a 38 million euro loan"."""
    before, after = number.before, number.after
    if before is not None and before.text in CURRENCY:
        end = _phrase_end(number.last)
        told = after is not None and after.lower_ in {"in", "of", "worth"}
        tail = number.doc[number.end : end].text if told else _of_noun(number.last)
        return f"{CURRENCY[before.text]} {' '.join(tail.split())}".strip(), max(number.end, end if tail else number.end)
    if after is None or not (number.listed("currencies", after) or after.lower_ in {"dlr", "dlrs", "stg"}):
        return None
    following = number.doc[number.end + 1 : number.end + 3]
    priced = len(following) > 1 and following[0].lower_ in {"a", "per", "an"} and following[1].pos_ in {"NOUN", "PROPN"}
    named = len(following) > 0 and following[0].pos_ == "NOUN" and after.dep_ in {"compound", "nmod"}
    right = number.end + (3 if priced else 2 if named else 1)
    whole = "" if priced or named else _of_whole_noun(number)
    return f"{number.spelt(number.doc[number.end : right].text)} {whole}".strip(), right


def _percent(number: Counting) -> What | None:
    """ "75 per cent of children", "a 12% rise", "trade grew by 5 percent": per cent, and of what."""
    after, doc = number.after, number.doc
    if after is not None and after.text in {"%", "percent", "pct"}:
        unit, end = "percent", number.end + 1
    elif doc[number.end : number.end + 2].text.lower() == "per cent":
        unit, end = "per cent", number.end + 2
    else:
        return None
    return f"{unit}{_share(doc[end - 1])}", end


def _share(sign: Token) -> str:
    """What a share is of: the noun behind "of", the one that it stands before, or whose rise it is."""
    following = sign.doc[sign.i + 1] if sign.i + 1 < sign.sent.end else sign
    whole = next((c for c in following.children if c.dep_ == "pobj"), None) if following.lower_ == "of" else None
    if whole is not None:
        return f" of {_named(whole)}"
    noun = sign.head
    if noun.pos_ == "NOUN" and 0 < noun.i - sign.i <= _NEAR // 2 and noun.ent_type_ not in {"DATE", "TIME"}:
        return f" {noun.text}"
    of = noun if sign.dep_ == "pobj" and noun.lower_ == "of" and noun.head.pos_ == "NOUN" else None
    theirs = _named(of.head) if of is not None else _risen(sign)
    return f", {theirs}" if theirs else ""


def _risen(sign: Token) -> str:
    """ "Trade between the two grew by 21%", "exports will be 73 per cent higher": what grew."""
    above = sign.head.head if sign.dep_ == "pobj" and sign.head.lower_ in {"by", "to"} else sign.head
    verb = above.head if above.pos_ in {"ADJ", "ADV"} else above
    doers = subjects(verb) if verb.pos_ in {"VERB", "AUX"} else []
    noun = next((t for t in doers if t.pos_ in {"NOUN", "PROPN"}), None)
    return _named(noun) if noun is not None else ""


def _some_of(number: Counting) -> What | None:
    """ "six of India's hubs": some of the things named."""
    of = number.after
    if number.value <= 1 or of is None or of.lower_ != "of" or of.head.i != of.i - 1:
        return None
    whole = next((c for c in of.children if c.dep_ == "pobj" and c.tag_ in {"NNS", "NNPS", "NNP"}), None)
    if whole is None or number.listed("uncounted", whole):
        return None
    return " ".join(number.doc[of.i + 1 : whole.i + 1].text.split()), whole.i + 1


def _noun(number: Counting) -> What | None:
    """ "30 aircraft", "twenty-five Norwegian companies"."""
    head = _head(number)
    if head is None or not _is_counted(number, head):
        return None
    first = number.end
    if number.doc[first].lower_ in {"and", "to", "or"} and number.doc[first + 1].like_num:
        first += 2
    return number.spelt(number.doc[first : head.i + 1].text), min(_phrase_end(head), head.i + 1 + _LONG)


def _head(number: Counting) -> Token | None:
    """The noun that the number stands before."""
    last = number.last
    while last.dep_ == "conj" and number.start <= last.head.i:  # "hundred and fifty"
        last = last.head
    head = last.head if last.dep_ in {"nummod", "compound", "quantmod", "amod"} else None
    while head is not None and head.dep_ in {"nummod", "quantmod"}:
        head = head.head
    near = head is not None and number.end <= head.i <= number.end + _NEAR
    return head if head is not None and near and head.pos_ in {"NOUN", "PROPN"} else None


def _is_counted(number: Counting, head: Token) -> bool:
    """A plural whose number says something: not hours, nor two ministers."""
    few = number.listed("uncounted-few", head) and number.value < _MANY
    if few or number.listed("uncounted", head) or head.ent_type_ in {"DATE", "TIME"}:
        return False
    named = head.pos_ == "PROPN" and head.lower_.endswith("s") and head.nbor(-1).pos_ == "PROPN"
    invariant = head.lower_ in number.context.schema.word_set("invariant-plurals")
    return head.tag_ in {"NNS", "NNPS"} or named or invariant


def _whole(number: Counting) -> What | None:
    """ "a population of 168 million"."""
    noun = _of_whole_noun(number) if _head(number) is None else ""
    return (noun, number.end) if noun else None


def _of_whole_noun(number: Counting) -> str:
    """The noun that the number hangs on by "of"."""
    top = number.last
    while top.head.i >= number.start and top.head != top and top.dep_ != "pobj":
        top = top.head
    of = top.head if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.i < number.start else None
    if of is None or of.head.pos_ != "NOUN" or of.head.tag_ != "NN":
        return ""
    return _named(of.head)


def _subject(number: Counting) -> What | None:
    """ "the exports reached 5,000", "the death toll rose to 40"."""
    top = number.last
    verb = top.head.head if top.dep_ == "pobj" and top.head.lower_ in {"to", "at", "by"} else top.head
    direct = top.dep_ in {"dobj", "attr", "pobj", "npadvmod"} and number.listed("reaching", verb)
    if _head(number) is not None or not direct or verb.pos_ != "VERB":
        return None
    noun = next((t for t in subjects(verb) if t.pos_ == "NOUN"), None)
    return (_named(noun), number.end) if noun is not None else None


def _named(noun: Token) -> str:
    """A noun with the word right before it that says which: "death toll"."""
    return " ".join(
        t.text for t in noun.doc[max(noun.i - 1, 0) : noun.i + 1] if t == noun or t.dep_ in {"compound", "amod"}
    )


def _harmed(number: Counting) -> What | None:
    """ "a bomb killed five and wounded 110"."""
    verb = number.last.head
    wanted = {"nsubjpass"} if verb.pos_ == "VERB" and is_passive(verb) else {"dobj"}
    told = number.last.dep_ in wanted and number.listed("harming", verb) and number.last.pos_ == "NUM"
    return ("people", number.end) if told else None


def _as_before(number: Counting) -> What | None:
    """ "3.8 mln bpd in January, down from 4.1 mln in May": of the same as the number before."""
    scaled = number.end - number.start > 1 or number.value >= _PEOPLE
    bare = number.after is None or number.after.is_punct or number.after.pos_ in {"ADP", "ADV", "CCONJ", "SCONJ"}
    free = number.last.dep_ in {"pobj", "dobj", "conj", "npadvmod", "appos"}
    if number.earlier is None or not (scaled and bare and free) or _head(number) is not None:
        return None
    return number.earlier, number.end


_RULES: tuple[Callable[[Counting], What | None], ...] = (
    _percent, _written_at_it, _money, _people_alone, _some_of, _noun, _whole, _subject, _harmed, _as_before,
)  # fmt: skip


def _of_noun(number: Token) -> str:
    """ "the USD 4 billion assistance": what the money is."""
    head = number.head
    while head.dep_ in {"nummod", "quantmod", "compound"} and head.pos_ != "NOUN":
        head = head.head
    return head.text if head.pos_ == "NOUN" and 0 < head.i - number.i <= _NEAR // 2 else ""


def _phrase_end(head: Token) -> int:
    return min(head.right_edge.i + 1, head.sent.end)
