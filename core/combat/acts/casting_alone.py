"""Casting a spell outside a fight: what it costs the sheet, what is rolled for it, and what it is concentrated on.

There is nobody to hit: attacks, damage and healing are rolled and shown, and what a spell's target does is everybody's
own to say.

Source: SRD 5.2.1, "Spells", Casting Spells; SRD 5.1, "Spellcasting", Casting a Spell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from core.characters.free_castings import counter_for, free_left, free_level, takes_slots, with_one_spent
from core.characters.health import with_slot_spent
from core.characters.numbers import ability_modifier, pact, spell_ability, spell_attack, spell_dc
from core.characters.records import Records
from core.characters.sheet import KnownSpell, Sheet
from core.combat.acts.castable import Castable, slots_of
from core.combat.situation.d20s import d20
from core.combat.situation.throws import Throws
from core.dice.advantage import Advantage
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.effects.outcomes import Damage
from core.rules.effects.search import found
from core.rules.effects.tree import Attack, Each
from core.rules.spells import Spell, cast_at

WIZARD = "Wizard"


@dataclass(frozen=True, slots=True)
class AloneCast:
    """How a spell is cast.

    Attributes:
        spell: Which.
        level: At which level.
        slot: The slot that it takes; None for none.
        counter: The counter of the sheet that is used up instead of a slot; empty for none.
        ability: With which ability.
        dc: What those it befalls save against; None for a spell without a save.
        attack: What its attacks add.
        modifier: What is added to its healing.
    """

    spell: Spell
    level: int
    slot: int | None
    ability: Ability
    dc: int | None
    attack: int
    modifier: int
    counter: str = ""


@dataclass(frozen=True, slots=True)
class SpellRoll:
    """A roll that belongs to it.

    Attributes:
        what: What for.
        dice: As they are written.
        kinds: Types of damage.
    """

    what: Literal["attack", "damage", "healing", "pool"]
    dice: str
    kinds: tuple[str, ...] = ()

    @property
    def flat(self) -> int | None:
        """The number that it is, where no dice are rolled for it."""
        return int(self.dice) if self.dice.lstrip("+-").isdigit() else None


def planned(sheet: Sheet, records: Records, castable: Castable, *, slot: int | None, ritual: bool) -> AloneCast:
    """How a character would cast a spell now.

    Raises:
        RuleError: ``spell-not-prepared``, ``not-a-ritual``, ``slot-too-low``, ``used-up`` or ``no-slot``.
    """
    spell = castable.spell
    known = next(each for name, each in sheet.spells.items() if name.casefold() == spell.name.casefold())
    if ritual and not spell.ritual:
        raise RuleError("not-a-ritual", spell=spell.name)
    if not castable.ready and not (ritual and _from_the_book(sheet, known)):
        raise RuleError("spell-not-prepared", spell=spell.name)
    takes_slot = bool(spell.level) and not ritual
    if takes_slot and slot in {None, spell.level} and free_left(sheet, spell):
        free = with_level(sheet, records, castable, None)
        return replace(free, level=free_level(sheet, spell), counter=counter_for(sheet, spell))
    if takes_slot and not takes_slots(sheet, spell):
        raise RuleError("used-up", action=spell.name)
    return with_level(sheet, records, castable, _slot(sheet, records, spell, slot) if takes_slot else None)


def with_level(sheet: Sheet, records: Records, castable: Castable, slot: int | None) -> AloneCast:
    """How a spell is cast with a slot, or without one; nothing is held to the rules."""
    spell = castable.spell
    known = next((each for name, each in sheet.spells.items() if name.casefold() == spell.name.casefold()), None)
    ability = spell_ability(sheet, records, known.by if known else "")
    return AloneCast(
        spell,
        slot or spell.level,
        slot,
        ability,
        spell_dc(sheet, ability) if spell.save else None,
        spell_attack(sheet, ability),
        ability_modifier(sheet, ability),
    )


def _from_the_book(sheet: Sheet, known: KnownSpell) -> bool:
    """Whether a ritual need not be prepared: a wizard reads it from the spellbook."""
    return known.by.casefold() == WIZARD.casefold() or (not known.by and WIZARD in sheet.classes)


def _slot(sheet: Sheet, records: Records, spell: Spell, slot: int | None) -> int:
    if slot is not None and slot < spell.level:
        raise RuleError("slot-too-low", spell=spell.name, level=spell.level)
    left = slots_of(sheet, records)
    levels = [slot] if slot is not None else [level for level in left if level >= spell.level]
    level = next((each for each in levels if left.get(each)), None)
    if level is None:
        raise RuleError("no-slot", level=slot or spell.level)
    return level


def rolls(sheet: Sheet, plan: AloneCast) -> tuple[SpellRoll, ...]:
    """What is rolled for a spell, in its order: each attack before its damage."""
    effects = cast_at(plan.spell, slot=plan.level or None, character_level=sheet.level)
    attack = next(found(effects, Attack), None)
    times = max((each.most or 1 for each in found(effects, Each) if each.times > 1), default=1)
    if attack is not None:
        once = [SpellRoll("attack", d20(plan.attack)), *_damage(attack.hit, plan)]
        return tuple(once * times)
    dealt = list(_damage(effects, plan)) * times
    pools = [SpellRoll("pool", each.pool) for each in found(effects, Each) if each.pool]
    healed = plan.spell.healing_at(slot=plan.level)
    return (*dealt, *pools, *([SpellRoll("healing", _whole(healed, plan))] if healed else []))


def _damage(effects: tuple[object, ...], plan: AloneCast) -> Iterator[SpellRoll]:
    """What befalls one target at once; what only some circumstances bring is for whoever plays to say."""
    for each in found(effects, Damage):
        if each.dice and each.only.when is None:
            modifier = f"{plan.modifier:+d}" if each.plus_modifier and plan.modifier else ""
            yield SpellRoll("damage", f"{each.dice}{modifier}", tuple(kind.value for kind in each.kinds))


def _whole(dice: str, plan: AloneCast) -> str:
    return dice.replace(" + MOD", f"{plan.modifier:+d}" if plan.modifier else "")


def cast_alone(
    sheet: Sheet, records: Records, plan: AloneCast, throws: Throws, *, advantage: Advantage = Advantage.NONE
) -> Sheet:
    """A sheet after a spell was cast: the slot is spent, dice are rolled, and concentration goes to it.

    Raises:
        RuleError: ``no-slot``.
    """
    after = with_one_spent(sheet, plan.counter) if plan.counter else sheet
    after = with_slot_spent(after, records, plan.slot) if plan.slot is not None else after
    for each in rolls(sheet, plan):
        if each.flat is not None:
            continue
        throws.roll(each.dice, advantage=advantage if each.what == "attack" else Advantage.NONE)
    return replace(after, concentration=plan.spell.name) if plan.spell.concentrates_at(plan.level) else after


def pact_level(sheet: Sheet, records: Records) -> int:
    """The level of a character's slots of pact magic."""
    return pact(sheet, records).level
