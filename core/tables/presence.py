"""What can have happened while a DM was away: that they went and came back, and who stood in for them.

Seats stand for people, as in `core.tables.events`; whose doing it was is the event's actor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.ledger.kinds import Kind
from core.tables.state import WentBy

CameBy = Literal["voice", "word", "deed"]
"""How a DM came back: into a voice channel, by saying so, or by doing something at the table."""


@dataclass(frozen=True, slots=True)
class DmLeft:
    """The actor, whose seat is the DM's, is away."""

    seat: int
    how: WentBy


@dataclass(frozen=True, slots=True)
class DmReported:
    """The actor said that the DM does not answer; the channel is told so, and the DM asked.

    Attributes:
        seat: The DM's.
        by: The actor's.
    """

    seat: int
    by: int


@dataclass(frozen=True, slots=True)
class DmAsked:
    """The DM, whose seat this is, was asked whether they are there, as far as Discord let us: their grace begins."""

    seat: int


@dataclass(frozen=True, slots=True)
class DmReturned:
    """The actor, whose seat is the DM's, is back; whoever stood in is a player again.

    Attributes:
        missed: Whether the table had said that they were away, or do not answer.
    """

    seat: int
    how: CameBy
    missed: bool


@dataclass(frozen=True, slots=True)
class DmMissed:
    """The table said that its DM, whose seat this is, is away; from here on players choose who stands in.

    It says so anew when nobody leads on any more, and when those whom players can choose are others by now.
    """

    seat: int


@dataclass(frozen=True, slots=True)
class StandInVoted:
    """The actor, who plays from this seat, wants the player at another, or at their own, to stand in."""

    seat: int
    wanted: int


@dataclass(frozen=True, slots=True)
class StoodIn:
    """The player at this seat leads until the DM is back: more than half of the players wanted it."""

    seat: int


KINDS = (
    Kind("table.dm_left", 1, DmLeft),
    Kind("table.dm_reported", 1, DmReported),
    Kind("table.dm_asked", 1, DmAsked),
    Kind("table.dm_returned", 1, DmReturned),
    Kind("table.dm_missed", 1, DmMissed),
    Kind("table.stand_in_voted", 1, StandInVoted),
    Kind("table.stood_in", 1, StoodIn),
)
