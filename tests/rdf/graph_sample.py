"""Articles and what was understood of them, for the tests of rdf, store, querying and export."""

from __future__ import annotations

from datetime import date

from kg.keys import key
from kg.model import (
    Actor,
    ActorKind,
    Agreement,
    AgreementStatus,
    Article,
    Basis,
    Cooperation,
    Evidence,
    Extraction,
    Figure,
    Gap,
    Meeting,
    Mode,
    Period,
    Place,
    PositionHeld,
    Quotation,
    Span,
    Statement,
    Visit,
)
from kg.rdf.provenance import Run

RUN = Run(version="0.1.0", ontology="0" * 64, pipeline="en_core_web_md 3.7.1")
TEXT = (
    "Prime Minister Narendra Modi met President Vladimir Putin in Moscow on Monday. "
    "“We are friends,” Modi said to Putin. Russia will supply S-400 systems to India. "
    "About 40,000 Indian nationals live there. The talks may go on."
)
MEETING = "meeting/2024-07-08_Narendra_Modi_Vladimir_Putin"

INDIA = Actor("country/IN", ActorKind.COUNTRY, "India", ("Indian",), "IN", "Q668")
RUSSIA = Actor("country/RU", ActorKind.COUNTRY, "Russia", (), "RU", "Q159")
MODI = Actor("person/Narendra_Modi", ActorKind.PERSON, "Narendra Modi", ("Modi",), "IN", "Q1058")
PUTIN = Actor("person/Vladimir_Putin", ActorKind.PERSON, "Vladimir Putin", ("Putin",), "RU")
MOSCOW = Place("place/Moscow", "Moscow", "RU")
MONDAY = Period(date(2024, 7, 8), date(2024, 7, 8), "Monday", Basis.RELATIVE)


def evidence(words: str, rule: str, text: str = TEXT) -> Evidence:
    """Evidence for words of a text, with the sentence around them."""
    start = text.index(words)
    end = start + len(words)
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    return Evidence(Span(start, end), Span(first, text.index(".", end) + 1), rule)


def article(id_: str = "a1", text: str = TEXT, title: str | None = "Modi in Moscow") -> Article:
    """An article of one day and outlet."""
    return Article(id_, text, title, "https://example.org/1", date(2024, 7, 9), "MOSCOW", publisher="Example Times")


def meeting(day: date = date(2024, 7, 8)) -> Meeting:
    """The same meeting, told for some day."""
    return Meeting(
        key=MEETING,
        evidence=(evidence("met President Vladimir Putin", "frame/meet"),),
        confidence=0.9,
        participants=(MODI.key, PUTIN.key),
        period=Period(day, day, "Monday", Basis.RELATIVE),
        place=MOSCOW,
        mode=Mode.IN_PERSON,
        sectors=("defence",),
    )


def extraction(id_: str = "a1", day: date = date(2024, 7, 8)) -> Extraction:
    """One article with a fact of every kind and a gap."""
    words = evidence("We are friends,", "quotation")
    facts = (
        meeting(day),
        Visit(
            key="visit/Modi_Moscow",
            evidence=(evidence("in Moscow", "frame/visit"),),
            confidence=0.8,
            visitors=(MODI.key,),
            destination=MOSCOW,
            period=MONDAY,
        ),
        PositionHeld(
            key="position/Modi_PM",
            evidence=(evidence("Prime Minister", "position"),),
            confidence=0.95,
            holder=MODI.key,
            position="Prime Minister",
            position_of=INDIA.key,
            as_of=date(2024, 7, 9),
        ),
        Statement(
            key=key("statement", id_, "1"),
            evidence=(words,),
            confidence=0.85,
            speakers=(MODI.key,),
            content=(words.span,),
            quotation=Quotation.DIRECT,
            cue="said",
            addressees=(PUTIN.key,),
            medium="X",
            period=MONDAY,
        ),
        Agreement(
            key="agreement/S-400",
            evidence=(evidence("supply S-400 systems", "frame/sign"),),
            confidence=0.6,
            parties=(INDIA.key, RUSSIA.key),
            label="S-400 systems",
            status=AgreementStatus.SIGNED,
            sectors=("defence",),
        ),
        Cooperation(
            key="cooperation/IN-RU_defence_supply",
            evidence=(evidence("supply S-400 systems", "frame/supply"),),
            confidence=0.7,
            parties=(INDIA.key, RUSSIA.key),
            sector="defence",
            kind="supply",
            supplier=RUSSIA.key,
            recipient=INDIA.key,
        ),
        Figure(
            key=key("figure", id_, "1"),
            evidence=(evidence("40,000 Indian nationals", "figure"),),
            confidence=0.9,
            value=40000,
            of="Indian nationals",
            approximation="about",
            asserted_by=MODI.key,
        ),
    )
    last = TEXT.index("The talks")
    gap = Gap(Span(last, len(TEXT)), "talks", "frame/talks", "no participants")
    return Extraction(article(id_), (INDIA, RUSSIA, MODI, PUTIN), facts, (gap,))
