"""A network such as two articles on a visit give: people, countries, meetings and fifteen statements."""

from __future__ import annotations

from kg.view.network import Edge, Network, Node, Quote

PTI = (
    "PM Modi, President Putin hold talks in Moscow",
    "The Hindu",
    "2024-07-09",
    "https://example.org/talks",
)
WEEKLY = ("India, Russia to step up energy and space ties", None, "2024-07-12", "https://example.org/ties")


def quote(article: tuple[str, str | None, str, str], sentence: str, rule: str, confidence: float) -> Quote:
    """Evidence from a sentence whose words that count stand between square brackets."""
    before, rest = sentence.split("[")
    exact, after = rest.split("]")
    return Quote(*article, before, exact, after, rule, confidence)


MET = quote(
    PTI,
    "Prime Minister Narendra Modi [held talks with President Vladimir Putin] at the Kremlin on Tuesday.",
    "frame/meet",
    0.94,
)
DINED = quote(
    PTI,
    "Mr. Putin [hosted Mr. Modi for a private dinner] at his residence in Novo-Ogaryovo on Monday evening.",
    "frame/host",
    0.88,
)
CALLED = quote(
    WEEKLY,
    "External Affairs Minister S. Jaishankar [spoke by phone with his Russian counterpart Sergey Lavrov].",
    "frame/call",
    0.81,
)
VISITED = quote(
    PTI,
    "Mr. Modi [arrived in Moscow] on Monday on a two-day visit, his first to Russia in five years.",
    "frame/visit",
    0.97,
)
SIGNED = quote(
    PTI,
    "The two sides [signed a programme of cooperation in the Russian Far East] for the years 2024 to 2029.",
    "frame/sign",
    0.9,
)
OIL = quote(
    WEEKLY,
    "[Russia has become India's largest supplier of crude oil], ahead of Iraq and Saudi Arabia.",
    "frame/supply",
    0.86,
)
REACTORS = quote(
    WEEKLY,
    "Rosatom [is building six reactors at Kudankulam] in Tamil Nadu, two of which are running.",
    "frame/build",
    0.79,
)
ASTRONAUTS = quote(
    WEEKLY,
    "Four Indian astronauts [were trained by Roscosmos near Moscow] for the Gaganyaan mission.",
    "frame/train",
    0.83,
)
EXERCISE = quote(
    WEEKLY,
    "The armies of both countries [hold the INDRA exercise every year].",
    "frame/exercise",
    0.75,
)
OFFICE = quote(PTI, "[Prime Minister Narendra Modi] flew to Moscow on Monday.", "frame/position", 0.98)
NATIONALS = quote(
    PTI,
    "[About 35 Indian nationals] were still in the Russian army, the foreign secretary said.",
    "frame/figure",
    0.72,
)

ACTORS = (
    Node("country/IN", "Country", "India", (("ISO code", "IN"),)),
    Node("country/RU", "Country", "Russia", (("ISO code", "RU"),)),
    Node("country/UA", "Country", "Ukraine", (("ISO code", "UA"),)),
    Node(
        "person/Narendra_Modi",
        "Person",
        "Narendra Modi",
        (("position", "Prime Minister of India"), ("also called", "Mr. Modi; PM Modi")),
        (OFFICE,),
    ),
    Node("person/Vladimir_Putin", "Person", "Vladimir Putin", (("position", "President of Russia"),)),
    Node("person/S_Jaishankar", "Person", "S. Jaishankar", (("position", "External Affairs Minister"),)),
    Node("person/Sergey_Lavrov", "Person", "Sergey Lavrov", (("position", "Foreign Minister of Russia"),)),
    Node("person/Vinay_Kwatra", "Person", "Vinay Mohan Kwatra", (("position", "Foreign Secretary"),)),
    Node("person/Dmitry_Peskov", "Person", "Dmitry Peskov", (("position", "Spokesman of the Kremlin"),)),
    Node("org/MEA", "Organization", "Ministry of External Affairs"),
    Node("org/MID", "Organization", "Ministry of Foreign Affairs of Russia"),
    Node("org/Rosatom", "Organization", "Rosatom"),
    Node("org/Roscosmos", "Organization", "Roscosmos"),
    Node("org/ISRO", "Organization", "ISRO"),
    Node("group/nationals", "Group", "Indian nationals"),
)
EVENTS = (
    Node(
        "meeting/kremlin",
        "Meeting",
        "Talks in the Kremlin, 9 July 2024",
        (("date", "2024-07-09"), ("status", "held"), ("mode", "in person")),
        (MET,),
        *("2024-07-09", "2024-07-09"),
    ),
    Node("meeting/dinner", "Meeting", "Dinner, 8 July 2024", (), (DINED,), "2024-07-08", "2024-07-08"),
    Node("meeting/call", "Meeting", "Call, July 2024", (("mode", "call"),), (CALLED,), "2024-07-01", "2024-07-31"),
    Node("visit/modi", "Visit", "Visit, 8–9 July 2024", (("status", "held"),), (VISITED,), "2024-07-08", "2024-07-09"),
    Node(
        "agreement/far-east",
        "Agreement",
        "Programme of cooperation in the Russian Far East 2024–2029",
        (("status", "signed"),),
        (SIGNED,),
    ),
    Node("cooperation/energy", "Cooperation", "Supply of crude oil", (("kind", "supply"),), (OIL,)),
    Node("cooperation/nuclear", "Cooperation", "Reactors at Kudankulam", (("kind", "supply"),), (REACTORS,)),
    Node("cooperation/space", "Cooperation", "Training of astronauts", (), (ASTRONAUTS,)),
    Node("cooperation/defence", "Cooperation", "INDRA exercise", (("kind", "exercise"),), (EXERCISE,)),
    Node("figure/nationals", "Figure", "about 35 Indian nationals", (("value", "35"),), (NATIONALS,)),
)
SECTORS = ("consular", "defence", "diplomacy", "energy", "finance", "nuclear energy", "space", "trade")
PLACES = ("Moscow", "Novo-Ogaryovo", "Kudankulam")

LINKS: tuple[tuple[str, str, str, Quote | None], ...] = (
    ("person/Narendra_Modi", "country/IN", "country", OFFICE),
    ("person/Vladimir_Putin", "country/RU", "country", None),
    ("person/S_Jaishankar", "org/MEA", "member of", None),
    ("person/Vinay_Kwatra", "org/MEA", "member of", None),
    ("person/Sergey_Lavrov", "org/MID", "member of", None),
    ("person/Dmitry_Peskov", "country/RU", "country", None),
    ("org/MEA", "country/IN", "country", None),
    ("org/MID", "country/RU", "country", None),
    ("org/Rosatom", "country/RU", "country", None),
    ("org/Roscosmos", "country/RU", "country", None),
    ("org/ISRO", "country/IN", "country", None),
    ("group/nationals", "country/IN", "country", None),
    ("meeting/kremlin", "person/Narendra_Modi", "participant", MET),
    ("meeting/kremlin", "person/Vladimir_Putin", "participant", MET),
    ("meeting/kremlin", "place/Moscow", "place", MET),
    ("meeting/kremlin", "sector/diplomacy", "sector", MET),
    ("meeting/dinner", "person/Narendra_Modi", "participant", DINED),
    ("meeting/dinner", "person/Vladimir_Putin", "participant", DINED),
    ("meeting/dinner", "person/Vladimir_Putin", "host", DINED),
    ("meeting/dinner", "place/Novo-Ogaryovo", "place", DINED),
    ("meeting/call", "person/S_Jaishankar", "participant", CALLED),
    ("meeting/call", "person/Sergey_Lavrov", "participant", CALLED),
    ("visit/modi", "person/Narendra_Modi", "visitor", VISITED),
    ("visit/modi", "place/Moscow", "destination", VISITED),
    ("place/Moscow", "country/RU", "country", None),
    ("place/Novo-Ogaryovo", "country/RU", "country", None),
    ("place/Kudankulam", "country/IN", "country", None),
    ("agreement/far-east", "country/IN", "party", SIGNED),
    ("agreement/far-east", "country/RU", "party", SIGNED),
    ("agreement/far-east", "sector/trade", "sector", SIGNED),
    ("cooperation/energy", "country/IN", "recipient", OIL),
    ("cooperation/energy", "country/RU", "supplier", OIL),
    ("cooperation/energy", "sector/energy", "sector", OIL),
    ("cooperation/nuclear", "country/IN", "party", REACTORS),
    ("cooperation/nuclear", "country/RU", "party", REACTORS),
    ("cooperation/nuclear", "org/Rosatom", "supplier", REACTORS),
    ("cooperation/nuclear", "sector/nuclear energy", "sector", REACTORS),
    ("cooperation/nuclear", "place/Kudankulam", "place", REACTORS),
    ("cooperation/space", "country/IN", "party", ASTRONAUTS),
    ("cooperation/space", "country/RU", "party", ASTRONAUTS),
    ("cooperation/space", "org/Roscosmos", "supplier", ASTRONAUTS),
    ("cooperation/space", "org/ISRO", "recipient", ASTRONAUTS),
    ("cooperation/space", "sector/space", "sector", ASTRONAUTS),
    ("cooperation/defence", "country/IN", "party", EXERCISE),
    ("cooperation/defence", "country/RU", "party", EXERCISE),
    ("cooperation/defence", "sector/defence", "sector", EXERCISE),
    ("figure/nationals", "person/Vinay_Kwatra", "asserted by", NATIONALS),
    ("figure/nationals", "group/nationals", "of", NATIONALS),
)

STATEMENTS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        "person/Narendra_Modi",
        "[“A solution cannot be found on the battlefield,”] Mr. Modi told Mr. Putin.",
        (("sector/diplomacy", "sector"), ("person/Vladimir_Putin", "addressee"), ("country/UA", "about")),
    ),
    (
        "person/Narendra_Modi",
        "Mr. Modi said that [energy from Russia had helped India keep the price of fuel steady for the "
        "common man at a time when the whole world faced a shortage of food, fuel and fertiliser].",
        (("sector/energy", "sector"),),
    ),
    (
        "person/Narendra_Modi",
        "[“Trade in national currencies must grow,”] the prime minister said.",
        (("sector/finance", "sector"), ("sector/trade", "sector")),
    ),
    (
        "person/Narendra_Modi",
        "He thanked Mr. Putin, saying [Russia was an all-weather friend].",
        (("sector/diplomacy", "sector"), ("person/Vladimir_Putin", "addressee")),
    ),
    (
        "person/Vladimir_Putin",
        "[“Our relations have the character of a privileged partnership,”] Mr. Putin said.",
        (("sector/diplomacy", "sector"), ("person/Narendra_Modi", "addressee")),
    ),
    (
        "person/Vladimir_Putin",
        "Mr. Putin noted that [trade grew by 66 per cent last year].",
        (("sector/trade", "sector"),),
    ),
    (
        "person/Vladimir_Putin",
        "He said that [Russia would go on building nuclear power plants in India].",
        (("sector/nuclear energy", "sector"),),
    ),
    (
        "person/S_Jaishankar",
        "Mr. Jaishankar said that [the safety of Indian nationals was raised].",
        (("sector/consular", "sector"),),
    ),
    (
        "person/S_Jaishankar",
        "[“We look at our energy security first,”] he said.",
        (("sector/energy", "sector"),),
    ),
    (
        "person/S_Jaishankar",
        "The minister added that [the trade deficit needs attention].",
        (("sector/trade", "sector"),),
    ),
    (
        "person/Sergey_Lavrov",
        "Mr. Lavrov said [the work in space would go on].",
        (("sector/space", "sector"),),
    ),
    (
        "person/Sergey_Lavrov",
        "[“Payments are no longer a problem,”] Mr. Lavrov told reporters.",
        (("sector/finance", "sector"),),
    ),
    (
        "person/Vinay_Kwatra",
        "Mr. Kwatra said that [Russia had promised an early discharge of all Indian nationals].",
        (("sector/consular", "sector"), ("group/nationals", "about")),
    ),
    (
        "person/Vinay_Kwatra",
        "[“The talks lasted more than two hours,”] the foreign secretary said.",
        (("sector/diplomacy", "sector"),),
    ),
    (
        "person/Dmitry_Peskov",
        "The Kremlin's spokesman said [the talks were very fruitful].",
        (("sector/diplomacy", "sector"),),
    ),
)


def sample_network() -> Network:
    """The whole sample."""
    told = [_statement(number, *told) for number, told in enumerate(STATEMENTS)]
    sectors = [Node(f"sector/{name}", "Sector", name) for name in SECTORS]
    places = [Node(f"place/{name}", "Place", name) for name in PLACES]
    links = [Edge(a, b, role, (proof,) if proof else ()) for a, b, role, proof in LINKS]
    return Network(
        "India and Russia, July 2024",
        (*ACTORS, *EVENTS, *sectors, *places, *(node for node, _ in told)),
        (*links, *(edge for _, edges in told for edge in edges)),
    )


def _statement(
    number: int, speaker: str, sentence: str, about: tuple[tuple[str, str], ...]
) -> tuple[Node, tuple[Edge, ...]]:
    proof = quote(PTI if number < 7 else WEEKLY, sentence, "quotation/said", round(0.95 - number / 50, 2))
    node = Node(
        f"statement/{number}",
        "Statement",
        proof.exact,
        (("quotation", "direct" if "“" in sentence else "indirect"),),
        (proof,),
        *(("2024-07-09", "2024-07-09") if number < 7 else ("2024-07-11", "2024-07-11")),
    )
    edges = tuple(Edge(node.id, target, role, (proof,)) for target, role in about)
    return node, (Edge(node.id, speaker, "speaker", (proof,)), *edges)
