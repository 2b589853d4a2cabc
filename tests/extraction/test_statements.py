"""Who said what, where the words stand and who relays them: one rule at a time, on invented sentences."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Extraction, Quotation, Statement

RANGEL = "Portuguese Foreign Minister Paulo Rangel"
WHO = ("person/Paulo_Rangel",)
SANCHEZ = ("person/Pedro_Sanchez",)


def _statements(extraction: Extraction) -> list[Statement]:
    return [fact for fact in extraction.facts if isinstance(fact, Statement)]


def _words(extraction: Extraction, statement: Statement) -> list[str]:
    return [span.of(extraction.article.text).rstrip(",.") for span in statement.content]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"{RANGEL} said, “We keep the border open.”", ["We keep the border open"]),
        (f'"We keep the border open," said {RANGEL}.', ["We keep the border open"]),
        (f"“We keep the border open,” {RANGEL} said.", ["We keep the border open"]),
        (f"“We keep,” {RANGEL} said, “the border open.”", ["We keep", "the border open"]),
        (
            f"“We keep it open,” {RANGEL} said. “Nobody has to pay for it.”",
            ["We keep it open", "Nobody has to pay for it"],
        ),
        (f'{RANGEL}: "We keep the border open."', ["We keep the border open"]),
    ],
    ids=["before", "after the verb", "after", "inside", "between sentences", "colon"],
)
def test_a_speaker_stands_anywhere(text: str, words: list[str], understand: Understand) -> None:
    """The speaker stands before, after or inside a quotation; the words are kept without marks."""
    extraction = understand(text)
    [statement] = _statements(extraction)
    assert (statement.speakers, statement.quotation) == (WHO, Quotation.DIRECT)
    assert _words(extraction, statement) == words


def test_a_quotation_goes_on_in_the_next_paragraph(understand: Understand) -> None:
    """A quotation that stands alone after another is the same speaker's."""
    extraction = understand(f'"We keep it open," {RANGEL} said.\n"Nobody has to pay for that."')
    assert {s.speakers for s in _statements(extraction)} == {WHO}
    assert [w for s in _statements(extraction) for w in _words(extraction, s)] == [
        "We keep it open",
        "Nobody has to pay for that",
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"According to {RANGEL}, the border stays open.",
        f"The border stays open, according to {RANGEL}.",
        f"The border stays open, {RANGEL} said.",
        f"{RANGEL} said that the border stays open.",
        f"{RANGEL} said the border stays open.",
    ],
)
def test_indirect_speech_is_the_clause(text: str, understand: Understand) -> None:
    """Indirect speech is the clause that was said, whether the source stands before or after it."""
    extraction = understand(text)
    [statement] = _statements(extraction)
    assert (statement.speakers, statement.quotation) == (WHO, Quotation.INDIRECT)
    assert [words.lower() for words in _words(extraction, statement)] == ["the border stays open"]


def test_partly_quoted_is_mixed(understand: Understand) -> None:
    """A clause that is quoted in part is kept whole, with its inner marks, and told as mixed."""
    extraction = understand(f"{RANGEL} said that the border would stay “as open as the sea”.")
    [statement] = _statements(extraction)
    assert statement.quotation is Quotation.MIXED
    assert _words(extraction, statement) == ["the border would stay “as open as the sea”"]


def test_who_is_told_is_the_addressee(understand: Understand) -> None:
    """Who is told, is told."""
    extraction = understand(f"{RANGEL} told Spanish Prime Minister Pedro Sanchez that the border stays open.")
    [statement] = _statements(extraction)
    assert (statement.speakers, statement.addressees) == (WHO, ("person/Pedro_Sanchez",))


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        (f'"The border stays open," {RANGEL} wrote on X.', "x"),
        (f"{RANGEL} said at a press conference that the border stays open.", "press conference"),
        (f"{RANGEL} said in an interview that the border stays open.", "interview"),
    ],
)
def test_the_medium_is_told(text: str, medium: str, understand: Understand) -> None:
    """On X, at a press conference, in an interview: where something was said."""
    [statement] = _statements(understand(text))
    assert statement.speakers == WHO
    assert statement.medium
    assert medium in statement.medium.lower()


def test_an_outlet_relays(understand: Understand) -> None:
    """The outlet that reports what somebody said relays it, and is not the speaker."""
    [statement] = _statements(understand(f"Reuters reported that {RANGEL} said the border stays open."))
    assert (statement.speakers, statement.reported_by) == (WHO, "organization/Reuters")


@pytest.mark.parametrize(
    "text",
    [
        f"{RANGEL} did not say whether the border stays open.",
        f"{RANGEL} declined to comment on the border.",
        f"{RANGEL} spoke in Madrid.",
        "The so-called “border” stays open.",
    ],
)
def test_silence_is_no_statement(text: str, understand: Understand) -> None:
    """Who says nothing, or of whom no words are told, makes no statement."""
    assert _statements(understand(text)) == []


def test_when_it_was_said_is_not_when_it_happens(understand: Understand) -> None:
    """The day inside what was said is not the day when it was said."""
    [statement] = _statements(understand(f"{RANGEL} said on Tuesday that the border would close on 3 August 2024."))
    assert statement.period
    assert str(statement.period.earliest) == str(statement.period.latest) == "2024-06-11"


def test_a_quotation_behind_that_is_kept_whole(understand: Understand) -> None:
    """A quotation of several sentences that "that" leads to is one direct statement."""
    extraction = understand(f'{RANGEL} said that "the border is open. Nobody pays. We keep it so."')
    [statement] = _statements(extraction)
    assert (statement.speakers, statement.quotation) == (WHO, Quotation.DIRECT)
    assert _words(extraction, statement) == ["the border is open. Nobody pays. We keep it so"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (f'"Pedro Sanchez opens the border," {RANGEL} said. "Pedro Sanchez is right," he added.', WHO),
        (f"Pedro Sanchez was in Lisbon. According to {RANGEL}, all is well. He said the border stays open.", WHO),
        (f"{RANGEL} met Maria Silva in Lisbon. She said the border stays open.", ("person/Maria_Silva",)),
        (
            "Portuguese Ambassador to Spain Jose Lopes met Pedro Sanchez. The envoy said the border stays open.",
            ("person/Jose_Lopes",),
        ),
        ("Portugal held talks in Madrid. It said the border stays open.", ("country/PT",)),
        ("The Reuters report said the border stays open.", ("organization/Reuters",)),
        (f"{RANGEL} met Pedro Sanchez, and the former said the border stays open.", WHO),
    ],
    ids=["beyond the quotation", "according to", "she", "the envoy", "it", "the report", "the former"],
)
def test_who_is_meant_has_said_it(text: str, speakers: tuple[str, ...], understand: Understand) -> None:
    """A pronoun or description that stands before the last cue is who the reader takes it for."""
    assert _statements(understand(text))[-1].speakers == speakers


def test_a_name_alone_on_its_line_opens_a_turn(understand: Understand) -> None:
    """In a transcript the speaker may stand above the words."""
    text = "Foreign Minister Paulo Rangel:\nThe border stays open.\nPrime Minister Pedro Sanchez:\nWe are glad of it."
    assert [s.speakers for s in _statements(understand(text))] == [WHO, ("person/Pedro_Sanchez",)]


def test_the_past_behind_an_infinitive_is_not_said(understand: Understand) -> None:
    """What somebody also did is no part of what he urged others to do."""
    extraction = understand(f"{RANGEL} urged Spain to open the border and travelled to Madrid.")
    [statement] = _statements(extraction)
    assert _words(extraction, statement) == ["to open the border"]


def test_the_date_of_a_dateline_is_no_event(understand: Understand) -> None:
    """What an agency writes above its report tells when it was written."""
    [statement] = _statements(understand(f"LISBON (Agency News - 3rd June, 2024) {RANGEL} said the border stays open."))
    assert statement.speakers == WHO
    assert str(statement.period and statement.period.earliest) == "2024-06-14"


def test_the_day_a_paragraph_opens_with_holds_for_it(understand: Understand) -> None:
    """What is told after "On Monday, ..." in the same paragraph was said on that day."""
    extraction = understand(f"On Monday, {RANGEL} was in Madrid. He said the border stays open.\nHe said it is safe.")
    assert [str(s.period and s.period.earliest) for s in _statements(extraction)] == ["2024-06-10", "2024-06-14"]


def test_an_author_says_i_and_we(understand: Understand) -> None:
    """In a statement that the headline gives to somebody, "I" and "we" outside quotations are its author."""
    title = "Statement by Prime Minister Pedro Sanchez on the Border"
    text = "I welcome the agreement on the border. We thank Portugal for its patience."
    assert {s.speakers for s in _statements(understand(text, title=title))} == {("person/Pedro_Sanchez",)}
    assert _statements(understand(text)) == []


@pytest.mark.parametrize(
    ("title", "text", "speakers"),
    [
        (
            "Statement from Prime Minister Pedro Sanchez Congratulating Luis Montenegro",
            "I welcome his election.",
            SANCHEZ,
        ),
        ("Prime Minister Sanchez’s Remarks in Lisbon", "I thank Portugal for its patience.", SANCHEZ),
        (
            "Joint Statement Between Spain and Portugal on Rivers",
            "We condemn the attack.",
            ("country/ES", "country/PT"),
        ),
        ("G7 Leaders’ Statement", "We condemn the attack.", ("organization/G7",)),
        ("Talks in Lisbon", "We condemn the attack.", None),
    ],
    ids=["from somebody congratulating", "somebody's remarks", "between states", "a body's leaders", "no author"],
)
def test_authors_by_headline(title: str, text: str, speakers: tuple[str, ...] | None, understand: Understand) -> None:
    """A headline says in many forms in whose name a text speaks."""
    assert [s.speakers for s in _statements(understand(text, title=title))] == ([speakers] if speakers else [])


def test_links_are_plain_words(understand: Understand) -> None:
    """The address in a Markdown link is no part of the sentence, and what was said keeps its place in the text."""
    text = f"{RANGEL} [strongly condemned](https://a.example/statement?x=1) the attack in [Vigo](https://a.example/v)."
    extraction = understand(text)
    [statement] = _statements(extraction)
    assert _words(extraction, statement) == ["the attack in [Vigo"]


def test_views_are_told_by_main_verbs(understand: Understand) -> None:
    """What somebody believes or hopes is a statement, but not within what another says."""
    [statement] = _statements(understand(f"{RANGEL} hopes that the border stays open."))
    assert statement.speakers == WHO
    [said] = _statements(understand(f"{RANGEL} said Spain hopes that the border stays open."))
    assert said.cue == "said"


@pytest.mark.parametrize(
    ("text", "speakers", "words"),
    [
        (f"{RANGEL} suggested reopening the bridge.", WHO, "reopening the bridge"),
        (f"{RANGEL} regards the attack as a crime.", WHO, "the attack as a crime"),
        (
            "The leaders of Spain, the United Kingdom, and Portugal announced that they will co-host the summit.",
            ("country/ES", "country/GB", "country/PT"),
            "they will co-host the summit",
        ),
        (f"{RANGEL} pledged opening the border.", WHO, "opening the border"),
        ("The Portuguese government said the border stays open.", ("country/PT",), "the border stays open"),
    ],
    ids=["a gerund is proposed", "regards as", "leaders of states", "gerund", "a government is its state"],
)
def test_what_is_pledged_and_who_governs(
    text: str, speakers: tuple[str, ...], words: str, understand: Understand
) -> None:
    """A gerund can be what was pledged, and a government speaks for its state."""
    extraction = understand(text)
    [statement] = _statements(extraction)
    assert (statement.speakers, _words(extraction, statement)) == (speakers, [words])


@pytest.mark.parametrize(
    ("title", "text", "speakers"),
    [
        ("Spain, Portugal and Andorra signed an agreement", "The river is open, the agreement stresses.", 3),
        ("Spain, Portugal and Andorra signed an agreement", "The three heads of state invited Malta to join.", 3),
        ("The Spain-Portugal summit", "The Joint Statement stated that the river is open.", 2),
        ("The Spain-Portugal summit", "The parties expressed interest in the river.", 2),
        ("Rain in Vigo", "The agreement stresses that the river is open.", 0),
    ],
    ids=["agreement", "as many as there are", "joint paper", "parties", "no parties"],
)
def test_whose_paper_it_is(title: str, text: str, speakers: int, understand: Understand) -> None:
    """A paper, and parties without a name, speak for the states that the headline tells of."""
    found = [s.speakers for s in _statements(understand(text, title=title)) if s.speakers[0].startswith("country/")]
    assert [len(s) for s in found] == ([speakers] if speakers else [])


def test_a_head_of_state_is_who_holds_that_office(understand: Understand) -> None:
    """The head of state is the president, and not the head of government."""
    text = "Sergio Mattarella met Giorgia Meloni in Rome. The head of state mentioned the river."
    [statement] = _statements(understand(text, title="Italian President Sergio Mattarella in Rome"))
    assert statement.speakers == ("person/Sergio_Mattarella",)
