"""The page in a real browser: it asks nobody for anything, runs nothing foreign, and shows the evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kg.view.network import Edge, Network, Node, Quote

Visit = Callable[..., Any]
EVIL = (
    "</script><script>window.hurt=1</script>",
    "<img src=x onerror='window.hurt=1'>",
    "<svg onload=window.hurt=1>",
    "<!--<script>window.hurt=1",
    "-->]]></style></title></textarea><script>window.hurt=1</script>",
    "<iframe srcdoc='<script>parent.hurt=1</script>'>",
    "<math><mtext><img src=x onerror=window.hurt=1>",
    '"><input autofocus onfocus=window.hurt=1>',
    "'><details open ontoggle=window.hurt=1>",
    "` onmouseover=window.hurt=1 x=`",
    "javascript:window.hurt=1",
    "JaVaScRiPt&colon;window.hurt=1",
    "data:text/html,<script>window.hurt=1</script>",
    "vbscript:window.hurt=1",
    "{{7*7}}{% set x = 1 %}{# #}",
    "${window.hurt=1}#{window.hurt=1}<%= 7*7 %>",
    "{{constructor.constructor('window.hurt=1')()}}",
    "\\u003cscript\\u003ewindow.hurt=1\\u003c/script\\u003e",
    '\\"};window.hurt=1;//',
    "\n</script>\n<script>window.hurt=1</script>",
    "\u2028window.hurt=1\u2029",
    "gpj.\u202eexe\u202d \u2066a\u2067b\u2068c\u2069",
    "\u200f\u200e\u061c right \u202bto\u202c left",
    "\x00\x08\x1b[31m\x7f",
    "\ud800 broken \udfff",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "&lt;script&gt;window.hurt=1&lt;/script&gt;",
    "<a href='javascript:window.hurt=1' id=data>x</a>",
    "<form id=panel><input name=hidden></form>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=https://example.org/x.css>",
    "<meta http-equiv=refresh content='0;url=https://example.org'>",
    "<base href=https://example.org/>",
    "#node=x&list=y%00%E0%A4",
    "a" * 5000,
    "\u0301" * 300 + "Z\u0489\u0489",
    "<b onclick=window.hurt=1>منمق‮<script>1</script>",
)


def hostile_network(texts: Sequence[str]) -> Network:
    """A network in which every text that it has tries to break out: each in its turn."""
    quotes = [Quote(text, text, "2024-07-09", text, text, text, text, text, 0.5) for text in texts]
    people = [
        Node(f"p{n} {text}", "Person", text, ((text, text),), (quotes[n],), "2024-07-09", text)
        for n, text in enumerate(texts)
    ]
    told = [Node(f"s{n}", "Statement", text, (), (quotes[n],), text, "x") for n, text in enumerate(texts)]
    odd = [Node(f"k{n}", text, text, (), (), None, None, text) for n, text in enumerate(texts)]
    speakers = [Edge(f"s{n}", person.id, "speaker", (quotes[n],)) for n, person in enumerate(people)]
    others = [Edge(f"s{n}", f"k{n}", text, (quotes[n],)) for n, text in enumerate(texts)]
    return Network(" ".join(texts[:24]), (*people, *told, *odd), (*speakers, *others))


def shown_kinds(page: Any) -> set[str]:
    """The kinds that the picture shows."""
    return set(page.evaluate("drawnNodes.getIds().map((id) => nodeOf.get(id).group)"))


def search(page: Any, text: str) -> None:
    """Types into the search box and takes the first suggestion."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_nothing_leaves_the_page(visit: Visit, sample: Network) -> None:
    """All features used, the only request is for the page itself, and the browser has no complaint."""
    page = visit(sample)
    search(page, "Kremlin")
    for button in ("#show-list", "#show-list", "#theme", "#closer", "#farther", "#whole", "#ways button", "#close"):
        page.click(button)
    for button in ("png", "svg"):
        page.click(".menu summary")
        with page.expect_download():
            page.click(f"#{button}")
        page.click(".menu summary")
    page.click("#legend [data-kind=Statement]")
    page.mouse.move(700, 450)
    page.wait_for_timeout(300)
    assert [address for address in page.seen if not address.startswith("blob:")] == [page.address]


def test_policy_is_in_force(visit: Visit, sample: Network) -> None:
    """A script that got into the page would not run, and a request it made would fail."""
    page = visit(sample)
    outcome = page.evaluate(
        """async () => {
          const script = document.createElement("script");
          try { script.textContent = "window.hurt = 1"; document.body.append(script); } catch {}
          const asked = await fetch("https://example.org/").then(() => "answered", () => "refused");
          return [window.hurt ?? "unhurt", asked];
        }"""
    )
    assert outcome == ["unhurt", "refused"]
    assert any("Content Security Policy" in line for line in page.seen)


@pytest.mark.parametrize("part", range(4))
def test_hostile_labels_run_nothing(visit: Visit, part: int) -> None:
    """Names, kinds, sentences, roles, dates and addresses that hold markup show as text, wherever they are shown."""
    texts = EVIL[part * 10 : part * 10 + 10]
    assert len(texts) == 10
    page = visit(hostile_network(texts))
    page.click("#show-list")
    for button in page.query_selector_all("#list th button"):
        button.click()
    for kind, count in (("node", "data.nodes.length"), ("edge", "data.edges.length")):
        for number in range(page.evaluate(count)):
            page.evaluate(f"choose('{kind}', data.{kind}s[{number}].id, {{ focus: true }})")
    page.click("#show-list")
    page.evaluate("set({ hide: new Set(), aside: true })")
    for text in ("script", "hurt", "a", "__proto__"):
        page.fill("#search", text)
    page.mouse.move(700, 450)
    page.wait_for_timeout(100)
    assert page.evaluate("window.hurt ?? 'unhurt'") == "unhurt"
    assert page.locator("main img, header img, iframe, object, embed, form, link:not([rel=icon]), base").count() == 0
    assert page.locator("a[href]:not([href^=http])").count() == 0
    assert page.seen == [page.address]


def test_hostile_labels_show_as_they_are_written(visit: Visit) -> None:
    """Markup is not lost: the reader sees it, letter by letter."""
    page = visit(hostile_network(EVIL[:10]))
    page.evaluate("choose('node', 's1')")
    assert page.inner_text("#details h2") == EVIL[1]
    assert page.inner_text("#details mark").startswith("<img src=x onerror=")


def test_search_leads_to_the_evidence(visit: Visit, sample: Network) -> None:
    """A node chosen by search shows the sentence with the words that count marked, and its source."""
    page = visit(sample)
    search(page, "talks in the krem")
    card = page.locator("#details .card").first
    assert card.locator("mark").inner_text() == "held talks with President Vladimir Putin"
    assert "Prime Minister Narendra Modi held talks" in card.inner_text()
    assert "The Hindu · 9 July 2024" in card.inner_text()
    assert "confidence 94 %" in card.inner_text()
    assert "frame/meet" in card.inner_text()
    link = card.locator("a")
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("href") == "https://example.org/talks"


def test_search_finds_what_is_written_without_accents_or_in_properties(visit: Visit) -> None:
    """Accents and case do not matter, and a position leads to its holder."""
    node = Node("p", "Person", "Alicia Bárcena", (("position", "Foreign Secretary"),))
    page = visit(Network("", (node,), ()))
    for text in ("BARCENA", "foreign sec"):
        page.fill("#search", text)
        assert "Alicia Bárcena" in page.inner_text("#suggestions")
    page.fill("#search", "nobody")
    assert page.inner_text("#suggestions") == "Nothing found"


def test_legend_filters_the_picture_and_the_list(visit: Visit, sample: Network) -> None:
    """A click on a kind hides it everywhere, another shows it again."""
    page = visit(sample)
    assert "Sector" in shown_kinds(page)
    page.click("#legend [data-kind=Sector]")
    assert "Sector" not in shown_kinds(page)
    assert page.get_attribute("#legend [data-kind=Sector]", "aria-pressed") == "false"
    page.click("#show-list")
    assert not page.is_visible("#list [data-kind=Sector]")
    page.click("#legend [data-kind=Sector]")
    assert "Sector" in shown_kinds(page)
    assert page.is_visible("#list [data-kind=Sector]")


def test_statements_are_folded_into_their_speakers(visit: Visit, sample: Network) -> None:
    """At first no statement is drawn; the speaker's panel lists them, and the legend spreads them out."""
    page = visit(sample)
    assert "Statement" not in shown_kinds(page)
    search(page, "Narendra Modi")
    assert page.locator("#details .said").count() == 4
    page.locator("#details .said summary").first.click()
    page.locator("#details .said mark").first.wait_for()
    page.click("#legend [data-kind=Statement]")
    assert "Statement" in shown_kinds(page)
    assert page.evaluate("data.edges.some((edge) => edge.of === 'Statement' && drawnEdges.get(edge.id))") is False


def test_statement_can_be_chosen_while_it_is_folded(visit: Visit, sample: Network) -> None:
    """Search finds a statement that is not drawn and tells of it whole."""
    page = visit(sample)
    search(page, "energy from russia")
    assert page.inner_text("#details h2").endswith("a shortage of food, fuel and fertiliser")
    page.wait_for_function("() => litEdges.length")
    assert page.evaluate("litEdges.map((edge) => edge.to.id)") == ["sector/energy"]
    assert "Statement" not in shown_kinds(page)


def test_edge_shows_its_role_and_evidence(visit: Visit, sample: Network) -> None:
    """A link chosen from the panel says what its ends are to each other, and on what evidence."""
    page = visit(sample, "#node=visit%2Fmodi")
    page.locator("#details .proof").first.click()
    assert page.inner_text("#details h2") == "destination"
    assert page.inner_text("#details mark") == "arrived in Moscow"
    page.wait_for_function("() => drawnEdges.get(state.chosen.id).label === 'destination'")


def test_click_in_the_picture_chooses(visit: Visit, sample: Network) -> None:
    """A click on a node opens its panel; a click beside everything closes it."""
    page = visit(sample)
    spot = page.evaluate("picture.canvasToDOM(picture.getPosition('country/RU'))")
    stage = page.locator("#stage").bounding_box()
    page.mouse.click(stage["x"] + spot["x"], stage["y"] + spot["y"])
    page.wait_for_selector("#panel:not([hidden])")
    assert page.inner_text("#details h2") == "Russia"
    page.mouse.click(stage["x"] + 400, stage["y"] + stage["height"] - 8)
    page.wait_for_selector("#panel", state="hidden")


def test_hover_tells_the_role_of_an_edge(visit: Visit, sample: Network) -> None:
    """The pointer on an edge brings up what its ends are to each other."""
    page = visit(sample)
    spot = page.evaluate(
        """() => {
          const [a, b] = ["meeting/call", "person/Sergey_Lavrov"].map((id) => picture.getPosition(id));
          return picture.canvasToDOM({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
        }"""
    )
    stage = page.locator("#stage").bounding_box()
    page.mouse.move(stage["x"] + spot["x"], stage["y"] + spot["y"])
    page.wait_for_selector("#hint:not([hidden])")
    assert page.inner_text("#hint") == "participant of Call, July 2024: Sergey Lavrov"


def test_choice_is_kept_in_the_address(visit: Visit, sample: Network) -> None:
    """The address leads back to a choice, and so does the browser's Back."""
    page = visit(sample, "#node=country%2FUA")
    assert page.inner_text("#details h2") == "Ukraine"
    search(page, "Rosatom")
    assert page.url.endswith("#node=org%2FRosatom")
    page.go_back()
    page.wait_for_function("() => document.querySelector('#details h2').textContent === 'Ukraine'")


@pytest.mark.parametrize("hash_", ["#node=nobody", "#node=%E0%A4", "#else", "#edge="])
def test_wrong_address_chooses_nothing(visit: Visit, sample: Network, hash_: str) -> None:
    """An address that leads to nothing opens the page as if it were not there."""
    page = visit(sample, hash_)
    assert not page.is_visible("#panel")
    assert page.seen == [page.address]


def test_dark_and_light(visit: Visit, sample: Network) -> None:
    """The page follows the system and can be switched, picture included."""
    page = visit(sample, color_scheme="dark")
    dark = page.evaluate("[getComputedStyle(document.body).backgroundColor, paint.ground]")
    page.click("#theme")
    light = page.evaluate("[getComputedStyle(document.body).backgroundColor, paint.ground]")
    assert dark == ["rgb(18, 22, 28)"] * 2
    assert light == ["rgb(246, 247, 249)"] * 2


def test_picture_stands_still(visit: Visit, sample: Network) -> None:
    """Nothing moves by itself, and two visits show the same places."""
    page = visit(sample)
    before = page.evaluate("picture.getPositions()")
    page.wait_for_timeout(400)
    assert page.evaluate("picture.getPositions()") == before
    assert visit(sample).evaluate("picture.getPositions()") == before


def test_drawn_labels_do_not_overlap(visit: Visit, sample: Network) -> None:
    """With the fonts of a real browser no node or label covers another one."""
    page = visit(sample)
    overlaps = """() => {
      const drawn = (box, kind) => { // vis-network counts the radius of a corner as a margin
        const more = kind.shape === "box" ? kind.radius : 0;
        return { left: box.left + more, right: box.right - more, top: box.top + more, bottom: box.bottom - more };
      };
      const boxes = [...shown.nodes].map((n) => [n.name, drawn(picture.getBoundingBox(n.id), n.kind)]);
      const across = (one, two) => one.left < two.right && two.left < one.right;
      const down = (one, two) => one.top < two.bottom && two.top < one.bottom;
      return boxes.flatMap(([a, one], i) => boxes.slice(i + 1)
        .filter(([, two]) => across(one, two) && down(one, two))
        .map(([b]) => `${a} / ${b}`));
    }"""
    assert page.evaluate(overlaps) == []
    for kind in ("Statement", "Cooperation", "Figure"):
        page.click(f"#legend [data-kind={kind}]")
    assert page.evaluate("drawnNodes.length") == len(sample.nodes)
    page.wait_for_timeout(200)
    assert page.evaluate(overlaps) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_smallest_networks(visit: Visit, count: int) -> None:
    """A network of nothing, one or two nodes opens without a complaint."""
    nodes = tuple(Node(str(number), "Person", "") for number in range(count))
    page = visit(Network("Small", nodes, ()))
    page.click("#show-list")
    assert page.locator("#list button").count() == count
    assert page.seen == [page.address]
