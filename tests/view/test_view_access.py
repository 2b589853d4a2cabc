"""Everyone can use the page: by keyboard, with a screen reader, magnified, on a telephone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.view.network import Network

Visit = Callable[..., Any]
AXE = Path(__file__).parent / "axe" / "axe.min.js"
STATES = {
    "picture": "",
    "choice": "#node=person%2FNarendra_Modi",
    "edge": "#node=visit%2Fmodi",
    "list": "#view=list&hide=nothing",
    "list and choice": "#view=list&node=meeting%2Fkremlin",
}


def faults(page: Any) -> list[str]:
    """The serious and critical findings of axe-core."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document)")
    assert len(found["passes"]) > 15
    return [
        f"{fault['id']}: {node['html'][:120]} {node['any'][0]['message'] if node['any'] else ''}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("hash_", STATES.values(), ids=STATES)
def test_axe_finds_nothing_serious(visit: Visit, sample: Network, hash_: str, scheme: str) -> None:
    """axe-core finds no serious or critical fault in any state of the page, in light and dark."""
    page = visit(sample, hash_, color_scheme=scheme)
    assert faults(page) == []


def test_axe_finds_nothing_serious_on_a_telephone(visit: Visit, sample: Network) -> None:
    """Nor on a narrow screen with the filters, the menu and the suggestions open."""
    page = visit(sample, "#node=person%2FNarendra_Modi", viewport={"width": 390, "height": 800})
    page.click("#filters summary")
    page.fill("#search", "modi")
    assert faults(page) == []


def test_keyboard_reaches_everything(visit: Visit, sample: Network) -> None:
    """ "/" goes to the search, Tab on through head, legend, filters, picture, panel and time, Escape back."""
    page = visit(sample)
    page.keyboard.press("/")
    page.keyboard.type("India")
    page.keyboard.press("Enter")
    focus = "document.activeElement.id || document.activeElement.closest('[id]')?.id"
    assert page.evaluate(focus) == "details"
    page.keyboard.press("Escape")
    assert not page.is_visible("#panel")
    assert page.evaluate(focus) == "search"
    page.keyboard.press("Enter")
    page.focus("#search")
    reached = []
    for _ in range(150):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(focus))
    wanted = ["show-list", "theme", "legend", "country-1", "sure", "network", "details", "ways", "date", "time-from"]
    assert [reached.index(place) for place in wanted] == sorted(reached.index(place) for place in wanted)


def test_arrows_go_from_node_to_node(visit: Visit, sample: Network) -> None:
    """In the picture an arrow chooses the next node in its direction, and it is said aloud; Enter goes to the panel."""
    page = visit(sample)
    page.focus("#network")
    page.keyboard.press("ArrowRight")
    first = page.evaluate("state.chosen.id")
    assert first in {"country/IN", "country/RU"}
    page.keyboard.press("ArrowRight")
    second = page.evaluate("state.chosen.id")
    places = page.evaluate("([a, b]) => [picture.getPosition(a).x, picture.getPosition(b).x]", [first, second])
    assert places[1] > places[0]
    name, kind = page.evaluate("[nodeOf.get(state.chosen.id).name, nodeOf.get(state.chosen.id).kind.label]")
    assert page.inner_text("#said").startswith(f"{name}, {kind}, ")
    assert page.evaluate("document.activeElement.id") == "network"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details"
    page.keyboard.press("Escape")
    assert page.evaluate("state.chosen") is None


def test_keys_zoom_the_picture(visit: Visit, sample: Network) -> None:
    """Plus, minus and 0 do what the buttons do."""
    page = visit(sample)
    page.focus("#network")
    start = page.evaluate("picture.getScale()")
    page.keyboard.press("+")
    assert page.evaluate("picture.getScale()") > start
    page.keyboard.press("-")
    page.keyboard.press("-")
    assert page.evaluate("picture.getScale()") < start
    page.keyboard.press("0")
    assert page.evaluate("picture.getScale()") == pytest.approx(start, rel=0.01)


def test_menu_and_list_by_keyboard(visit: Visit, sample: Network) -> None:
    """The menu opens with Enter, and a row of the list is chosen with Enter."""
    page = visit(sample)
    page.focus(".menu summary")
    page.keyboard.press("Enter")
    assert page.is_visible("#png")
    page.focus("#show-list")
    page.keyboard.press("Enter")
    page.focus("#list [data-kind=Person] th button")
    page.keyboard.press("Enter")
    assert page.inner_text("#details h2") == "Dmitry Peskov"


@pytest.mark.parametrize(
    "size",
    [{"width": 390, "height": 800}, {"width": 720, "height": 450}, {"width": 320, "height": 256}],
    ids=["telephone", "200 %", "400 %"],
)
def test_small_windows_lose_nothing(visit: Visit, sample: Network, size: dict[str, int]) -> None:
    """On a telephone, and at 200 and 400 per cent of zoom, nothing sticks out and every control can be reached."""
    page = visit(sample, viewport=size)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    page.click("#filters summary")
    controls = page.locator("button:visible, select:visible, input:visible, summary:visible")
    assert controls.count() > 25
    for control in controls.all():
        control.scroll_into_view_if_needed()
        box = control.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"] + 1
        assert 0 <= box["y"] <= size["height"]


def test_telephone_shows_picture_and_panel_together(visit: Visit, sample: Network) -> None:
    """What is chosen is told in a sheet at the bottom that leaves the picture in sight and can be read to its end."""
    page = visit(sample, viewport={"width": 390, "height": 800})
    page.evaluate("choose('node', 'country/IN', { focus: true })")
    panel = page.locator("#panel").bounding_box()
    assert 300 < panel["y"] < 800
    assert page.locator("#stage").bounding_box()["y"] < panel["y"] - 200
    page.locator("#details button").last.scroll_into_view_if_needed()
    last = page.locator("#details button").last.bounding_box()
    assert last["y"] + last["height"] <= 800


def test_labels_can_be_read_from_afar(visit: Visit, sample: Network) -> None:
    """However far the picture is away, no label is drawn smaller than ten pixels, and the best linked have one."""
    page = visit(sample)
    page.evaluate(
        """() => {
          window.drawn = [];
          const draw = CanvasRenderingContext2D.prototype.fillText;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
            const size = Number(this.font.match(/([\\d.]+)px/)[1]) * this.getTransform().d / devicePixelRatio;
            drawn.push([text, size]);
            return draw.call(this, text, ...rest);
          };
        }"""
    )
    for _ in range(8):
        page.click("#farther")
    page.wait_for_timeout(100)
    page.evaluate("drawn.length = 0; picture.redraw()")
    labels = dict(page.evaluate("drawn"))
    assert page.evaluate("inOrderOfWeight([...shown.nodes])[0].label") in labels
    assert min(labels.values()) >= 9.9
