"""Where, whom, how long and how: what the nodes of a tree are told in.

Source: SRD 5.1, "Using Ability Scores", "Combat" and "Spellcasting"; SRD 5.2.1, "Rules Glossary" and "Spells".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.effects.several import Several
from core.rules.sizes import Size


class Shape(StrEnum):
    """Areas of effect."""

    CONE = "cone"
    CUBE = "cube"
    CYLINDER = "cylinder"
    EMANATION = "emanation"
    LINE = "line"
    SPHERE = "sphere"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Area:
    """Where an effect is felt.

    Attributes:
        shape: Its form.
        size_ft: Its length, its radius or its edge.
        width_ft: A line's.
        height_ft: A cylinder's or a wall's.
    """

    shape: Shape
    size_ft: int
    width_ft: int | None = None
    height_ft: int | None = None


class Moment(StrEnum):
    """When in a round something ends, or is tried again."""

    OWN_TURN_START = "start of its turn"
    OWN_TURN_END = "end of its turn"
    SOURCE_TURN_START = "start of the source's turn"
    SOURCE_TURN_END = "end of the source's turn"


class Until(StrEnum):
    """What else ends an effect."""

    ENDED = "ended"
    """Somebody ends it, or the DM says so."""
    ESCAPE = "escape"
    """A check against the effect's own DC, as out of a grapple."""
    CONCENTRATION = "concentration"
    SHORT_REST = "short rest"
    LONG_REST = "long rest"
    CURED = "cured"
    """Magic, or what the effect itself names."""


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something lasts; what is shortest ends it.

    Attributes:
        rounds: So many rounds of six seconds; a minute is ten.
        until: The next such moment.
        ends: What else ends it.
        save: A save that ends it, tried again at `tried`.
        dc: The save's or the escape's; None for the caster's.
        tried: When.
        harmed: Whether damage ends it, or lets the save be tried at once.
    """

    rounds: int | None = None
    until: Moment | None = None
    ends: tuple[Until, ...] = ()
    save: Ability | None = None
    dc: int | None = None
    tried: Moment = Moment.OWN_TURN_END
    harmed: Literal["ends", "saves"] | None = None


FOR_GOOD = Duration()
"""Until something else ends it."""


@dataclass(frozen=True, slots=True)
class Only:
    """Whom something concerns; everybody, where nothing is said.

    Attributes:
        up_to: The largest size.
        types: Kinds of creatures, as "undead".
        but_not: Kinds that are spared.
        when: A circumstance that whoever acts is asked about, as "advantage" or "two hands".
    """

    up_to: Size | None = None
    types: Several[str] = frozenset()
    but_not: Several[str] = frozenset()
    when: str | None = None


ANYBODY = Only()


class Roll(StrEnum):
    """What a lasting effect may help or hinder."""

    ATTACKS = "attacks"
    ATTACKED = "attacked"
    CHECKS = "checks"
    SAVES = "saves"
    DAMAGE = "damage"
    ARMOR_CLASS = "armor class"
    SPEED = "speed"
    MAXIMUM = "hit point maximum"
    INITIATIVE = "initiative"


@dataclass(frozen=True, slots=True)
class Lasting:
    """One thing that is otherwise for a while.

    Attributes:
        roll: What it touches.
        bonus: Dice or a number added, ``1d4`` or ``-2``; empty for none.
        advantage: Brought to the roll.
        abilities: Of which saves or checks; all, where none is named.
        resists: Damage that is resisted meanwhile.
        suffers: Damage that hurts twice.
        ignores: Damage that does nothing.
        at_least: A value that the roll's own is raised to, as an Armor Class.
        times: What a speed is multiplied with, in percent.
        no_healing: Whether no hit points can be regained.
        no_reactions: Whether none can be taken.
    """

    roll: Roll | None = None
    bonus: str = ""
    advantage: Advantage = Advantage.NONE
    abilities: Several[Ability] = frozenset()
    resists: Several[DamageType] = frozenset()
    suffers: Several[DamageType] = frozenset()
    ignores: Several[DamageType] = frozenset()
    at_least: int | None = None
    times: int | None = None
    no_healing: bool = False
    no_reactions: bool = False
