"""What follows from a sheet: bonuses, Armor Class, slots and what it all comes to as a creature.

A number that the sheet overrides stands instead of what would follow, for people know their characters best.

Source: SRD 5.2.1, "Character Creation" and "Playing the Game"; SRD 5.1, "Using Ability Scores" and "Beyond 1st Level".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from core.characters.records import Records
from core.characters.sheet import Sheet
from core.rules.abilities import MENTAL, Ability, modifier
from core.rules.classes import CharacterClass
from core.rules.creature import Creature
from core.rules.d20_tests import difficulty_of, passive
from core.rules.damage import DamageType, Defence, Defences
from core.rules.edition import Edition
from core.rules.equipment import Armor, Weight, armor_class
from core.rules.growth import reached
from core.rules.proficiency import Training, proficiency_bonus, training_bonus
from core.rules.skills import ABILITY_OF, SKILLS
from core.rules.slots import Casting, Pact, Slots, pact_slots, spell_slots

BARBARIAN: Final = "Barbarian"
BARD: Final = "Bard"
MONK: Final = "Monk"
CHAMPION: Final = "Champion"
_JACK_FROM, _ATHLETE_FROM = 2, 7
"""The bard level of Jack of All Trades, and the champion's of Remarkable Athlete."""
_OF_THE_BODY: Final = frozenset({Ability.STRENGTH, Ability.DEXTERITY, Ability.CONSTITUTION})
_DEFENSE: Final = "Defense"
_DEFENSE_BONUS: Final = 1
_TOO_HEAVY_FT: Final = 10
KIND: Final = "humanoid"
"""What characters are, whatever their species; those that differ say so in a field called "creature type"."""


def proficiency(sheet: Sheet) -> int:
    """Its Proficiency Bonus."""
    return sheet.overrides.get("proficiency bonus", proficiency_bonus(sheet.level))


def ability_modifier(sheet: Sheet, ability: Ability) -> int:
    """What an ability adds."""
    return modifier(sheet.scores[ability])


def save_bonus(sheet: Sheet, ability: Ability) -> int:
    """What a saving throw adds."""
    own = ability_modifier(sheet, ability) + (proficiency(sheet) if ability in sheet.saves else 0)
    return sheet.overrides.get(f"save {ability}", own)


def skill_bonus(sheet: Sheet, skill: str, ability: Ability | None = None) -> int:
    """What a check with a skill adds, with its usual ability or another.

    Raises:
        KeyError: There is no such skill.
    """
    used = ability or ABILITY_OF[skill]
    bonus = ability_modifier(sheet, used) + _trained(sheet, used, sheet.skills.get(skill, Training.NONE))
    return bonus if ability else sheet.overrides.get(f"skill {skill}", bonus)


def _trained(sheet: Sheet, ability: Ability, learnt: Training) -> int:
    """What it has learnt of a skill or a tool adds to a check, or what comes in place of that."""
    own = training_bonus(proficiency(sheet), [learnt])
    return own or max(_half(sheet), _athletic_half(sheet, ability))


def _half(sheet: Sheet) -> int:
    """What a bard adds of whatever it has not learnt."""
    bard = sheet.classes.get(BARD)
    return proficiency(sheet) // 2 if bard and bard.level >= _JACK_FROM else 0


def _athletic_half(sheet: Sheet, ability: Ability) -> int:
    """What a champion of 2014 adds to checks of the body that it has not learnt: half, rounded up."""
    levels = (each.level for each in sheet.classes.values() if CHAMPION in each.subclass)
    athletic = sheet.edition is Edition.SRD_51 and max(levels, default=0) >= _ATHLETE_FROM
    return (proficiency(sheet) + 1) // 2 if athletic and ability in _OF_THE_BODY else 0


def check_bonus(sheet: Sheet, ability: Ability) -> int:
    """What a check of an ability adds that is made with no skill; in 2014, what is not learnt counts there too.

    Source:
        SRD 5.1, "Classes", Jack of All Trades, Remarkable Athlete; SRD 5.2.1, "Classes", Jack of All Trades.
    """
    of_2014 = sheet.edition is Edition.SRD_51
    more = max(_half(sheet), _athletic_half(sheet, ability)) if of_2014 else 0
    return ability_modifier(sheet, ability) + more


def tool_bonus(sheet: Sheet, tool: str, ability: Ability) -> int:
    """What a check with a tool adds."""
    learnt = sheet.tools.get(tool, Training.NONE)
    if learnt is Training.NONE and sheet.edition is not Edition.SRD_51:
        return ability_modifier(sheet, ability)  # in 2024 half is for skills alone
    return ability_modifier(sheet, ability) + _trained(sheet, ability, learnt)


def initiative(sheet: Sheet) -> int:
    """What its initiative adds; a check of Dexterity, which whoever is alert is proficient in, in 2024."""
    alert = sheet.edition is Edition.SRD_52 and "Alert" in sheet.feats
    own = check_bonus(sheet, Ability.DEXTERITY) + (proficiency(sheet) if alert else 0)
    return sheet.overrides.get("initiative", own)


def passive_perception(sheet: Sheet) -> int:
    """What it notices without looking."""
    return sheet.overrides.get("passive perception", passive(skill_bonus(sheet, "perception")))


def worn(sheet: Sheet, records: Records) -> Iterator[tuple[Armor, int]]:
    """The armour and the shield that it wears, each with its magic bonus."""
    for name, item in sheet.items.items():
        armor = records.armor.get((item.is_like or name).casefold())
        if item.equipped and armor:
            yield armor, item.bonus


def hindered(sheet: Sheet, records: Records, ability: Ability, skill: str = "") -> bool:
    """Whether what is worn brings disadvantage to a d20 test: loud armour, or any that its wearer is not trained for.

    Source:
        SRD 5.1 and 5.2.1, "Equipment", Armor, Stealth and proficiency; "Armor Training".
    """
    pieces = [armor for armor, _ in worn(sheet, records)]
    untrained = any(armor.weight.value not in sheet.armor for armor in pieces)
    if untrained and ability in (Ability.STRENGTH, Ability.DEXTERITY):
        return True
    return skill == "stealth" and any(armor.loud for armor in pieces)


def armor_class_of(sheet: Sheet, records: Records) -> int:
    """Its Armor Class by what it wears; some who wear no armour have theirs by nature.

    Source:
        SRD 5.2.1, "Classes", Unarmored Defense, Draconic Resilience, "Feats", Defense; SRD 5.1 likewise.
    """
    if "armor class" in sheet.overrides:
        return sheet.overrides["armor class"]
    pieces = list(worn(sheet, records))
    body = next((each for each in pieces if each[0].weight is not Weight.SHIELD), None)
    shield = next((each for each in pieces if each[0].weight is Weight.SHIELD), None)
    magic = sum(bonus for _, bonus in pieces if bonus)
    dexterity = ability_modifier(sheet, Ability.DEXTERITY)
    by_armor = armor_class(dexterity, body and body[0], shield and shield[0])
    if body:
        return by_armor + magic + (_DEFENSE_BONUS if _DEFENSE in {*sheet.feats, *sheet.choices.values()} else 0)
    natural = [by_armor]
    if BARBARIAN in sheet.classes:
        natural.append(by_armor + ability_modifier(sheet, Ability.CONSTITUTION))
    if MONK in sheet.classes and not shield:
        natural.append(by_armor + ability_modifier(sheet, Ability.WISDOM))
    modifiers = {ability: ability_modifier(sheet, ability) for ability in Ability}
    for levels in sheet.classes.values():
        subclass = records.subclasses.get(levels.subclass.casefold())
        if subclass and (way := subclass.unarmored) and (way.shield or not shield):
            natural.append(way.armor_class(modifiers) + (shield[0].base if shield else 0))
    return max(natural) + magic


def walking_speed(sheet: Sheet, records: Records) -> int:
    """How far it walks, in feet: less in armour that is too heavy for it, or too heavy for what its classes teach.

    Source:
        SRD 5.1 and 5.2.1, "Equipment", Armor; "Classes", Fast Movement, Unarmored Movement, Roving.
    """
    if "speed" in sheet.overrides:
        return sheet.overrides["speed"]
    pieces = [armor for armor, _ in worn(sheet, records)]
    weights = {armor.weight for armor in pieces}
    lost = 0
    for levels in sheet.classes.values():
        record = records.classes.get(levels.name.casefold())
        if record and weights & set(record.grown.slowed_by):
            lost += reached(record.grown.speed_ft, levels.level, 0)
    weak = any(armor.strength and sheet.scores[Ability.STRENGTH] < armor.strength for armor in pieces)
    hardy = sheet.edition == "5.1" and sheet.species == "Dwarf"
    return max(0, sheet.speeds.get("walk", 0) - lost - (_TOO_HEAVY_FT if weak and not hardy else 0))


def slots(sheet: Sheet, records: Records) -> Slots:
    """How many spell slots it has of each level from 1 to 9, spent ones included."""
    return spell_slots(list(_castings(sheet, records)), sheet.edition)


def slots_left(sheet: Sheet, records: Records) -> tuple[int, ...]:
    """How many spell slots it can still spend, of each level from 1 to 9."""
    whole = slots(sheet, records)
    return tuple(max(0, count - sheet.slots_spent.get(level, 0)) for level, count in enumerate(whole, start=1))


def pact(sheet: Sheet, records: Records) -> Pact:
    """Its slots of pact magic, spent ones included."""
    return pact_slots(sum(level for casting, level in _castings(sheet, records) if casting is Casting.PACT))


def _castings(sheet: Sheet, records: Records) -> Iterator[tuple[Casting, int]]:
    for name, levels in sheet.classes.items():
        if found := records.classes.get(name.casefold()):
            yield found.casting, levels.level


def casting_ability(sheet: Sheet, records: Records, by: str = "") -> Ability | None:
    """The ability that spells from a class, a species or a feat use.

    Without one, that of the class with the most levels; None where no class casts.
    """
    if own := records.classes.get(by.casefold()):
        return own.casting_ability
    origin = sheet.species if by in (sheet.species, sheet.lineage) else by
    chosen = sheet.choices.get(chosen_casting(origin))
    if chosen in tuple(Ability):
        return Ability(chosen)
    return next((each.casting_ability for each in _casters(sheet, records)), None)


def spell_ability(sheet: Sheet, records: Records, by: str) -> Ability:
    """The same, and the best of those that magic uses for whoever has none."""
    return casting_ability(sheet, records, by) or max(MENTAL, key=lambda each: sheet.scores[each])


def chosen_casting(origin: str) -> str:
    """Under which name a sheet keeps the ability that was chosen for the spells of a species or a feat."""
    return f"{origin} spells"


def _casters(sheet: Sheet, records: Records) -> list[CharacterClass]:
    by_level = sorted(sheet.classes.values(), key=lambda each: (-each.level, each.name))
    found = (records.classes.get(each.name.casefold()) for each in by_level)
    return [each for each in found if each and each.casting_ability]


def spell_dc(sheet: Sheet, ability: Ability) -> int:
    """What its spells are saved against."""
    return sheet.overrides.get("spell dc", difficulty_of(proficiency(sheet), ability_modifier(sheet, ability)))


def spell_attack(sheet: Sheet, ability: Ability) -> int:
    """What its spell attacks add."""
    return sheet.overrides.get("spell attack", proficiency(sheet) + ability_modifier(sheet, ability))


def hit_dice(sheet: Sheet) -> Mapping[int, int]:
    """How many hit dice it has, by their sides, spent ones included."""
    dice: dict[int, int] = {}
    for levels in sheet.classes.values():
        dice[levels.hit_die] = dice.get(levels.hit_die, 0) + levels.level
    return dice


def creature(sheet: Sheet, records: Records) -> Creature:
    """What it comes to when dice are rolled."""
    casters = {each.casting_ability for each in _casters(sheet, records)} - {None}
    return Creature(
        edition=sheet.edition,
        size=sheet.size,
        kind=sheet.fields.get("creature type", KIND).casefold(),
        kin=f"{sheet.species} {sheet.lineage}".strip().casefold(),
        scores=sheet.scores,
        armor_class=armor_class_of(sheet, records),
        proficiency_bonus=proficiency(sheet),
        initiative=initiative(sheet),
        passive_perception=passive_perception(sheet),
        speeds={**sheet.speeds, "walk": walking_speed(sheet, records)},
        checks={ability: check_bonus(sheet, ability) for ability in Ability},
        saves={ability: save_bonus(sheet, ability) for ability in Ability},
        skills={skill: skill_bonus(sheet, skill) for skill in SKILLS},
        senses=sheet.senses,
        defences=Defences(_all(sheet.resists), _all(sheet.suffers), _all(sheet.ignores)),
        immune_to=frozenset(sheet.immune_to),
        spell_attack={ability: spell_attack(sheet, ability) for ability in casters if ability},
        spell_dc={ability: spell_dc(sheet, ability) for ability in casters if ability},
        spell_ability=casting_ability(sheet, records),
        level=sheet.level,
    )


def _all(types: tuple[DamageType, ...]) -> tuple[Defence, ...]:
    return (Defence(frozenset(types)),) if types else ()
