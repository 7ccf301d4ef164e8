"""How the dice lie on the table: told from an outcome's faces, by playing the roll again with them.

Nobody needs this to know a total, so it is done when a roll is shown, and not while it is made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.dice.plan import plan, resolved
from core.dice.pool import Die, Mark, Pool
from core.dice.roller import Outcome
from core.dice.source import ScriptedDice
from core.dice.syntax import Counted, Dice, Node, children

_D20 = 20


@dataclass(frozen=True, slots=True)
class DieGroup:
    """One pool as it fell.

    Attributes:
        text: The pool in canonical notation.
        sides: Faces of each die; 3 for fate dice.
        faces: What every die showed, dropped and rerolled ones included.
        kept: Which of them count.
        total: The sum of what the kept dice count for.
        values: What each die counts for, if that is not its face for all of them; else empty.
        marks: What became of each die beside that (``rerolled``, ``exploded``); empty if nothing did.
        counted: What a die counts for are successes less failures.
    """

    text: str
    sides: int
    faces: tuple[int, ...]
    kept: tuple[bool, ...]
    total: int
    values: tuple[int, ...] = ()
    marks: tuple[str, ...] = ()
    counted: bool = False


def groups(outcome: Outcome) -> tuple[DieGroup, ...]:
    """Every pool of a roll, in the order in which they were rolled.

    Example:
        >>> from core.dice.notation import parse
        >>> from core.dice.roller import roll
        >>> groups(roll(parse("2d20kh1+5"), ScriptedDice([4, 17])))[0].kept
        (False, True)
    """
    source = ScriptedDice(outcome.drawn)
    return tuple([group for line in outcome.expression.lines for group in _groups(line.root, source)])


def natural(groups: Sequence[DieGroup]) -> int | None:
    """The face of the d20 that decides a d20 Test: the single kept die of the first pool.

    It is the face itself, before any bonus or minimum: 20 is a critical hit and 1 a miss on an attack.
    """
    if not groups:
        return None
    first = groups[0]
    if first.sides != _D20 or sum(first.kept) != 1:
        return None
    return first.faces[first.kept.index(True)]


def _groups(node: Node, source: ScriptedDice) -> Iterator[DieGroup]:
    """Walk a tree as it is rolled; a chain of operators goes down its left side."""
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dice):
            yield group_of(part, Pool(part, source, []))
        elif isinstance(part, Counted):
            number = plan(part.count)(ScriptedDice(source.ahead()), [])
            yield from _groups(part.count, source)
            dice = resolved(part.dice, number)
            yield group_of(dice, Pool(dice, source, []))
        else:
            waiting += reversed(children(part))


def group_of(node: Dice, pool: Pool) -> DieGroup:
    """A pool that has been played out, as plain values. Dice that were added into another share its lot."""
    faces: list[int] = []
    kept: list[bool] = []
    values: list[int] = []
    marks: list[str] = []
    for die in pool.dice:
        many = len(die.faces)
        faces += die.faces
        kept += [die.kept] * many
        values += _shares(die)
        marks += [die.mark] * many if die.mark is not Mark.EXPLODED or many == 1 else [*[die.mark] * (many - 1), ""]
    return DieGroup(
        text=node.text,
        sides=node.sides,
        faces=tuple(faces),
        kept=tuple(kept),
        total=pool.total,
        counted=any(die.counts is not None for die in pool.dice),
        values=() if values == faces else tuple(values),
        marks=tuple(map(str, marks)) if any(marks) else (),
    )


def _shares(die: Die) -> list[int]:
    """What each face of a die counts for: itself, unless something was made of their sum."""
    if die.worth == sum(die.faces):
        return die.faces
    return [die.worth, *[0] * (len(die.faces) - 1)]
