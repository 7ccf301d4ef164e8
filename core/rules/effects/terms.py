"""Where, whom, how long and how: what the nodes of a tree are told in.

Source: SRD 5.1, "Using Ability Scores", "Combat" and "Spellcasting"; SRD 5.2.1, "Rules Glossary" and "Spells".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.rests import Rest
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
    EVERY_DAY = "every 24 hours"


class Until(StrEnum):
    """What else ends an effect."""

    ENDED = "ended"
    """Somebody ends it, or the DM says so."""
    ESCAPE = "escape"
    """An action of whoever bears it, and a check against the effect's own DC, as out of a grapple."""
    FREED = "freed"
    """The same by somebody else within 5 feet."""
    ACTION = "an action"
    """An action of whoever bears it or of somebody within 5 feet, and no check: a sleeper shaken, a fire put out."""
    HEALING = "healing"
    """Magic gives back hit points."""
    SOURCE_GONE = "source gone"
    """Whoever did it is dead, or on another plane."""
    CONCENTRATION = "concentration"
    SHORT_REST = "short rest"
    LONG_REST = "long rest"
    CURED = "cured"
    """Magic, or what the effect itself names."""


@dataclass(frozen=True, slots=True)
class Bond:
    """A thing that holds somebody, and can be broken, as a web.

    Attributes:
        armor_class: Its own.
        hit_points: Its own.
        suffers: Damage that hurts it twice.
        ignores: Damage that does nothing to it.
    """

    armor_class: int
    hit_points: int
    suffers: frozenset[DamageType] = frozenset()
    ignores: frozenset[DamageType] = frozenset()


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something lasts; what is shortest ends it.

    Attributes:
        rounds: So many rounds of six seconds, a minute is ten; 0 for nothing but the roll that set it off.
        until: The next such moment.
        ends: What else ends it.
        save: A save that ends it, tried again at `tried`.
        dc: The save's or the escape's; None for the caster's.
        tried: When.
        harmed: Whether damage ends it, or lets the save be tried at once.
        check: What the check of `Until.ESCAPE` and `Until.FREED` is made with; None as out of a grapple.
        skill: The skill that goes with it; empty for none.
        bond: What holds, and ends it when it is broken.
    """

    rounds: int | None = None
    until: Moment | None = None
    ends: tuple[Until, ...] = ()
    save: Ability | None = None
    dc: int | None = None
    tried: Moment = Moment.OWN_TURN_END
    harmed: Literal["ends", "saves"] | None = None
    check: Ability | None = None
    skill: str = ""
    bond: Bond | None = None


FOR_GOOD = Duration()
"""Until something else ends it."""


class When(StrEnum):
    """Circumstances that whoever plays a tree can know."""

    ADVANTAGE = "advantage"
    """The attack roll that hit had it."""
    CHARGED = "charged"
    """The attacker came at least 20 feet straight to the target just before, or as far as the action says."""
    AT_RANGE = "at range"
    """It is done from afar, and not in melee."""
    BLOODIED = "bloodied"
    """The target has half of its hit points or fewer."""
    HURT = "hurt"
    """The target does not have all its hit points."""
    ACTOR_BLOODIED = "actor bloodied"
    """Whoever acts has half of its hit points or fewer."""
    ALLY_NEAR = "ally near"
    """An ally of whoever acts, who is not incapacitated, is within 5 feet of the target."""
    FIRST_ROUND = "first round"
    """It is the first round of the fight."""
    SURPRISED = "surprised"
    """The target is, or has had no turn yet."""
    MAGIC = "magic"
    """It is a spell or another magical effect."""
    DROPPED = "dropped"
    """The target has just come to 0 hit points by it, or dies of it."""


@dataclass(frozen=True, slots=True)
class Only:
    """Whom something concerns; everybody, where nothing is said. Whoever is to be let through fits all that is said.

    Attributes:
        up_to: The largest size.
        types: Kinds of creatures, by type or kinship, as "undead" or "elf".
        but_not: Kinds that are spared.
        when: One of `When`, or another circumstance that whoever acts is asked about, as "two hands".
        has: Conditions of which it has at least one.
        by_actor: Whether it must have them from whoever acts, as somebody grappled.
        at_most: It has so many hit points left or fewer.
        against: What a save or check is to avert or end, as "frightened" or "poison".
    """

    up_to: Size | None = None
    types: frozenset[str] = frozenset()
    but_not: frozenset[str] = frozenset()
    when: str | None = None
    has: frozenset[Condition] = frozenset()
    by_actor: bool = False
    at_most: int | None = None
    against: frozenset[str] = frozenset()


ANYBODY = Only()


class Roll(StrEnum):
    """What a lasting effect may help or hinder."""

    ATTACKS = "attacks"
    ATTACKED = "attacked"
    CHECKS = "checks"
    ESCAPES = "escapes"
    """Checks to get out of whatever it goes with."""
    SAVES = "saves"
    CONCENTRATION = "concentration"
    """Saves to keep it."""
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
        no_bonus_actions: Whether none can be taken.
        once: Whether it is over with the first such roll.
        turn: What else a turn has no more room for: one of an action and a bonus action, or of an action and a move.
        one_attack: Whether an action has one attack at most.
        no_rest: Rests that bring nothing.
        breathless: Whether one cannot breathe.
        speechless: Whether one cannot speak, or cast what takes words.
        obeys: Whether one does what the source says.
        gone: Whether one is elsewhere, where nothing here reaches one nor is reached.
        absorbs: Damage that heals as much as it would have done.
    """

    roll: Roll | None = None
    bonus: str = ""
    advantage: Advantage = Advantage.NONE
    abilities: frozenset[Ability] = frozenset()
    resists: frozenset[DamageType] = frozenset()
    suffers: frozenset[DamageType] = frozenset()
    ignores: frozenset[DamageType] = frozenset()
    at_least: int | None = None
    times: int | None = None
    no_healing: bool = False
    no_reactions: bool = False
    no_bonus_actions: bool = False
    once: bool = False
    turn: Literal["", "action or bonus action", "action or move"] = ""
    one_attack: bool = False
    no_rest: frozenset[Rest] = frozenset()
    breathless: bool = False
    speechless: bool = False
    obeys: bool = False
    gone: bool = False
    absorbs: frozenset[DamageType] = frozenset()
