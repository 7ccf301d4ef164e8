"""Where, whom, how long and how: what the nodes of a tree are told in.

Source: SRD 5.1, "Using Ability Scores", "Combat" and "Spellcasting"; SRD 5.2.1, "Rules Glossary" and "Spells".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.effects.growth import Growth
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
        width_ft: A line's; how thick a wall is.
        height_ft: A cylinder's or a wall's; of a cube, how high it is where it is but a piece of ground.
        count: How many there are. Who is in two of them is so once.
        grows: How `size_ft` does.
    """

    shape: Shape
    size_ft: int
    width_ft: int | None = None
    height_ft: int | None = None
    count: int = 1
    grows: Growth | None = None


class Moment(StrEnum):
    """When in a round something ends, or is tried again."""

    OWN_TURN_START = "start of its turn"
    OWN_TURN_END = "end of its turn"
    SOURCE_TURN_START = "start of the source's turn"
    SOURCE_TURN_END = "end of the source's turn"
    THIS_TURN_END = "end of this turn"
    """Of whoever's turn it is when the effect begins."""
    OWN_ACTION = "an action of its own"
    """Whenever whoever bears it spends an action on it."""
    HARM = "damage"
    """Only when whoever bears it takes damage."""
    UNSEEN_TURN_END = "end of its turn, where it does not see the source"
    BETRAYAL = "harm from the source"
    """Only when whoever made it, or a companion of theirs, harms whoever bears it."""
    EVERY_DAY = "every 24 hours"
    LONG_REST = "a long rest"
    """Whenever whoever bears it finishes one."""


class Contact(StrEnum):
    """How somebody comes to feel an area that stays."""

    APPEARS = "appears"
    """It is there when the area comes into being."""
    ENTERS = "enters"
    """It comes in for the first time on a turn."""
    SWEPT = "swept"
    """The area moves over it."""
    TURN_START = "turn start"
    TURN_END = "turn end"
    SOURCE_TURN_END = "source turn end"
    """Whoever made it ends a turn."""
    TRAVELS = "travels"
    """It moves in it: once for every 5 feet."""


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
    SPELL = "spell"
    """With the spell: of a spell as it is cast, its own duration and CONCENTRATION stand in this one's place."""
    RECAST = "recast"
    """Whoever made it casts the spell again."""
    IDLE = "idle"
    """Whoever bears it ends a turn, and has neither attacked nor taken damage since the end of the one before."""
    CALM = "calm"
    """The same, and damage does not count."""
    ATTACKS = "attacks"
    """Whoever bears it makes an attack roll, or does something else that harms."""
    CASTS = "casts"
    """Whoever bears it casts a spell."""
    BETRAYED = "betrayed"
    """Whoever made it, or a companion of theirs, damages whoever bears it."""
    SHAKEN = "shaken"
    """Somebody beside whoever bears it spends an action on waking it."""
    DOWN = "down"
    """Whoever bears it drops to 0 hit points."""
    ARMOR = "armor"
    """Whoever bears it puts armor on."""
    SOURCE_DOWN = "source down"
    """Whoever made it does."""
    FREED = "freed"
    """Somebody within 5 feet takes an action and makes the check of ESCAPE."""
    ACTION = "an action"
    """An action of whoever bears it or of somebody within 5 feet, and no check, as to put out a fire."""
    HEALING = "healing"
    """Magic gives hit points back to whoever bears it."""
    SOURCE_GONE = "source gone"
    """Whoever made it is dead, or on another plane."""
    APART = "apart"
    """Whoever bears it and whoever made it are more than 60 feet apart."""


@dataclass(frozen=True, slots=True)
class Duration:
    """How long something lasts; what is shortest ends it.

    Attributes:
        rounds: So many rounds of six seconds; a minute is ten. 0 for nothing but the roll that set it off.
        until: The next such moment; the end of the very turn that the effect begins in is none, but THIS_TURN_END.
        ends: What else ends it.
        save: A save that ends it, tried again at `tried`.
        dc: The save's or the escape's; None for the caster's.
        tried: When.
        harmed: Whether damage ends it, or lets the save be tried at once, perhaps with advantage.
        escape: With which abilities the check to escape is made, of which whoever bears it chooses one; empty for what
            gets out of a grapple.
        skill: The skill that goes with that check; empty for none.
        bond: What holds, and ends it when it is broken, as a web.
        rolled: Dice that `rounds` are multiplied with; empty for none.
        daunted: Whether the save is tried with disadvantage within sight of whoever made it.
        stays: Whether it stays for good once its whole time is over.
    """

    rounds: int | None = None
    until: Moment | None = None
    ends: tuple[Until, ...] = ()
    save: Ability | None = None
    dc: int | None = None
    tried: Moment = Moment.OWN_TURN_END
    harmed: Literal["ends", "saves", "saves better"] | None = None
    escape: tuple[Ability, ...] = ()
    skill: str = ""
    bond: Barrier | None = None
    rolled: str = ""
    daunted: bool = False
    stays: bool = False


FOR_GOOD = Duration()
"""Until something else ends it."""
WITH_THE_SPELL = Duration(ends=(Until.SPELL,))
"""As long as the spell that it is of."""


class When(StrEnum):
    """Circumstances that whoever plays a tree can know."""

    ADVANTAGE = "advantage"
    """The attack roll that hit had it."""
    AT_RANGE = "at range"
    """It is done from afar, and not in melee."""
    NEAR = "within 5 feet"
    """It is done from within 5 feet of the target, though from afar it could be."""
    BLOODIED = "bloodied"
    """The target has half of its hit points or fewer."""
    HURT = "hurt"
    """The target does not have all its hit points."""
    ACTOR_BLOODIED = "actor bloodied"
    """Whoever acts has half of its hit points or fewer."""
    ALLY_NEAR = "ally near"
    """An ally of whoever acts, who is not incapacitated, is within 5 feet of the target."""
    SNEAK = "sneak"
    """The attack roll had advantage; or it had no disadvantage, and `ALLY_NEAR` holds."""
    FIRST_ROUND = "first round"
    """It is the first round of the fight."""
    SURPRISED = "surprised"
    """The target is, or has had no turn yet."""
    MAGIC = "magic"
    """It is a spell or another magical effect."""
    DEALT = "dealt"
    """The target has just taken damage by it."""
    DROPPED = "dropped"
    """The target has just come to 0 hit points by it, or dies of it."""


@dataclass(frozen=True, slots=True)
class Only:
    """Whom something concerns; everybody, where nothing is said.

    Attributes:
        up_to: The largest size.
        types: Kinds of creatures, as "undead".
        but_not: Kinds that are spared.
        when: One of `When`; "under Rage", "under Rage and Reckless Attack" for those who bear what is called so; or
            another circumstance that whoever acts is asked about, as "two hands".
        from_size: The smallest size.
        hit_points: Those who have so many left, from the first number to the second; None for any more.
        score: Those who have so much of an ability, from the first number to the second; None for any more.
        can_have: Those who are not immune to this condition.
        without: Those who have not this condition yet.
        has: Those who have one of these conditions.
        by_actor: Whether they must have it, or be under it, from whoever acts, as somebody grappled.
        or_willing: Whether whoever is willing counts as well.
        challenge: Those of a stat block with at most this Challenge Rating, as people write it; None for anybody.
        charged_ft: Those whom whoever acts came so far straight towards, just before.
    """

    up_to: Size | None = None
    types: Several[str] = frozenset()
    but_not: Several[str] = frozenset()
    when: str | None = None
    from_size: Size | None = None
    hit_points: tuple[int, int | None] | None = None
    score: tuple[Ability, int, int | None] | None = None
    can_have: Condition | None = None
    without: Condition | None = None
    has: Several[Condition] = frozenset()
    by_actor: bool = False
    or_willing: bool = False
    charged_ft: int | None = None
    challenge: str | None = None


ANYBODY = Only()


@dataclass(frozen=True, slots=True)
class Barrier:
    """What cannot be walked through.

    Attributes:
        armor_class: What an attack on it has to reach; None where nothing can harm it.
        hit_points: Of each panel of 10 feet.
        ignores: Damage that does nothing to it.
        suffers: Damage that hurts it twice.
    """

    armor_class: int | None = None
    hit_points: int | None = None
    ignores: Several[DamageType] = frozenset()
    suffers: Several[DamageType] = frozenset()
