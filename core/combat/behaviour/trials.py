"""Deeds that are tried out on a copy of the fight with dice of their own: whether they are legal, and what may come.

Nothing of the real fight is touched, and none of its dice fall. The dice of a trial follow from a seed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.characters.records import Records
from core.characters.sheet import Sheet
from core.combat.acts.stage import Stage
from core.combat.behaviour.options import Option, do
from core.combat.record.state import Fight
from core.combat.situation.book import Book, Form
from core.combat.situation.scene import Scene
from core.combat.situation.throws import Throws
from core.dice.source import DieSource, SecureDice
from core.errors import GameError
from core.ids import StreamId
from core.monsters.stat_block import StatBlock
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.spells import Spell

D20: Final = 20
FAILED: Final = 4
"""How many hit points each further death save counts that somebody fails who lies there."""


class Foretold:
    """Dice that follow from a text; a d20 may be told what to show."""

    def __init__(self, said: str, d20: int | None = None) -> None:
        self._said = said.encode()
        self._drawn = 0
        self._d20 = d20
        self._dice: DieSource = SecureDice(self._more)

    def die(self, sides: int) -> int:
        """Roll one die."""
        return self._d20 if self._d20 is not None and sides == D20 else self._dice.die(sides)

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        """Roll several dice of one size."""
        if self._d20 is not None and sides == D20:
            return (self._d20,) * count
        return self._dice.dice(count, sides)

    def _more(self, count: int) -> bytes:
        self._drawn += 1
        return hashlib.shake_256(self._said + b":%d" % self._drawn).digest(count)


class Remembered:
    """A book that looks everything up once: trials ask for the same few pages again and again."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._monsters: dict[str, StatBlock | None] = {}
        self._spells: dict[str, Spell | None] = {}
        self._records: list[tuple[Sheet, Records]] = []

    def records(self, sheet: Sheet) -> Records:
        """What the book says of the things on a sheet."""
        for known, records in self._records:
            if known is sheet:
                return records
        self._records.append((sheet, self._book.records(sheet)))
        return self._records[-1][1]

    def monster(self, name: str, edition: Edition) -> StatBlock | None:
        """A stat block by its name."""
        if name not in self._monsters:
            self._monsters[name] = self._book.monster(name, edition)
        return self._monsters[name]

    def spell(self, name: str, edition: Edition) -> Spell | None:
        """A spell by its name."""
        if name not in self._spells:
            self._spells[name] = self._book.spell(name, edition)
        return self._spells[name]

    def forms(self, edition: Edition) -> Sequence[Form]:
        """All creatures of a book, in its order."""
        return self._book.forms(edition)


@dataclass(frozen=True, slots=True)
class Board:
    """A fight as trials begin with it.

    Attributes:
        fight: As it stands.
        sheets: The characters in it.
        book: The rulebooks; one of `Remembered` for each fight.
    """

    fight: Fight
    sheets: Mapping[StreamId, Sheet]
    book: Book

    def stage(self, dice: DieSource) -> Stage:
        """A copy to try something on."""
        return Stage(self.fight, self.sheets, Throws(dice), book=self.book)


@dataclass(frozen=True, slots=True)
class Came:
    """What a trial brought about, by whom it befell.

    Attributes:
        lost: Hit points that were lost, temporary ones included; fewer than none were gained.
        fell: Who dropped.
        rose: Who is up again.
        gained: Conditions that came.
        ended: Conditions that went.
        laid: What lasts otherwise since, as a spell does.
    """

    lost: Mapping[int, int] = field(default_factory=dict[int, int])
    fell: frozenset[int] = frozenset()
    rose: frozenset[int] = frozenset()
    gained: Mapping[int, frozenset[Condition]] = field(default_factory=dict[int, frozenset[Condition]])
    ended: Mapping[int, frozenset[Condition]] = field(default_factory=dict[int, frozenset[Condition]])
    laid: Mapping[int, int] = field(default_factory=dict[int, int])


def tried(board: Board, option: Option, dice: DieSource) -> Came | None:
    """What comes of a deed with these dice; None where the engine refuses it."""
    stage = board.stage(dice)
    try:
        do(stage, option)
    except GameError:
        return None
    return _compared(board.stage(Foretold("")).scene, stage.scene)


def _compared(before: Scene, after: Scene) -> Came:
    there = [each for each in before.fight.combatants if before.is_there(each) and after.is_there(each)]
    down = {each for each in there if before.vitals(each).is_down}
    fallen = {each for each in there if after.vitals(each).is_down}
    lost = {each: _points(before, each) - _points(after, each) for each in there}
    lost |= {each: lost[each] + FAILED * (_failed(after, each) - _failed(before, each)) for each in down & fallen}
    now = {each: after.conditions(each) for each in there}
    then = {each: before.conditions(each) for each in there}
    laid = {each: len(after.combatant(each).ongoing) - len(before.combatant(each).ongoing) for each in there}
    return Came(
        {each: points for each, points in lost.items() if points},
        frozenset(fallen - down),
        frozenset(down - fallen),
        {each: now[each] - then[each] for each in there if now[each] - then[each]},
        {each: then[each] - now[each] for each in there if then[each] - now[each]},
        {each: more for each, more in laid.items() if more > 0},
    )


def _points(scene: Scene, number: int) -> int:
    points = scene.vitals(number).hit_points
    return points.current + points.temporary


def _failed(scene: Scene, number: int) -> int:
    """Death saves that somebody has failed."""
    death = scene.vitals(number).death
    return death.failures if death else 0
