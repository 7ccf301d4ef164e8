"""What a ledger is made of: the draft that a decision returns, and the event that it becomes once appended.

An event is a fact with its place (stream and sequence), its time, its actor, its cause, who may see it, and the link of
the hash chain that ties it to the event before. Whatever names a person stands in the event's private part: `actor`
and the private fields of the fact are None once that part has been erased, and the chain still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Self, cast, get_args

from core.ids import Cause, StreamId, UserId

Level = Literal["public", "dm", "own", "seats"]


@dataclass(frozen=True, slots=True)
class Visibility:
    """Who may see an event.

    Attributes:
        level: Everybody, the table's DM, the actor alone, or the seats named.
        seats: The seats that may see it; empty unless the level is ``seats``.
    """

    level: Level
    seats: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.level not in get_args(Level):
            raise ValueError(f"no such visibility: {self.level!r}")
        if (self.level == "seats") != bool(self.seats):
            raise ValueError("seats are named when, and only when, the level is 'seats'")

    @classmethod
    def for_seats(cls, *seats: int) -> Self:
        """Visible to these seats and nobody else."""
        return cls("seats", frozenset(seats))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote.

        Raises:
            ValueError: The text is not what `str` writes for any visibility.
        """
        level, _, numbers = text.partition(":")
        seats = frozenset(int(number) for number in numbers.split(",")) if numbers else frozenset[int]()
        read = cls(cast(Level, level), seats)
        if str(read) != text:
            raise ValueError(f"not a visibility: {text!r}")
        return read

    def __str__(self) -> str:
        return f"seats:{','.join(map(str, sorted(self.seats)))}" if self.seats else self.level

    def admits(self, *, seat: int | None = None, is_dm: bool = False, is_actor: bool = False) -> bool:
        """Whether a viewer may see the event: the one filter that every way out of the ledger asks.

        Args:
            seat: The viewer's seat; None for somebody who has none.
            is_dm: The viewer runs the table.
            is_actor: The viewer made the event.
        """
        match self.level:
            case "public":
                return True
            case "dm":
                return is_dm
            case "own":
                return is_actor
            case "seats":
                return seat in self.seats


PUBLIC = Visibility("public")
DM = Visibility("dm")
OWN = Visibility("own")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that has been decided and is not in the ledger yet.

    Attributes:
        fact: What happened: an instance of a registered kind's dataclass.
        visibility: Who may see it.
        undoes: The sequence of the event that this one compensates.
        actor: Whose the event is, if not the one's who appends it: what names them goes when they are erased.
    """

    fact: Any
    visibility: Visibility = PUBLIC
    undoes: int | None = None
    actor: UserId | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """An event that is in the ledger.

    Attributes:
        stream: The stream it belongs to.
        sequence: Its place there; the first is 1 and there are no gaps.
        at: When it happened, in UTC.
        actor: Who made it; None for the house's own doing, and once the actor has been erased.
        kind: The kind's lasting name, ``table.rolled``.
        version: The version of the kind it was written in; `fact` is today's all the same.
        fact: What happened.
        visibility: Who may see it.
        cause: What made it happen; the same cause never acts twice on one stream.
        undoes: The sequence of the event that this one compensates.
        previous: The digest of the event before.
        digest: Its own digest.
    """

    stream: StreamId
    sequence: int
    at: datetime
    actor: UserId | None
    kind: str
    version: int
    fact: Any
    visibility: Visibility
    cause: Cause
    undoes: int | None
    previous: bytes
    digest: bytes
