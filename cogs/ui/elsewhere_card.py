"""What a table hears of what was done to it somewhere else, as in the private thread of those who lead.

Whoever does it there has their answer there, and the table is told the same. Nothing of it is a secret: a text for the
dice is everybody's to see, and the rolls after it show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import discord

from cogs.ui.cards import PLAIN, stirred_card
from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.ids import UserId
from core.tables.events import DcSet, EntropyAdded, HandedOff, RoleGiven, TableClosed, TableResumed
from core.tables.state import Role, Seat, Table
from core.use_cases.add_entropy import Stirred

Told = DcSet | EntropyAdded | HandedOff | RoleGiven | TableClosed | TableResumed

_MADE: Final[Mapping[Role, str]] = {
    "player": "table-made-player",
    "co-dm": "table-made-co-dm",
    "spectator": "table-made-spectator",
}


def elsewhere_card(table: Table, fact: Told, actor: UserId | None, words: Words) -> discord.ui.LayoutView | None:
    """What is to be said of it; None if it is not true any more.

    Args:
        table: The table as it is now.
        fact: What was done.
        actor: Who did it; None once erased.
        words: The guild's language.
    """
    if table.is_open == isinstance(fact, TableClosed):
        return None
    if isinstance(fact, EntropyAdded):
        return _stirred(table, fact, actor, words)
    said = _said(table, fact, words)
    return card(said, accent=PLAIN, buttons=()) if said else None


def _said(table: Table, fact: Told, words: Words) -> str | None:
    match fact:
        case TableClosed():
            return words("table-closed", code=table.code, rolls=table.rolls)
        case TableResumed():
            return words("table-resumed", code=table.code)
        case DcSet(dc=dc) if table.dc == dc:
            return words("table-dc-cleared" if dc is None else "table-dc-set", code=table.code, dc=dc or 0)
        case HandedOff(seat=number) if table.dm and table.dm.number == number:
            return words("table-handed-off", code=table.code, name=_name(table.dm, words))
        case RoleGiven(seat=number, role=role):
            seat = next((seat for seat in table.seats if (seat.number, seat.role) == (number, role)), None)
            return words(_MADE[role], code=table.code, name=_name(seat, words)) if seat else None
        case _:
            return None


def _stirred(table: Table, fact: EntropyAdded, actor: UserId | None, words: Words) -> discord.ui.LayoutView | None:
    epoch = table.running and table.running.epoch
    if epoch is None or epoch.epoch_id != fact.epoch_id or fact.text is None:
        return None
    seat = table.seat_of(actor) if actor else None
    name = (seat and seat.name) or words("someone")
    return stirred_card(Stirred(table.code, epoch.commitment, epoch.texts, began=False, text=fact.text), name, words)


def _name(seat: Seat | None, words: Words) -> str:
    return plain((seat and seat.name) or words("someone"))
