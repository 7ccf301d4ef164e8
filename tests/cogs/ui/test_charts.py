"""Charts, looked at as pictures: bars as high as their values, on a ground that reads on any theme."""

from __future__ import annotations

import doctest
from io import BytesIO

import pytest
from PIL import Image, ImageColor, ImageDraw, ImageFont

from cogs.ui import charts
from cogs.ui.charts import BarChart, bar_chart


def drawn(*values: int, line: float | None = None, label: str = "fair") -> Image.Image:
    bars = tuple((str(number), value) for number, value in enumerate(values, start=1))
    return Image.open(BytesIO(bar_chart(BarChart("d4: 10 dice", bars, line, label)))).convert("RGB")


def heights(picture: Image.Image, bars: int) -> list[int]:
    """How many pixels of a bar's colour stand above the middle of each place."""
    colour, place = ImageColor.getrgb(charts.BAR), (charts._RIGHT - charts._LEFT) / bars
    found = []
    for number in range(bars):
        x = int(charts._LEFT + (number + 0.2) * place)
        found.append(sum(picture.getpixel((x, y)) == colour for y in range(charts.HEIGHT)))
    return found


def glyph(sign: str) -> bytes:
    picture = Image.new("L", (40, 40))
    ImageDraw.Draw(picture).text((5, 5), sign, fill=255, font=ImageFont.load_default(24))
    return picture.tobytes()


def luminance(colour: str) -> float:
    parts = [part / 255 for part in ImageColor.getrgb(colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colour", [charts.INK, charts.QUIET, charts.BAR, charts.LINE])
def test_everything_stands_out_from_the_ground(colour: str) -> None:
    assert (luminance(colour) + 0.05) / (luminance(charts.GROUND) + 0.05) >= 4.5


def test_bars_are_as_high_as_their_values() -> None:
    one, two, none, four = heights(drawn(10, 20, 0, 40), 4)
    assert none <= 1
    assert two == pytest.approx(2 * one, abs=3)
    assert four == pytest.approx(4 * one, abs=5)


def test_the_line_stands_where_its_value_is() -> None:
    picture, colour = drawn(40, 40, line=20), ImageColor.getrgb(charts.LINE)
    below_head = range(charts._TOP, charts.HEIGHT)
    rows = [y for y in below_head if picture.getpixel((charts._LEFT + 2, y)) == colour]
    assert rows
    assert sum(rows) / len(rows) == pytest.approx((charts._TOP + charts._BOTTOM) / 2, abs=2)


@pytest.mark.parametrize("values", [(0,), (0, 0, 0), (7,), tuple(range(100_000, 100_020)), (1,) * 100])
def test_any_counts_give_a_picture_of_the_same_size(values: tuple[int, ...]) -> None:
    assert drawn(*values, line=sum(values) / len(values)).size == (charts.WIDTH, charts.HEIGHT)


def test_several_charts_stand_one_under_the_other_each_as_if_alone() -> None:
    several = [BarChart(f"d{bars}", tuple((str(face), face) for face in range(1, bars + 1))) for bars in (20, 3, 6)]
    picture = Image.open(BytesIO(charts.bar_charts(several)))
    assert picture.size == (charts.WIDTH, 3 * charts.HEIGHT)
    for number, chart in enumerate(several):
        part = picture.crop((0, number * charts.HEIGHT, charts.WIDTH, (number + 1) * charts.HEIGHT))
        assert part.tobytes() == Image.open(BytesIO(bar_chart(chart))).tobytes()


def test_a_picture_is_small() -> None:
    bars = tuple((str(face), 900 + 13 * face % 37) for face in range(1, 21))
    assert len(bar_chart(BarChart("d20: 20,000 dice", bars, 918, "each face equally often"))) < 30_000


def test_every_sign_that_is_drawn_is_in_the_font() -> None:
    missing = glyph("\ue000")
    signs = charts.drawable("".join(map(chr, range(33, 0x2FFF))))
    assert len(set(signs)) >= 90
    assert not [sign for sign in set(signs) if glyph(sign) == missing]


def test_the_examples_hold() -> None:
    assert doctest.testmod(charts).failed == 0
