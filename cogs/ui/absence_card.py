"""What is said of a DM who is away: asked, or missed, with a vote if nobody leads on; who stands in; their return."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN, RULED, button
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.tables import absence
from core.tables.state import Seat, Table, WentBy

GONE: Final[Mapping[WentBy, str]] = {
    "voice": "absence-left-voice",
    "word": "absence-said-so",
    "report": "absence-no-answer",
}


def reported_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """That somebody says that the DM does not answer: the DM is asked, by a mention, to show that they do."""
    absence, dm = table.absence, table.dm
    reporter = table.seat_of(absence.reporter) if absence and absence.reporter else None
    name = f"<@{dm.user}>" if dm and dm.user else _name(dm, words)
    said = words("absence-reported", by=_name(reporter, words), name=name, code=table.code)
    soon = words("absence-answer-soon", seconds=table.idle.grace_s)
    return card(said, soon, accent=RULED, buttons=(_back(table, words, "button-i-am-here"),))


def missed_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """That the DM is away, and who leads until they are back or how that is decided."""
    how = table.absence.how if table.absence else "word"
    said = words(GONE[how], name=_name(table.dm, words), code=table.code)
    return card(said, *_until_then(table, words), accent=RULED, buttons=(_back(table, words),))


def stood_in_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """Who stands in."""
    said = words("absence-stood-in", name=_name(table.stand_in, words), code=table.code)
    return card(said, accent=PLAIN, buttons=(_back(table, words),))


def back_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """That the DM is back."""
    return card(words("absence-back", name=_name(table.dm, words), code=table.code), accent=PLAIN, buttons=())


def absence_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """How things stand now, whatever they were when a notice was posted.

    That the DM is there is all that a press of theirs says of them: it may be another DM than the notice missed.
    """
    if table.absence is None:
        return card(words("absence-here", name=_name(table.dm, words), code=table.code), accent=PLAIN, buttons=())
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


def _back(table: Table, words: Words, label: str = "button-i-am-back") -> discord.ui.Button[Any]:
    of = table.stream.partition(":")[2]
    return button("table", of, "back", words(label), style=discord.ButtonStyle.primary)


def _name(seat: Seat | None, words: Words) -> str:
    return plain(seat.name if seat and seat.name else words("someone"))
