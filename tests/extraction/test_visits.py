"""Who travels where, by whatever words it is told: one rule at a time, on invented sentences."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Place, Status, Visit

SANCHEZ = "Spanish Prime Minister Pedro Sanchez"


def _visits(extraction: Extraction) -> list[Visit]:
    return [fact for fact in extraction.facts if isinstance(fact, Visit)]


def _where(extraction: Extraction) -> set[tuple[str, str]]:
    """Visitor and destination by name."""
    return {
        (visitor, visit.destination.name if isinstance(visit.destination, Place) else visit.destination)
        for visit in _visits(extraction)
        for visitor in visit.visitors
    }


@pytest.mark.parametrize(
    "text",
    [
        f"{SANCHEZ} arrived in Hanoi on Monday.",
        f"{SANCHEZ} landed in Hanoi on Monday.",
        f"{SANCHEZ} flew into Hanoi on Monday.",
        f"{SANCHEZ} came to Hanoi on Monday.",
        f"{SANCHEZ} travelled on to Hanoi on Monday.",
        f"{SANCHEZ} set off for Hanoi on Monday.",
        f"{SANCHEZ} headed to Hanoi on Monday.",
        f"{SANCHEZ} left Madrid on Monday for a state visit to Hanoi.",
        f"{SANCHEZ} made a stopover in Hanoi on Monday.",
        f"{SANCHEZ} is in Hanoi for talks.",
        f"{SANCHEZ} is expected in Hanoi on Monday.",
        f"{SANCHEZ} is slated to visit Hanoi on Monday.",
        f"A tour will take {SANCHEZ} to Hanoi.",
        f"{SANCHEZ} has accepted an invitation to visit Hanoi.",
        f"A Spanish delegation, led by {SANCHEZ}, arrived in Hanoi on Monday.",
    ],
)
def test_a_visit_is_told_in_many_words(text: str, understand: Understand) -> None:
    """Arriving, leaving for, being taken to or being expected in a place abroad is a visit there."""
    assert _where(understand(text)) == {("person/Pedro_Sanchez", "Hanoi")}


@pytest.mark.parametrize(
    "text",
    [
        f"{SANCHEZ} will visit Vietnam, Laos and Japan.",
        f"{SANCHEZ} left on Monday for visits to Vietnam, Laos and Japan.",
        f"The Asian tour will take {SANCHEZ} to Vietnam, Laos and Japan.",
        f"{SANCHEZ} will travel to Asia in May, to visit Vietnam, Laos and Japan.",
    ],
)
def test_every_destination_is_a_visit(text: str, understand: Understand) -> None:
    """A list of destinations is as many visits, and the continent around them none."""
    found = {where for _, where in _where(understand(text))}
    assert found == {"country/VN", "country/LA", "country/JP"}


def test_a_country_before_the_noun_is_the_destination(understand: Understand) -> None:
    """ "Her Laos trip" goes to Laos; "the Laotian visit" does not say who visits whom."""
    assert _where(understand(f"{SANCHEZ} ended his Laos trip on Monday.")) == {("person/Pedro_Sanchez", "country/LA")}
    assert _visits(understand(f"{SANCHEZ} spoke of a Laotian visit.")) == []


@pytest.mark.parametrize(
    "text",
    [
        f"{SANCHEZ} would visit Vietnam if he were invited.",
        f"{SANCHEZ} hoped that he would visit Vietnam.",
        f"{SANCHEZ} may come to Vietnam.",
        f"{SANCHEZ} went to Barcelona.",
        f"{SANCHEZ} came to power in May.",
        f"{SANCHEZ} took the matter to Vietnam.",
        f"{SANCHEZ} has made 19 trips to Vietnam.",
    ],
)
def test_what_is_only_possible_or_at_home_is_no_visit(text: str, understand: Understand) -> None:
    """Wishes and conditions, travel at home, and going without a place abroad are no visits."""
    assert _visits(understand(text)) == []


def test_would_in_reported_speech_is_the_future(understand: Understand) -> None:
    """What was announced to come is planned, though the tense is that of the announcement."""
    [visit] = _visits(understand(f"The ministry announced that {SANCHEZ} would visit Vietnam next week."))
    assert visit.status is Status.PLANNED


def test_later_this_month_is_still_to_come(understand: Understand) -> None:
    """What is told with "later this month" has not happened, whatever the verb's tense."""
    found = _visits(understand(f"{SANCHEZ} will stop in Nairobi while travelling to Vietnam later this month."))
    assert found
    assert {visit.status for visit in found} == {Status.PLANNED}


def test_a_clause_with_when_has_the_time_before_it(understand: Understand) -> None:
    """ "In May 2021, when X visited Y": the visit was in that month, and not today."""
    [visit] = _visits(understand(f"Ties had been cool since May 2021, when {SANCHEZ} travelled to Vietnam."))
    assert visit.period
    assert (str(visit.period.earliest), str(visit.period.latest)) == ("2021-05-01", "2021-05-31")


@pytest.mark.parametrize("dates", ["from Jan. 15 to 18", "from 15 to 18 January", "on January 15-18"])
def test_a_range_of_days_is_one_time(dates: str, understand: Understand) -> None:
    """Days of one month, however they are written, bound the visit."""
    [visit] = _visits(understand(f"{SANCHEZ} visited Vietnam {dates}, 2024."))
    assert visit.period
    assert (str(visit.period.earliest), str(visit.period.latest)) == ("2024-01-15", "2024-01-18")


def test_what_was_announced_and_came_true_is_one_visit(understand: Understand) -> None:
    """ "Arrived on Monday" and "would visit", told without a day, are the visit that the article is about."""
    text = f"{SANCHEZ} arrived in Hanoi on Monday. The ministry had said that Sanchez would visit Hanoi."
    [visit] = _visits(understand(text))
    assert visit.status is Status.HELD


def test_a_call_does_not_date_a_visit(understand: Understand) -> None:
    """A visit takes the day of a meeting on it, not that of a telephone call."""
    text = (
        f"{SANCHEZ} will travel to Hanoi. "
        "Sanchez spoke by phone with Vietnamese Prime Minister Pham Minh Chinh on Monday."
    )
    [visit] = _visits(understand(text))
    assert visit.period is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{SANCHEZ} made a stop in Hanoi on Monday.", ("person/Pedro_Sanchez", "Hanoi")),
        ("Vietnam's President To Lam invited " + SANCHEZ + " to make an official visit to Vietnam.",
         ("person/Pedro_Sanchez", "country/VN")),
        (
            f"{SANCHEZ} will lead a delegation to a conference on trade between Asia and Europe in Hanoi, Vietnam.",
            ("person/Pedro_Sanchez", "Hanoi"),
        ),
        (
            f"At the invitation of President of Vietnam To Lam, {SANCHEZ} will pay a visit to Hanoi on May 12.",
            ("person/Pedro_Sanchez", "Hanoi"),
        ),
    ],
)  # fmt: skip
def test_a_visit_is_where_its_event_is(text: str, told: tuple[str, str], understand: Understand) -> None:
    """Stops, invitations to make a visit, events held in a place, and visitors behind an invitation's giver."""
    assert told in _where(understand(text))


@pytest.mark.parametrize(
    ("text", "status", "first"),
    [
        ("{} visit to Hanoi, scheduled for November 2024, was on their minds.", Status.PLANNED, "2024-11-01"),
        ("They spoke of {} visit to Hanoi planned for November 2024.", Status.PLANNED, "2024-11-01"),
        ("{} trip to Hanoi, postponed in May, was on their minds.", Status.CANCELLED, None),
        ("{} trip to Hanoi, which was paid for by Spain, began on Monday.", Status.HELD, "2024-06-10"),
    ],
)
def test_what_is_set_for_a_day_is_planned(text: str, status: Status, first: str | None, understand: Understand) -> None:
    """A participle behind a visit tells its day, and whether it is to come; that it was called off tells no day."""
    [visit] = _visits(understand(text.format(f"{SANCHEZ}'s")))
    assert (visit.status, str(visit.period.earliest) if visit.period else None) == (status, first)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (f"They prepare {SANCHEZ}'s Kenyan visit.", {("person/Pedro_Sanchez", "country/KE")}),
        (f"They prepare {SANCHEZ}'s Spanish visit.", set()),
        (
            f"{SANCHEZ} directed his adviser, Dr. Ana Ruiz, to travel to Kenya on Monday.",
            {("person/Ana_Ruiz", "country/KE")},
        ),
        (
            f"{SANCHEZ} sent Foreign Minister Ana Ruiz to visit Kenya on Monday.",
            {("person/Ana_Ruiz", "country/KE")},
        ),
        (f"{SANCHEZ} asked Foreign Minister Ana Ruiz to visit Kenya.", set()),
    ],
    ids=["adjective", "one's own adjective", "directed", "sent", "only asked"],
)
def test_who_is_sent_travels(text: str, where: set[tuple[str, str]], understand: Understand) -> None:
    """The visitor is who is sent, and not who sends; an adjective before a visit is where to, if from abroad."""
    assert _where(understand(text)) == where


def test_a_visit_agreed_on_is_to_come(understand: Understand) -> None:
    """An agreement on a visit is a plan."""
    [visit] = _visits(understand(f"The two sides reached an agreement on {SANCHEZ}'s visit to Kenya."))
    assert visit.status is Status.PLANNED
