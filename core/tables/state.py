"""The table as it stands: a value, folded from its events and never changed in place.

Seats have numbers that are never given away again, so that events can speak of a seat and leave the person to their
private part: once a person is erased, the seat stays and its owner is None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from core.errors import NotAllowedError
from core.ids import ChannelId, GuildId, StreamId, TableCode, UserId
from core.proofs.epoch import Running, Unsealed

Mode = Literal["open", "dm-led"]
Role = Literal["player", "dm", "co-dm", "spectator"]

SEATS = 8
"""How many people a table seats, its DM among them (seed 004: "8 players max")."""
SPECTATORS = 16
"""How many may watch beside them; so many names that the card still has room for."""

_NO_CODE, _NO_GUILD, _NO_CHANNEL = TableCode(""), GuildId(0), ChannelId(0)
"""A table that has not been opened yet is nowhere."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as they act now: who, and the name they go by here."""

    user: UserId
    name: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One place at the table."""

    number: int
    role: Role
    user: UserId | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """A place of play bound to one channel.

    Attributes:
        stream: Its ledger stream, ``table:<id>``.
        creator: Who opened it; None once erased.
        seats: In the order in which they were taken.
        next_seat: The number the next seat gets.
        kicked: The seats of those who were sent away and may not come back.
        dc: What players' d20s are held to where they name no DC of their own.
        rolls: How many rolls were made at it, hidden ones included.
        opened_at: None while nothing has happened yet.
        closed_at: None while it is open.
        sequence: The last event that it was folded from.
        running: The seed epoch that it is in; None before the first, or once it is closed.
        unsealed: The last epoch that is over.
    """

    stream: StreamId
    code: TableCode = _NO_CODE
    mode: Mode = "open"
    guild: GuildId = _NO_GUILD
    channel: ChannelId = _NO_CHANNEL
    creator: UserId | None = None
    seats: tuple[Seat, ...] = ()
    next_seat: int = 1
    kicked: tuple[Seat, ...] = ()
    dc: int | None = None
    rolls: int = 0
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    sequence: int = 0
    running: Running | None = None
    unsealed: Unsealed | None = None

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def dm(self) -> Seat | None:
        return next((seat for seat in self.seats if seat.role == "dm"), None)

    def seat_of(self, user: UserId) -> Seat | None:
        return next((seat for seat in self.seats if seat.user == user), None)

    def plays(self, user: UserId) -> bool:
        """Whether they have a seat that dice are rolled from."""
        seat = self.seat_of(user)
        return seat is not None and seat.role != "spectator"

    def seat_for(self, user: UserId) -> Seat:
        """The user's seat.

        Raises:
            NotAllowedError: ``not-seated``.
        """
        if seat := self.seat_of(user):
            return seat
        raise NotAllowedError("not-seated", code=self.code)

    def with_seat(self, seat: Seat) -> Table:
        return replace(self, seats=(*self.seats, seat), next_seat=seat.number + 1)

    def with_role(self, number: int, role: Role) -> Table:
        seats = (replace(seat, role=role) if seat.number == number else seat for seat in self.seats)
        return replace(self, seats=tuple(seats))

    def without_seat(self, number: int) -> Table:
        return replace(self, seats=tuple(seat for seat in self.seats if seat.number != number))


@dataclass(frozen=True, slots=True)
class ChannelRolls:
    """The rolls made in a channel beside any table."""

    stream: StreamId
    rolls: int = 0
    running: Running | None = None
