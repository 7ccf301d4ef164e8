"""How a table is shown: its card, its status for one person, and what is said of it when nobody plays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import discord
from discord.utils import format_dt

from cogs.ui.cards import PLAIN, RULED, button
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.ids import UserId
from core.tables import expiry
from core.tables.names import clean_name
from core.tables.permissions import may
from core.tables.state import SEATS, Mode, Seat, Table

KICKED_LETTERS = 500
"""What the names of those who were sent away may take of the 4,000 characters that Discord shows of a card."""


def status_card(table: Table, user: UserId, words: Words) -> discord.ui.LayoutView:
    """All that there is to know of a table, for one person: whom they sent away is shown to those who could."""
    more: list[str] = []
    if end := expiry.ends_at(table):
        more.append(words("table-ends-campaign" if table.lasting else "table-ends", when=format_dt(end, "R")))
    if table.dm_thread and may(table, user, "pair-thread"):
        more.append(words("table-dm-thread", channel=f"<#{table.dm_thread.channel}>"))
    if table.kicked and may(table, user, "unkick"):
        more.append(_kicked(table, words))
    return table_card(table, words, *more)


def table_card(table: Table, words: Words, *more: str) -> discord.ui.LayoutView:
    """The table: its code, who sits at it and what one can do there."""
    of = table.stream.partition(":")[2]
    playing = [seat for seat in table.seats if seat.role != "spectator"]
    lines = [_seat_line(table, seat, words) for seat in playing]
    free = SEATS - len(playing)
    if table.is_open:
        lines.append(words("table-free-seats", free=free) if free else words("table-no-seats"))
    buttons: tuple[discord.ui.Button[Any], ...] = ()
    if table.closed_for == "put-aside":
        buttons = (button("table", of, "resume", words("button-resume"), style=discord.ButtonStyle.primary),)
    if table.is_open:
        buttons = (
            button("table", of, "join", words("button-join"), style=discord.ButtonStyle.primary, disabled=not free),
            button("table", of, "leave", words("button-leave")),
            button("table", of, "roll", words("button-roll-d20")),
        )
    return card(
        f"## {words('table-title', code=table.code)}",
        words(_state(table)),
        *([words("table-dc", dc=table.dc)] if table.is_open and table.dc is not None else []),
        *(["\n".join(lines)] if lines else []),
        *_watching(table, words),
        *_secrets(table, words),
        *(["\n".join(more)] if more else []),
        words("table-foot", code=table.code, rolls=table.rolls)
        if table.is_open
        else words("table-rolls", rolls=table.rolls),
        *_seals(table, words),
        accent=PLAIN if table.is_open else None,
        buttons=buttons,
    )


def opened_apart_card(table: Table, name: str, words: Words) -> discord.ui.LayoutView:
    """That a table has been opened in a thread, for those who are in the channel above it."""
    of = table.stream.partition(":")[2]
    channel = f"<#{table.channel}>"
    said = words("table-opened-apart", name=plain(name), code=table.code, mode=table.mode, channel=channel)
    take = button("table", of, "sit", words("button-join"), style=discord.ButtonStyle.primary)
    return card(said, accent=PLAIN, buttons=(take,))


def thread_name(name: str, mode: Mode, words: Words, *, lasting: bool) -> str:
    """What a table's thread is called, before it has a code."""
    who = clean_name(name)
    if mode == "dm-led":
        return words("table-thread-dm-led-campaign" if lasting else "table-thread-dm-led", name=who)
    return words("table-thread-open-campaign" if lasting else "table-thread-open", name=who)


def expiry_notice(table: Table, closes_at: datetime, words: Words) -> discord.ui.LayoutView:
    """That a table closes unless somebody acts."""
    of = table.stream.partition(":")[2]
    said = words("expiry-warned", code=table.code, when=format_dt(closes_at, "R"))
    keep = button("table", of, "keep", words("button-keep-open"), style=discord.ButtonStyle.primary)
    return card(said, accent=RULED, buttons=(keep,))


def closed_notice(table: Table, words: Words) -> discord.ui.LayoutView:
    """That nobody played for so long that a table is closed, or put aside."""
    if table.closed_for == "put-aside":
        of = table.stream.partition(":")[2]
        resume = button("table", of, "resume", words("button-resume"), style=discord.ButtonStyle.primary)
        return card(words("expiry-put-aside", code=table.code), accent=PLAIN, buttons=(resume,))
    return card(words("expiry-closed", code=table.code, rolls=table.rolls), accent=PLAIN, buttons=())


def kept_card(table: Table, name: str, words: Words) -> discord.ui.LayoutView:
    """That somebody keeps a table open."""
    return card(words("expiry-kept", code=table.code, name=plain(name)), accent=PLAIN, buttons=())


def _state(table: Table) -> str:
    if table.is_open:
        return "table-mode-dm-led" if table.mode == "dm-led" else "table-mode-open"
    return "table-is-put-aside" if table.closed_for == "put-aside" else "table-is-closed"


def _seat_line(table: Table, seat: Seat, words: Words) -> str:
    key = {"dm": "table-seat-dm", "co-dm": "table-seat-co-dm"}.get(seat.role, "table-seat")
    if table.absence and seat == table.dm:
        key = "table-seat-dm-away"
    if seat == table.stand_in:
        key = "table-seat-stand-in"
    return words(key, name=plain(seat.name or words("someone")))


def _secrets(table: Table, words: Words) -> list[str]:
    if not table.secret_skills or table.mode != "dm-led":
        return []
    return [words("table-secret-skills", skills=", ".join(skill.capitalize() for skill in table.secret_skills))]


def _watching(table: Table, words: Words) -> list[str]:
    names = [plain(seat.name or words("someone")) for seat in table.seats if seat.role == "spectator"]
    return [words("table-watching", names=", ".join(names))] if names else []


def _kicked(table: Table, words: Words) -> str:
    """Who may not come back: the last ones first, as long as there is room; the others are counted."""
    names: list[str] = []
    for seat in reversed(table.kicked):
        name = plain(seat.name or words("someone"))
        if sum(map(len, names)) + len(name) > KICKED_LETTERS:
            return words("table-kicked-people-more", names=", ".join(names), more=len(table.kicked) - len(names))
        names.append(name)
    return words("table-kicked-people", names=", ".join(names))


def _seals(table: Table, words: Words) -> list[str]:
    """What is sealed under the rolls to come, and what was sealed under the last ones, now that it can be told."""
    lines: list[str] = []
    if table.running:
        epoch = table.running.epoch
        lines.append(words("table-sealed", commitment=epoch.commitment, texts=epoch.texts))
    if over := table.unsealed:
        key = "table-unsealed" if over.seed else "table-unsealed-lost"
        lines.append(words(key, commitment=over.commitment, seed=over.seed or ""))
    return ["\n".join(lines)] if lines else []
