"""How dice have fallen, in words and pictures: counts, means, and how unusual that would be of fair ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import discord

from cogs.ui.cards import PLAIN
from cogs.ui.charts import BarChart, bar_charts
from cogs.ui.replies import Reply, Upload
from cogs.ui.text import Words
from cogs.ui.views import card
from core.dice.fairness import Tally, unevenness
from core.tables.records import Sought, Tallies

CHARTS: Final = 4
MOST_BARS: Final = 20
SHOWN_KINDS: Final = 12
"""More kinds of dice than these are counted, not listed."""
_SHARES: Final = (10, 100, 1000)
"""A share is told as so many in ten, or if that were none, in a hundred, or in a thousand."""


def stats_reply(tallies: Tallies, sought: Sought, words: Words) -> Reply:
    """The answer: a card, and a picture of the most important kinds of dice, one under the other."""
    drawn = [tally for tally in tallies.by_die if len(tally.faces) <= MOST_BARS][:CHARTS]
    files = (_picture(drawn, words),) if drawn else ()
    gallery = discord.ui.MediaGallery(
        *[discord.MediaGalleryItem(f"attachment://{each.name}", description=each.alt) for each in files]
    )
    shown = tallies.by_die[:SHOWN_KINDS]
    more = len(tallies.by_die) - len(shown)
    view = card(
        f"## {words('stats-title')}\n{_looked_at(sought, words)}",
        _counted(tallies, words),
        *(["\n".join([_die(tally, words) for tally in shown])] if shown else []),
        *([words("stats-more-kinds", more=more)] if more else []),
        *([gallery] if files else []),
        *([words("stats-foot")] if shown else []),
        accent=PLAIN,
        buttons=(),
    )
    return Reply(view=view, files=files, private=True)


def _picture(drawn: Sequence[Tally], words: Words) -> Upload:
    return Upload("stats.png", bar_charts([_chart(tally, words) for tally in drawn]), alt(drawn, words))


def alt(drawn: Sequence[Tally], words: Words) -> str:
    """What a picture shows: how often each face has fallen; of several kinds in fewer words, so that all fit."""
    if len(drawn) > 1:
        return " ".join([_brief_alt(tally, words) for tally in drawn])
    (tally,) = drawn
    counts = ", ".join([words("stats-face", face=str(face), times=tally.fell.get(face, 0)) for face in tally.faces])
    return words("stats-alt", die=tally.name, dice=tally.dice, counts=counts)


def _brief_alt(tally: Tally, words: Words) -> str:
    counts = ", ".join([str(tally.fell.get(face, 0)) for face in tally.faces])
    return words(
        "stats-alt-brief",
        die=tally.name,
        dice=tally.dice,
        counts=counts,
        low=str(tally.faces[0]),
        high=str(tally.faces[-1]),
    )


def told_unevenness(tally: Tally, words: Words) -> str:
    """How often fair dice would come out at least as unevenly, in plain words."""
    share = unevenness(tally)
    if share is None:
        return words("stats-too-few", more=tally.still_needed)
    if share >= 0.95:
        return words("stats-even")
    for among in _SHARES:
        if sets := round(share * among):
            return words("stats-uneven", sets=sets, among=among)
    return words("stats-very-uneven", among=_SHARES[-1])


def _looked_at(sought: Sought, words: Words) -> str:
    parts = [
        *([words("history-of", user=f"<@{sought.user}>")] if sought.user else [words("history-of-all")]),
        *([words("history-at", code=sought.table)] if sought.table else []),
    ]
    return " · ".join(parts)


def _counted(tallies: Tallies, words: Words) -> str:
    if not tallies.rolls:
        return words("history-nothing")
    dice = sum(tally.dice for tally in tallies.by_die)
    return words("stats-counted" if tallies.all_counted else "stats-newest", rolls=tallies.rolls, dice=dice)


def _die(tally: Tally, words: Words) -> str:
    facts = words(
        "stats-die", die=tally.name, dice=tally.dice, mean=round(tally.mean, 2), fair=round(tally.fair_mean, 2)
    )
    return f"{facts} {told_unevenness(tally, words)}"


def _chart(tally: Tally, words: Words) -> BarChart:
    return BarChart(
        words("stats-chart", die=tally.name, dice=tally.dice),
        tuple([(str(face), tally.fell.get(face, 0)) for face in tally.faces]),
        line=tally.dice / tally.sides,
        line_label=words("stats-chart-fair"),
    )
