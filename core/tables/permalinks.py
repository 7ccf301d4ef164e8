"""A roll's permalink: what its public page may know.

A hidden roll's permalink is sealed: it says who rolled and when, and there is nothing else in it that could leak.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.dice.layout import DieGroup
from core.ids import RollId, TableCode
from core.tables.events import Part, Ruling
from core.tables.state import Mode


@dataclass(frozen=True, slots=True)
class DcCheck:
    """The number to reach, and whether the roll did."""

    dc: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What everybody may see of a roll that was made in the open.

    Attributes:
        dice_formula: The canonical text of what was rolled.
        dice: Each group of dice with its faces and which of them counted.
        advantage: ``none``, ``advantage``, ``disadvantage`` or ``elven-accuracy``.
        dc_check: None for a roll without a DC.
        label: What the roll was for; None if nobody said, or once it has been erased.
        parts: Each roll, if several were made at once.
    """

    dice_formula: str
    dice: tuple[DieGroup, ...]
    advantage: str
    total: int
    dc_check: DcCheck | None
    label: str | None
    parts: tuple[Part, ...] = ()

    @property
    def individual_results(self) -> tuple[int, ...]:
        """Every face that was rolled, kept or dropped, in order."""
        return tuple(face for group in self.dice for face in group.faces)


@dataclass(frozen=True, slots=True)
class RuledOn:
    """What a DM said of a roll.

    Attributes:
        name: Who; None once erased, as is `reason`.
    """

    ruling: Ruling
    at: datetime
    name: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Permalink:
    """A roll as its page shows it.

    Attributes:
        room_code: The table's code; None for a roll beside any table, as is `room_mode`.
        player_name: Who rolled; None once that person has been erased.
        shown: The roll itself; None for a hidden one.
        proven: Whether there is a proof of it.
        revealed_at: When a hidden roll was shown to everybody.
        rulings: What DMs have said of it, the first one first.
        lost: Whether what would prove it can never be told: the master key that it grew from was changed.
    """

    roll_id: RollId
    room_code: TableCode | None
    room_mode: Mode | None
    player_name: str | None
    rolled_at: datetime
    expires_at: datetime
    shown: Shown | None
    proven: bool = False
    revealed_at: datetime | None = None
    rulings: tuple[RuledOn, ...] = ()
    lost: bool = False

    @property
    def hidden(self) -> bool:
        """Whether the permalink is sealed."""
        return self.shown is None
