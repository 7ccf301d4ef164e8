"""What can be otherwise for a while: rolls, speeds, defences and much else of whoever bears an effect.

Source: SRD 5.1, "Using Ability Scores", "Combat" and "Spellcasting"; SRD 5.2.1, "Rules Glossary" and "Spells".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
from core.rules.effects.growth import Growth
from core.rules.effects.several import Several
from core.rules.effects.terms import ANYBODY, Only
from core.rules.rests import Rest


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
    """A bonus raises the hit points that are left as well, by the same roll."""
    INITIATIVE = "initiative"
    STRUCK = "struck"
    """The damage of an attack that hits whoever bears it."""
    TAKEN = "taken"
    """Any damage that whoever bears it takes; of some kinds alone, where a number below 0 has any."""
    DEATH_SAVES = "death saves"
    SPELL_DAMAGE = "spell damage"
    """One roll of damage of each spell that it casts: of `kinds` alone, where some are named, and of spells that `by`
    tells, as "cantrip", "evocation", "wizard evocation"."""
    SPELL_DC = "spell save DC"
    """What others have to reach against its spells."""


class Deed(StrEnum):
    """What somebody may be kept from."""

    ACTION = "action"
    BONUS = "bonus action"
    OPPORTUNITY = "opportunity attacks"
    BOTH = "an action and a bonus action in one turn"
    SECOND_ATTACK = "more than one attack a turn"
    ATTACK = "attacks"
    HARM = "attacks and harmful magic"
    SPELLS = "casting spells"
    MAGIC = "the Magic action"
    VERBAL = "casting spells with a verbal component"
    SPEECH = "speaking"
    HANDS = "using objects"
    TELEPORT = "teleporting and leaving the plane"
    HIDE = "hiding"
    MOVE_AND_ACT = "moving and taking an action in one turn"


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
        at_least: A value that the roll's own is raised to: an Armor Class, a speed, the number that a d20 shows.
        total_at_least: What a roll's total, with everything added, is raised to.
        times: What a speed, or damage, is multiplied with, in percent; of "fly", "swim" and "climb", how much of the
            walking speed it is at least.
        no_healing: Whether no hit points can be regained.
        no_reactions: Whether none can be taken.
        grows: How `bonus` does; `die`, where there is one.
        kinds: What added damage is of; of several, whoever acts chooses. With no bonus, what damage may be of instead.
            Empty for the kind of whatever it is added to.
        picks: How many count of what is listed here (abilities, skills, damage that is resisted, suffered or taken), by
            the choice of whoever acts when it begins; 0 for all. Of an empty list, any.
        skills: Of which skills' checks; all, where none is named.
        by: With what the roll is made: "weapon", "melee weapon", "melee", "ranged weapon", "unarmed", "spell",
            "strength weapon", "strength", "dexterity". Any of these; all, where nothing is named.
        against: Who is on the other side of the roll.
        source_only: Whether it is about rolls against whoever made it, or by them, alone.
        once: Whether the first roll that it touches uses it up.
        once_a_turn: Whether it touches but one roll a turn.
        conditions: Of saves, those alone that are made to avoid or end one of these.
        way: Which speed: "fly", "hover" (no feet of its own), "swim", "climb", "burrow", "jump"; empty for all.
        base: What the Armor Class is without armor, before Dexterity is added.
        but: What gets through `resists` and `ignores`; of `no_healing`, whether magic does.
        spared: Conditions that cannot be had, and do nothing if they are had already; `against` tells from whom.
        proof: What else does no harm: "falling", "disease", "attacking unseen", "losing hunter's mark" by damage,
            "drowning", "magic missile", "difficult terrain", "surprise",
            "slowing", "a lower maximum", "divination", "nonmagical restraints", "being moved",
            "a 1 on the d20": it is rolled once more.
        senses: With how many feet each; "invisible" for seeing what is so.
        scores: What abilities become.
        denies: What cannot be done.
        extra_action: What an additional action each turn can be used for; empty for no such action.
        guard: Who aims an attack or a harmful spell at the bearer saves with this first, or has to aim elsewhere.
        images: How many duplicates an attack may strike instead. In 2014 a d20 decides before the attack roll: 6, 8 or
            11 with three, two or one left, and a duplicate has AC 10 and the bearer's Dexterity modifier; in 2024 a hit
            on the bearer strikes one if any of as many d6 as are left shows 3.
        shown: Whether it cannot be hidden, and being invisible brings it nothing.
        die: What the dice of a weapon become; or those that an effect adds, where `by` has its name.
        own_ability: Whether spellcasting's ability takes the place of the weapon's.
        wards_death: Whether the first thing that would bring it to 0 hit points leaves it 1, or that would kill it
            without damage does nothing; that ends the effect.
        full_healing: Whether dice of healing count as their highest.
        shared: Whether whoever made it takes as much damage as whoever bears it.
        made_of: What is told of its weapons, or of those that `by` names.
        falters: How often, in percent, a spell that it casts with a somatic component comes to nothing.
        delays: How often, in percent, a spell that it casts with an action takes effect in its next turn only, and only
            if it spends that turn's action on it as well.
        larger: By how many sizes.
        obeys: Whether whoever made it says what it does.
        no_rest: Rests that bring nothing.
        breathless: Whether one cannot breathe.
        absorbs: Damage that heals as much as it would have done.
        held: Whether `roll` is about checks to get out of what this goes with.
        focus: Whether `roll` is about saves to keep concentration alone.
        rescues: Whether `bonus` is rolled only where the roll has failed, and might not with it; that uses it up.
        evades: Whether a Dexterity save that would halve damage leaves none of it, and half where it fails.
        mends: How much more the healing of its leveled spells is, beside the spell's level; 0 for nothing.
        mends_itself: How much it regains by healing another so, beside the spell's level; 0 for nothing.
        full_mending: Whether the dice of healing by its spells count as their highest.
        clings: With which ability whoever bears it has to save before something ends a condition of the effect that
            this stands in; None where nothing is to be overcome.
        along: Whether whoever bears it regains as many hit points as whoever made it does by a leveled spell.
        more_dice: How many more dice of the weapon a critical hit of its brings.
        no_advantage: Of `Roll.ATTACKED`: whether nobody has advantage.
        potent: Whether its cantrips deal half of their damage, and nothing else, to whoever saves; "misses" where that
            is so of whom they miss, too.
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
    grows: Growth | None = None
    kinds: tuple[DamageType, ...] = ()
    picks: int = 0
    skills: Several[str] = frozenset()
    by: Several[str] = frozenset()
    against: Only = ANYBODY
    source_only: bool = False
    once: bool = False
    once_a_turn: bool = False
    conditions: Several[Condition] = frozenset()
    way: str = ""
    base: int | None = None
    but: Several[Piercing] = frozenset()
    spared: Several[Condition] = frozenset()
    proof: Several[str] = frozenset()
    senses: tuple[tuple[str, int], ...] = ()
    scores: tuple[tuple[Ability, int], ...] = ()
    denies: Several[Deed] = frozenset()
    extra_action: tuple[str, ...] = ()
    guard: Ability | None = None
    images: int = 0
    shown: bool = False
    die: str = ""
    own_ability: bool = False
    wards_death: bool = False
    full_healing: bool = False
    shared: bool = False
    made_of: Several[Piercing] = frozenset()
    falters: int = 0
    delays: int = 0
    larger: int = 0
    obeys: bool = False
    no_rest: Several[Rest] = frozenset()
    breathless: bool = False
    absorbs: Several[DamageType] = frozenset()
    held: bool = False
    focus: bool = False
    rescues: bool = False
    evades: bool = False
    mends: int = 0
    mends_itself: int = 0
    full_mending: bool = False
    clings: Ability | None = None
    along: bool = False
    total_at_least: int | None = None
    more_dice: int = 0
    no_advantage: bool = False
    potent: Literal["", "saves", "misses"] = ""
