"""Keeping people away who have no seat: they left before they could be sent away, or never sat here.

Those who lead speak of seats, and who sits there is in that person's own events alone, where it can be erased. So
whoever has no seat is given a number first, in an event of their own, and is then sent away like anybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from core.errors import LimitError, RuleError
from core.ids import UserId
from core.ledger.event import Draft
from core.ledger.kinds import PRIVATE, Kind
from core.tables.events import SeatKicked
from core.tables.names import clean_name
from core.tables.state import Table

MOST_AWAY: Final = 100
"""How many people one table keeps away at once; each is in every snapshot of it."""


@dataclass(frozen=True, slots=True)
class Barred:
    """The actor, who has no seat, has this number instead, and may not sit down.

    Whose doing that is says the `SeatKicked` of the same number, which follows.
    """

    seat: int
    name: Annotated[str | None, PRIVATE] = None


KINDS = (Kind("table.barred", 1, Barred),)


def send_away(table: Table, user: UserId, name: str) -> tuple[Draft, ...]:
    """Nobody with this id sits here any more, or ever will until they are let in again.

    Args:
        table: The table.
        user: Who has to go; neither its DM nor who opened it.
        name: What they are called, should they have no seat.

    Raises:
        RuleError: ``kicked-already``.
        LimitError: ``too-many-kicked``.
    """
    away = [seat.user for seat in table.kicked if seat.user is not None]
    if user in away:
        raise RuleError("kicked-already", code=table.code)
    if len(away) >= MOST_AWAY:
        raise LimitError("too-many-kicked", code=table.code, limit=MOST_AWAY)
    if seat := table.seat_of(user):
        return (Draft(SeatKicked(seat.number)),)
    number = table.next_seat
    return (Draft(Barred(number, clean_name(name)), actor=user), Draft(SeatKicked(number)))
