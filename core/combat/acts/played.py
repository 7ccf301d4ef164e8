"""What was done with one character and dice, outside a fight."""

from __future__ import annotations

from dataclasses import dataclass

from core.characters.sheet import Sheet
from core.ledger.changes import Change
from core.tables.rolls import RollMade


@dataclass(frozen=True, slots=True)
class Played:
    """What a deed came to.

    Attributes:
        sheet: As it stands now.
        changes: What is otherwise on it.
        roll: The roll; None if no dice fell.
        number: The sheet's version that it made; 0 where nothing is otherwise.
    """

    sheet: Sheet
    changes: tuple[Change, ...]
    roll: RollMade | None
    number: int = 0
