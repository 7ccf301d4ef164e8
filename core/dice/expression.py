"""An expression: what `core.dice.notation` has read, ready to be rolled any number of times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.dice.advantage import Advantage
from core.dice.frozen import quick
from core.dice.note import NO_NOTE, Note
from core.dice.plan import Plan, plan
from core.dice.rewriting import with_advantage
from core.dice.syntax import Node, canonical


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One roll. Most expressions have one; ``6x4d6kh3`` has six, ``1d20+5; 2d6+3`` two.

    Attributes:
        root: Its tree.
        plan: The tree as a function.
        note: What stood behind the dice.
    """

    root: Node
    plan: Plan
    note: Note = NO_NOTE

    @property
    def text(self) -> str:
        """Canonical notation, without words."""
        return canonical(self.root)

    def with_advantage(self, advantage: Advantage) -> Line:
        """The same roll with its d20 rolled several times.

        Raises:
            NothingToChangeError: No pool is a single d20.
        """
        if advantage is Advantage.NONE:
            return self
        root = with_advantage(self.root, advantage)
        return Line(root, plan(root), self.note)

    def with_luck(self) -> Line:
        """The same roll with the words of luck behind it made part of what is rolled."""
        lucky = self.with_advantage(self.note.advantage)
        return replace(lucky, note=replace(lucky.note, advantage=Advantage.NONE))

    def repeated(self, times: int) -> Sequence[Line]:
        """The same roll several times; a label with as many names in it, set off by commas, names each."""
        names = [name.strip() for name in (self.note.label or "").split(",")]
        if times == 1 or len(names) != times:
            return [self] * times
        return [Line(self.root, self.plan, replace(self.note, label=name or None)) for name in names]


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Expression:
    """A whole text, read.

    Attributes:
        asked: The text as it was typed; columns refer to it.
        lines: The rolls in it.
    """

    asked: str
    lines: tuple[Line, ...]

    @property
    def root(self) -> Node:
        """The tree of the only roll, or of the first."""
        return self.lines[0].root

    @property
    def note(self) -> Note:
        """What stood behind the only roll, or behind the first."""
        return self.lines[0].note

    @property
    def text(self) -> str:
        """Canonical notation: what a card and the ledger show.

        Example:
            >>> from core.dice.notation import parse
            >>> parse("2d6; 3x1d20+5").text
            '2d6; 3x1d20 + 5'
        """
        parts: list[str] = []
        for (root, dc), same in groupby(self.lines, key=lambda line: (line.root, line.note.dc)):
            times = len(list(same))
            of_its_own = f" dc{dc}" if dc and len(self.lines) > 1 else ""
            parts.append(f"{times}x{canonical(root)}{of_its_own}" if times > 1 else f"{canonical(root)}{of_its_own}")
        return "; ".join(parts)

    def against(self, dc: int) -> Expression:
        """The same rolls, each against this DC unless it names its own.

        Example:
            >>> from core.dice.notation import read
            >>> read("1d20; 2d6 dc9").against(15).text
            '1d20 dc15; 2d6 dc9'
        """
        lines = [replace(line, note=replace(line.note, dc=line.note.dc or dc)) for line in self.lines]
        return Expression(self.asked, tuple(lines))

    @property
    def comment(self) -> str | None:
        """The player's words about the roll, if there were any."""
        labels = [label for line in self.lines if (label := line.note.label)]
        return "; ".join(dict.fromkeys(labels)) or None
