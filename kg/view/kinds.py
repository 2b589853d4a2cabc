"""How each kind of node looks: shape and colour, from the colour-blind-safe palette of Okabe and Ito.

Shape and colour say the same thing twice, so that neither is needed to tell the kinds apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.view.labels import visible


@dataclass(frozen=True, slots=True)
class Kind:
    """The look of one kind of node."""

    name: str
    plural: str
    shape: str
    """One of vis-network's shapes."""
    size: int
    """Half the height of the shape, in pixels at full zoom."""
    fill: str
    line: str
    font: int
    rank: int
    """Where it stands in the legend; what comes first is drawn in front."""
    radius: int = 7
    """How round the corners of a box are."""
    hollow: bool = False
    """Drawn as an outline, to stay in the background."""
    folded: bool = False
    """Hidden at first, its links drawn from whoever it hangs on."""

    @property
    def label(self) -> str:
        """The name in words."""
        return spaced(self.name)

    @property
    def inside(self) -> bool:
        """Whether the label stands inside the shape and not below it."""
        return self.shape == "box"


KINDS: tuple[Kind, ...] = (
    Kind("Country", "Countries", "box", 24, "#0072B2", "#005a8e", 22, 0),
    Kind("Person", "People", "dot", 16, "#E69F00", "#b57d00", 17, 1),
    Kind("Organization", "Organizations", "square", 12, "#009E73", "#00795a", 15, 2),
    Kind("Group", "Groups", "dot", 10, "#E69F00", "#b57d00", 14, 3, hollow=True),
    Kind("Meeting", "Meetings", "diamond", 16, "#D55E00", "#a84a00", 15, 4),
    Kind("Visit", "Visits", "triangle", 14, "#CC79A7", "#a65583", 15, 5),
    Kind("Agreement", "Agreements", "hexagon", 13, "#56B4E9", "#2b8ac0", 15, 6),
    Kind("Cooperation", "Cooperation", "star", 13, "#F0E442", "#9a9000", 14, 7, folded=True),
    Kind("Statement", "Statements", "box", 14, "#56B4E9", "#2b8ac0", 13, 8, radius=2, hollow=True, folded=True),
    Kind("Sector", "Sectors", "box", 12, "#8a94a3", "#8a94a3", 14, 9, radius=14, hollow=True),
    Kind("Place", "Places", "triangleDown", 8, "#8a94a3", "#6c7786", 14, 10),
    Kind("Figure", "Figures", "square", 7, "#8a94a3", "#6c7786", 13, 11, hollow=True, folded=True),
)
STYLES: dict[str, Kind] = {kind.name: kind for kind in KINDS}


def style(name: str) -> Kind:
    """The look of a kind; one that the ontology has and this table lacks gets a plain look.

    >>> style("Person").shape
    'dot'
    >>> style("TradeFair").plural
    'Trade fair'
    """
    shown = visible(name)
    return STYLES.get(shown) or Kind(shown, spaced(shown), "dot", 10, "#8a94a3", "#6c7786", 13, 12)


def spaced(name: str) -> str:
    """A class name as words.

    >>> spaced("GovernmentBody")
    'Government body'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
