"""What wires, newscasts and transcripts ask of a reader: one rule at a time, on invented sentences."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Understand

from kg.model import Extraction, Meeting, Place, PositionHeld, Statement, Status, Visit

DAY = date(2023, 5, 10)
SANCHEZ = "Spanish Prime Minister Pedro Sanchez"
MONTENEGRO = "Portuguese Prime Minister Luis Montenegro"


def _of(extraction: Extraction, kind: type) -> list:
    return [fact for fact in extraction.facts if isinstance(fact, kind)]


def _said(extraction: Extraction) -> list[tuple[tuple[str, ...], str]]:
    return [(s.speakers, s.cue) for s in _of(extraction, Statement)]


# ---------------------------------------------------------------- time
@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        (f"The visit comes two days after {SANCHEZ} met {MONTENEGRO}.", date(2023, 5, 8), date(2023, 5, 8)),
        (f"The visit comes a month after {SANCHEZ} met {MONTENEGRO}.", date(2023, 4, 1), date(2023, 4, 30)),
        (f"The accord came weeks after {SANCHEZ} met {MONTENEGRO}.", None, None),
    ],
)
def test_what_was_so_long_before_the_news_is_not_of_its_day(
    text: str, earliest: date | None, latest: date | None, understand: Understand
) -> None:
    """ "Comes two days after" counts from the day of the paper; "weeks after" only tells that it was not that day."""
    [meeting] = _of(understand(text, published=DAY), Meeting)
    assert meeting.period is not None
    assert (meeting.period.earliest, meeting.period.latest) == (earliest, latest)


def test_a_visit_of_weeks_before_is_no_scene(understand: Understand) -> None:
    """Whoever met somebody weeks after a visit did not meet on that visit."""
    text = f"{SANCHEZ} met {MONTENEGRO}, weeks after visiting Kyiv."
    [meeting] = _of(understand(text, published=DAY), Meeting)
    assert meeting.place is None
    assert meeting.period is not None
    assert meeting.period.earliest == DAY


def test_talks_after_which_something_will_be_done_are_to_come(understand: Understand) -> None:
    """ "Following the talks, they will ..." tells of talks that have not been held."""
    text = f"{SANCHEZ} will meet {MONTENEGRO} in Lisbon. Following the talks, the two leaders will make a statement."
    [meeting] = _of(understand(text, published=DAY), Meeting)
    assert meeting.status is Status.PLANNED


# ---------------------------------------------------------------- who meets
def test_separate_meetings_are_one_with_each(understand: Understand) -> None:
    """ "Separate meetings with A and B" are two."""
    text = f"{SANCHEZ} held separate meetings with {MONTENEGRO} and Italian Prime Minister Giorgia Meloni."
    assert len(_of(understand(text, published=DAY), Meeting)) == 2


def test_whom_an_unknown_i_met_did_not_meet_each_other(understand: Understand) -> None:
    """Where nobody knows who "I" is, those met are no meeting of their own."""
    assert not _of(understand(f"I met with {SANCHEZ} and {MONTENEGRO}.", published=DAY), Meeting)


def test_ministers_of_several_states_are_those_states(understand: Understand) -> None:
    """ "The Foreign Ministers of Iran, Turkey and Egypt" take part for all three."""
    text = f"{SANCHEZ} met the Foreign Ministers of Iran, Turkey and Egypt in Madrid."
    [meeting] = _of(understand(text, published=DAY), Meeting)
    assert {"country/IR", "country/TR", "country/EG"} < set(meeting.participants)


def test_founding_a_dialogue_is_no_meeting(understand: Understand) -> None:
    """What is established is a way of meeting, and was not held."""
    assert not _of(understand("Spain and Portugal will establish an Economic Dialogue.", published=DAY), Meeting)


# ---------------------------------------------------------------- where
@pytest.mark.parametrize(
    ("where", "country"),
    [
        ("in the Ethiopian town of Harmato", "ET"),
        ("at the Italian residence at Villa Verdolina", "IT"),
    ],
)
def test_a_states_adjective_tells_where_a_place_is(where: str, country: str, understand: Understand) -> None:
    """A place that no ontology knows lies in the state whose adjective stands before the noun for it."""
    [meeting] = _of(understand(f"{SANCHEZ} met {MONTENEGRO} {where}.", published=DAY), Meeting)
    assert isinstance(meeting.place, Place)
    assert meeting.place.country == country


def test_earth_is_no_place(understand: Understand) -> None:
    """Nobody visits Earth."""
    assert not _of(understand(f"{SANCHEZ} visited a museum about the Earth.", published=DAY), Visit)


# ---------------------------------------------------------------- who holds what
def test_a_minister_beside_his_premier_is_of_the_same_state(understand: Understand) -> None:
    """ "Greek Prime Minister A and energy minister B": the state is named once, and meant twice."""
    text = "Greek Prime Minister Kyriakos Mitsotakis and energy minister Petros Alexakis arrived in Lisbon."
    held = {p.holder: p.position_of for p in _of(understand(text, published=DAY), PositionHeld)}
    assert set(held.values()) == {"country/GR"}


def test_an_envoy_to_a_body_is_of_the_state_that_sends(understand: Understand) -> None:
    """The US Ambassador to the United Nations serves the United States."""
    text = "Former US Ambassador to the United Nations Nikki Haley welcomed the decision."
    [position] = _of(understand(text, published=DAY), PositionHeld)
    assert position.position_of == "country/US"


def test_a_style_stands_between_title_and_name(understand: Understand) -> None:
    """ "The Prime Minister of Laos, His Excellency Mr X" holds that office."""
    text = "The Prime Minister of Laos, His Excellency Mr Sonvilay Phommachan, visited Lisbon on Monday."
    [position] = _of(understand(text, published=DAY), PositionHeld)
    assert (position.position, position.position_of) == ("Prime Minister", "country/LA")


@pytest.mark.parametrize("lead", ["On Twitter Montenegro wrote", "Voter Kitty Mak said"])
def test_a_noun_or_a_medium_is_no_part_of_a_name(lead: str, understand: Understand) -> None:
    """ "Voter" and "Twitter" before a name are none of its words."""
    extraction = understand(f'{MONTENEGRO} spoke. {lead}, "We are ready."', published=DAY)
    assert not {"person/Twitter_Montenegro", "person/Voter_Kitty_Mak"} & {a.key for a in extraction.actors}


# ---------------------------------------------------------------- who says it
def test_who_behind_a_day_is_the_person_before_it(understand: Understand) -> None:
    """ "A call with X on Saturday, who said": X said it."""
    text = f"{SANCHEZ} held a call with {MONTENEGRO} on Saturday, who said the harbour would be built."
    assert (("person/Luis_Montenegro",), "said") in _said(understand(text, published=DAY))


def test_she_may_be_a_source_without_a_name(understand: Understand) -> None:
    """After "a spokeswoman said" it is she who goes on."""
    text = "A spokeswoman for the European Commission said a plane was ready. She said the harbour was closed."
    [first, second] = _of(understand(text, published=DAY), Statement)
    assert first.speakers == second.speakers


def test_what_was_asked_of_somebody_is_not_his(understand: Understand) -> None:
    """ "When asked whether ..., he replied": who asked is not told."""
    text = f'{SANCHEZ} wants a pact, but when asked whether Spain would sign it, Sanchez replied, "No."'
    assert all(cue != "asked" for _, cue in _said(understand(text, published=DAY)))


def test_a_misfortune_in_the_passive_is_said_by_nobody(understand: Understand) -> None:
    """ "The charges were announced" is no statement of the two whom the article is about."""
    text = f"{SANCHEZ} met {MONTENEGRO}. The charges were announced on the anniversary of the fire."
    assert all(cue != "announced" for _, cue in _said(understand(text, published=DAY)))


def test_an_interpreter_speaks_for_whom_he_interprets(understand: Understand) -> None:
    """In a transcript the words of an interpreter are those of the speaker before; notes in brackets are none."""
    text = (
        f"{SANCHEZ}: [In Spanish]\nINTERPRETER: We shall build the harbour.\n"
        f"Q Will it be soon?\n{SANCHEZ}: Yes, it will."
    )
    told = [s.of(text) for s in (c for f in _of(understand(text, published=DAY), Statement) for c in f.content)]
    assert told == ["We shall build the harbour.", "Yes, it will."]


def test_a_statement_in_paragraphs_goes_on_while_it_is_in_the_first_person(understand: Understand) -> None:
    """Behind "said:" the paragraphs in the first person are his; what tells of him again is the reporter's."""
    text = (
        f"{SANCHEZ} said:\nI welcome the accord.\nIt is a beginning, and we shall build on it.\n"
        "The Prime Minister will travel to Lisbon on Sunday."
    )
    [statement] = [s for s in _of(understand(text, published=DAY), Statement) if s.cue == "said"]
    assert [c.of(text) for c in statement.content] == [
        "I welcome the accord.",
        "It is a beginning, and we shall build on it.",
    ]


def test_what_one_goes_by_was_held_before(understand: Understand) -> None:
    """ "In line with discussions between A and B" tells of no meeting of that day."""
    text = f"In line with discussions between {SANCHEZ} and {MONTENEGRO}, Spain sent three ships to Lisbon."
    [meeting] = _of(understand(text, published=DAY), Meeting)
    assert meeting.period is not None
    assert meeting.period.earliest is None


def test_a_wish_that_others_should_say_it_is_not_said_by_them(understand: Understand) -> None:
    """ "The need for all countries to condemn X" is one statement, of whoever underscored it."""
    text = f"{SANCHEZ} underscored the need for all countries to condemn the attack."
    assert [cue for _, cue in _said(understand(text, published=DAY))] == ["underscored"]


def test_who_says_i_is_not_he(understand: Understand) -> None:
    """In the statement of one author "he" is another."""
    text = "We mourn General Pedro Alvarez. I worked with him when he served as Defence Minister of Spain."
    told = understand(text, published=DAY, title="Statement by President Joe Biden on the passing of a general")
    assert "person/Joe_Biden" not in {p.holder for p in _of(told, PositionHeld) if p.position == "Defence Minister"}
