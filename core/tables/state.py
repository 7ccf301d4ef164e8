"""The table as it stands: a value, folded from its events and never changed in place.

Seats have numbers that are never given away again, so that events can speak of a seat and leave the person to their
private part: once a person is erased, the seat stays and its owner is None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from core.errors import NotAllowedError, RuleError
from core.ids import ChannelId, GuildId, StreamId, TableCode, UserId
from core.proofs.epoch import Running, Unsealed

Mode = Literal["open", "dm-led"]
ClosedFor = Literal["closed", "expired", "put-aside"]
"""Why a table is not open: somebody closed it, nobody played, or a campaign's was put aside until it goes on."""
Role = Literal["player", "dm", "co-dm", "spectator"]
WentBy = Literal["voice", "word", "report"]
"""How a DM went away: they left the guild's voice channels, said so, or do not answer, as somebody there said."""

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
class Idle:
    """How many seconds a table stays open while nobody does anything: a quick one by its mode, a campaign's in either.

    Attributes:
        grace_s: How many seconds it waits for a DM who went away before its players choose a stand-in.
        quiet_s: How many seconds a DM has done nothing at it before somebody may say that they do not answer.

    Source: seed 004, "Valkey Room State Schema" and "Flow 3" (a DM's grace of 60 s).
    """

    open_s: int = 18_000
    dm_led_s: int = 1_800
    campaign_s: int = 43_200
    grace_s: int = 60
    quiet_s: int = 120


USUAL_IDLE = Idle()


@dataclass(frozen=True, slots=True)
class Vote:
    """Whom the player at a seat wants to stand in, by seat."""

    seat: int
    wanted: int


@dataclass(frozen=True, slots=True)
class StandIn:
    """The player who leads while the DM is away.

    Attributes:
        since: The event that made them so; what was hidden before it stays hidden from them.
    """

    seat: int
    since: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Whom the table said that its players can choose, by seat, and when it said so."""

    seats: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Absence:
    """The DM is away.

    Attributes:
        reporter: Who said that they do not answer; None if nobody had to, and once erased.
        asked_at: When a DM who is said not to answer was asked; None before, and for those whom nobody had to ask.
        missed: The last event by which the table said so; None during the grace, and once whoever led on is gone too.
        offer: The choice as it was then; None while the table has never said so.
        votes: One at most from each seat.
    """

    since: datetime
    how: WentBy
    reporter: UserId | None = None
    asked_at: datetime | None = None
    missed: int | None = None
    offer: Offer | None = None
    votes: tuple[Vote, ...] = ()
    stand_in: StandIn | None = None


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """Somebody said that the DM does not answer, and the DM did; for a while they may not say so again."""

    user: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class DmThread:
    """The private thread of those who lead.

    Attributes:
        let_in: Everybody who may be in it: who was let in, and is not known to have been put out.
    """

    channel: ChannelId
    let_in: tuple[UserId, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A place of play bound to one channel.

    Attributes:
        stream: Its ledger stream, ``table:<id>``.
        creator: Who opened it; None once erased.
        seats: In the order in which they were taken.
        next_seat: The number the next seat gets.
        kicked: The seats of those who were sent away and may not come back; of whom had none, what stands for one.
        dc: What players' d20s are held to where they name no DC of their own.
        rolls: How many rolls were made at it, hidden ones included.
        lasting: Whether it is a campaign's, which is put aside rather than closed when nobody plays.
        idle: How long it waits for somebody to do something.
        active_at: When somebody last did something.
        warned_s: With how many seconds left it last warned of its end; None since somebody acted.
        closes_at: When it ends, as it said when it warned.
        secret_skills: Players' rolls that name one of these are seen by those who lead alone.
        absence: That its DM is away; None while they are not.
        dm_seen_at: When its DM last did something, or became it.
        false_alarms: One at most of each person; those that are long ago go as new ones come.
        dm_thread: The private thread of those who lead; None until they want one.
        opened_at: None while nothing has happened yet.
        closed_at: None while it is open.
        closed_for: Why it is not open.
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
    lasting: bool = False
    idle: Idle = USUAL_IDLE
    active_at: datetime | None = None
    warned_s: int | None = None
    closes_at: datetime | None = None
    secret_skills: tuple[str, ...] = ()
    absence: Absence | None = None
    dm_seen_at: datetime | None = None
    false_alarms: tuple[FalseAlarm, ...] = ()
    dm_thread: DmThread | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    closed_for: ClosedFor | None = None
    sequence: int = 0
    running: Running | None = None
    unsealed: Unsealed | None = None

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def dm(self) -> Seat | None:
        return next((seat for seat in self.seats if seat.role == "dm"), None)

    @property
    def stand_in(self) -> Seat | None:
        """The seat of whoever stands in for the DM; None once they are erased, for then nobody does."""
        chosen = self.absence and self.absence.stand_in
        return next((seat for seat in self.seats if chosen and seat.number == chosen.seat and seat.user), None)

    def seat_of(self, user: UserId) -> Seat | None:
        return next((seat for seat in self.seats if seat.user == user), None)

    def must_be_open(self) -> None:
        """See to it that something can still happen here.

        Raises:
            RuleError: ``table-closed``.
        """
        if not self.is_open:
            raise RuleError("table-closed", code=self.code)

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
