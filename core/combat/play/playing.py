"""What the parts of a player share: the deed, what is going on while effects befall one target, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from core.combat.record.deed import Deed
from core.combat.record.last import Failure, Strike
from core.combat.situation.scene import Scene
from core.combat.situation.whom import Circumstances
from core.rules.effects.tree import Effect


@dataclass(frozen=True, slots=True)
class Rolled:
    """Damage or healing as it was rolled.

    Attributes:
        amount: What it came to.
        dice: How, as people read it.
    """

    amount: int
    dice: str = ""


@dataclass(slots=True)
class Moment:
    """What is going on while effects are done to one target.

    Attributes:
        times: How often dice of damage are rolled: twice by a critical hit.
        halved: Whether a save, or a miss, has halved the damage that can be.
        potent: Whether it halves damage that could not be, too.
        pool: What was rolled already for all who are concerned, by the place of its node; None where each has their
            own.
        dealt: What the last damage came to, by its type's name; ``""`` for all of it.
        said: What is known to be so, as "advantage".
        attack: Whether an attack brought them.
        melee: Whether it was made from near.
        tags: With what it was made.
        faces: What the dice of the last damage showed.
        lent: Whether what lasts has added to the damage already.
        landed: Whether the attack has hit.
    """

    times: int = 1
    halved: bool = False
    pool: dict[int, Rolled] | None = None
    dealt: dict[str, int] = field(default_factory=dict[str, int])
    said: frozenset[str] = frozenset()
    attack: bool = False
    melee: bool = True
    tags: frozenset[str] = frozenset()
    faces: tuple[int, ...] = ()
    lent: bool = False
    landed: bool = False
    potent: bool = False


@dataclass(slots=True)
class Came:
    """What has come of a deed so far.

    Attributes:
        strikes: The attacks that hit.
        hurt: Who was damaged.
        missed: How many attacks missed.
        averted: At whom whoever acts could not aim.
        aimed: How many of its attacks have gone at one target each.
        weapon: Whether an attack of it was made with a weapon or a bare hand.
        words: What else can be asked of it.
        failures: The saves that failed, and can be made again.
    """

    strikes: list[Strike] = field(default_factory=list[Strike])
    hurt: list[int] = field(default_factory=list[int])
    missed: int = 0
    aimed: int = 0
    averted: dict[int, bool] = field(default_factory=dict[int, bool])
    weapon: bool = False
    words: frozenset[str] = frozenset()
    failures: list[Failure] = field(default_factory=list[Failure])

    @property
    def said(self) -> frozenset[str]:
        """What can be asked of it."""
        found = set(self.words)
        if self.strikes:
            found.add("the attack hit")
        if len(self.strikes) > 1 and not self.missed:
            found.add("both attacks hit")
        return frozenset(found)


class Playing(Protocol):
    """Whoever plays a deed, as its parts see it."""

    scene: Scene
    deed: Deed
    came: Came

    def run(self, effects: Iterable[Effect], targets: Sequence[int]) -> None:
        """Do effects that stand below no target yet."""
        ...

    def spread(self, effects: Sequence[Effect], targets: Sequence[int]) -> None:
        """Do effects to each of several; damage that befalls them together is rolled once."""
        ...

    def befall(self, effects: Sequence[Effect], target: int, moment: Moment) -> None:
        """Do effects to one target: damage of all types at once, then the rest in its order."""
        ...

    def also(self, deed: Deed) -> None:
        """Do another deed as part of this one."""
        ...


def around(playing: Playing, moment: Moment | None = None) -> Circumstances:
    """What surrounds a question that a deed asks."""
    said = playing.deed.ways | playing.came.said
    if moment is not None:
        said |= moment.said
    return Circumstances(playing.deed.actor, said, playing.deed.magic)
