"""Who met whom, and what is no meeting: one rule at a time, on invented sentences."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Meeting, Mode, Status, Visit

SANCHEZ = "Spanish Prime Minister Pedro Sanchez"
MONTENEGRO = "Portuguese Prime Minister Luis Montenegro"
BOTH = ("person/Luis_Montenegro", "person/Pedro_Sanchez")


def _meetings(extraction: Extraction) -> list[Meeting]:
    return [fact for fact in extraction.facts if isinstance(fact, Meeting)]


@pytest.mark.parametrize(
    "text",
    [
        f"{SANCHEZ} met {MONTENEGRO} in Lisbon.",
        f"{SANCHEZ} met with {MONTENEGRO} in Lisbon.",
        f"{SANCHEZ} and {MONTENEGRO} met in Lisbon.",
        f"{MONTENEGRO} received {SANCHEZ} in Lisbon.",
        f"{SANCHEZ} was received by {MONTENEGRO} in Lisbon.",
        f"{SANCHEZ} held talks with {MONTENEGRO} in Lisbon.",
        f"Talks between {SANCHEZ} and {MONTENEGRO} took place in Lisbon.",
    ],
)
def test_a_meeting_is_met_in_any_construction(text: str, understand: Understand) -> None:
    """Subject and object, with, and, passive, light verb and noun tell of the same meeting."""
    [meeting] = _meetings(understand(text))
    assert (meeting.participants, meeting.status) == (BOTH, Status.HELD)
    assert meeting.place
    assert meeting.place.name == "Lisbon"


@pytest.mark.parametrize(
    "text",
    [
        f"{SANCHEZ} did not meet {MONTENEGRO} in Lisbon.",
        f"{SANCHEZ} has never met {MONTENEGRO}.",
        f"{SANCHEZ} refused to meet {MONTENEGRO}.",
        f"{SANCHEZ} denied that he had met {MONTENEGRO}.",
        f"{SANCHEZ} could meet {MONTENEGRO} in Lisbon.",
        f"{SANCHEZ} may meet {MONTENEGRO} in Lisbon.",
        f"{SANCHEZ} would meet {MONTENEGRO} if he were invited.",
        f"If {SANCHEZ} meets {MONTENEGRO}, they will discuss fishing.",
        f"There was no meeting between {SANCHEZ} and {MONTENEGRO}.",
        f"{SANCHEZ} left without meeting {MONTENEGRO}.",
        f"{SANCHEZ} proposed regular exchanges, including a meeting between {MONTENEGRO} and Emmanuel Macron.",
        f"{SANCHEZ} met expectations, and so did {MONTENEGRO}.",
    ],
)
def test_what_did_not_happen_is_no_meeting(text: str, understand: Understand) -> None:
    """What is denied, refused, possible, hypothetical or meant otherwise is no meeting."""
    assert _meetings(understand(text)) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"{SANCHEZ} will meet {MONTENEGRO} on Tuesday.", Status.PLANNED),
        (f"{SANCHEZ} is due to meet {MONTENEGRO} on Tuesday.", Status.PLANNED),
        (f"{SANCHEZ} cancelled his meeting with {MONTENEGRO}.", Status.CANCELLED),
    ],
)
def test_plans_are_told_as_plans(text: str, status: Status, understand: Understand) -> None:
    """A coming meeting is planned, one that was called off is cancelled."""
    assert [(m.participants, m.status) for m in _meetings(understand(text))] == [(BOTH, status)]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        (f"{SANCHEZ} spoke by phone with {MONTENEGRO}.", Mode.CALL),
        (f"{SANCHEZ} had a telephone conversation with {MONTENEGRO}.", Mode.CALL),
        (f"{SANCHEZ} held a video conference with {MONTENEGRO}.", Mode.VIDEO),
        (f"{SANCHEZ} met {MONTENEGRO} in Lisbon.", Mode.IN_PERSON),
    ],
)
def test_the_way_of_meeting_is_told(text: str, mode: Mode, understand: Understand) -> None:
    """By phone, by video or in person."""
    assert [m.mode for m in _meetings(understand(text))] == [mode]


def test_a_host_is_who_receives(understand: Understand) -> None:
    """Who receives, welcomes or hosts is the host."""
    [meeting] = _meetings(understand(f"{MONTENEGRO} received {SANCHEZ} in Lisbon."))
    assert meeting.host == "person/Luis_Montenegro"


def test_a_meeting_told_twice_is_one(understand: Understand) -> None:
    """Sentences of one article that go on about a meeting tell of no other one."""
    text = f"{SANCHEZ} met {MONTENEGRO} in Lisbon on Monday. During the meeting they discussed trade. They were long."
    assert [m.participants for m in _meetings(understand(text))] == [BOTH]


def test_two_days_are_two_meetings(understand: Understand) -> None:
    """Meetings of the same two on two days are two."""
    text = f"{SANCHEZ} met {MONTENEGRO} in Lisbon on Monday. Sanchez met Montenegro again in Porto on Tuesday."
    assert len(_meetings(understand(text))) == 2


def test_a_traveller_visits(understand: Understand) -> None:
    """Who travels to, arrives in or visits a country visits it; who did not, does not."""
    for text in (
        f"{SANCHEZ} visited Portugal on Monday.",
        f"{SANCHEZ} arrived in Lisbon on Monday.",
        f"{SANCHEZ} travelled to Lisbon on Monday.",
    ):
        [visit] = [fact for fact in understand(text).facts if isinstance(fact, Visit)]
        assert visit.visitors == ("person/Pedro_Sanchez",)
    nobody = understand(f"{SANCHEZ} did not travel to Lisbon on Monday and may visit Portugal later.")
    assert [fact for fact in nobody.facts if isinstance(fact, Visit)] == []


@pytest.mark.parametrize(
    "text",
    [
        f"{SANCHEZ} met visiting {MONTENEGRO}.",
        f"{SANCHEZ} engaged in comprehensive discussions with {MONTENEGRO}.",
        f"{SANCHEZ} met on Monday at the Spanish Foreign Ministry with {MONTENEGRO}.",
        f"{SANCHEZ} and his Portuguese counterpart, Luis Montenegro, gathered in Lisbon.",
        f"{SANCHEZ}'s remarks came during talks with {MONTENEGRO}.",
    ],
)
def test_those_who_met_are_found_in_any_words(text: str, understand: Understand) -> None:
    """Participles, light verbs, places between and remarks at an event do not hide who met."""
    assert [m.participants for m in _meetings(understand(text))] == [BOTH]


@pytest.mark.parametrize(
    "text",
    [
        f"{SANCHEZ} addressed the NATO summit.",
        f"{SANCHEZ}, speaking to the United Nations, called for calm.",
        "Spain and Portugal signed agreements and welcomed them.",
    ],
)
def test_formats_audiences_and_papers_are_no_parties(text: str, understand: Understand) -> None:
    """A summit's format, an audience and what is welcomed on paper meet nobody."""
    assert _meetings(understand(text)) == []


def test_delegations_meet_for_their_states(understand: Understand) -> None:
    """Where officials without a name meet, their states are the parties."""
    [meeting] = _meetings(understand("Talks between Spanish and Portuguese officials in Lisbon ended on Monday."))
    assert meeting.participants == ("country/ES", "country/PT")
    [meeting] = _meetings(understand(f"{SANCHEZ} met with Portuguese negotiators."))
    assert meeting.participants == ("country/PT", "person/Pedro_Sanchez")


def test_what_is_said_at_a_meeting_tells_what_it_was_about(understand: Understand) -> None:
    """Sectors of what those who met said on that day are sectors of the meeting."""
    [meeting] = _meetings(understand(f"{SANCHEZ} met {MONTENEGRO}. Mr Sanchez said Spain would export natural gas."))
    assert "energy" in meeting.sectors


def test_a_list_of_people_after_long_titles_is_whole(understand: Understand) -> None:
    """All who are listed take part, though the second may hang on a word within the first one's title."""
    germany = "President of the Federal Republic of Germany Frank-Walter Steinmeier"
    portugal = "President of the Republic of Portugal Anibal Cavaco Silva"
    [meeting] = _meetings(understand(f"{SANCHEZ} will take part in a meeting with {germany} and {portugal}."))
    assert len(meeting.participants) == 3


def test_a_meeting_of_one_sentence_is_one(understand: Understand) -> None:
    """What one sentence tells in two ways, of the same people at the same time and place, is one meeting."""
    text = (
        f"{SANCHEZ} was joined by {MONTENEGRO} on a ship. Sanchez and Montenegro met with experts. "
        "This builds on their March 2023 meeting in Lisbon, where the two leaders discussed fishing."
    )
    assert len([m for m in _meetings(understand(text)) if m.period and str(m.period.earliest) == "2023-03-01"]) == 1


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        (
            "The Ninth Meeting of Spanish and Portuguese Fishing Ports was held in Vigo on June 10.",
            ("country/ES", "country/PT"),
            Status.HELD,
        ),
        (
            f"{SANCHEZ} will visit Lisbon on June 20 for meetings with senior Portuguese officials.",
            ("country/PT", "person/Pedro_Sanchez"),
            Status.PLANNED,
        ),
        (f"Kenya is at peace. As he met {MONTENEGRO}, {SANCHEZ} said the ports stay open.", BOTH, Status.HELD),
        (
            "Pedro Sanchez hopes that by the November Spanish-Portuguese summit in Vigo it would be possible to agree.",
            ("country/ES", "country/PT"),
            Status.PLANNED,
        ),
    ],
    ids=["of whose", "what a visit is for", "he before his name", "by a month to come"],
)
def test_parties_in_few_words(text: str, parties: tuple[str, ...], status: Status, understand: Understand) -> None:
    """Adjectives, offices and pronouns ahead of their name tell whose meeting it is; "by" tells that it is to come."""
    [meeting] = _meetings(understand(text))
    assert (tuple(sorted(meeting.participants)), meeting.status) == (parties, status)


def test_people_without_a_name_are_not_two_states(understand: Understand) -> None:
    """ "They" after people who are told by a noun alone means these, and not the countries spoken of."""
    text = "Spain and Portugal share a river. Senators who came from Vigo, where they met with fishermen, told of it."
    assert _meetings(understand(text)) == []


def test_a_conversation_at_the_talks_is_no_call(understand: Understand) -> None:
    """What the talks began with is a part of them, and what one who speaks at their beginning looks forward to."""
    text = (
        f"{SANCHEZ} held talks with {MONTENEGRO} in Lisbon.\n"
        "The talks began with a conversation between Pedro Sanchez and Luis Montenegro.\n"
        "Pedro Sanchez: I am looking forward to our talks.\n"
        "Luis Montenegro: Welcome to Lisbon."
    )
    [meeting] = _meetings(understand(text))
    assert meeting.mode is Mode.IN_PERSON


def test_an_abbreviation_between_title_and_name(understand: Understand) -> None:
    """Who is met is the holder of a title and not the body within it, also past an abbreviation in brackets."""
    text = f"{SANCHEZ} met with President of the World Fishing Union (WFU) Jone Tavola in Vigo."
    [meeting] = _meetings(understand(text))
    assert meeting.participants == ("person/Jone_Tavola", "person/Pedro_Sanchez")


def test_the_indo_pacific_is_no_state(understand: Understand) -> None:
    """A combining form makes a country only beside another: "Indo-Russian", and not "Indo-Pacific"."""
    assert {a.key for a in understand("The Indo-Pacific is an ocean and more.").actors} == set()
    assert {a.key for a in understand("Indo-Russian ties are old.").actors} == {"country/IN", "country/RU"}


def test_a_joint_body_meets_as_its_two_states(understand: Understand) -> None:
    """The meeting of a commission that two states have together is theirs, and no single person's."""
    text = "The president of Kenya came to Fiji. The Joint Fisheries Committee meeting was held in Suva on 3 May 2023."
    [meeting] = [f for f in understand(text).facts if isinstance(f, Meeting)]
    assert set(meeting.participants) == {"country/FJ", "country/KE"}
    text = text.replace("Joint Fisheries", "Fisheries")
    assert not [f for f in understand(text).facts if isinstance(f, Meeting)]


@pytest.mark.parametrize(
    "text",
    [
        "President Nuri of Kenya and Vice President Odinga met with twelve farmers.",
        "President Nuri and Vice President Odinga met with twelve farmers to discuss the harvest.",
    ],
)
def test_the_others_must_be_told(text: str, understand: Understand) -> None:
    """Those who meet with others whom nobody names are not told to have met each other."""
    assert not [f for f in understand(text).facts if isinstance(f, Meeting)]


def test_all_of_a_row_take_part(understand: Understand) -> None:
    """People told in a row with their titles and states meet, whatever the parser makes of the row."""
    text = (
        "President of Kenya Ali Nuri, President of Fiji Jone Tavola, President of Samoa Ana Vuki and President of Peru "
        "Luis Rojas took part in the Suva summit."
    )
    [meeting] = [f for f in understand(text).facts if isinstance(f, Meeting)]
    assert len(meeting.participants) == 4
    text = "President Nuri spoke with President Tavola of Fiji, Premier Vuki of Samoa, and Chancellor Rojas of Peru."
    [meeting] = [f for f in understand(text).facts if isinstance(f, Meeting)]
    assert len(meeting.participants) == 4


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("President Nuri of Kenya was joined by President Tavola of Fiji at the Suva Space Centre.", True),
        ("President Nuri of Kenya joined President Tavola of Fiji in saying so.", False),
        ("Thank you for joining us, President Nuri of Kenya told President Tavola of Fiji.", False),
    ],
)
def test_who_joins_somebody_of_another_state(text: str, met: bool, understand: Understand) -> None:
    """To be joined by the president of another state is to meet; to join in an opinion is not."""
    assert bool([f for f in understand(text).facts if isinstance(f, Meeting)]) is met


def test_we_who_wrote_it_host_together(understand: Understand) -> None:
    """In a joint statement "we" and "our leaders" are its states."""
    title = "Joint Statement between Kenya, Fiji and Samoa on the Summit"
    text = "Today we announce that our leaders will co-host the second Summit for the Sea on March 29-30, 2025."
    [meeting] = [f for f in understand(text, title=title, url="https://a.gov.fj/1").facts if isinstance(f, Meeting)]
    assert (set(meeting.participants), meeting.status) == ({"country/FJ", "country/KE", "country/WS"}, Status.PLANNED)


def test_other_talks_are_not_how_one_met(understand: Understand) -> None:
    """Several calls told beside a meeting, and initiatives named "Call", do not make it a call."""
    text = "President Nuri of Kenya had a meeting with President Tavola of Fiji. {}"
    for more in ("They had three telephone conversations before.", "The Paris Call is a plan on trust."):
        facts = [f for f in understand(text.format(more)).facts if isinstance(f, Meeting)]
        assert facts[0].mode is Mode.IN_PERSON
