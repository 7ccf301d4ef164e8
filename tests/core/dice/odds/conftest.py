"""The roller itself, walked through every way in which a roll can fall: what odds are held against."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import pytest

from core.dice.expression import Expression, Line
from core.dice.notation import parse
from core.dice.odds.answer import distribution
from core.dice.odds.distribution import Distribution
from core.dice.odds.work import BeyondBudgetError
from core.dice.plan import plan
from core.dice.refusal import Refusal
from core.dice.syntax import Node
from core.errors import NotationError
from tests.core.dice.ways import EndlessError, Path

GENEROUS = 1e6
"""A budget for tests, which care for what comes out, and not how soon."""

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Walked:
    """What the roller comes to.

    Attributes:
        chances: The chance of each total.
        unknown: The chance of all that went on for longer than was walked.
        refused: Whether any way is refused, because zero would divide.
    """

    chances: dict[int, Fraction]
    unknown: Fraction
    refused: bool


Walk = Callable[[Expression, int], Walked | None]
Check = Callable[[Node], bool]


def _walk(expression: Expression, most: int, deepest: int = 9) -> Walked | None:
    """Every total with its chance; None if there are more than so many ways."""
    path, line = Path(deepest), expression.lines[0]
    chances: dict[int, Fraction] = {}
    unknown, refused = Fraction(0), False
    for _ in range(most):
        try:
            total = int(line.plan(path, []))
            chances[total] = chances.get(total, Fraction(0)) + path.chance()
        except EndlessError:
            unknown += path.chance()
        except Refusal:
            refused = True
        if not path.step():
            return Walked(chances, unknown, refused)
    return None


def check(odds: Distribution, walked: Walked) -> None:
    """Odds hold all that was walked, and nothing that could not have been met further on."""
    assert sum([chance for _, chance in odds.chances]) == 1 - odds.cut
    assert odds.cut < Fraction(1, 10**12)
    assert list(odds.outcomes) == sorted(set(odds.outcomes))
    for total in {*odds.outcomes, *walked.chances}:
        known = walked.chances.get(total, Fraction(0))
        assert known - odds.cut <= odds.exactly(total) <= known + walked.unknown
    if not walked.unknown:
        mean = sum([total * chance for total, chance in walked.chances.items()])
        assert odds.cut == 0
        assert odds.mean == mean
        assert odds.variance == sum([(total - mean) ** 2 * chance for total, chance in walked.chances.items()])


@pytest.fixture
def holds() -> Callable[[Node | str, int], bool]:
    """Hold a roll's odds against every way in which it can fall; False if they are too many, or too long, for that."""

    def hold(asked: Node | str, most: int) -> bool:
        expression = parse(asked) if isinstance(asked, str) else Expression("", (Line(asked, plan(asked)),))
        walked = _walk(expression, most)
        if walked is None or walked.unknown > HALF:
            return False
        if walked.refused:
            with pytest.raises(NotationError):
                distribution(expression, budget=GENEROUS)
            return True
        try:
            odds = distribution(expression, budget=GENEROUS)
        except BeyondBudgetError:
            return False
        check(odds, walked)
        return True

    return hold
