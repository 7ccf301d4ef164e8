"""How dice have fallen, in words and pictures: counts, means, and how unusual that would be of fair ones."""

from __future__ import annotations

from typing import Final

import discord

from cogs.ui.cards import PLAIN
from cogs.ui.charts import BarChart, bar_chart
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
    """The answer: a card, and a picture for each of the most important kinds of dice."""
    drawn = [tally for tally in tallies.by_die if len(tally.faces) <= MOST_BARS][:CHARTS]
    files = tuple([Upload(f"{tally.name}.png", _chart(tally, words), alt(tally, words)) for tally in drawn])
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


def alt(tally: Tally, words: Words) -> str:
    """What a picture shows: how often each face has fallen."""
    counts = ", ".join([words("stats-face", face=str(face), times=tally.fell.get(face, 0)) for face in tally.faces])
    return words("stats-alt", die=tally.name, dice=tally.dice, counts=counts)


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


def _chart(tally: Tally, words: Words) -> bytes:
    return bar_chart(
        BarChart(
            words("stats-chart", die=tally.name, dice=tally.dice),
            tuple([(str(face), tally.fell.get(face, 0)) for face in tally.faces]),
            line=tally.dice / tally.sides,
            line_label=words("stats-chart-fair"),
        )
    )
