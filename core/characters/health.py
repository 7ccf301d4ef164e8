"""How a character is, outside a fight: hit points, death saves, rests, and what casting and playing use up.

Source: SRD 5.2.1, "Playing the Game", Damage and Healing, and "Rules Glossary", Short Rest, Long Rest; SRD 5.1,
"Adventuring", Resting, and "Combat", Damage and Healing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from core.characters.numbers import ability_modifier, hit_dice, pact, slots
from core.characters.records import Records
from core.characters.sheet import Counter, Resets, Sheet
from core.errors import RuleError
from core.rules.abilities import Ability
from core.rules.conditions import Condition
from core.rules.damage import Blow, DamageType, Defence, Defences, taken
from core.rules.exhaustion import after_long_rest
from core.rules.rests import LOWEST_TO_REST, healed_by, hit_dice_back

_BACK_AFTER_SHORT: Final = frozenset({Resets.SHORT_REST})
_BACK_AFTER_LONG: Final = frozenset({Resets.SHORT_REST, Resets.LONG_REST, Resets.DAWN})


def hurt(sheet: Sheet, amount: int, kind: DamageType | None) -> tuple[Sheet, int]:
    """A sheet after damage, and how much of it was taken; of no type, nothing resists it."""
    defences = Defences(_all(sheet.resists), _all(sheet.suffers), _all(sheet.ignores))
    dealt = taken(Blow(amount, kind), defences) if kind else amount
    after = replace(sheet, vitals=sheet.vitals.hurt(dealt))
    return (replace(after, concentration="") if after.vitals.is_down else after), dealt


def healed(sheet: Sheet, amount: int) -> Sheet:
    """A sheet after healing."""
    return replace(sheet, vitals=sheet.vitals.healed(amount))


def cushioned(sheet: Sheet, amount: int) -> Sheet:
    """A sheet with temporary hit points."""
    return replace(sheet, vitals=sheet.vitals.cushioned(amount))


def set_to(sheet: Sheet, amount: int) -> Sheet:
    """A sheet with so many hit points, as far as its maximum goes; the dead are alive again."""
    vitals = sheet.vitals
    if amount <= 0:
        return replace(sheet, vitals=vitals.hurt(vitals.hit_points.current + vitals.hit_points.temporary))
    return replace(sheet, vitals=vitals.revived(min(amount, vitals.hit_points.maximum)))


def with_slot_spent(sheet: Sheet, records: Records, level: int) -> Sheet:
    """A sheet with one spell slot fewer: of its own slots first, else of pact magic.

    Raises:
        RuleError: ``no-slot``.
    """
    whole = slots(sheet, records)
    spent = sheet.slots_spent.get(level, 0)
    if 1 <= level <= len(whole) and spent < whole[level - 1]:
        return replace(sheet, slots_spent={**sheet.slots_spent, level: spent + 1})
    own = pact(sheet, records)
    if own.slots and own.level == level and sheet.pact_spent < own.slots:
        return replace(sheet, pact_spent=sheet.pact_spent + 1)
    raise RuleError("no-slot", level=level)


def with_slot_back(sheet: Sheet, level: int) -> Sheet:
    """A sheet with one spell slot more that was spent: of its own slots first, else of pact magic."""
    spent = sheet.slots_spent.get(level, 0)
    if spent > 1:
        return replace(sheet, slots_spent={**sheet.slots_spent, level: spent - 1})
    if spent:
        return replace(sheet, slots_spent={each: count for each, count in sheet.slots_spent.items() if each != level})
    return replace(sheet, pact_spent=max(0, sheet.pact_spent - 1))


def must_be_alive(sheet: Sheet) -> None:
    """See to it that a character can do anything at all.

    Raises:
        RuleError: ``dead-already``.
    """
    if sheet.vitals.is_dead:
        raise RuleError("dead-already", name=sheet.name)


def must_be_able_to_rest(sheet: Sheet) -> None:
    """See to it that a long rest does somebody good.

    Raises:
        RuleError: ``dead-already``, or ``cannot-rest``: they have no hit points.
    """
    must_be_alive(sheet)
    if sheet.vitals.hit_points.current < LOWEST_TO_REST:
        raise RuleError("cannot-rest")


def hit_dice_left(sheet: Sheet) -> Mapping[int, int]:
    """How many hit dice are left, by their sides, the largest first."""
    left = {sides: count - sheet.hit_dice_spent.get(sides, 0) for sides, count in hit_dice(sheet).items()}
    return {sides: left[sides] for sides in sorted(left, reverse=True) if left[sides] > 0}


def dice_to_spend(sheet: Sheet, count: int) -> list[int]:
    """The sides of so many hit dice, the largest first.

    Raises:
        RuleError: ``no-hit-dice``: there are not so many left.
    """
    there = [sides for sides, left in hit_dice_left(sheet).items() for _ in range(left)]
    if count > len(there):
        raise RuleError("no-hit-dice", wanted=count, left=len(there))
    return there[:count]


def after_short_rest(sheet: Sheet, rolled: list[tuple[int, int]]) -> Sheet:
    """A sheet after a short rest.

    Args:
        sheet: As it was.
        rolled: The hit dice that were spent: their sides and what each showed.

    Raises:
        RuleError: ``dead-already``.
    """
    must_be_alive(sheet)
    constitution = ability_modifier(sheet, Ability.CONSTITUTION)
    amount = sum(healed_by(face, constitution, sheet.edition) for _, face in rolled)
    spent = dict(sheet.hit_dice_spent)
    for sides, _ in rolled:
        spent[sides] = spent.get(sides, 0) + 1
    rested = replace(sheet, hit_dice_spent=spent, pact_spent=0, counters=_back(sheet, _BACK_AFTER_SHORT))
    return healed(rested, amount) if amount else rested


def after_long_rest_of(sheet: Sheet, *, fed: bool = True) -> Sheet:
    """A sheet after a long rest.

    Raises:
        RuleError: ``cannot-rest``.
    """
    must_be_able_to_rest(sheet)
    vitals = sheet.vitals.restored()
    whole = replace(vitals.hit_points, current=vitals.hit_points.maximum, temporary=0)
    tired = after_long_rest(vitals.exhaustion, sheet.edition, fed=fed)
    return replace(
        sheet,
        vitals=replace(vitals, hit_points=whole, death=None, exhaustion=tired),
        conditions={each: source for each, source in sheet.conditions.items() if each is not Condition.UNCONSCIOUS},
        concentration="",
        slots_spent={},
        pact_spent=0,
        hit_dice_spent=_hit_dice_after(sheet),
        counters=_back(sheet, _BACK_AFTER_LONG),
    )


def _hit_dice_after(sheet: Sheet) -> dict[int, int]:
    """Of the dice that were spent, the largest come back first."""
    back = hit_dice_back(sheet.level, sheet.edition)
    spent: dict[int, int] = {}
    for sides in sorted(sheet.hit_dice_spent, reverse=True):
        returned = min(back, sheet.hit_dice_spent[sides])
        back -= returned
        if left := sheet.hit_dice_spent[sides] - returned:
            spent[sides] = left
    return spent


def _back(sheet: Sheet, by: frozenset[Resets]) -> dict[str, Counter]:
    return {name: _reset(counter) if counter.resets in by else counter for name, counter in sheet.counters.items()}


def _reset(counter: Counter) -> Counter:
    back = counter.spent if counter.comes_back is None else min(counter.spent, counter.comes_back)
    return replace(counter, spent=counter.spent - back)


def _all(types: tuple[DamageType, ...]) -> tuple[Defence, ...]:
    return (Defence(frozenset(types)),) if types else ()
