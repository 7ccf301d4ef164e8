"""The odds of a roll, in the numbers that a player wants, and drawn: the chance to reach something, mean and range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import discord

from cogs.ui.cards import PLAIN, SHOWN_NOTATION
from cogs.ui.charts import BarChart, bar_chart
from cogs.ui.markdown import code
from cogs.ui.replies import Reply, Upload
from cogs.ui.text import Words
from cogs.ui.views import card
from core.dice.expression import Line
from core.dice.odds.distribution import Distribution

BARS: Final = 24
_OF: Final = 1000
"""Bars stand for so many in a thousand."""
_HALF: Final = (Fraction(1, 4), Fraction(3, 4))


@dataclass(frozen=True, slots=True)
class Told:
    """A roll and its odds.

    Attributes:
        line: The roll.
        odds: How likely each of its totals is.
        times: How often it is rolled.
    """

    line: Line
    odds: Distribution
    times: int = 1


def odds_reply(odds: tuple[Sequence[Told], int], reach: int | None, words: Words) -> Reply:
    """The answer: for each roll its numbers, and a picture of the first one.

    Args:
        odds: Each roll with its odds, and how many more rolls there are.
        reach: What is to be reached, if that was asked for; else a roll's own DC counts.
        words: The catalogue.
    """
    told, more = odds
    first, law = told[0].line, told[0].odds
    picture = Upload("odds.png", _chart(first, law, words), _alt(first, law, words))
    gallery = discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt))
    view = card(
        *["\n".join(_told(each, reach, words)) for each in told],
        *([words("odds-more-rolls", more=more)] if more else []),
        gallery,
        accent=PLAIN,
        buttons=(),
    )
    return Reply(view=view, files=(picture,), private=True)


def _told(told: Told, reach: int | None, words: Words) -> list[str]:
    line, odds = told.line, told.odds
    target = reach if reach is not None else line.note.dc
    title = (
        words("odds-mean", mean=_number(odds.mean))
        if target is None
        else words("odds-reach", share=percent(odds.at_least(target)), target=str(target))
    )
    low, high = (str(odds.quantile(share)) for share in _HALF)
    rolled = code(line.text, most=SHOWN_NOTATION)
    lines = [f"## {title}", words("odds-times", dice=rolled, times=told.times) if told.times > 1 else rolled]
    lines.extend(_beyond(odds, target, words))
    lines.append(words("odds-range", mean=_number(odds.mean), low=str(odds.low), high=str(odds.high)))
    lines.append(words("odds-half", low=low, high=high))
    if odds.sampled is not None:
        lines.append(words("odds-sampled", off=percent(Fraction(odds.sampled))))
    elif odds.cut:
        lines.append(words("odds-cut"))
    return lines


def _beyond(odds: Distribution, target: int | None, words: Words) -> list[str]:
    """That a target cannot be reached or missed; of sampled or endless odds the ends are not known."""
    if target is None or odds.sampled is not None or odds.cut:
        return []
    if target > odds.high:
        return [words("odds-above", high=str(odds.high))]
    return [words("odds-below", low=str(odds.low))] if target < odds.low else []


def percent(share: Fraction) -> str:
    """A chance as players say it; only what is certain is 0 or 100.

    Example:
        >>> percent(Fraction(612, 1000)), percent(Fraction(1, 10**6)), percent(Fraction(1))
        ('61.2 %', '< 0.1 %', '100 %')
    """
    if share in (0, 1):
        return f"{int(share) * 100} %"
    tenths = round(share * _OF)
    if not tenths:
        return "< 0.1 %"
    return "> 99.9 %" if tenths == _OF else f"{tenths / 10:.1f} %"


def _number(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def _bars(odds: Distribution) -> list[tuple[str, int]]:
    """Neighbouring totals together, as many to a bar as keep the bars few; each with its share of the whole."""
    width = -(-(odds.high - odds.low + 1) // BARS)
    starts = range(odds.low, odds.high + 1, width)
    shares = [0] * len(starts)
    for total, weight in zip(odds.outcomes, odds.weights, strict=True):
        shares[(total - odds.low) // width] += weight
    labels = [_span(start, min(start + width - 1, odds.high)) for start in starts]
    return _without_tail(list(zip(labels, shares, strict=True)), odds.whole)


def _span(start: int, end: int) -> str:
    if start == end:
        return str(start)
    return f"{start}-{end}" if start >= 0 else f"{start} to {end}"


def _without_tail(bars: list[tuple[str, int]], whole: int) -> list[tuple[str, int]]:
    """What can hardly be seen at the far end of an endless roll is left out."""
    while len(bars) > 1 and bars[-1][1] * 4 * _OF < whole:
        bars.pop()
    return bars


def _chart(line: Line, odds: Distribution, words: Words) -> bytes:
    # Whole numbers all along: to reduce a fraction of very long ones takes long, and a picture has many.
    bars = tuple([(label, (2 * share * _OF + odds.whole) // (2 * odds.whole)) for label, share in _bars(odds)])
    return bar_chart(BarChart(words("odds-chart", dice=line.text, of=_OF), bars))


def _alt(line: Line, odds: Distribution, words: Words) -> str:
    likeliest, share = max(_bars(odds), key=lambda bar: bar[1])
    facts = {"likeliest": likeliest, "share": percent(Fraction(share, odds.whole))}
    return words("odds-alt", dice=line.text, low=str(odds.low), high=str(odds.high), **facts)
