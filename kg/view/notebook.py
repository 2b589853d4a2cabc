"""A page inside a notebook: in a frame that can neither read the notebook nor reach the network."""

from __future__ import annotations

from html import escape

HEIGHT = 640
"""Of the frame, in pixels."""
ALLOWED = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
"""What the page may do: run, follow links to articles in windows of their own, save pictures. It has no origin."""


def framed(page: str, title: str, height: int = HEIGHT) -> str:
    """The page as an element that a notebook shows; its policy goes with it, and its scripts have no origin.

    >>> framed('<p title="x">', 'A & B', 100)[:52]
    '<iframe title="A &amp; B" sandbox="allow-scripts all'
    """
    return (
        f'<iframe title="{escape(title)}" sandbox="{ALLOWED}" referrerpolicy="no-referrer" frameborder="0"'
        f' width="100%" height="{height}" srcdoc="{escape(page)}"></iframe>'
    )
