"""Turning views into pages: the templates, the one stylesheet, and the policy that allows it and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.web.security import content_policy
from bot.web.view import RollView
from core.ids import RollId

TEMPLATES = Path(__file__).parent / "templates"
GLYPH: Final = (
    "M12 1.5l9.2 5.25v10.5L12 22.5l-9.2-5.25V6.75zM12 6.75l5 8.75H7zM12 1.5v5.25m9.2 0L17 15.5l4.2 1.75"
    "M7 15.5l-4.2 1.75M7 15.5 2.8 6.75M12 22.5l5-7m-5 7-5-7m5-8.75L2.8 6.75M12 6.75l9.2 0"
)
"""The sign of the house, a twenty-sided die, as an SVG path on a 24 by 24 grid."""
_DRAWN: Final = f'viewBox="0 0 24 24" fill="none" stroke-linejoin="round"><path d="{GLYPH}"/></svg>'
ICON: Final = f'<svg xmlns="http://www.w3.org/2000/svg" stroke="#b8863b" stroke-width="1.5" {_DRAWN}'
DIE: Final = Markup(f'<svg aria-hidden="true" stroke="currentColor" {_DRAWN}')  # noqa: S704 - nobody's text but ours
LABELS: Final = (
    "page-site",
    "page-footer",
    "page-total",
    "page-dice",
    "page-dropped",
    "page-counts-as",
    "page-all-faces",
    "page-when",
    "page-table",
    "page-kept-until",
    "page-sealed-why",
    "page-proof",
    "page-revealed-when",
    "page-proof-file",
    "page-proof-sealed-and-added",
    "page-proof-commitment",
    "page-proof-texts",
    "page-proof-erased",
    "page-verify",
    *(f"page-proof-{verdict}" for verdict in ("passed", "failed", "away", "unable")),
)
"""The words that are the same on every page; they are looked up once."""
COLOURS: Final = {"pass": "#1d6b42", "miss": "#a02c28", "plain": "#b8863b", "sealed": "#51408c"}
"""The colour beside a page's preview in a chat, by the page's mood."""


def instant(at: datetime) -> str:
    """A time as machines read it: UTC, whole seconds, ISO 8601.

    Example:
        >>> instant(datetime(2025, 11, 15, 19, 45, tzinfo=UTC))
        '2025-11-15T19:45:00Z'
    """
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def minus(number: int) -> str:
    """A number with a minus sign where a hyphen would stand."""
    return str(number).replace("-", "−")


class Renderer:
    """Makes pages."""

    def __init__(self, words: Callable[..., str], *, public_url: str) -> None:
        self._words = words
        self._public_url = public_url
        style = _squeezed((TEMPLATES / "style.css").read_text("utf-8"))
        self.policy = content_policy(style)
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, auto_reload=False
        )
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
        self._shared: dict[str, object] = {
            "style": Markup(style),  # noqa: S704 - our own file, nothing of anybody else's in it
            "labels": {key: words(key) for key in LABELS},
            "die": DIE,
            "colours": COLOURS,
            "root": urlsplit(public_url).path.rstrip("/"),
            "instant": instant,
            "minus": minus,
        }
        self._roll = environment.get_template("roll.html")
        self._notice = environment.get_template("notice.html")

    def roll(self, roll_id: RollId, view: RollView) -> bytes:
        """A roll's page."""
        return self._roll.render(
            self._shared,
            roll=view,
            roll_id=roll_id,
            url=f"{self._public_url}/roll/{roll_id}",
            api_url=f"{self._public_url}/api/permalink/{roll_id}",
        ).encode()

    def notice(self, key: str, *, seconds: int | None = None) -> bytes:
        """A page that says what happened and what to do: the messages `key`-title, `key` and `key`-next."""
        words = self._words
        then = words(f"{key}-next") if seconds is None else words(f"{key}-next", seconds=seconds)
        return self._notice.render(self._shared, title=words(f"{key}-title"), what=words(key), then=then).encode()


def _squeezed(css: str) -> str:
    """A stylesheet without comments and needless spaces.

    Example:
        >>> _squeezed("/* why */ a, b { color: red; }")
        'a,b{color:red;}'
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*([{},;])\s*", r"\1", re.sub(r"\s+", " ", css)).replace(": ", ":").strip()
