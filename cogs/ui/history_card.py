"""A page of rolls: one line a roll, the newest first, with buttons to the pages beside it."""

from __future__ import annotations

from typing import Any, Final

import discord
from discord.utils import format_dt

from cogs.ui.cards import PLAIN, verdict
from cogs.ui.markdown import code, cut, plain
from cogs.ui.paging import written_place
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.tables.records import Mark, Page, Record, Sought, Turning

SHOWN_VERDICT: Final = 80
SHOWN_LABEL: Final = 40
SHOWN_NOTATION: Final = 50
"""Ten such lines fit into the 4,000 characters that Discord shows of a card, even with every sign escaped."""


def history_card(page: Page, sought: Sought, words: Words) -> discord.ui.LayoutView:
    """One page, or the words that there is nothing to show."""
    lines = [_line(line, words) if isinstance(line, Record) else _turned(line, words) for line in page.lines]
    return card(
        f"## {words('history-title')}",
        _looked_for(sought, words),
        "\n".join(lines) or words("history-nothing"),
        accent=PLAIN,
        buttons=(
            _turn("newer", sought, page.newer, words("button-newer")),
            _turn("older", sought, page.older, words("button-older")),
        )
        if page.newer or page.older
        else (),
    )


def _looked_for(sought: Sought, words: Words) -> str:
    parts = [
        words("history-of", user=f"<@{sought.user}>") if sought.user else words("history-of-all"),
        *([words("history-since", when=format_dt(sought.since, "f"))] if sought.since else []),
        *([words("history-at", code=sought.table)] if sought.table else []),
    ]
    return " · ".join(parts)


def _turned(turning: Turning, words: Words) -> str:
    return words("history-turned", code=turning.code, when=format_dt(turning.mark.at, "R"))


def _line(record: Record, words: Words) -> str:
    rolled = record.rolled
    parts = [
        f"**{cut(verdict(rolled, words), SHOWN_VERDICT)}**",
        plain(rolled.name or words("someone")),
        *([plain(cut(rolled.label, SHOWN_LABEL))] if rolled.label else []),
        code(rolled.notation, SHOWN_NOTATION),
        *([words("history-hidden")] if rolled.hidden else []),
        format_dt(record.mark.at, "R"),
    ]
    return " · ".join(parts)


def _turn(action: str, sought: Sought, mark: Mark | None, label: str) -> discord.ui.Button[Any]:
    of = written_place(sought, mark) if mark else "end"
    return discord.ui.Button(label=label, custom_id=custom_id("rolls", of, action), disabled=mark is None)
