"""What may happen at a table: each function takes the table as it is and answers with the events that follow.

Nothing here touches a clock, a network or a database. Refusals are `GameError`s and change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.dice import layout, roller
from core.dice.advantage import Advantage
from core.dice.bounds import HIGHEST_DC, LOWEST_DC
from core.dice.expression import Expression
from core.dice.roller import Outcome
from core.dice.source import DieSource
from core.dice.syntax import pools
from core.errors import NotAllowedError, RuleError
from core.ids import ChannelId, GuildId, RollId, TableCode, UserId
from core.ledger.event import DM, OWN, PUBLIC, Draft, Visibility
from core.tables.events import Part, Rolled, SeatLeft, SeatTaken, TableClosed, TableOpened
from core.tables.names import clean_label, clean_name
from core.tables.state import SEATS, Mode, Person, Role, Table

"""Seed 004: "Current DC threshold (1-30)"."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens: a guild's channel; no guild in a direct message."""

    guild: GuildId | None
    channel: ChannelId


@dataclass(frozen=True, slots=True)
class AskedRoll:
    """A roll as somebody asked for it."""

    expression: Expression
    advantage: Advantage = Advantage.NONE
    dc: int | None = None
    label: str | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Throw:
    """What a roll needs from outside the game: its name, its dice and how long its permalink lives."""

    roll_id: RollId
    source: DieSource
    expires_at: datetime


def open_table(
    table: Table, creator: Person, *, code: TableCode, mode: Mode, guild: GuildId, channel: ChannelId
) -> tuple[Draft, ...]:
    """Open the table; its creator takes the first seat, the DM's when it is DM-led."""
    role: Role = "dm" if mode == "dm-led" else "player"
    return (
        Draft(TableOpened(code=code, mode=mode, guild=guild, channel=channel)),
        Draft(SeatTaken(seat=table.next_seat, role=role, name=clean_name(creator.name))),
    )


def join(table: Table, person: Person) -> tuple[Draft, ...]:
    """Take a seat.

    Raises:
        RuleError: ``table-closed``, ``already-seated`` or ``table-full``.
    """
    _must_be_open(table)
    if table.seat_of(person.user):
        raise RuleError("already-seated", code=table.code)
    if len(table.seats) >= SEATS:
        raise RuleError("table-full", code=table.code, seats=SEATS)
    return (Draft(SeatTaken(seat=table.next_seat, role="player", name=clean_name(person.name))),)


def leave(table: Table, user: UserId) -> tuple[Draft, ...]:
    """Get up. The DM of a DM-led table stays or closes it: the game would have nobody to run it.

    Raises:
        RuleError: ``table-closed`` or ``dm-cannot-leave``.
        NotAllowedError: ``not-seated``.
    """
    _must_be_open(table)
    seat = table.seat_for(user)
    if seat.role == "dm":
        raise RuleError("dm-cannot-leave", code=table.code)
    return (Draft(SeatLeft(seat=seat.number)),)


def close(table: Table, user: UserId, *, moderator: bool) -> tuple[Draft, ...]:
    """Close the table: its creator, its DM, or someone who may manage the channel.

    Raises:
        RuleError: ``table-closed``.
        NotAllowedError: ``not-yours-to-close``.
    """
    _must_be_open(table)
    is_dm = table.dm is not None and table.dm.user == user
    if not (moderator or is_dm or table.creator == user):
        raise NotAllowedError("not-yours-to-close", code=table.code)
    return (Draft(TableClosed(rolls=table.rolls)),)


def roll(table: Table, person: Person, asked: AskedRoll, throw: Throw) -> tuple[Draft, ...]:
    """Roll at the table.

    A hidden roll is the DM's at a DM-led table and anybody's own at an open one.

    Raises:
        RuleError: ``table-closed`` or ``dc-out-of-range``.
        NotAllowedError: ``not-seated`` or ``not-the-dm``.
        LimitError: ``label-too-long``.
    """
    _must_be_open(table)
    seat = table.seat_for(person.user)
    if asked.hidden and table.mode == "dm-led" and seat.role != "dm":
        raise NotAllowedError("not-the-dm", code=table.code)
    audience = DM if table.mode == "dm-led" else OWN
    return (_rolled(person, asked, throw, visibility=audience, code=table.code, mode=table.mode, seat=seat.number),)


def roll_beside(person: Person, asked: AskedRoll, throw: Throw) -> tuple[Draft, ...]:
    """Roll in a channel without a seat at a table; a hidden roll is the roller's own.

    Raises:
        RuleError: ``dc-out-of-range``.
        LimitError: ``label-too-long``.
    """
    return (_rolled(person, asked, throw, visibility=OWN, code=None, mode=None, seat=None),)


def _rolled(
    person: Person,
    asked: AskedRoll,
    throw: Throw,
    *,
    visibility: Visibility,
    code: TableCode | None,
    mode: Mode | None,
    seat: int | None,
) -> Draft:
    several = len(asked.expression.lines) > 1
    if asked.dc is not None and not LOWEST_DC <= asked.dc <= HIGHEST_DC:
        raise RuleError("dc-out-of-range", dc=asked.dc, lowest=LOWEST_DC, highest=HIGHEST_DC)
    label = clean_label(asked.label)
    outcome = roller.roll(asked.expression, throw.source, advantage=asked.advantage)
    fact = Rolled(
        roll_id=throw.roll_id,
        code=code,
        mode=mode,
        seat=seat,
        notation=asked.expression.text,
        advantage=asked.advantage.value,
        dice=layout.groups(outcome),
        total=outcome.total,
        dc=None if several else asked.dc,
        passed=None if several or asked.dc is None else outcome.total >= asked.dc,
        hidden=asked.hidden,
        expires_at=throw.expires_at,
        parts=_parts(outcome, asked.dc) if several else (),
        name=clean_name(person.name),
        label=label,
    )
    return Draft(fact, visibility=visibility if asked.hidden else PUBLIC)


def _parts(outcome: Outcome, dc: int | None) -> tuple[Part, ...]:
    """Each of several rolls; one that names no DC of its own is made against the one that was asked for."""
    parts: list[Part] = []
    for line, total in zip(outcome.expression.lines, outcome.totals, strict=True):
        against = line.note.dc or dc
        passed = None if against is None else total >= against
        parts.append(Part(line.text, sum(1 for _ in pools(line.root)), total, against, passed))
    return tuple(parts)


def _must_be_open(table: Table) -> None:
    if not table.is_open:
        raise RuleError("table-closed", code=table.code)
