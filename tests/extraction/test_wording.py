"""How far what was said reaches, and which sources and papers say it: one rule at a time, on invented sentences."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Statement

RANGEL = "Portuguese Foreign Minister Paulo Rangel"
WHO = ("person/Paulo_Rangel",)


def _statements(extraction: Extraction) -> list[Statement]:
    return [fact for fact in extraction.facts if isinstance(fact, Statement)]


def _words(extraction: Extraction, statement: Statement) -> list[str]:
    return [span.of(extraction.article.text).rstrip(',."') for span in statement.content]


def _speakers(extraction: Extraction) -> list[list[str]]:
    """Names of those who speak, statement by statement."""
    names = {actor.key: actor.name for actor in extraction.actors}
    return [[names[key] for key in s.speakers] for s in _statements(extraction)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("reaffirmed the commitment to that task and to peace", "the commitment to that task and to peace"),
        (
            "called for the development of friendship, good-neighbourly relations and closer ties in many fields",
            "the development of friendship, good-neighbourly relations and closer ties in many fields",
        ),
        (
            "mentioned the projects of the year: a bridge, a tunnel and a port",
            "the projects of the year: a bridge, a tunnel and a port",
        ),
        (
            'praised the trend towards "open borders, cheaper trains and warm relations"',
            'the trend towards "open borders, cheaper trains and warm relations',
        ),
        (
            "underlined the importance of the river, with Spain using half of its water",
            "the importance of the river, with Spain using half of its water",
        ),
        (
            "announced new help for Malta, bringing the sum to 3 million euros",
            "new help for Malta, bringing the sum to 3 million euros",
        ),
        ("condemned and rejected the annexation of the island", "the annexation of the island"),
        ("welcomed the accord on Tuesday, two days after the vote", "the accord"),
        ("hailed the accord as a model for the region", "the accord as a model for the region"),
        ('said the border "is kept open by the ... treaty and it stays so"', None),
    ],
    ids=[
        "that task",
        "a list",
        "behind a colon",
        "a quoted list",
        "with one doing",
        "with what result",
        "an object of two verbs",
        "no date",
        "as",
        "words left out",
    ],
)
def test_a_noun_phrase_goes_on(said: str, words: str | None, understand: Understand) -> None:
    """What was said goes on over its list, its marks and its result, and ends before the date."""
    extraction = understand(f"{RANGEL} {said}.")
    [statement] = _statements(extraction)
    assert statement.speakers == WHO
    assert _words(extraction, statement) == [words or said.removeprefix("said ").rstrip('"')]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("called the treaty a mistake", "the treaty a mistake"),
        ('called the treaty "null and void"', 'the treaty "null and void'),
        ("called it a mistake", "a mistake"),
        (
            "described the founding of the union as timely and right",
            "the founding of the union as timely and right",
        ),
        ("ruled out any talks with the rebels", "any talks with the rebels"),
        ("named the militia and its allies as terrorists", "the militia and its allies as terrorists"),
        ("put the loss at 40 million euros", "the loss at 40 million euros"),
        ("denied selling weapons to the rebels", "selling weapons to the rebels"),
        ("urged Spain not to close the border", "not to close the border"),
        ("wished Spain great success", "great success"),
        ("requested an urgent meeting of the council", "an urgent meeting of the council"),
        ("agreed on the need for a new bridge", "the need for a new bridge"),
        ("spoke in Madrid, calling for the killers to be brought to justice", "the killers to be brought to justice"),
    ],
)
def test_what_is_called_what(said: str, words: str, understand: Understand) -> None:
    """What something is called, what is ruled out, denied, wished or asked for is what was said."""
    extraction = understand(f"{RANGEL} {said}.")
    [statement] = _statements(extraction)
    assert (statement.speakers, _words(extraction, statement)) == (WHO, [words])


@pytest.mark.parametrize(
    "text",
    [
        f"{RANGEL} named Maria Silva as ambassador.",
        f"{RANGEL} put the army at the disposal of the union.",
        f"{RANGEL} is going to announce his plan.",
        f"Asked about the vote to leave the union, {RANGEL} went home.",
        "The vote at the assembly condemning the invasion was close.",
    ],
)
def test_what_is_not_said(text: str, understand: Understand) -> None:
    """An office given, forces lent, a plan to speak and a vote are no statements."""
    assert _statements(understand(text)) == []


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Gulf oil sources said prices fell. They said the drop was small. The sources said more would follow.",
            [["Gulf oil sources"]] * 3,
        ),
        ("Traders and analysts estimate that prices fall. They say so.", [["Traders and analysts"]]),
        ("Traders and analysts say prices fall. They say it is late.", [["Traders and analysts"]] * 2),
        ("Bankers say the reform is slow.", [["Bankers"]]),
        ("Portuguese officers in Angola say the rebels fled.", [["Portuguese officers in Angola"]]),
        (
            "The ship wants a berth, one of the officials said, asking not to be named.",
            [["one of the officials"]],
        ),
        ("The army entered the town according to state media.", [["state media"]]),
        ("The envoys, according to Spanish officials, left the base.", [["Spanish officials"]]),
    ],
)
def test_unnamed_sources(text: str, speakers: list[list[str]], understand: Understand) -> None:
    """A source without a name is called by its own words, and meant again by "they" and "the sources"."""
    assert _speakers(understand(text)) == speakers


@pytest.mark.parametrize(
    "text",
    [
        "The reform is slow, the Spanish Embassy says in a new report. The report says the tax is high.",
        "The UN Security Council adopted a resolution. The resolution demanded full access to the camps.",
        f"{RANGEL} sent a letter blaming Spain for the flood.",
        "The World Bank approved a loan. The loan will keep the reform going, the Bank said.",
    ],
    ids=["report", "resolution", "letter", "short name"],
)
def test_a_paper_speaks_for_those_who_made_it(text: str, understand: Understand) -> None:
    """A report, a resolution, a letter say what those say who made them; a body goes on under its short name."""
    found = _statements(understand(text))
    assert found
    assert {s.speakers for s in found} < {
        ("organization/Spanish_Embassy",),
        ("organization/UN_Security_Council",),
        WHO,
        ("organization/World_Bank",),
    }


def test_who_was_quoted_is_the_speaker(understand: Understand) -> None:
    """Who was quoted by an outlet as saying something said it; the outlet relays."""
    for text in (
        f"{RANGEL} was quoted by Reuters as saying the border stays open.",
        f"{RANGEL}, quoted by Reuters, said the border stays open.",
    ):
        extraction = understand(text)
        [statement] = _statements(extraction)
        assert (statement.speakers, statement.reported_by) == (WHO, "organization/Reuters")
        assert _words(extraction, statement) == ["the border stays open"]


@pytest.mark.parametrize(
    ("text", "addressees", "medium"),
    [
        (f"{RANGEL} expressed his condolences to Pedro Sanchez over the flood.", ("person/Pedro_Sanchez",), None),
        (f"Speaking to Reuters, {RANGEL} said the border stays open.", ("organization/Reuters",), None),
        (
            f"{RANGEL} sent a letter to Pedro Sanchez. The letter said the border stays open.",
            ("person/Pedro_Sanchez",),
            "letter",
        ),
        (
            f'In his message to Pedro Sanchez, {RANGEL} said: "The border stays open."',
            ("person/Pedro_Sanchez",),
            "message",
        ),
        (f"{RANGEL} said in an interview with CNN that all is well.", ("organization/CNN",), "interview with CNN"),
        (f"Speaking on CNN, {RANGEL} said the border stays open.", (), "CNN"),
        (f"{RANGEL} said on live television that the border stays open.", (), "live television"),
    ],
)
def test_to_whom_and_where(text: str, addressees: tuple[str, ...], medium: str | None, understand: Understand) -> None:
    """A courtesy, a letter and an interview have somebody to whom they go."""
    [statement] = _statements(understand(text))
    found = tuple("organization/CNN" if "CNN" in key else key for key in statement.addressees)
    assert (statement.speakers, found, statement.medium) == (WHO, addressees, medium)


def test_anybody_can_be_asked(understand: Understand) -> None:
    """Who is urged is spoken to, whatever they are called."""
    extraction = understand(f"{RANGEL} urged heads of departments to save money.")
    names = {actor.key: actor.name for actor in extraction.actors}
    [statement] = _statements(extraction)
    assert [names[key] for key in statement.addressees] == ["heads of departments"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"In return, {RANGEL} said, Spain is to open its market.", "Spain is to open its market"),
        (f'Asked about Spain, {RANGEL} replied: "Of course."', "Of course"),
        (f"{RANGEL} said the accord was dead, citing the weather.", "the accord was dead"),
        (f"{RANGEL} welcomed Italy's leadership of the group.", "Italy's leadership of the group"),
        (f"{RANGEL} continues to call on Spain to open the bridge.", "to open the bridge"),
        (f"{RANGEL} shared his concern about the river.", "his concern about the river"),
        (f"{RANGEL} apologised for the delay.", "the delay"),
        (f"{RANGEL} looked at the river with Maria Silva, underscoring the value of it.", "the value of it"),
    ],
)
def test_speech_beside_other_deeds(text: str, words: str, understand: Understand) -> None:
    """Words that lead in and reasons given are no part of what was said; what one goes on to urge is."""
    extraction = understand(text)
    [statement] = _statements(extraction)
    assert (statement.speakers, _words(extraction, statement)) == (WHO, [words])


def test_a_subject_that_the_parser_lists(understand: Understand) -> None:
    """Who stands before the second verb said it, and not who acts by the first."""
    text = f"{RANGEL} met Pedro Sanchez. They discussed the river and the Foreign Minister stressed the need for rain."
    assert _statements(understand(text))[-1].speakers == WHO


def test_they_are_who_met_and_not_whom_one_praised(understand: Understand) -> None:
    """People whom one of two only speaks of are not meant by "they"."""
    text = (
        f"{RANGEL} met with Spanish Foreign Minister Jose Albares in Lisbon. {RANGEL} praised the road that was led by "
        "the work of President Emmanuel Macron and Chancellor Olaf Scholz. They noted the new rail link."
    )
    [_, noted] = _statements(understand(text, title="Paulo Rangel met with Jose Albares"))
    assert "person/Emmanuel_Macron" not in noted.speakers
    assert len(noted.speakers) == 2


def test_a_ministry_relays_what_its_minister_said(understand: Understand) -> None:
    """A body that tells in a release what somebody said relays it."""
    [statement] = _statements(
        understand(f"{RANGEL} condemned the flood, the Portuguese Foreign Ministry said in a press release.")
    )
    assert statement.speakers == WHO
    assert statement.reported_by
