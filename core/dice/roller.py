"""Rolling: an expression and a source of faces become an outcome.

An outcome holds the faces in the order in which they were drawn and nothing that could be worked out from them: how
each pool lies, which dice count and what was rerolled is told by `core.dice.layout` when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from core.dice import bounds
from core.dice.advantage import Advantage
from core.dice.expression import Expression
from core.dice.frozen import quick
from core.dice.refusal import Refusal
from core.dice.rewriting import NothingToChangeError
from core.dice.source import DieSource, ScriptedDice
from core.errors import NotationError

_NONE: Final = Advantage.NONE
_EXAMPLES: Final = {"dice-divide-by-zero": "8d6/2", "dice-too-many": "8d6"}


@quick
@dataclass(frozen=True, slots=True)
class Outcome:
    """What a roll came to.

    Attributes:
        expression: What was rolled.
        total: The result, cut toward zero; of several lines the sum of theirs.
        drawn: Every face in the order of rolling, as the source gave it: 1 to the number of sides.
    """

    expression: Expression
    total: int
    drawn: tuple[int, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """The result of each line."""
        if len(self.expression.lines) == 1:
            return (self.total,)
        told = ScriptedDice(self.drawn)
        return tuple([int(line.plan(told, [])) for line in self.expression.lines])


def roll(expression: Expression, source: DieSource, *, advantage: Advantage = _NONE) -> Outcome:
    """Roll an expression.

    Args:
        expression: What to roll.
        source: Where the faces come from.
        advantage: Rolls the first single d20 of each line several times and keeps one.

    Returns:
        The outcome.

    Raises:
        NotationError: A divisor came to zero, dice will not end, or advantage finds no single d20.

    Example:
        >>> from core.dice.notation import parse
        >>> from core.dice.source import ScriptedDice
        >>> outcome = roll(parse("1d20+5"), ScriptedDice([4, 17]), advantage=Advantage.ADVANTAGE)
        >>> outcome.total, outcome.drawn, outcome.expression.text
        (22, (4, 17), '2d20kh1 + 5')
    """
    if advantage is not _NONE:
        expression = with_advantage(expression, advantage)
    drawn: list[int] = []
    lines = expression.lines
    try:
        if len(lines) == 1:
            total = lines[0].plan(source, drawn)
            if type(total) is not int:  # nearly always it is one, and asking costs less than converting
                total = int(total)
        else:
            total = sum([int(line.plan(source, drawn)) for line in lines])
    except Refusal as refusal:
        raise _mendable(refusal, expression.asked) from None
    return Outcome(expression, total, tuple(drawn))


def with_advantage(expression: Expression, advantage: Advantage) -> Expression:
    """Let the first pool of exactly one d20 roll several dice and keep the best or the worst.

    Of several lines those change that have one; without advantage nothing does.

    Raises:
        NotationError: No pool is a single d20, or the dice become too many.
    """
    if advantage is _NONE:
        return expression
    changed = False
    lines = list(expression.lines)
    for place, line in enumerate(lines):
        try:
            lines[place] = line.with_advantage(advantage)
            changed = True
        except NothingToChangeError:
            continue
    if not changed:
        raise _needs_d20(expression)
    if sum([bounds.charge_of(line.root) for line in lines]) > bounds.MAX_DICE:
        raise _mendable(Refusal("dice-too-many", 0, expression.text, (str(bounds.MAX_DICE),)), expression.asked)
    return replace(expression, lines=tuple(lines))


def _needs_d20(expression: Expression) -> NotationError:
    return NotationError(
        "dice-needs-d20",
        text=expression.asked,
        column=1,
        found=expression.text,
        expected=("1d20",),
        example="1d20+5",
    )


def _mendable(refusal: Refusal, asked: str) -> NotationError:
    return NotationError(
        refusal.reason,
        text=asked,
        column=refusal.at + 1,
        found=refusal.found,
        expected=refusal.expected,
        example=_EXAMPLES[refusal.reason],
    )
