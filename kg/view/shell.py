"""What all pages have in common: one file, closed to the outside, with its scripts and styles inside it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
"""JSON is ASCII already, U+2028 and U+2029 among the rest; with these gone nothing in it can end a script."""


def render(template: str, *, styles: Sequence[str], scripts: Sequence[str] = (), **values: object) -> str:
    """A page as HTML, from a template of `templates/`.

    `styles` are texts that go into one style element (`looks` in the template), `scripts` the texts of
    the script elements. The policy that the template puts into its head (`policy`) lets these run by their
    hashes, and forbids all requests. Every other value is escaped where the template shows it.
    """
    looks = "\n".join(styles)
    closed = policy(scripts, [looks])
    return _environment().get_template(template).render(looks=looks, scripts=scripts, policy=closed, **values)


@cache
def _environment() -> jinja2.Environment:
    rooms = jinja2.FileSystemLoader(TEMPLATES)
    return jinja2.Environment(
        loader=rooms, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def style(name: str) -> str:
    """A style sheet of `templates/`; ``base.css`` is the one that all pages begin with."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def script(path: Path) -> str:
    """A script that may stand inside a page; one that would end its element is an error."""
    text = path.read_text(encoding="utf-8")
    if "</script" in text.lower() or "<!--" in text:
        raise ValueError(f"{path} cannot stand inside a page: it holds '</script' or '<!--'")
    return text


def policy(scripts: Iterable[str], looks: Iterable[str]) -> str:
    """A Content-Security-Policy that lets run what we wrote and forbids all requests."""
    run = " ".join(map(_hash, scripts)) or "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {run}",
            f"style-src {' '.join(map(_hash, looks))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        ]
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def embedded(data: object) -> str:
    """JSON that may stand inside a script element of type ``application/json``.

    >>> embedded({"said": "</script>"})
    '{"said":"\\\\u003c/script\\\\u003e"}'
    """
    return json.dumps(data, separators=(",", ":"), sort_keys=True).translate(ESCAPES)


def web_address(url: str | None) -> str | None:
    """The address if a browser may follow it, and None if it is a script or a file in disguise.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in {"http", "https"} and parts.hostname else None
