"""What a species can do in a fight, and is like; its resistances, senses and speeds stand on the sheet.

Source: SRD 5.2.1, "Character Origins", Character Species; SRD 5.1, "Races".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.characters.records import Records
from core.characters.sheet import ClassLevels, Sheet
from core.features.powers import TEN_MINUTES, THAT_ROLL, Costs, Gift, Who, always, better, power, reaction
from core.monsters.stat_block import Trait, Trigger, Usage
from core.rules.abilities import MENTAL, Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.d20_tests import difficulty_of
from core.rules.effects.fates import Endure
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.outcomes import Act, Cushion, Damage, Go
from core.rules.effects.terms import FOR_GOOD, Area, Duration, Moment, Only, Shape, Until, When
from core.rules.effects.tree import Alter, Choose, Each, Effect, Inflict, Save
from core.rules.sizes import Size
from core.rules.species import Lineage

BREATH: Final = "Breath Weapon"
GIANT: Final = "Giant Ancestry"
_ONES: Final = "a 1 on the d20"
"""What does a halfling no harm, the first time that it is rolled."""
_CONE: Final = Area(Shape.CONE, 15)
_LINE: Final = Area(Shape.LINE, 30, width_ft=5)


def species(sheet: Sheet, records: Records) -> Iterator[Gift]:
    """What a species and a lineage give a character of its level."""
    who = Who(sheet, records, ClassLevels(sheet.species, sheet.level, 8))
    match sheet.species:
        case "Dragonborn":
            yield from _dragonborn(who)
        case "Dwarf":
            yield _firm("Dwarven Resilience", Condition.POISONED)
        case "Elf" | "Half-Elf":
            yield _firm("Fey Ancestry", Condition.CHARMED)
        case "Gnome":
            cunning = better(Roll.SAVES, abilities=frozenset(MENTAL))
            name = "Gnomish Cunning" if who.new else "Gnome Cunning"
            yield always(name, cunning, only=Only() if who.new else Only(when=When.MAGIC))
        case "Goliath":
            yield from _goliath(who)
        case "Halfling":
            yield _firm("Brave", Condition.FRIGHTENED)
            yield always("Luck" if who.new else "Lucky", Lasting(proof=frozenset({_ONES})))
        case "Half-Orc" | "Orc":
            yield from _orc(who)
        case _:
            return


def _firm(name: str, condition: Condition) -> Gift:
    """Advantage on saves against one condition."""
    return always(name, replace(better(Roll.SAVES), conditions=frozenset({condition})))


def _orc(who: Who) -> Iterator[Gift]:
    yield Trait("Relentless Endurance", (Endure(),), Trigger.DROPS, usage=Usage(1, "long rest"))
    if who.new:
        rush = (Act(("dash",)), Cushion(str(who.proficiency)))
        yield power("Adrenaline Rush", Economy.BONUS, *rush, counter="Adrenaline Rush")
    else:
        yield always("Savage Attacks", Lasting(Roll.DAMAGE, by=frozenset({"melee weapon"}), more_dice=1))


def _dragonborn(who: Who) -> Iterator[Gift]:
    found, lineage = who.records.species, who.records.lineage
    scale = next((each for each in (found.inborn.scales if found else ()) if each.name == BREATH), None)
    if scale is not None and lineage is not None and lineage.damage is not None:
        breath = _breath(who, lineage, scale.at(who.level))
        yield power(BREATH, Economy.ACTION, breath, counter=BREATH, for_attack=who.new)
    if who.new and who.level >= 5:
        wings = Alter((Lasting(Roll.SPEED, way="fly", times=100),), _lasts_ten_minutes(), called="Draconic Flight")
        yield power("Draconic Flight", Economy.BONUS, wings, counter="Draconic Flight")


def _breath(who: Who, lineage: Lineage, dice: str) -> Effect:
    """A breath: in 2014 of the ancestry's own shape, in 2024 of one that is chosen each time."""
    assert lineage.damage is not None, "an ancestry breathes something"
    dc = difficulty_of(who.proficiency, who.modifier(Ability.CONSTITUTION))
    hurt = Damage(dice, (lineage.damage,), halved=True)
    felt = (Save((lineage.breath_save or Ability.DEXTERITY,), dc, (hurt,)),)
    if lineage.breath is not None:
        return Each(felt, None, lineage.breath, 0)
    return Choose((("cone", (Each(felt, None, _CONE, 0),)), ("line", (Each(felt, None, _LINE, 0),))))


def _lasts_ten_minutes() -> Duration:
    return Duration(rounds=TEN_MINUTES, ends=(Until.ENDED, Until.DOWN))


def _goliath(who: Who) -> Iterator[Gift]:
    if who.level >= 5:
        strong = better(Roll.CHECKS, abilities=frozenset({Ability.STRENGTH}))
        large = Alter((strong, Lasting(Roll.SPEED, "+10"), Lasting(larger=1)), _lasts_ten_minutes())
        yield power("Large Form", Economy.BONUS, large, counter="Large Form")
    lineage = who.records.lineage
    if lineage is None or lineage.of != "Goliath":
        return
    dice = next((each.at(who.level) for each in lineage.inborn.scales), "")
    kinds = (lineage.damage,) if lineage.damage else ()
    name, at_hit = lineage.name, Costs(counter=GIANT, after_hit=True, afar=True)
    match name.partition("’")[0]:
        case "Cloud":
            yield power(name, Economy.BONUS, Go(30, how="teleport"), counter=GIANT)
        case "Fire":
            yield power(name, Economy.NONE, Each((Damage(dice, kinds),)), **at_hit)
        case "Frost":
            slow = Alter((Lasting(Roll.SPEED, "-10"),), Duration(until=Moment.SOURCE_TURN_START))
            yield power(name, Economy.NONE, Each((Damage(dice, kinds), slow)), **at_hit)
        case "Hill":
            prone = Inflict((Condition.PRONE,), FOR_GOOD)
            yield power(name, Economy.NONE, Each((prone,), only=Only(up_to=Size.LARGE)), **at_hit)
        case "Stone":
            less = Lasting(Roll.TAKEN, f"-{dice}{-who.modifier(Ability.CONSTITUTION):+d}")
            yield reaction(name, Trigger.HIT, Alter((less,), THAT_ROLL), counter=GIANT)
        case _:
            yield reaction(name, Trigger.HURT, Each((Damage(dice, kinds),), range_ft=60), counter=GIANT)
