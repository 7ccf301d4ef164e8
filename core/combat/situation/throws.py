"""The dice of one deed: all from one source, and kept in their order, so that they can be proven as one roll."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from core.dice import layout, roller
from core.dice.advantage import Advantage
from core.dice.expression import Expression
from core.dice.notation import parse
from core.dice.roller import Outcome
from core.dice.source import DieSource
from core.rules.house_rules import Critical

_POOL: Final = re.compile(r"(\d*)d(\d+)((?:mi|ro<)\d+)?")
_READ_AT_ONCE: Final = 12
_read = lru_cache(maxsize=4096)(parse)


@dataclass(frozen=True, slots=True)
class Thrown:
    """What one of them came to.

    Attributes:
        total: The result.
        natural: The first die that counts: of a d20 Test, its d20.
        faces: All dice, in the order in which they fell.
    """

    total: int
    natural: int
    faces: tuple[int, ...] = ()


class Throws:
    """Rolls, and remembers what was rolled."""

    def __init__(self, source: DieSource) -> None:
        self._source = source
        self._outcomes: list[Outcome] = []

    def roll(self, dice: str, *, advantage: Advantage = Advantage.NONE) -> Thrown:
        """Roll dice as they are written; a number needs none."""
        if dice.lstrip("-").isdigit():
            return Thrown(int(dice), int(dice))
        expression = roller.with_advantage(_read(dice), advantage) if advantage is not Advantage.NONE else _read(dice)
        outcome = roller.roll(expression, self._source)
        self._outcomes.append(outcome)
        return Thrown(outcome.total, _natural(outcome), tuple(outcome.drawn))

    def whole(self) -> Outcome | None:
        """Everything that was rolled, as one roll of several lines; None if nothing was."""
        if not self._outcomes:
            return None
        lines = tuple(line for outcome in self._outcomes for line in outcome.expression.lines)
        asked = "; ".join(outcome.expression.asked for outcome in self._outcomes)
        total = sum(outcome.total for outcome in self._outcomes)
        drawn = tuple(face for outcome in self._outcomes for face in outcome.drawn)
        return Outcome(Expression(asked, lines), total, drawn)


def _natural(outcome: Outcome) -> int:
    """The face that counts in the first pool."""
    pool = next(iter(layout.groups(outcome)), None)
    if pool is None:
        return outcome.total
    return next((face for face, kept in zip(pool.faces, pool.kept, strict=True) if kept), 0)


def critical_dice(dice: str, rule: Critical, times: int = 2) -> str:
    """The damage dice of a critical hit, which rolls them so many times.

    Example:
        >>> [critical_dice("2d6+3", rule) for rule in Critical]
        ['4d6+3', '(2d6+3)*2', '2d6+3+12']
        >>> critical_dice("2d6+3", Critical.DOUBLED_DICE, 3), critical_dice("2d6mi3+3", Critical.DOUBLED_DICE)
        ('6d6+3', '4d6mi3+3')
    """
    match rule:
        case Critical.DOUBLED_DICE:
            return _POOL.sub(lambda found: f"{times * int(found[1] or 1)}d{found[2]}{found[3] or ''}", dice)
        case Critical.DOUBLED_TOTAL:
            return f"({dice})*{times}"
        case Critical.HIGHEST_AND_ROLLED:
            most = (times - 1) * sum(int(count or 1) * int(sides) for count, sides, _ in _POOL.findall(dice))
            return f"{dice}+{most}" if most else dice


def written(dice: str, faces: tuple[int, ...]) -> str:
    """Dice and what they showed, as people read them; so many that nobody would add them up are left out.

    Example:
        >>> written("2d6+3", (4, 5)), written("5", ())
        ('2d6+3 [4, 5]', '')
    """
    if not faces:
        return ""
    return f"{dice} [{', '.join(map(str, faces))}]" if len(faces) <= _READ_AT_ONCE else dice


def highest(dice: str) -> str:
    """What dice come to at most.

    Example:
        >>> highest("2d8+4"), highest("70")
        ('16+4', '70')
    """
    return _POOL.sub(lambda found: str(int(found[1] or 1) * int(found[2])), dice)


def most_of(dice: str) -> int:
    """What dice come to at most, as a number.

    Example:
        >>> most_of("1d8"), most_of("2d6+1")
        (8, 13)
    """
    return sum(int(part) for part in re.split(r"(?=[+-])", highest(dice)) if part)


def averaged(dice: str) -> int:
    """What dice come to on average, cut: for those who do not want to roll a monster's damage.

    Example:
        >>> averaged("2d6+3")
        10
    """
    flat = _POOL.sub(lambda found: str(int(found[1] or 1) * (int(found[2]) + 1)), dice)
    parts = [part for part in re.split(r"(?=[+-])", flat) if part]
    pools = sum(int(found[1] or 1) * (int(found[2]) + 1) for found in _POOL.finditer(dice))
    return pools // 2 + sum(int(part) for part in parts) - pools


def against(outcome: Outcome, dc: int) -> Outcome:
    """The same roll, held to a DC."""
    return replace(outcome, expression=outcome.expression.against(dc))
