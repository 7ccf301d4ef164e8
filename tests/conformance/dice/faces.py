"""Faces that a roll is tried with: the engine rolls them, each is noted, and the meaning must ask for the very same.

The first scripts lead with extremes: all lowest, all highest, both in turn, and those next to them; most others begin
with a stretch of that kind too, so that rerolls and explosions come in numbers that fair dice hardly ever show. Behind
its lead every script is fair, so whatever can end does.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from core.dice.source import DieSource

Fallen = list[tuple[int, int]]
"""The sides and the face of every die, in the order of rolling."""


class OtherDiceError(Exception):
    """The meaning asks for other dice than were rolled; the text says for which."""


Lead = Callable[[random.Random, int, int], int]
LEADS: tuple[Lead, ...] = (
    lambda chance, place, sides: 1,
    lambda chance, place, sides: sides,
    lambda chance, place, sides: sides if place % 2 else 1,
    lambda chance, place, sides: 1 if place % 2 else sides,
    lambda chance, place, sides: max(min(chance.choice((1, 2, 3, sides - 2, sides - 1, sides)), sides), 1),
    lambda chance, place, sides: place % sides + 1,
    lambda chance, place, sides: sides - place % sides,
)
"""How a script may begin: from the place of a die and its sides to its face."""


class Script:
    """Faces without end, the same each time; a source of dice for the engine.

    Args:
        number: Which script.
        dice: How many dice the roll has to begin with.
    """

    def __init__(self, number: int, dice: int) -> None:
        self._chance = random.Random(number)
        self._lead = LEADS[number % len(LEADS)]
        self._led = dice + 4 if number < len(LEADS) else self._chance.randint(0, dice + 4)
        self._place = 0

    def die(self, sides: int) -> int:
        """Show the next face."""
        self._place += 1
        if self._place <= self._led:
            return self._lead(self._chance, self._place, sides)
        return self._chance.randint(1, sides)

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """Show the next faces."""
        return tuple([self.die(sides) for _ in range(count)])


class Noted:
    """Another source, of which every die is noted."""

    def __init__(self, source: DieSource, fallen: Fallen) -> None:
        self._source = source
        self._fallen = fallen

    def die(self, sides: int) -> int:
        """Show the next face."""
        face = self._source.die(sides)
        self._fallen.append((sides, face))
        return face

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """Show the next faces."""
        return tuple([self.die(sides) for _ in range(count)])


class Again:
    """The dice that fell, once more, for the meaning."""

    def __init__(self, fallen: Fallen) -> None:
        self._left = iter(fallen)

    def die(self, sides: int) -> int:
        """Show the next face, of a die that must have as many sides."""
        rolled, face = next(self._left, (0, 0))
        if rolled != sides:
            raise OtherDiceError(f"a d{sides} is due where {f'a d{rolled} was rolled' if rolled else 'none was'}")
        return face

    def check_all_shown(self) -> None:
        """See that no die is left over."""
        if left := list(self._left):
            raise OtherDiceError(f"{len(left)} dice were rolled that it does not know")
