"""Whatever a text holds, it is read without an error and every span lies where it says."""

from __future__ import annotations

from datetime import date

from conftest import Understand
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.linking import event_reports, link, linked
from kg.model import Article, Extraction, Statement
from kg.rdf.mapping import quads
from kg.rdf.provenance import Run

RUN = Run(version="0", ontology="0", pipeline="none")

FRAGMENTS = [
    "Narendra Modi", "President Putin", "PM", "the Ministry of External Affairs", "India", "Russian", "they", "he",
    "Moscow", "met", "hosted", "visited", "said", "told", "according to", "signed", "an agreement", "talks", "with",
    "on Monday", "this month", "in July 2024", "31 February 2024", "about", "ten", "1,000", "$3 billion", "50%", "to",
    "and", "not", "if", "will", "“", "”", '"', "'", "‘", "’", "«", "»", "(", ")", "[", "]", ",", ".", ":", ";", "-",
    "—", "…", "@narendramodi", "#G20", "X", "weekly briefing", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028",
    "\u200b", "\ufeff", "\u0301", "🤝", "𝔐𝔬𝔡𝔦", "İstanbul", "ﬁ", "习近平", "مودي", "MR. SMITH:", "Q:", "QUESTION:",
    "<b>", "</script>", "&amp;", "\\", "{}", "%s", "\x1b[31m", "\x7f",
]  # fmt: skip

texts = st.one_of(
    st.text(min_size=1, max_size=200),
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40).map(" ".join),
    st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=5), min_size=1, max_size=40).map("".join),
)
some = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _is_sound(extraction: Extraction) -> None:
    """Every span lies within the text, every sentence holds its span, every key that is used is known."""
    text = extraction.article.text
    known = {actor.key for actor in extraction.actors}
    assert len({fact.key for fact in extraction.facts}) == len(extraction.facts)
    for fact in extraction.facts:
        assert fact.evidence
        assert 0 <= fact.confidence <= 1
        for evidence in fact.evidence:
            span, sentence = evidence.span, evidence.sentence
            assert 0 <= sentence.start <= span.start < span.end <= sentence.end <= len(text)
        if isinstance(fact, Statement):
            assert all(0 <= span.start < span.end <= len(text) for span in fact.content)
            assert set(fact.speakers) <= known
            assert fact.speakers
        period = getattr(fact, "period", None)
        if period and period.earliest and period.latest:
            assert period.earliest <= period.latest
    for gap in extraction.gaps:
        assert 0 <= gap.sentence.start < gap.sentence.end <= len(text)


@some
@given(text=texts, published=st.none() | st.just(date(2024, 2, 29)), title=st.none() | texts)
@example(text="\n", published=None, title=None)
@example(text="“”", published=None, title="“")
@example(text="“ said Modi. “ said Putin.", published=date(1, 1, 1), title=None)
@example(text="Modi met Putin yesterday and will meet him tomorrow.", published=date(9999, 12, 31), title=None)
@example(text="Modi met Putin last month, last year and last week.", published=date(1, 1, 1), title=None)
def test_any_text_is_read(understand: Understand, text: str, published: date | None, title: str | None) -> None:
    """No text raises; spans lie within it, sentences hold their spans, and the facts can be written as quads."""
    extraction = understand(text, published=published, title=title)
    _is_sound(extraction)
    assert quads(linked(extraction, link(event_reports(extraction))), RUN)


@some
@given(texts)
def test_reading_twice_gives_the_same(understand: Understand, text: str) -> None:
    """The same text gives the same facts."""
    assert understand(text) == understand(text)


def test_the_longest_words_are_read(understand: Understand) -> None:
    """A word, a quotation and a name without end are read like any other."""
    for text in ("a" * 20_000, "“" + "We said so. " * 500 + "” Putin said.", "President " * 500, "Modi and " * 300):
        extraction = understand(text)
        _is_sound(extraction)
        assert extraction.article == Article("sample", text, published=date(2024, 6, 14))
