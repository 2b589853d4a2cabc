"""What was signed, by whom, and under which name: one rule at a time, on invented sentences."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Agreement, AgreementStatus, Extraction

BOTH = ("country/DE", "country/NO")


def _agreements(extraction: Extraction) -> list[Agreement]:
    return [fact for fact in extraction.facts if isinstance(fact, Agreement)]


def _labels(extraction: Extraction) -> list[str]:
    return [agreement.label for agreement in _agreements(extraction)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Germany signed a treaty on fishing.",
        "A treaty on fishing was signed by Norway and Germany.",
        "Norway and Germany agreed on a treaty on fishing.",
        "Norway and Germany extended a treaty on fishing.",
        "Norway and Germany are working on a treaty on fishing.",
        "Norway buys fish from Germany under a treaty on fishing signed in May.",
        "Both sides praised a treaty on fishing between Norway and Germany.",
    ],
)
def test_an_agreement_is_told_in_many_words(text: str, understand: Understand) -> None:
    """Signing, agreeing, extending and negotiating tell of an agreement, and so does "between"."""
    [agreement] = _agreements(understand(text))
    assert agreement.parties == BOTH
    assert agreement.label.startswith("treaty on fishing")


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Germany signed two memorandums, one on fishing, the other on space.",
        "Norway and Germany signed two memoranda: one on fishing and another on space.",
        "Norway and Germany signed memorandums on fishing and on space.",
    ],
)
def test_one_on_this_and_the_other_on_that_are_two(text: str, understand: Understand) -> None:
    """A plural that is taken apart is as many agreements."""
    topics = [label.split(" on ")[-1] for label in _labels(understand(text))]
    assert topics == ["fishing", "space"]


def test_a_list_under_a_heading_is_signed(understand: Understand) -> None:
    """The lines after "The following were signed:" are the documents."""
    text = "Norway and Germany signed the following:\n- Memorandum on fishing\n- Protocol on space\nThey met in Oslo."
    found = _agreements(understand(text))
    assert [(a.label, a.status) for a in found] == [
        ("Memorandum on fishing", AgreementStatus.SIGNED),
        ("Protocol on space", AgreementStatus.SIGNED),
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Norway signed a fishing pact with Germany in April.", "fishing pact with Germany"),
        ("Norway and Germany signed a fishing pact on Monday, as talks went on.", "fishing pact"),
        ("Norway and Germany signed an action plan for 2024-2026.", "action plan for 2024-2026"),
        ("A fishing pact between Norway and Germany took effect on Monday.", "fishing pact between Norway and Germany"),
        ("Norway signed a $5 billion fishing contract with Germany.", "$5 billion fishing contract with Germany"),
    ],
)
def test_the_name_ends_where_the_day_or_the_next_clause_begins(text: str, label: str, understand: Understand) -> None:
    """The name of an agreement holds its subject and parties, not when it was signed nor what went on."""
    assert _labels(understand(text)) == [label]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Norway's Ministry of Health and Germany signed a pact on vaccines.", BOTH),
        ("Rosatom and Gazprom signed a memorandum on hydrogen.", ("organization/Gazprom", "organization/Rosatom")),
        ("Norway secured a loan of $5 billion from Germany.", BOTH),
    ],
)
def test_ministries_sign_for_their_state(text: str, parties: tuple[str, ...], understand: Understand) -> None:
    """A ministry binds its state; a company or an agency binds itself."""
    [agreement] = _agreements(understand(text))
    assert agreement.parties == parties


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Germany did not sign a treaty on fishing.",
        "The convention further develops the law of the sea, Norway and Germany said.",
        "Norway and Germany may sign a treaty on fishing.",
        "Norway and Germany signed the agreement.",
    ],
)
def test_what_is_not_made_or_not_named_is_no_agreement(text: str, understand: Understand) -> None:
    """What was not signed, might be, or is only "the agreement" gives none."""
    assert _agreements(understand(text)) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Norway and Germany reached an Agreement on Fair Trade (“the Agreement”) to bring their economies closer.",
            "Agreement on Fair Trade",
        ),
        (
            "Norway and Germany have reached agreement on an Agreement on Fair Trade. The Agreement on Fair Trade "
            "between Norway and Germany was welcomed.",
            "Agreement on Fair Trade",
        ),
        ("Minister Ole Hansen signed the Fjord Accords on behalf of Norway and Germany.", "Fjord Accords"),
        (
            "Norway and Germany hailed the signing of a treaty on fishing, making it the first of its kind.",
            "treaty on fishing",
        ),
        (
            "Norway and Germany noted the adoption of the Norway-Germany Guidelines for Safe Ports.",
            "Norway-Germany Guidelines for Safe Ports",
        ),
        (
            "Many bilateral agreements were signed by Norway and Germany in June, including: a treaty on fishing.",
            "treaty on fishing",
        ),
    ],
)
def test_a_label_is_the_name_and_no_more(text: str, label: str, understand: Understand) -> None:
    """Short names in brackets, signatories, consequences and the heading of a list are no documents and no names."""
    assert _labels(understand(text)) == [label]


def test_companies_sign_for_themselves(understand: Understand) -> None:
    """The two names around "and" are the parties; "Air Fiji" is an airline, and not Fiji."""
    text = "A loan agreement between Equinor and Siemens on granting up to 12 billion euros was signed by Norway."
    [agreement] = _agreements(understand(text))
    assert set(agreement.parties) == {"organization/Equinor", "organization/Siemens"}
    [deal] = _agreements(understand("A commercial deal between Air Fiji and Siemens was welcomed."))
    assert set(deal.parties) == {"organization/Air_Fiji", "organization/Siemens"}


def test_a_press_statement_is_no_agreement(understand: Understand) -> None:
    """What is told to the press binds nobody."""
    assert _labels(understand("Norway and Germany adopted press statements on fishing.")) == []


def _parties(extraction: Extraction) -> list[set[str]]:
    return [{p.split("/")[-1] for p in agreement.parties} for agreement in _agreements(extraction)]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("The pact on rail safety signed recently by the leaders of Chile, Peru, Bolivia and Brazil is a success.",
         {"CL", "PE", "BO", "BR"}),
        ("The prime ministers of Finland, Sweden, and Norway signed a pact on rail safety.", {"FI", "SE", "NO"}),
        ("The talks on a Greek-Turkish maritime agreement go on.", {"GR", "TR"}),
        ("Last December's OPEC accord lifted the prices.", {"OPEC"}),
        ("The ministry said that Kenya had entered into an agreement on fishing with Oman.", {"KE", "OM"}),
        ("President Biden will unveil the new U.S.-Canada Partnership Roadmap.", {"US", "CA"}),
        ("Togo and Benin work together. Kenyan President Ruto will receive Rwandan President Kagame, and officials "
         "said that a fishing agreement will be signed.", {"KE", "RW"}),
    ],
)  # fmt: skip
def test_the_name_and_the_sentence_tell_whose_it_is(text: str, parties: set[str], understand: Understand) -> None:
    """Those who sign, in a row too; those named in its name; a body of states by itself; those in its sentence."""
    assert _parties(understand(text)) == [parties]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Kenya and Oman signed the East African Port Area (EAPA) agreement.",
         "East African Port Area (EAPA) agreement"),
        ("The Declaration of Strategic Partnership between Kenya and Oman, signed in 2000, is good.",
         "Declaration of Strategic Partnership between Kenya and Oman"),
        ("Kenya and Oman signed an agreement on ports, with Yemen the only state left out.", "agreement on ports"),
    ],
)  # fmt: skip
def test_a_name_is_whole(text: str, label: str, understand: Understand) -> None:
    """A short name in brackets and what a declaration is of belong to the name; what follows ", with" does not."""
    assert _labels(understand(text)) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Germany spoke of ports. Arab leaders have negotiated a treaty on fishing.",
        "Norway and Germany spoke of ports. The two shipping companies signed a contract for a ferry.",
        "Norway and Germany spoke of education exchanges and workforce development programs.",
        "The document sealed the friendship of Norway and Germany, who keep the international agreements in force.",
    ],
)
def test_what_others_sign_is_not_of_the_two(text: str, understand: Understand) -> None:
    """The two countries of an article are no parties to what others sign, nor to what is neither signed nor sealed."""
    assert _agreements(understand(text)) == []


def test_the_deal_of_that_day_is_the_one_known(understand: Understand) -> None:
    """A deal that is called back with no word of its own is the one already told, and its sentence is evidence."""
    text = (
        "Norway and Germany signed a fishing rights agreement on 27 May. Many praised it.\n"
        "In the May 27 deal, Norway and Germany agreed on quotas."
    )
    [agreement] = _agreements(understand(text))
    assert (agreement.label, len(agreement.evidence)) == ("fishing rights agreement", 2)
