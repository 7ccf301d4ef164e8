"""Profiles: what matters to somebody in a fight, as numbers. Which deeds there are is the engine's to say.

A profile weighs what a deed is likely to bring about, and whom it is done to. The weights are ours, not a book's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.monsters.stat_block import StatBlock
from core.rules.abilities import Ability


class Profile(StrEnum):
    """How somebody behaves."""

    NEAREST = "nearest"
    """It goes for whoever is nearest (see `knowledge`), and does as much harm as it can."""
    WEAKEST = "weakest"
    """It goes for whoever has the fewest hit points left, and finishes what is begun."""
    SPELL_FIRST = "spell-first"
    """It casts whatever it can before it does anything else."""
    COWARDLY = "cowardly"
    """It would rather strike from afar, and gets away once it has half of its hit points or fewer."""
    PACK = "pack"
    """It goes for whomever its side is after already."""
    PROTECTOR = "protector"
    """It goes for whoever has harmed its side, and mends its own."""
    MINDLESS = "mindless"
    """It does something plain to something near, the fallen included, with no thought for itself."""


@dataclass(frozen=True, slots=True)
class Temper:
    """What matters to somebody. A hit point of harm counts 1.

    Attributes:
        fell: That a foe drops.
        hinder: That a foe has a condition, as a factor of what the condition counts.
        mend: A hit point that its own side regains.
        own: A hit point that its own side loses.
        magic: That it is a spell or takes one of few uses.
        afar: As a factor, that it is done from afar.
        close: The same, hand to hand.
        near: As a share of all that, that it is done to whoever is nearest.
        weak: The same, to whoever has the fewest hit points left.
        hunted: The same, to whomever its own side is after.
        avenged: The same, to whoever was the last to harm its own side.
        guard: What the actions count that harm nobody, as a factor.
        afraid_at: At which share of its hit points it wants nothing but to get away; 0 for never.
        chance: How much of a deed's worth is left to chance, as a share.
        fallen: Whether it goes on at those who lie there.
        plain: Whether it knows neither spells nor the actions that take thought.
    """

    fell: float = 10.0
    hinder: float = 1.0
    mend: float = 0.7
    own: float = -1.5
    magic: float = 0.0
    afar: float = 1.0
    close: float = 1.0
    near: float = 0.3
    weak: float = 0.2
    hunted: float = 0.0
    avenged: float = 0.0
    guard: float = 1.0
    afraid_at: float = 0.0
    chance: float = 0.0
    fallen: bool = False
    plain: bool = False


TEMPERS: Final[dict[Profile, Temper]] = {
    Profile.NEAREST: Temper(near=1.0),
    Profile.WEAKEST: Temper(weak=1.0, fell=16.0, near=0.1),
    Profile.SPELL_FIRST: Temper(magic=12.0, near=0.1),
    Profile.COWARDLY: Temper(afar=1.5, close=0.7, near=0.1, weak=0.4, guard=1.5, afraid_at=0.5),
    Profile.PACK: Temper(hunted=1.2, near=0.2),
    Profile.PROTECTOR: Temper(avenged=1.0, mend=2.0, own=-3.0, guard=1.5),
    Profile.MINDLESS: Temper(
        fell=0.0, hinder=0.3, mend=0.0, own=0.0, near=1.5, weak=0.0, guard=0.1, chance=0.5, fallen=True, plain=True
    ),
}
PACK_TACTICS: Final = "Pack Tactics"
_DULL: Final = 3
_TIMID: Final = 3
_MINDLESS: Final = frozenset({"construct", "ooze", "plant", "undead"})


def by_nature(block: StatBlock) -> Profile:
    """The profile of a kind of creature that nobody has given another.

    Dull constructs, oozes, plants and undead are mindless; casters of several spells cast; who has Pack Tactics hunts
    in a pack; small and weak humanoids and beasts are cowardly; all others go for whoever is nearest.
    """
    if block.scores[Ability.INTELLIGENCE] <= _DULL and block.kind in _MINDLESS:
        return Profile.MINDLESS
    if sum(len(way.spells) for way in block.spellcasting) > _TIMID:
        return Profile.SPELL_FIRST
    if any(trait.name == PACK_TACTICS for trait in block.traits):
        return Profile.PACK
    if block.xp <= 25 and block.kind in {"beast", "humanoid", "fey"}:
        return Profile.COWARDLY
    return Profile.NEAREST
