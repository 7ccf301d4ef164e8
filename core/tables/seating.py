"""Opening a table, sitting down at it, getting up, closing it and going on with it.

As in `core.tables.decide`, each function takes the table as it is and answers with the events that follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.errors import NotAllowedError, RuleError
from core.ids import TableCode, UserId
from core.ledger.event import Draft
from core.tables import absence, epochs
from core.tables.decide import Place
from core.tables.events import KeptOpen, SeatLeft, SeatTaken, TableClosed, TableOpened, TableResumed
from core.tables.house import House
from core.tables.names import clean_name
from core.tables.permissions import called, must, who_may
from core.tables.state import SEATS, SPECTATORS, USUAL_IDLE, Idle, Mode, Person, Role, Table

JoinedAs = Literal["player", "spectator"]
"""What somebody can sit down as."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A table as somebody wants it.

    Attributes:
        lasting: Whether it is a campaign's.
        idle: How long it waits for somebody to do something.
    """

    code: TableCode
    mode: Mode
    place: Place
    lasting: bool = False
    idle: Idle = USUAL_IDLE


def open_table(table: Table, creator: Person, opening: Opening, house: House) -> tuple[Draft, ...]:
    """Open the table; its creator takes the first seat, the DM's when it is DM-led, and its first epoch begins."""
    mode, place = opening.mode, opening.place
    assert place.guild is not None, "tables are opened in guilds"
    role: Role = "dm" if mode == "dm-led" else "player"
    _, announced = epochs.begun(house)
    return (
        Draft(TableOpened(opening.code, mode, place.guild, place.channel, opening.lasting, opening.idle)),
        Draft(SeatTaken(seat=table.next_seat, role=role, name=clean_name(creator.name))),
        *announced,
    )


def join(table: Table, person: Person, role: JoinedAs = "player") -> tuple[Draft, ...]:
    """Take a seat.

    Raises:
        RuleError: ``table-closed``, ``already-seated``, ``table-full`` or ``too-many-spectators``.
        NotAllowedError: ``kicked``.
    """
    table.must_be_open()
    if table.seat_of(person.user):
        raise RuleError("already-seated", code=table.code)
    if any(seat.user == person.user for seat in table.kicked):
        raise NotAllowedError("kicked", code=table.code, who=who_may("unkick", table.mode))
    must_have_room(table, role)
    return (Draft(SeatTaken(seat=table.next_seat, role=role, name=clean_name(person.name))),)


def leave(table: Table, user: UserId) -> tuple[Draft, ...]:
    """Get up. The DM of a DM-led table keeps their seat and is away: the game would have nobody to run it.

    Raises:
        RuleError: ``table-closed``.
        NotAllowedError: ``not-seated``.
    """
    table.must_be_open()
    seat = table.seat_for(user)
    if seat.role == "dm":
        return absence.went_away(table, user, "word")
    return (Draft(SeatLeft(seat=seat.number)),)


def close(table: Table, user: UserId, *, moderator: bool, house: House) -> tuple[Draft, ...]:
    """Close the table: its creator, its DM, or someone who may manage the channel. Its epoch ends with it.

    Raises:
        RuleError: ``table-closed``.
        NotAllowedError: ``not-yours-to-close``.
    """
    table.must_be_open()
    must(table, user, "close", moderator=moderator)
    return (*epochs.ended(table.running, house), Draft(TableClosed(rolls=table.rolls)))


def keep_open(table: Table, user: UserId) -> tuple[Draft, ...]:
    """Start the time anew in which somebody has to act.

    Raises:
        RuleError: ``table-closed``.
        NotAllowedError: ``not-seated``.
    """
    table.must_be_open()
    table.seat_for(user)
    return (Draft(KeptOpen()),)


def resume(table: Table, user: UserId, house: House) -> tuple[Draft, ...]:
    """Go on with a table that was put aside, in an epoch of its own.

    Raises:
        RuleError: ``not-put-aside``.
        NotAllowedError: ``not-yours-to-resume``.
    """
    if table.closed_for != "put-aside":
        raise RuleError("not-put-aside", code=table.code)
    if table.seat_of(user) is None:  # who could take a seat first, were the table open
        raise NotAllowedError("not-yours-to-resume", code=table.code, you=called(table, user))
    return (Draft(TableResumed()), *epochs.begun(house)[1])


def must_have_room(table: Table, role: Role) -> None:
    """See to it that there is a seat for one more.

    Raises:
        RuleError: ``table-full`` or ``too-many-spectators``.
    """
    watching = sum(seat.role == "spectator" for seat in table.seats)
    if role == "spectator" and watching >= SPECTATORS:
        raise RuleError("too-many-spectators", code=table.code, seats=SPECTATORS)
    if role != "spectator" and len(table.seats) - watching >= SEATS:
        raise RuleError("table-full", code=table.code, seats=SEATS)
