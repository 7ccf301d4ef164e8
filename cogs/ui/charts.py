"""Charts as pictures. They stand on a ground of their own, so they read alike on Discord's dark and its light theme.

A picture is never the only place of what it shows: whoever posts one says the same in its alt text. The font is the one
that Pillow brings, and it has little more than ASCII: accents are left out, and words in another script are not drawn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1000, 440
_LEFT, _TOP, _RIGHT, _BOTTOM = 30, 90, 970, 380
"""Where the bars stand."""
GROUND, INK, QUIET, BAR, LINE = "#1e1f26", "#f2f3f7", "#b5bac8", "#8f84f5", "#f5c451"
"""INK, QUIET, BAR and LINE have a contrast of at least 4.5 to the ground (WCAG 2.2, 1.4.3)."""
_GAP: Final = 0.22
"""The share of its place that a bar leaves free."""
_HEAD: Final = 42
_TITLE: Final = 30
_LEGEND: Final = 22
_LARGEST: Final = 24
_SMALLEST: Final = 11
"""Sizes of letters, in pixels."""
_APART: Final = 6
_DASH: Final = 14

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class BarChart:
    """What a chart shows.

    Attributes:
        bars: A label and a value from 0 on for each; at least one.
        line: A value to compare with, drawn across all bars; None for none.
        line_label: What that value is.
    """

    title: str
    bars: tuple[tuple[str, int], ...]
    line: float | None = None
    line_label: str = ""


def bar_charts(charts: Sequence[BarChart]) -> bytes:
    """Charts, one under the other, as one PNG: of several pictures side by side Discord shows only the middle."""
    whole = Image.new("RGB", (WIDTH, HEIGHT * len(charts)), GROUND)
    for number, chart in enumerate(charts):
        whole.paste(_drawn(chart), (0, HEIGHT * number))
    written = BytesIO()
    whole.save(written, "PNG")
    return written.getvalue()


def bar_chart(chart: BarChart) -> bytes:
    """One chart as PNG."""
    return bar_charts((chart,))


def _drawn(chart: BarChart) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen = ImageDraw.Draw(image)
    pen.text((_LEFT, _HEAD), drawable(chart.title), fill=INK, font=ImageFont.load_default(_TITLE), anchor="lm")
    top = max(1.0, chart.line or 0, *[value for _, value in chart.bars])
    place = (_RIGHT - _LEFT) / len(chart.bars)
    for number, (_, value) in enumerate(chart.bars):
        left, right = _LEFT + (number + _GAP / 2) * place, _LEFT + (number + 1 - _GAP / 2) * place
        pen.rectangle((left, _height(value, top), right, _BOTTOM), fill=BAR)
    if chart.line is not None:
        _dashes(pen, _height(chart.line, top))
        label = f"- - {drawable(chart.line_label)}"
        pen.text((_RIGHT, _HEAD), label, fill=LINE, font=ImageFont.load_default(_LEGEND), anchor="rm")
    labels = [drawable(text) for text, _ in chart.bars]
    font = _fitting([*labels, *[str(value) for _, value in chart.bars]], place)
    for number, (text, (_, value)) in enumerate(zip(labels, chart.bars, strict=True)):
        middle = _LEFT + (number + 0.5) * place
        above = (middle, _height(value, top) - 5)
        # The halo keeps a number readable where the line runs through it.
        pen.text(above, str(value), fill=INK, font=font, anchor="mb", stroke_width=3, stroke_fill=GROUND)
        pen.text((middle, _BOTTOM + 12), text, fill=QUIET, font=font, anchor="mt")
    return image


def drawable(text: str) -> str:
    """What the font can draw of a text.

    Example:
        >>> drawable("d20: 1 200 dés"), drawable("кости")
        ('d20: 1 200 des', '')
    """
    plain = unicodedata.normalize("NFKD", text.replace("−", "-"))
    return "".join([sign for sign in plain if sign.isascii() and sign.isprintable()]).strip()


def _height(value: float, top: float) -> float:
    return _BOTTOM - (_BOTTOM - _TOP) * value / top


def _dashes(pen: ImageDraw.ImageDraw, height: float) -> None:
    for left in range(_LEFT, _RIGHT, 2 * _DASH):
        pen.line((left, height, min(left + _DASH, _RIGHT), height), fill=LINE, width=3)


def _fitting(texts: list[str], width: float) -> Font:
    """The font in which the longest of the texts fits above its bar."""
    font = ImageFont.load_default(_LARGEST)
    longest = max(font.getlength(text) for text in texts)
    if longest <= width - _APART:
        return font
    return ImageFont.load_default(max(_SMALLEST, int(_LARGEST * (width - _APART) / longest)))
