"""What is said of a DM who is away: they are missed, with a vote where nobody leads on; who stands in; their return."""

from __future__ import annotations

from typing import Any

import discord

from cogs.ui.cards import PLAIN, RULED, button
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.tables import absence
from core.tables.state import Seat, Table


def missed_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """That the DM is away, and who leads until they are back or how that is decided."""
    gone = "absence-left-voice" if table.absence and table.absence.how == "voice" else "absence-said-so"
    said = words(gone, name=_name(table.dm, words), code=table.code)
    return card(said, *_until_then(table, words), accent=RULED, buttons=(_back(table, words),))


def stood_in_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """Who stands in."""
    said = words("absence-stood-in", name=_name(table.stand_in, words), code=table.code)
    return card(said, accent=PLAIN, buttons=(_back(table, words),))


def back_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """That the DM is back."""
    return card(words("absence-back", name=_name(table.dm, words), code=table.code), accent=PLAIN, buttons=())


def absence_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """How things stand now, whatever they were when a notice was posted."""
    if table.absence is None:
        return back_card(table, words)
    return stood_in_card(table, words) if table.stand_in else missed_card(table, words)


def _until_then(table: Table, words: Words) -> list[str | discord.ui.Item[Any]]:
    if leading := absence.co_dms(table):
        names = ", ".join(_name(seat, words) for seat in leading)
        return [words("absence-co-dms", names=names, count=len(leading))]
    playing = absence.players(table)
    if not playing:
        return [words("absence-nobody", code=table.code)]
    votes = [words("absence-votes", name=_name(seat, words), votes=count) for seat, count in absence.tally(table)]
    return [
        words("absence-vote", needed=absence.needed(table)),
        *(["\n".join(votes)] if votes else []),
        discord.ui.ActionRow(_choice(table, playing, words)),
    ]


def _choice(table: Table, playing: tuple[Seat, ...], words: Words) -> discord.ui.Select[Any]:
    options = [discord.SelectOption(label=seat.name or words("someone"), value=str(seat.number)) for seat in playing]
    of = table.stream.partition(":")[2]
    return discord.ui.Select(
        custom_id=custom_id("table", of, "stand-in"), placeholder=words("absence-pick"), options=options
    )


def _back(table: Table, words: Words) -> discord.ui.Button[Any]:
    of = table.stream.partition(":")[2]
    return button("table", of, "back", words("button-i-am-back"), style=discord.ButtonStyle.primary)


def _name(seat: Seat | None, words: Words) -> str:
    return plain(seat.name if seat and seat.name else words("someone"))
