"""The odds of a roll: worked out exactly within a budget, or else sampled, and then said to be."""

from __future__ import annotations

from fractions import Fraction
from math import inf
from typing import Final

from core.dice.expression import Expression, Line
from core.dice.odds.course import Limits
from core.dice.odds.distribution import Distribution
from core.dice.odds.law import Law, mapped, moments
from core.dice.odds.sampling import sampled
from core.dice.odds.tree import law_of
from core.dice.odds.work import DEFAULT, BeyondBudgetError, Work
from core.dice.refusal import Refusal
from core.dice.source import DieSource
from core.dice.syntax import pools
from core.errors import NotationError

_CUT: Final = Fraction(1, 10**12)
_TAIL: Final = 1e-15
"""How much of a pool's chance may be cut off; little enough for a thousand dice that explode twice."""
_TELL, _TELL_EACH = 300, 5
"""What it costs to tell what was found, and each total of it."""


def distribution(asked: Line | Expression, *, budget: float = DEFAULT, source: DieSource | None = None) -> Distribution:
    """The odds of one roll.

    Args:
        asked: The roll; an expression must hold only one. Luck that stands in its note is not looked at: ask for
            ``line.with_luck()`` to have it.
        budget: The work that may be spent, in units of about 0.1 µs (see `core.dice.odds.work`). Each step is charged
            before it is done, so that the default is over within 10 ms; with more, call it in a thread. Where there
            is a source, a sample may cost as much again, or one roll if that is more.
        source: Dice to sample with, where the exact odds are beyond the budget.

    Returns:
        The odds.

    Raises:
        BeyondBudgetError: They are beyond the budget, and there is no source to sample with.
        NotationError: A divisor can come to zero, so the roll may be refused.
        ValueError: The expression holds several rolls.

    Example:
        >>> from core.dice.notation import parse
        >>> odds = distribution(parse("4d6kh3"))
        >>> odds.mean, odds.at_least(15)
        (Fraction(15869, 1296), Fraction(25, 108))
    """
    line, text = (asked, asked.text) if isinstance(asked, Line) else (_only_line(asked), asked.asked)
    try:
        try:
            return _exact(line, budget)
        except BeyondBudgetError:
            if source is None:
                raise
        return sampled(line, budget, source)
    except Refusal as refusal:
        raise NotationError(
            refusal.reason,
            text=text,
            column=min(refusal.at, len(text)) + 1,
            found=refusal.found,
            expected=refusal.expected,
            example="8d6/2",
        ) from None


def _only_line(expression: Expression) -> Line:
    if len(expression.lines) != 1:
        raise ValueError(f"odds are of one roll; there are {len(expression.lines)}")
    return expression.lines[0]


def _exact(line: Line, budget: float) -> Distribution:
    work = Work(budget)
    law = law_of(line.root, Limits(work, _TAIL / max(sum(1 for _ in pools(line.root)), 1)))
    work.spend_sums(_TELL + _TELL_EACH * len(law.weights), law.whole.bit_length())
    cut = Fraction(law.cut, law.whole)
    if cut >= _CUT:
        raise BeyondBudgetError
    return _told(law, cut)


def _told(law: Law, cut: Fraction) -> Distribution:
    """A law with its totals cut toward zero, as a roll cuts them."""
    weights, closed = law.weights, law.closed
    if not all(type(value) is int for value in weights):
        closed = None
        weights = mapped(law, int, Work(inf)).weights
    mean, variance = closed or moments(weights)
    outcomes = sorted(map(int, weights))
    told = tuple([weights[total] for total in outcomes])
    return Distribution(tuple(outcomes), told, law.whole, mean, variance, cut)
