"""What is still to be said in channels, in PostgreSQL: a row with the event that it tells of, gone once it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.combat.record.events import Stepped
from core.combat.record.state import Fight
from core.combat.views.turn_call import begun_turn, is_called
from core.ids import ChannelId, GuildId, StreamId
from core.ledger.event import DM, Event
from core.tables.events import Rolled, TableClosed
from core.tables.notices import Notice
from core.tables.presence import DmReturned
from core.tables.state import Table
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import fetch

_INSERT: Final = "INSERT INTO notices (stream, sequence, guild_id, channel_id) VALUES ($1, $2, $3, $4)"
_INSERT_ELSEWHERE: Final = (
    "INSERT INTO notices (stream, sequence, guild_id, channel_id)"
    " SELECT $1, $2, $3, $4 WHERE NOT EXISTS (SELECT FROM asked WHERE cause = $5 AND channel_id = $4)"
)
_TAKE: Final = """
UPDATE notices SET due_at = now() + $1, tries = tries + 1
WHERE number = (
    SELECT number FROM notices n
    WHERE due_at <= now() AND NOT EXISTS (
        SELECT FROM notices before WHERE before.channel_id = n.channel_id AND before.number < n.number
        AND (before.stream = n.stream OR before.due_at <= now())
    )
    ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED
)
RETURNING number, stream, sequence, guild_id, channel_id, tries
"""
_PUT_OFF: Final = "UPDATE notices SET due_at = now() + $2 WHERE number = $1"
_DONE: Final = "DELETE FROM notices WHERE number = $1"
_SAID: Final = """
WITH said AS (INSERT INTO notices_said (stream, what) VALUES ($2, $3) ON CONFLICT DO NOTHING)
DELETE FROM notices WHERE number = $1
"""
_IS_SAID: Final = "SELECT FROM notices_said WHERE stream = $1 AND what = $2"
_FORGET_SAID: Final = "DELETE FROM notices_said WHERE stream = $1"


def _noticed(event: Event, state: Table) -> Sequence[Statement]:
    return (Statement(_INSERT, (event.stream, event.sequence, state.guild, state.channel)),)


def _elsewhere(event: Event, state: object) -> Sequence[Statement]:
    """What is answered for everybody where it was asked: the table hears of it too, if that was somewhere else.

    Where it was asked is written down before anything is done, and struck out once it is answered. On a slow database
    that note may be missing (`KeepAsked.note`); then the table is told as well, for to hear it twice is better than
    never. A channel's own dice, where no table is, are stirred nowhere else.
    """
    if not isinstance(state, Table):
        return ()
    args = (event.stream, event.sequence, state.guild, state.channel, event.cause)
    return (Statement(_INSERT_ELSEWHERE, args),)


def _closed(event: Event, state: Table) -> Sequence[Statement]:
    """Who closes a table says so where they are; what time has closed, the bot says."""
    fact: TableClosed = event.fact
    return _elsewhere(event, state) if fact.reason == "closed" else _noticed(event, state)


def _returned(event: Event, state: Table) -> Sequence[Statement]:
    """Who says that they are back has said so; of who is merely there again, the bot says it if they were missed."""
    fact: DmReturned = event.fact
    return _noticed(event, state) if fact.missed and fact.how != "word" else ()


def _to_leaders(event: Event, state: Table) -> Sequence[Statement]:
    """What those who lead hear of in their private thread, or who is let into it."""
    if state.dm_thread is None:
        return ()
    return (Statement(_INSERT, (event.stream, event.sequence, state.guild, state.dm_thread.channel)),)


def _closed_to_all(event: Event, state: Table) -> Sequence[Statement]:
    return (*_closed(event, state), *_to_leaders(event, state))


def _led(event: Event, state: Table) -> Sequence[Statement]:
    return (*_elsewhere(event, state), *_to_leaders(event, state))


def _rolled(event: Event, state: object) -> Sequence[Statement]:
    """A copy for those who lead of what is theirs to see, and a sealed card for the others of what fell aside."""
    fact: Rolled = event.fact
    if not isinstance(state, Table) or not fact.hidden or event.visibility != DM:
        return ()
    return (*_to_leaders(event, state), *(_noticed(event, state) if fact.aside else ()))


def _stepped(event: Event, state: Fight) -> Sequence[Statement]:
    """Whoever plays a character is told of its turn, where the fight is."""
    fact: Stepped = event.fact
    began = begun_turn(fact)
    if began is None or not is_called(state, began):
        return ()
    return (Statement(_INSERT, (event.stream, event.sequence, state.guild, state.channel)),)


def _ended(event: Event, state: object) -> Sequence[Statement]:
    return (Statement(_FORGET_SAID, (event.stream,)),)


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "table.expiry_warned": _noticed,
    "table.closed": _closed_to_all,
    "table.dm_reported": _noticed,
    "table.dm_missed": _noticed,
    "table.stood_in": _noticed,
    "table.dm_returned": _returned,
    "table.rolled": _rolled,
    **dict.fromkeys(("table.dc_set", "table.entropy_added"), _elsewhere),
    **dict.fromkeys(("table.handed_off", "table.role_given", "table.resumed"), _led),
    **dict.fromkeys(("table.dm_thread_made", "table.seat_left", "table.seat_kicked"), _to_leaders),
    "fight.stepped": _stepped,
    "fight.ended": _ended,
}
"""What is said of time, of who leads and of what was done elsewhere; what those who lead hear among themselves; and
whose turn it is."""


class PostgresNoticeBoard:
    """Hands out notices, each to one process at a time."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def take(self, *, again_after: timedelta) -> Notice | None:
        """Take the oldest that is due and first in its channel, of its own table or of those that are due."""
        for number, stream, sequence, guild, channel, tries in await fetch(self._engine, _TAKE, again_after):
            return Notice(number, StreamId(stream), sequence, GuildId(guild), ChannelId(channel), tries)
        return None

    async def done(self, notice: Notice, *, said: str = "") -> None:
        """Take a notice off the board, and remember what it said if that is said only once."""
        if said:
            await fetch(self._engine, _SAID, notice.number, notice.stream, said)
        else:
            await fetch(self._engine, _DONE, notice.number)

    async def is_said(self, stream: StreamId, what: str) -> bool:
        """Whether something that is said only once has been said."""
        return bool(await fetch(self._engine, _IS_SAID, stream, what))

    async def put_off(self, notice: Notice, by: timedelta) -> None:
        """Make a notice due again after this time."""
        await fetch(self._engine, _PUT_OFF, notice.number, by)
