"""What somebody wishes an encounter to be: for whom, how hard, of which monsters; and the seed that it follows from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from core.combat.planning.bestiary import Kind
from core.combat.planning.groups import Group
from core.errors import RuleError
from core.rules.edition import Edition
from core.rules.encounters import Budget, Difficulty
from core.rules.experience import challenge

WISHED: Final = (Difficulty.LOW, Difficulty.MODERATE, Difficulty.HIGH)
"""The difficulties that have a budget."""
MOST_WITH: Final = 4
_SPAN: Final = re.compile(r"\s*(?:(<=|>=|<|>)\s*)?([\d/]+)(?:\s*(?:-|–|\.\.|to)\s*([\d/]+))?\s*(\+)?\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """Challenge Ratings from one to another, both included."""

    least: Fraction = Fraction(0)
    most: Fraction = Fraction(30)


ANY: Final = Span()


@dataclass(frozen=True, slots=True)
class Wish:
    """What an encounter is to be.

    Attributes:
        edition: Whose monsters.
        levels: The party's.
        difficulty: How hard; one of `WISHED`.
        seed: What it follows from: the same wish has the same encounter.
        type: The creature type; empty for any.
        span: The Challenge Ratings of what is added.
        having: What is to be in it.
    """

    edition: Edition
    levels: tuple[int, ...]
    difficulty: Difficulty = Difficulty.MODERATE
    seed: int = 0
    type: str = ""
    span: Span = ANY
    having: tuple[Group, ...] = ()

    def allows(self, kind: Kind) -> bool:
        """Whether a kind may be added."""
        return (not self.type or kind.type == self.type) and self.span.least <= kind.rating <= self.span.most


def limits(wanted: Difficulty, budget: Budget) -> tuple[int, int]:
    """Between which experience points an encounter of a difficulty is: more than the first, at most the second.

    Example:
        >>> limits(Difficulty.MODERATE, Budget(200, 300, 400)), limits(Difficulty.LOW, Budget(200, 300, 400))
        ((200, 300), (99, 200))
    """
    match wanted:
        case Difficulty.LOW:
            return (budget.low - 1) // 2, budget.low
        case Difficulty.MODERATE:
            return budget.low, budget.moderate
        case _:
            return budget.moderate, budget.high


def read_span(text: str) -> Span:
    """Challenge Ratings as somebody tells them.

    Raises:
        RuleError: ``challenge-unreadable``.

    Example:
        >>> read_span("1/4-2"), read_span("<=1").most, read_span("5+").least
        (Span(least=Fraction(1, 4), most=Fraction(2, 1)), Fraction(1, 1), Fraction(5, 1))
    """
    found = _SPAN.fullmatch(text)
    try:
        first = challenge(found[2]) if found else None
        second = challenge(found[3]) if found and found[3] else first
    except ValueError:
        first = second = None
    if found is None or first is None or second is None:
        raise RuleError("challenge-unreadable", named=text[:60])
    if found[3]:
        return Span(min(first, second), max(first, second))
    if found[4] or found[1] in (">=", ">"):
        return Span(least=first)
    return Span(most=first) if found[1] else Span(first, first)
