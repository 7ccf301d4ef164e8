"""What is remembered of rolls, in PostgreSQL: a thin row a roll that leads to its event, written with that event.

A page is one statement: a walk down an index from a mark, and the events at its steps. Hidden rolls are left out for
everybody but their maker in the statement itself, so that no reader can forget to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from core.dice.fairness import Tally
from core.ids import ChannelId, UserId
from core.ledger.event import Event
from core.ledger.kinds import Kinds
from core.tables.events import Rolled, RollRevealed
from core.tables.records import EPOCH, HistoryLine, Mark, Record, Sought, Tallies, Turning, Viewer
from core.tables.state import Table
from data.postgres import statements
from data.postgres.events import event_of
from data.postgres.projection import Projection, Statement
from data.postgres.transaction import fetch

NO_GUILD: Final = 0
"""Stands for direct messages in an index that has to compare."""

_INSERT: Final = """
INSERT INTO roll_records (at, stream, sequence, guild_id, channel_id, user_id, code, hidden, dice)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
_TURN: Final = """
INSERT INTO roll_records (at, stream, sequence, guild_id, channel_id, code, hidden, dice, turning)
VALUES ($1, $2, $3, $4, $5, $6, false, 0, true)
"""
_REVEAL: Final = """
UPDATE roll_records r SET hidden = false, user_id = (
    SELECT (part ->> 'actor')::bigint FROM ledger_private p WHERE p.stream = $3 AND p.sequence = $4
)
WHERE guild_id = $1 AND at = $2 AND stream = $3 AND sequence = $4
"""
_ERASE: Final = "UPDATE roll_records SET user_id = NULL WHERE user_id = $1"
_VISIBLE: Final = """
guild_id = $1 AND (user_id = $2 OR NOT hidden AND channel_id = ANY($3::bigint[])) AND at >= $4
"""
_PAGE: Final = """
SELECT r.at, r.number, r.hidden, r.code, {columns}
FROM (
    SELECT at, number, hidden, code, stream, sequence FROM roll_records
    WHERE {visible} AND (at, number) {beyond} ($5, $6){filters}
    ORDER BY at {order}, number {order} LIMIT $7
) r JOIN ledger_event e USING (stream, sequence) LEFT JOIN ledger_private p USING (stream, sequence)
ORDER BY r.at {order}, r.number {order}
"""
_TALLIES: Final = """
WITH newest AS (
    SELECT at, number, stream, sequence, dice FROM roll_records
    WHERE {visible}{filters} AND NOT turning ORDER BY at DESC, number DESC LIMIT $5 + 1
), numbered AS (
    SELECT stream, sequence, row_number() OVER newest_first AS place, sum(dice) OVER newest_first AS dice_so_far
    FROM newest WINDOW newest_first AS (ORDER BY at DESC, number DESC)
), counted AS (
    SELECT stream, sequence FROM numbered WHERE place <= $5 AND dice_so_far <= $6
), fallen AS (
    SELECT (pool ->> 'sides')::int AS sides, pool ->> 'text' LIKE '%dF%' AS fate, face::int AS face, count(*) AS times
    FROM counted JOIN ledger_event USING (stream, sequence),
         json_array_elements(public -> 'dice') pool, json_array_elements_text(pool -> 'faces') face
    GROUP BY 1, 2, 3
)
SELECT (SELECT count(*) FROM counted), (SELECT count(*) FROM newest), sides, fate, face, times
FROM (SELECT) always LEFT JOIN fallen ON true
"""
_LATEST: Final = Mark(datetime.max.replace(tzinfo=EPOCH.tzinfo), 0)


def _rolled(event: Event, state: object) -> Sequence[Statement]:
    fact: Rolled = event.fact
    channel = state.channel if isinstance(state, Table) else ChannelId(int(event.stream.partition(":")[2]))
    dice = sum(len(group.faces) for group in fact.dice)
    where = (event.at, event.stream, event.sequence, fact.guild or NO_GUILD, channel)
    finder = None if fact.blind else event.actor  # who rolled in secret from themselves finds it once it is revealed
    return (Statement(_INSERT, (*where, finder, fact.code, fact.hidden, dice)),)


def _promoted(event: Event, state: Table) -> Sequence[Statement]:
    where = (event.at, event.stream, event.sequence, state.guild, state.channel, state.code)
    return (Statement(_TURN, where),)


def _revealed(event: Event, state: object) -> Sequence[Statement]:
    fact: RollRevealed = event.fact
    return (Statement(_REVEAL, (fact.guild or NO_GUILD, fact.rolled_at, event.stream, fact.sequence)),)


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "table.rolled": _rolled,
    "table.roll_revealed": _revealed,
    "table.promoted": _promoted,
}
"""What follows from a roll, from its being revealed, and from a table's becoming DM-led."""


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: open rolls stay and are nobody's, hidden ones are found by nobody more."""
    return (Statement(_ERASE, (user,)),)


class PostgresRollRecords:
    """Finds rolls.

    Args:
        engine: The pool.
        kinds: Every kind of event that the program knows.
    """

    def __init__(self, engine: AsyncEngine, kinds: Kinds) -> None:
        self._engine = engine
        self._kinds = kinds

    async def older(self, viewer: Viewer, sought: Sought, *, below: Mark | None, limit: int) -> list[HistoryLine]:
        """The newest rolls and turnings that are older than a mark, or the newest of all; the newest first."""
        return await self._page(viewer, sought, below or _LATEST, descending=True, limit=limit)

    async def newer(self, viewer: Viewer, sought: Sought, *, above: Mark, limit: int) -> list[HistoryLine]:
        """The oldest rolls and turnings that are newer than a mark; the oldest first."""
        return await self._page(viewer, sought, above, descending=False, limit=limit)

    async def tallies(self, viewer: Viewer, sought: Sought, *, most_rolls: int, most_dice: int) -> Tallies:
        """How the dice of the newest rolls have fallen, within both limits."""
        text = _text(_TALLIES, _clauses(sought, from_place=7))
        rows = await fetch(self._engine, text, *_seen(viewer, sought), most_rolls, most_dice, *_filters(sought))
        counted, there = rows[0][:2]
        fell: dict[tuple[int, bool], dict[int, int]] = {}
        for _, _, sides, fate, face, times in rows:
            if sides is not None:
                fell.setdefault((sides, fate), {})[face] = times
        by_die = [Tally(sides, fate, faces) for (sides, fate), faces in fell.items()]
        by_die.sort(key=lambda tally: (tally.name != "d20", -tally.dice, tally.sides, tally.fate))
        return Tallies(counted, counted == there, tuple(by_die))

    async def _page(
        self, viewer: Viewer, sought: Sought, mark: Mark, *, descending: bool, limit: int
    ) -> list[HistoryLine]:
        text = page_statement(sought, descending=descending)
        args = (*_seen(viewer, sought), mark.at, mark.number, limit, *_filters(sought))
        return [self._line(row) for row in await fetch(self._engine, text, *args)]

    def _line(self, row: Sequence[Any]) -> HistoryLine:
        at, number, hidden, code, *columns = row
        event = event_of(self._kinds, statements.entry(columns))
        if not isinstance(event.fact, Rolled):
            return Turning(Mark(at, number), code)
        return Record(Mark(at, number), event.actor, replace(event.fact, hidden=hidden))


def page_statement(sought: Sought, *, descending: bool) -> str:
    """The statement that reads a page."""
    text = _text(_PAGE, _clauses(sought, from_place=8))
    order, beyond = ("DESC", "<") if descending else ("ASC", ">")
    return text.replace("{order}", order).replace("{beyond}", beyond)


def _clauses(sought: Sought, *, from_place: int) -> str:
    filters = [name for name, wanted in (("user_id", sought.user), ("code", sought.table)) if wanted is not None]
    named = [f" AND {name} = ${place}" for place, name in enumerate(filters, start=from_place)]
    return "".join([*named, " AND hidden" if sought.hidden else ""])


@lru_cache
def _text(template: str, clauses: str) -> str:
    return (
        template.replace("{visible}", _VISIBLE.strip())
        .replace("{filters}", clauses)
        .replace("{columns}", statements.COLUMNS.strip())
    )


def _seen(viewer: Viewer, sought: Sought) -> tuple[object, ...]:
    return viewer.guild or NO_GUILD, viewer.user, list(viewer.channels), sought.since or EPOCH


def _filters(sought: Sought) -> tuple[object, ...]:
    return tuple(wanted for wanted in (sought.user, sought.table) if wanted is not None)
