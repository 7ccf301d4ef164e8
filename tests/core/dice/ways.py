"""Every way in which a roll can fall, walked through one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import prod

from core.dice.expression import Expression
from core.dice.roller import Outcome, roll
from core.dice.source import DieSource

_DEEPEST = 20

Ways = list[tuple[Outcome, Fraction]]
Throw = Callable[[Expression, DieSource], Outcome]
"""Rolls an expression, as `core.dice.roller.roll` does."""


class EndlessError(Exception):
    """A path went on longer than any that could be walked to its end."""


class Path:
    """A source that follows a path of faces, extends it with ones, and can step to the next path."""

    def __init__(self, deepest: int = _DEEPEST) -> None:
        self.deepest = deepest
        self.faces: list[int] = []
        self.sides: list[int] = []
        self.at = 0

    def die(self, sides: int) -> int:
        if self.at == self.deepest:
            raise EndlessError
        if self.at == len(self.faces):
            self.faces.append(1)
            self.sides.append(sides)
        self.at += 1
        return self.faces[self.at - 1]

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        return tuple([self.die(sides) for _ in range(count)])

    def chance(self) -> Fraction:
        """How likely the path is, as far as it was followed."""
        return Fraction(1, prod(self.sides))

    def step(self) -> bool:
        """Turn to the next path, like an odometer; False after the last one."""
        while self.faces and self.faces[-1] == self.sides[-1]:
            self.faces.pop()
            self.sides.pop()
        if not self.faces:
            return False
        self.faces[-1] += 1
        self.at = 0
        return True


def every_way(expression: Expression, most: int, throw: Throw = roll) -> Ways | None:
    """All outcomes of an expression with their exact chances, or None if there are more than so many."""
    path = Path()
    found: Ways = []
    for _ in _paths(path):
        try:
            outcome = throw(expression, path)
        except EndlessError:
            return None
        if prod(path.sides) > most or len(found) == most:
            return None
        found.append((outcome, path.chance()))
    return found


def _paths(path: Path) -> Iterator[None]:
    yield
    while path.step():
        yield
