"""Spells: their numbers, what they do, and what that comes to when one is cast.

Source: SRD 5.1, "Spellcasting" and "Spell Descriptions"; SRD 5.2.1, "Spells".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.damage import DamageType
from core.rules.effects.casting import Casting, written
from core.rules.effects.growth import Growth, Step, step
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Cushion, Damage, Heal
from core.rules.effects.search import found, together
from core.rules.effects.terms import ANYBODY, Area, Duration
from core.rules.effects.tree import Each, Effect, Save

HIGHEST_SLOT: Final = 9


class School(StrEnum):
    """The eight schools of magic."""

    ABJURATION = "abjuration"
    CONJURATION = "conjuration"
    DIVINATION = "divination"
    ENCHANTMENT = "enchantment"
    EVOCATION = "evocation"
    ILLUSION = "illusion"
    NECROMANCY = "necromancy"
    TRANSMUTATION = "transmutation"


class Trigger(StrEnum):
    """What has to happen before a spell can be cast, where it is no matter of one's own turn alone."""

    CASTING = "somebody casts a spell"
    """Whom it is aimed at, within range."""
    DAMAGED = "one is damaged"
    """By whom it is aimed at."""
    FALLING = "somebody falls"
    HITTING = "one has hit with a weapon"
    """Whom it is aimed at; the damage is part of that attack's."""
    STRIKING = "one has hit with a melee weapon or an unarmed strike"
    """Likewise."""
    TARGETED = "one is hit, or aimed at by magic missile"
    """The attack's roll is compared again."""


AIMED_BEFORE: Final = frozenset({Trigger.HITTING, Trigger.STRIKING})
"""Whoever has been hit is the target, wherever that is."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A spell.

    Attributes:
        name: As the book has it.
        level: From 0, a cantrip, to 9.
        school: Its school.
        casting_time: As the book has it: "1 action", "Action or Ritual".
        range: As the book has it.
        components: Of "V", "S" and "M".
        costs: What its material components cost at least, in copper; 0 for what a pouch holds.
        consumed: Whether the material components are used up.
        duration: As the book has it, without concentration.
        concentration: Whether it takes that.
        ritual: Whether it can be cast as one.
        classes: Whose lists it is on.
        economy: What casting it costs; None for what takes longer than a turn.
        casting_rounds: How many rounds that takes then; 0 for what is done at once.
        trigger: What has to happen before; None for nothing.
        range_ft: How far it goes: 0 for oneself, 5 for a touch; None for sight, for no limit, and for what is told.
        farther: How `range_ft` grows.
        rounds: How long it lasts; 0 for what is over at once, None for what ends otherwise, or is told.
        longer: How `rounds` grows.
        freed_from: From which slot on it takes no concentration; None for never.
        effects: What happens when it is cast. Only what `cast_at` makes of it is played.
        told: Whether it has nothing that a fight's rules could carry out: then, and only then, there are no effects.
        whole: Whether the effects say all of it that matters in a fight; else the DM adds what they do not.
        space: An area that the book names and the effects do not have; see `area`.
    """

    name: str
    level: int
    school: School
    casting_time: str
    range: str
    components: tuple[str, ...]
    duration: str
    classes: tuple[str, ...]
    concentration: bool = False
    ritual: bool = False
    costs: int = 0
    consumed: bool = False
    economy: Economy | None = Economy.ACTION
    casting_rounds: int = 0
    trigger: Trigger | None = None
    range_ft: int | None = None
    rounds: int | None = 0
    farther: Growth | None = None
    longer: Growth | None = None
    freed_from: int | None = None
    effects: tuple[Effect, ...] = ()
    told: bool = False
    whole: bool = True
    space: Area | None = None

    @property
    def save(self) -> Ability | None:
        """What somebody saves with because of it, the first if there are several saves; None without one."""
        first = next(found(self.effects, Save), None)
        if first:
            return first.abilities[0]
        ending = next((each.save for each in found(self.effects, Duration) if each.save), None)
        return ending or next((each.guard for each in found(self.effects, Lasting) if each.guard), None)

    @property
    def on_save(self) -> str:
        """What that save leaves: "half" of the damage, "other" things, or "none"; empty without a save."""
        first = next(found(self.effects, Save), None)
        if first is None:
            return "none" if self.save else ""
        if any(isinstance(each, Damage) and each.halved for each in first.fail):
            return "half"
        return "other" if first.success else "none"

    @property
    def damage_types(self) -> tuple[DamageType, ...]:
        """What it deals or adds, of several one or all."""
        dealt = [kind for each in found(self.effects, Damage) for kind in each.kinds]
        added = [kind for each in found(self.effects, Lasting) if _hurts(each) for kind in each.kinds]
        return tuple(dict.fromkeys(dealt + added))

    @property
    def area(self) -> Area | None:
        """Where it is felt first."""
        return next(found(self.effects, Area), self.space)

    def concentrates_at(self, slot: int) -> bool:
        """Whether it takes concentration when it is cast with this slot."""
        return self.concentration and (self.freed_from is None or slot < self.freed_from)

    def range_at(self, where: Step) -> int | None:
        """How far it goes when it is cast so; None as for `range_ft`."""
        if self.range_ft is None or self.farther is None:
            return self.range_ft
        return int(self.farther.at(str(self.range_ft), where))

    def rounds_at(self, slot: int) -> int | None:
        """How long it lasts; 0 for what is over at once, None for what ends otherwise."""
        if self.rounds is None or self.longer is None:
            return self.rounds
        grown = self.longer.at(str(self.rounds), step(self.level, slot, 1))
        return int(grown) if grown else None

    def dice_at(self, *, slot: int, character_level: int) -> str:
        """The dice of the damage that it deals first or adds to others', or of its pool of hit points; or empty.

        Args:
            slot: The level of the slot; for a cantrip it does not count.
            character_level: Of the caster; it counts for a cantrip alone.
        """
        effects = cast_at(self, slot=max(slot, self.level), character_level=character_level)
        pool = next((each.pool for each in found(effects, Each) if each.pool), "")
        dealt = together(effects, lambda each: isinstance(each, Damage) and each.only == ANYBODY)
        dealt = dealt or together(effects, lambda each: isinstance(each, Damage))
        added = next((each.bonus for each in found(effects, Lasting) if _hurts(each)), "")
        return pool or "+".join([_with_modifier(each) for each in dealt]) or added

    def healing_at(self, *, slot: int) -> str:
        """The dice of healing, of temporary hit points, or of those that the maximum rises by; or empty.

        ``MOD`` stands for the caster's spellcasting modifier.
        """
        effects = cast_at(self, slot=max(slot, self.level))
        healed = [_with_modifier(each) for each in (*found(effects, Heal), *found(effects, Cushion))]
        raised = [each.bonus for each in found(effects, Lasting) if each.roll is Roll.MAXIMUM]
        return next(iter(healed + raised), "")


def cast_at(spell: Spell, *, slot: int | None = None, character_level: int = 1) -> tuple[Effect, ...]:
    """What a spell does when it is cast: its effects with all numbers written in, and nothing left that grows.

    Its range stands wherever none was told, and its duration where something ends with the spell: as many rounds, and
    `Until.CONCENTRATION` if it takes that.

    Args:
        spell: Which.
        slot: The level of the slot; None for the spell's own. For a cantrip it does not count.
        character_level: Of the caster, or of the monster that casts; it counts for a cantrip alone.

    Raises:
        ValueError: The slot is lower than the spell, or there is no such slot; who has which slots is seen to before.
    """
    slot = spell.level if slot is None or not spell.level else slot
    if not spell.level <= slot <= HIGHEST_SLOT:
        raise ValueError(f"{spell.name} is of level {spell.level}, and cannot be cast with a slot of level {slot}")
    where = step(spell.level, slot, character_level)
    range_ft = None if spell.trigger in AIMED_BEFORE else spell.range_at(where)
    return written(spell.effects, Casting(where, range_ft, spell.rounds_at(slot), spell.concentrates_at(slot)))


def _hurts(what: Lasting) -> bool:
    """Whether it adds to damage."""
    return what.roll in {Roll.DAMAGE, Roll.STRUCK, Roll.TAKEN} and what.bonus[:1].isdigit()


def _with_modifier(node: Damage | Heal | Cushion) -> str:
    return f"{node.dice} + MOD" if node.plus_modifier else node.dice
