"""The rulebooks, as far as a fight looks things up in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.characters.records import Records
from core.characters.sheet import Sheet
from core.monsters.stat_block import StatBlock
from core.rules.edition import Edition
from core.rules.sizes import Size
from core.rules.spells import Spell


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked of a stat block that somebody becomes, or calls, or plans to meet.

    Attributes:
        name: As the book has it.
        kind: Its creature type.
        challenge: Its rating, as people write it.
        size: How large it is.
        xp: What it is worth.
    """

    name: str
    kind: str
    challenge: str
    size: Size
    xp: int = 0


class Book(Protocol):
    """Both books. They are read from files beside the program, within microseconds."""

    def records(self, sheet: Sheet) -> Records:
        """What the book says of the things on a sheet."""
        ...

    def monster(self, name: str, edition: Edition) -> StatBlock | None:
        """A stat block by its name."""
        ...

    def spell(self, name: str, edition: Edition) -> Spell | None:
        """A spell by its name."""
        ...

    def forms(self, edition: Edition) -> Sequence[Form]:
        """All creatures of a book, in its order."""
        ...
