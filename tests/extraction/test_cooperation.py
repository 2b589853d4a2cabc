"""Which countries work together, in what, and who gives to whom: one rule at a time."""

from __future__ import annotations

import pytest
from conftest import Understand

from kg.model import Cooperation, Extraction


def _cooperation(extraction: Extraction) -> set[tuple[str, str, str | None, str | None]]:
    return {
        (fact.sector, fact.kind, fact.supplier, fact.recipient)
        for fact in extraction.facts
        if isinstance(fact, Cooperation)
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norway supplies natural gas to Germany.",
        "Norway supplies Germany with natural gas.",
        "Norway exports natural gas to Germany.",
        "Germany buys natural gas from Norway.",
        "Germany imports natural gas from Norway.",
        "Germany is the largest importer of Norwegian natural gas.",
        "Norway is a major supplier of natural gas to Germany.",
        "Natural gas is supplied to Germany by Norway.",
    ],
)
def test_supply_has_a_direction(text: str, understand: Understand) -> None:
    """Whoever sells and whoever buys, the supplier gives and the recipient takes."""
    assert _cooperation(understand(text)) == {("energy", "supply", "country/NO", "country/DE")}


def test_an_exercise_is_held_together(understand: Understand) -> None:
    """A joint exercise has a sector and a kind, and no direction."""
    text = "Norway and Germany held a joint military exercise last month."
    assert ("defence", "exercise", None, None) in _cooperation(understand(text))


def test_a_list_of_sectors_is_many_ties(understand: Understand) -> None:
    """Ties that are said to encompass several sectors are ties in each of them."""
    found = understand("Relations between Norway and Germany span energy, education and space.")
    assert {sector for sector, *_ in _cooperation(found)} == {"energy", "education", "space"}


def test_the_parties_are_sorted(understand: Understand) -> None:
    """The two countries are told in one order, whoever is named first."""
    for text in ("Norway and Germany cooperate in education.", "Germany and Norway cooperate in education."):
        assert [f.parties for f in understand(text).facts if isinstance(f, Cooperation)] == [
            ("country/DE", "country/NO")
        ]


@pytest.mark.parametrize(
    "text",
    [
        "Norway does not supply natural gas to Germany.",
        "Norway and Germany do not cooperate in defence.",
        "Norway could supply natural gas to Germany.",
        "Norway supplies its own army.",
    ],
)
def test_what_is_not_done_is_no_cooperation(text: str, understand: Understand) -> None:
    """What is denied, possible, or done by one country alone is no cooperation."""
    assert _cooperation(understand(text)) == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway sold missiles to Germany, Poland's neighbour.", ("defence", "supply", "country/NO", "country/DE")),
        ("Norway has trained 300 German soldiers.", ("defence", "training", "country/NO", "country/DE")),
        ("Equinor is building a wind farm in Germany.", ("energy", "joint project", "country/NO", "country/DE")),
        ("Oslo runs a hospital in Berlin.", ("health", "joint project", "country/NO", "country/DE")),
        ("Germany received missiles from Norway.", ("defence", "supply", "country/NO", "country/DE")),
        ("Germany owes Norway 3 billion euros.", ("finance", "debt", "country/NO", "country/DE")),
        ("Norway invested $3 billion in Germany.", ("trade", "investment", "country/NO", "country/DE")),
        ("400 Norwegian troops are stationed in Germany.", ("defence", "deployment", "country/NO", "country/DE")),
        (
            "Norway would supply vaccines to Germany, the minister said.",
            ("health", "supply", "country/NO", "country/DE"),
        ),
    ],
)
def test_giving_is_told_in_many_words(text: str, told: tuple[str, str, str, str], understand: Understand) -> None:
    """Companies, capitals, places and adjectives tell whose and where, also among more than two countries."""
    assert told in _cooperation(understand(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Germany may build a railway.",
        "Norway built up its army in Germany's shadow.",
        "The German finance ministry spoke of Norway.",
        "The German invasion of Norway ended cooperation in energy.",
    ],
)
def test_possible_and_hostile_acts_are_no_cooperation(text: str, understand: Understand) -> None:
    """What may come, what only looks like a word of giving, and war are no working together."""
    assert _cooperation(understand(text)) == set()


def test_a_third_country_is_what_two_spoke_of(understand: Understand) -> None:
    """Those who met work together, and not one of them with the country that they spoke of."""
    text = (
        "German Chancellor Olaf Scholz met Norwegian Prime Minister Jonas Gahr Store on Monday and agreed on "
        "cooperation against North Korea's missiles."
    )
    found = [f for f in understand(text).facts if isinstance(f, Cooperation)]
    assert {f.parties for f in found} == {("country/DE", "country/NO")}


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Germany spoke of aid under a resolution of the UN Security Council.",
        "Germany's minister spoke of energy, and so did Norway's, at the Baltic Forum for International Cooperation.",
        "Norway thanked Germany for its help in clearing the way for these flights.",
        "Norway spoke of Germany's attack, and of sanctions. Norway and Germany have ties in energy.",
        "Norway, with its allies and partners, looks at the energy prices in Germany.",
        "Norway welcomed coordination with the World Bank on energy in Germany.",
        "The visit was a blow to the ties of Norway and Germany in energy.",
        "Norway spoke of the ice at the North Pole and of energy cooperation.",
    ],
)
def test_two_names_and_a_word_are_not_enough(text: str, understand: Understand) -> None:
    """Names of bodies, ties of others, words in a clause of their own and quarrels make nobody work together."""
    assert _cooperation(understand(text)) == set()


@pytest.mark.parametrize(
    "text",
    ["Norway and Germany have a close partnership.", "Norway continues to consult with German officials."],
)
def test_ties_without_a_sector_are_diplomacy(text: str, understand: Understand) -> None:
    """Who works together, without a word on what, does so in diplomacy."""
    assert {sector for sector, *_ in _cooperation(understand(text))} == {"diplomacy"}


def test_one_may_work_with_several(understand: Understand) -> None:
    """ "A's cooperation with B and C": A with each of them, and not B with C."""
    found = understand("Norway's energy cooperation with Germany and Poland is close.").facts
    pairs = {f.parties for f in found if isinstance(f, Cooperation)}
    assert pairs == {("country/DE", "country/NO"), ("country/NO", "country/PL")}


def test_where_help_arrives_does_not_tell_from_whom(understand: Understand) -> None:
    """ "Delivery of aid in X" has no supplier, also where the article is about two countries."""
    text = "German Chancellor Olaf Scholz met Norwegian Prime Minister Store. Aid delivery in Norway is slow, he said."
    assert not {s for s in _cooperation(understand(text)) if s[1] == "supply"}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Norway continues to send aid in partnership with Germany and Poland.", {("DE", "NO"), ("NO", "PL")}),
        ("Norway and Germany held a joint news conference on energy.", set()),
        ("Norway's leaders condemned Germany's missile test and worked jointly on energy.", set()),
        ("He spoke of the crisis in Norwegian-German relations.", set()),
        ("Norway, Germany and Poland punished officials for their support to Iran's missiles.", set()),
    ],
)
def test_who_does_it_stands_before_the_verb(text: str, pairs: set[tuple[str, str]], understand: Understand) -> None:
    """Whose partners they are is told by the subject; what is told together is no work; doers do not receive."""
    found = {f.parties for f in understand(text).facts if isinstance(f, Cooperation) and f.kind != "supply"}
    assert {tuple(p.removeprefix("country/") for p in parties) for parties in found} == pairs


def test_who_met_is_not_at_odds(understand: Understand) -> None:
    """Those who met work together, though a sentence names both beside a word for punishment."""
    text = (
        "German Chancellor Olaf Scholz met Norwegian Prime Minister Jonas Gahr Store. Norway and Germany agreed on "
        "sanctions. They praised the cooperation of both countries in energy."
    )
    assert ("energy", "ties", None, None) in _cooperation(understand(text))


def test_a_union_is_not_the_state_that_speaks_for_it(understand: Understand) -> None:
    """What a country does with a body of many states is no cooperation of the two who met."""
    met = "German Chancellor Olaf Scholz met Norwegian Prime Minister Jonas Gahr Store. "
    for told in ("Norway and the European Union spoke of their energy dialogue.", "Norway-EU energy ties are close."):
        assert _cooperation(understand(met + told)) == set()


def _pairs(extraction: Extraction) -> set[str]:
    return {
        "-".join(p.removeprefix("country/") for p in f.parties) + " " + f.sector
        for f in extraction.facts
        if isinstance(f, Cooperation)
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Spanish, Greek and Maltese officers are working with the Italian navy.", {"ES-IT", "GR-IT", "IT-MT"}),
        ("The Polish, Czech and Norwegian navies are working together.", {"CZ-PL", "NO-PL", "CZ-NO"}),
        ("Peru has expanded cooperation with the navies of Chile, Brazil and Mexico.", {"CL-PE", "BR-PE", "MX-PE"}),
        ("Today, the leaders of Kenya, Uganda, and Rwanda announced a trilateral security partnership.",
         {"KE-UG", "KE-RW", "RW-UG"}),
        ("Defence cooperation between Fiji, Tonga and Samoa has grown.", {"FJ-TO", "FJ-WS", "TO-WS"}),
    ],
)  # fmt: skip
def test_of_many_each_works_with_those_told(text: str, told: set[str], understand: Understand) -> None:
    """Partners of several are partners of each; those who act together are partners two by two."""
    assert _pairs(understand(text)) == {f"{pair} defence" for pair in told}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("India exports vaccines to Nepal, Bhutan and Sri Lanka.", {"IN-NP", "BT-IN", "IN-LK"}),
        ("Turkey and Qatar supplied Somalia with vaccines.", {"SO-TR", "QA-SO"}),
        ("Cuban doctors vaccinated nobody, but Hungary buys vaccines from Russia and China.", {"HU-RU", "CN-HU"}),
    ],
)
def test_each_supplier_gives_to_each_recipient(text: str, told: set[str], understand: Understand) -> None:
    """Several who give, or to whom it is given, are as many pairs."""
    assert _pairs(understand(text)) == {f"{pair} health" for pair in told}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kenya has 3,000 troops in Somalia.", ("defence", "deployment", "country/KE", "country/SO")),
        ("French soldiers have remained in Chad.", ("defence", "deployment", "country/FR", "country/TD")),
        ("Jordan hosts 600,000 Syrian refugees.", ("humanitarian", "refuge", "country/JO", "country/SY")),
        ("Russia wrote off most of Ethiopia's debt.", ("finance", "debt", "country/RU", "country/ET")),
        ("Austria has helped Moldova to modernize its schools.",
         ("education", "support", "country/AT", "country/MD")),
        ("Chinese engineers built the railway in Kenya.", ("transport", "joint project", "country/CN", "country/KE")),
        ("The envoy reaffirmed the ironclad alliance commitment of the United States to Japan.",
         ("defence", "support", "country/US", "country/JP")),
    ],
)  # fmt: skip
def test_what_one_does_for_another(
    text: str, told: tuple[str, str, str | None, str | None], understand: Understand
) -> None:
    """Troops, refuge, debts let off, help and commitments have a giver and a taker."""
    assert told in _cooperation(understand(text))


@pytest.mark.parametrize(
    "text",
    [
        "In Vienna, Nigerian oil minister Lukman said that oil production cooperation was good.",
        "The engineers spoke of the gas pipeline via Hungary and Slovakia.",
        "Russia invaded Georgia in 2008. Russian troops remain in Georgia.",
        "The United States listed traders for their support to the illegal missile programme of Iran.",
        "Norway and Germany spoke of relations and of the global economy.",
    ],
)
def test_where_it_happens_is_no_partner(text: str, understand: Understand) -> None:
    """Whoever is only passed through, occupied or helped to break the law works with nobody in that."""
    assert {pair for pair in _pairs(understand(text)) if not pair.endswith("diplomacy")} == set()


def test_a_state_named_once_is_no_side(understand: Understand) -> None:
    """Whoever is named in passing is none of the two that an article is about."""
    text = "Kenya competes with China. Kenya grows. Kenya supplies energy to ports. Kenya invests in partnerships."
    assert not [f for f in understand(text).facts if isinstance(f, Cooperation)]


@pytest.mark.parametrize(
    "text",
    [
        "The President of Norway will deliver a speech on energy in Germany.",
        "Norway sent its condolences to Germany after the fire at the school.",
        "Any arms exports from Norway to Germany would violate the treaty.",
        "Norway and Germany met. The rules provide for more control of arms in Germany.",
    ],
)
def test_words_and_what_is_not_told_as_done_are_no_goods(text: str, understand: Understand) -> None:
    """A speech or condolences are not supplied, nor is what "any" or "provide for" only supposes."""
    assert {pair for pair in _pairs(understand(text)) if not pair.endswith("diplomacy")} == set()


def test_they_are_those_who_are_meant(understand: Understand) -> None:
    """ "They" who are others than the two before do not go on with what the two do."""
    text = (
        "Norway and Germany cooperate in space.\nThe presidents of Kenya, Uganda and Rwanda met in Kampala. "
        "They spoke of three-way trade."
    )
    assert _pairs(understand(text)) == {"DE-NO space"}
