"""The page in a real browser: it asks nobody for anything, runs nothing foreign, and shows the evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.view.network import Edge, Network, Node, Quote

Visit = Callable[..., Any]
EVIL = "</script><script>window.hurt=1</script><img src=x onerror='window.hurt=1'>\"'\n\u202e{{7*7}}"


def hostile_network() -> Network:
    """A network that tries to break out of every text it has."""
    quote = Quote(EVIL, EVIL, EVIL, "javascript:window.hurt=1", EVIL, EVIL, EVIL, EVIL, 0.5)
    nodes = (
        Node(EVIL, "Person", EVIL, ((EVIL, EVIL),), (quote,)),
        Node("s", "Statement", EVIL, (), (quote,)),
        Node("t", EVIL, EVIL),
    )
    return Network(EVIL, nodes, (Edge("s", EVIL, "speaker", (quote,)), Edge("s", "t", EVIL, (quote,))))


def shown_kinds(page: Any) -> set[str]:
    """The kinds that the picture shows."""
    return set(page.evaluate("data.nodes.filter((n) => !drawnNodes.get(n.id).hidden).map((n) => n.group)"))


def search(page: Any, text: str) -> None:
    """Types into the search box and takes the first suggestion."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_nothing_leaves_the_page(visit: Visit, sample: Network) -> None:
    """All features used, the only request is for the page itself, and the browser has no complaint."""
    page = visit(sample)
    search(page, "Kremlin")
    for button in ("#show-list", "#show-list", "#theme", "#closer", "#farther", "#whole", "#close"):
        page.click(button)
    page.click("#legend [data-kind=Statement]")
    page.mouse.move(700, 450)
    page.wait_for_timeout(300)
    assert page.seen == [page.address]


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


def test_hostile_labels_run_nothing(visit: Visit) -> None:
    """Names, sentences, roles and addresses that hold markup are shown as text wherever they are shown."""
    page = visit(hostile_network())
    page.click("#show-list")
    for button in page.query_selector_all("#list button"):
        if button.is_visible():
            button.click()
    page.evaluate("choose('node', 's')")
    page.evaluate("choose('edge', data.edges[0].id)")
    page.fill("#search", "script")
    assert page.evaluate("window.hurt ?? 'unhurt'") == "unhurt"
    assert page.locator("main img, header img, #details a").count() == 0
    assert "onerror" in page.inner_text("#details")
    assert page.seen == [page.address]


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
    assert page.locator("#details .said mark").first.is_visible()
    page.click("#legend [data-kind=Statement]")
    assert "Statement" in shown_kinds(page)
    folds = "data.edges.filter((e) => e.folds).every((e) => drawnEdges.get(e.id).hidden)"
    assert page.evaluate(folds)


def test_statement_can_be_chosen_while_it_is_folded(visit: Visit, sample: Network) -> None:
    """Search finds a statement that is not drawn and tells of it whole."""
    page = visit(sample)
    search(page, "energy from russia")
    assert page.inner_text("#details h2").endswith("a shortage of food, fuel and fertiliser")
    lit = page.evaluate("data.edges.filter((e) => e.folds && drawnEdges.get(e.id).label).map((e) => e.to)")
    assert lit == ["sector/energy"]
    assert "Statement" not in shown_kinds(page)


def test_edge_shows_its_role_and_evidence(visit: Visit, sample: Network) -> None:
    """A link chosen from the panel says what its ends are to each other, and on what evidence."""
    page = visit(sample, "#node=visit%2Fmodi")
    page.locator("#details .proof").first.click()
    assert page.inner_text("#details h2") == "destination"
    assert page.inner_text("#details mark") == "arrived in Moscow"
    assert page.evaluate("drawnEdges.get(chosen.id).label") == "destination"


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


def test_keyboard_reaches_everything(visit: Visit, sample: Network) -> None:
    """ "/" goes to the search, Tab on to legend and panel, Escape closes the panel and goes back."""
    page = visit(sample)
    search(page, "India")
    focus = "document.activeElement.id || document.activeElement.closest('[id]')?.id"
    assert page.evaluate(focus) == "details"
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")
    assert page.evaluate(focus) == "search"
    page.keyboard.press("Enter")
    page.focus("#search")
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(focus))
    places = [place for index, place in enumerate(reached) if index == 0 or place != reached[index - 1]]
    assert places[:3] == ["show-list", "theme", "legend"]
    assert places.index("legend") < places.index("details")


def test_choice_is_kept_in_the_address(visit: Visit, sample: Network) -> None:
    """The address leads back to a choice, and so does the browser's Back."""
    page = visit(sample, "#node=country%2FUA")
    assert page.inner_text("#details h2") == "Ukraine"
    search(page, "Rosatom")
    assert page.url.endswith("#node=org%2FRosatom")
    page.go_back()
    page.wait_for_function("document.querySelector('#details h2').textContent === 'Ukraine'")


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
      const boxes = data.nodes.filter(isShown).map((n) => [n.name, picture.getBoundingBox(n.id)]);
      const across = (one, two) => one.left < two.right && two.left < one.right;
      const down = (one, two) => one.top < two.bottom && two.top < one.bottom;
      return boxes.flatMap(([a, one], i) => boxes.slice(i + 1)
        .filter(([, two]) => across(one, two) && down(one, two))
        .map(([b]) => `${a} / ${b}`));
    }"""
    assert page.evaluate(overlaps) == []
    page.click("#legend [data-kind=Statement]")
    page.wait_for_timeout(200)
    assert page.evaluate(overlaps) == []


@pytest.mark.parametrize("count", [0, 1, 2])
def test_smallest_networks(visit: Visit, count: int) -> None:
    """A network of nothing, one or two nodes opens without a complaint."""
    nodes = tuple(Node(str(number), "Person", "") for number in range(count))
    page = visit(Network("Small", nodes, ()))
    assert page.locator("#list button").count() == count
    assert page.seen == [page.address]


def test_narrow_screen_shows_everything(visit: Visit, sample: Network) -> None:
    """On a telephone nothing sticks out to the side, and the panel leaves the picture in sight."""
    page = visit(sample)
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate("choose('node', 'country/IN', { focus: true })")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator("#panel").bounding_box()["y"] > 300
