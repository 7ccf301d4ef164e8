"""Permalinks in PostgreSQL: one row a roll, written by the statement that appends the roll to the ledger.

A hidden roll's row is written without its roll, and the table itself refuses any other: what is not there cannot leak.
The roll comes into it when it is revealed.
Reading one page is one round trip, straight on the driver, as the ledger does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncEngine

from core.dice.layout import DieGroup
from core.errors import UnavailableError
from core.ids import RollId, StreamId, UserId
from core.ledger import canonical
from core.ledger.event import Event
from core.tables.events import Part, Proof, Rolled, RollRevealed, Ruled
from core.tables.permalinks import DcCheck, Permalink, RuledOn, Shown
from data.postgres.projection import Projection, Statement
from data.postgres.records import NO_GUILD
from data.postgres.transaction import fetch

_DICE: Final = TypeAdapter(tuple[DieGroup, ...])
_PARTS: Final = TypeAdapter(tuple[Part, ...])
_PROOF: Final = TypeAdapter(Proof)
_RULINGS: Final = TypeAdapter(tuple[RuledOn, ...])

_INSERT: Final = """
INSERT INTO roll_permalinks (roll_id, stream, sequence, cause, user_id, player_name, room_code, room_mode, hidden,
                             dice_formula, dice, advantage, total, dc, passed, label, parts, proof, epoch_id,
                             created_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text::json, $12, $13, $14, $15, $16, $17::text::json,
        $18::text::json, $19, $20, $21)
"""
_REVEAL: Final = """
UPDATE roll_permalinks SET
    hidden = false, revealed_at = $2, opened = $3, dice_formula = $4, dice = $5::text::json, advantage = $6, total = $7,
    dc = $8, passed = $9, parts = $10::text::json,
    label = (SELECT part ->> 'label' FROM ledger_private p WHERE p.stream = $11 AND p.sequence = $12)
WHERE roll_id = $1
"""
_RULE: Final = """
INSERT INTO roll_rulings (roll_id, at, ruling, user_id, name, reason)
SELECT roll_id, $2, $3, $4, $5, $6 FROM roll_permalinks WHERE roll_id = $1
"""
_ERASE: Final = "UPDATE roll_permalinks SET user_id = NULL, player_name = NULL, label = NULL WHERE user_id = $1"
_ERASE_RULINGS: Final = "UPDATE roll_rulings SET user_id = NULL, name = NULL, reason = NULL WHERE user_id = $1"
_PLACE: Final = "SELECT stream, sequence FROM roll_permalinks WHERE roll_id = $1 AND expires_at > $2"
_IS_SHOWN: Final = """
SELECT FROM roll_records WHERE guild_id = $1 AND at = $2 AND stream = $3 AND sequence = $4 AND NOT hidden
"""
"""Asked of the records, for a permalink ends."""
_FIND: Final = """
SELECT room_code, room_mode, player_name, created_at, expires_at, hidden,
       dice_formula, dice::text AS dice, advantage, total, dc, passed, label, parts::text AS parts,
       proof IS NOT NULL, revealed_at, (
           SELECT json_agg(json_build_object('ruling', ruling, 'at', at, 'name', name, 'reason', reason)
                           ORDER BY number)::text
           FROM roll_rulings r WHERE r.roll_id = p.roll_id
       ), proof IS NOT NULL AND CASE WHEN epoch_id IS NULL THEN revealed_at IS NOT NULL AND opened IS NULL ELSE EXISTS (
           SELECT FROM epochs e WHERE e.epoch_id = p.epoch_id AND e.ended_at IS NOT NULL AND e.seed IS NULL
       ) END
FROM roll_permalinks p WHERE roll_id = $1 AND expires_at > $2
"""
_DELETE_EXPIRED: Final = """
WITH gone AS (
    DELETE FROM roll_permalinks WHERE roll_id IN (
        SELECT roll_id FROM roll_permalinks WHERE expires_at <= $1
        ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED
    ) RETURNING 1
)
SELECT count(*) FROM gone
"""
_READABLE: Final = "SELECT FROM roll_permalinks LIMIT 1"


def _rolled(event: Event, state: object) -> Sequence[Statement]:
    fact: Rolled = event.fact
    *told, parts = _told(fact)
    shown = (*told, fact.label, parts)
    row = (
        *(
            fact.roll_id,
            event.stream,
            event.sequence,
            event.cause,
            event.actor,
            fact.name,
            fact.code,
            fact.mode,
            fact.hidden,
        ),
        *((None,) * len(shown) if fact.hidden else shown),
        *_proven(fact),
        *(event.at, fact.expires_at),
    )
    return (Statement(_INSERT, row),)


def _told(fact: Rolled | RollRevealed) -> tuple[object, ...]:
    """What a row that is not sealed says of a roll."""
    return (
        fact.notation,
        _DICE.dump_json(fact.dice).decode(),
        fact.advantage,
        fact.total,
        fact.dc,
        fact.passed,
        _PARTS.dump_json(fact.parts).decode() if fact.parts else None,
    )


def _revealed(event: Event, state: object) -> Sequence[Statement]:
    fact: RollRevealed = event.fact
    return (Statement(_REVEAL, (fact.roll_id, event.at, fact.opened, *_told(fact), event.stream, fact.sequence)),)


def _ruled(event: Event, state: object) -> Sequence[Statement]:
    fact: Ruled = event.fact
    return (Statement(_RULE, (fact.roll_id, event.at, fact.ruling, event.actor, fact.name, fact.reason)),)


def _proven(fact: Rolled) -> tuple[str | None, str | None]:
    """The roll's proof, and the epoch that it belongs to; a hidden one's belongs to none."""
    if fact.proof is None:
        return None, None
    return _PROOF.dump_json(fact.proof).decode(), canonical.load(fact.proof.record).get("epoch")


PROJECTIONS: Final[Mapping[str, Projection]] = {
    "table.rolled": _rolled,
    "table.roll_revealed": _revealed,
    "table.ruled": _ruled,
}
"""What follows from a roll, and from what becomes of it."""


def erased(user: UserId) -> Sequence[Statement]:
    """What follows from erasing a person: their rolls stay, and nothing in them says whose they were."""
    return Statement(_ERASE, (user,)), Statement(_ERASE_RULINGS, (user,))


class PostgresPermalinks:
    """Finds permalinks, and lets go of those that have ended."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find(self, roll_id: RollId, now: datetime) -> Permalink | None:
        """The permalink of a roll; None when there is none, or none any more at `now`."""
        rows = await fetch(self._engine, _FIND, roll_id, now)
        return _permalink(roll_id, rows[0]) if rows else None

    async def place(self, roll_id: RollId, now: datetime) -> tuple[StreamId, int] | None:
        """Where in the ledger a roll stands; None when its permalink has ended at `now`."""
        rows = await fetch(self._engine, _PLACE, roll_id, now)
        return (StreamId(rows[0][0]), rows[0][1]) if rows else None

    async def is_shown(self, rolled: Event) -> bool:
        """Whether everybody may see a roll, which may have been hidden when it was made."""
        fact: Rolled = rolled.fact
        where = (fact.guild or NO_GUILD, rolled.at, rolled.stream, rolled.sequence)
        return not fact.hidden or bool(await fetch(self._engine, _IS_SHOWN, *where))

    async def delete_expired(self, now: datetime, limit: int) -> int:
        """Delete permalinks that have ended, the oldest first; several processes may do so at once.

        Args:
            now: The time.
            limit: How many to delete at most, so that no statement takes long. Fewer deleted means that none are left.

        Returns:
            How many were deleted.
        """
        ((count,),) = await fetch(self._engine, _DELETE_EXPIRED, now, limit)
        return count

    async def readable(self) -> bool:
        """Whether permalinks can be read just now."""
        try:
            await fetch(self._engine, _READABLE)
        except UnavailableError:
            return False
        return True


def _permalink(roll_id: RollId, row: Sequence[Any]) -> Permalink:
    code, mode, name, created_at, expires_at, hidden, *roll, proven, revealed_at, rulings, lost = row
    return Permalink(
        roll_id,
        code,
        mode,
        name,
        created_at,
        expires_at,
        None if hidden else _shown(roll),
        proven,
        revealed_at,
        _RULINGS.validate_json(rulings or "[]"),
        lost,
    )


def _shown(roll: Sequence[Any]) -> Shown:
    formula, dice, advantage, total, dc, passed, label, parts = roll
    check = None if dc is None or passed is None else DcCheck(dc, passed)
    return Shown(
        formula, _DICE.validate_json(dice), advantage, total, check, label, _PARTS.validate_json(parts or "[]")
    )
