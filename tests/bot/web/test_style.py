"""The sheet: everything that is read stands out from what is behind it, by day and by night (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from bot.web.rendering import TEMPLATES

SHEET = (TEMPLATES / "style.css").read_text("utf-8")
DAY, NIGHT = SHEET.split("@media (prefers-color-scheme: dark)")
MOODS = ("", "pass", "miss", "sealed")
PAIRS = [
    ("ink", "card"),
    ("ink", "die"),
    ("soft", "card"),
    ("soft", "ground"),
    ("soft", "tint"),
    ("mood", "card"),
    ("mood", "tint"),
    ("best", "die"),
    ("worst", "die"),
]


def colours(scheme: str, mood: str) -> dict[str, str]:
    """The colours of a scheme, with those of a mood over them."""
    rules = re.findall(r"(:root|\.\w+) \{([^}]*)\}", scheme)
    merged: dict[str, str] = {}
    for selector, body in rules:
        if selector in (":root", f".{mood}"):
            merged |= dict(re.findall(r"--(\w+): (#\w{6})", body))
    return merged


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("scheme", [pytest.param(DAY, id="day"), pytest.param(NIGHT, id="night")])
def test_what_is_read_stands_out(scheme: str, mood: str) -> None:
    found = colours(scheme, mood)
    contrast: dict[tuple[str, str], float] = {}
    for front, back in PAIRS:
        light, dark = sorted((luminance(found[front]), luminance(found[back])), reverse=True)
        contrast[front, back] = (light + 0.05) / (dark + 0.05)

    assert {pair: round(value, 2) for pair, value in contrast.items() if value < 4.5} == {}
