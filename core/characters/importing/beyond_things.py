"""What a character of D&D Beyond carries, hits with, and has learnt to use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from core.characters.importing import limits
from core.characters.importing.beyond_armor import magic_of
from core.characters.importing.beyond_character import Character
from core.characters.importing.beyond_ids import ABILITIES, ARMOR, DAMAGE_IDS, LONG, Said
from core.characters.importing.beyond_numbers import learnt_by
from core.characters.importing.bounds import is_dice
from core.characters.importing.imported import Why
from core.characters.importing.names import packed, unused
from core.characters.importing.spot import Spot
from core.characters.sheet import Item, OwnAttack
from core.rules.abilities import Ability
from core.rules.damage import DamageType
from core.rules.proficiency import Training
from core.rules.skills import SKILLS

_TYPES: Final = {each.value: each for each in DamageType}
_NO_TOOLS: Final = frozenset({"initiative", "ability-checks", "saving-throws", "self", "death-saving-throws"})
_RANGED: Final = 2


def items(character: Character) -> dict[str, Item]:
    """Everything that it carries, what people added of their own included."""
    found: dict[str, Item] = {}
    for spot in character.spot.at("inventory").each():
        if name := _name(character, spot):
            packed(found, name, _item(character, spot, name))
    for spot in character.spot.at("customItems").each():
        if name := spot.at("name").text():
            count = spot.at("quantity").whole(*limits.COUNT)
            pounds = spot.at("weight").number(0, limits.POUNDS) or 0
            note = spot.at("notes").prose(limits.NOTE) or spot.at("description").prose(limits.NOTE)
            packed(found, name, Item(1 if count is None else count, pounds=pounds, note=note))
    return found


def _name(character: Character, spot: Spot) -> str:
    by_hand = character.said.get((Said.NAME, str(spot.at("id").value)))
    return (by_hand.text() if by_hand else "") or spot.at("definition", "name").text()


def _item(character: Character, spot: Spot, name: str) -> Item:
    about = spot.at("definition")
    count = spot.at("quantity").whole(*limits.COUNT)
    bundle = about.at("bundleSize").whole(1, 1_000) or 1
    note = character.said.get((Said.NOTE, str(spot.at("id").value)))
    bases = (about.at("name").text(), about.at("baseArmorName").text(), about.at("type").text())
    useful = about.at("filterType").value in ("Weapon", "Armor")
    return Item(
        count=1 if count is None else count,
        equipped=spot.at("equipped").flag(),
        attuned=spot.at("isAttuned").flag(),
        pounds=round((about.at("weight").number(0, limits.POUNDS) or 0) / bundle, 3),
        note=note.prose(limits.NOTE) if note else "",
        is_like=character.things.kind_for(name, *bases) if useful else "",
        bonus=magic_of(spot, "magic", "armor-class") if useful else 0,
    )


def attacks(character: Character, trained: tuple[str, ...]) -> dict[str, OwnAttack]:
    """The attacks that do not follow from what it holds: weapons that no book of ours has, and actions of its own.

    Args:
        character: The character.
        trained: The weapons that it is proficient with.
    """
    found: dict[str, OwnAttack] = {}
    for spot in character.spot.at("inventory").each():
        about = spot.at("definition")
        if about.at("filterType").value != "Weapon" or spot.at("equipped").value is not True:
            continue
        bases = (about.at("name").text(), about.at("type").text())
        name = _name(character, spot)
        if name and not any(character.things.like(each) for each in (name, *bases)):
            found[unused(name, found)] = _with_weapon(character, spot, trained)
    for name, attack in (*_actions(character), *_own_actions(character)):
        found[unused(name, found)] = attack
    return found


def _with_weapon(character: Character, spot: Spot, trained: tuple[str, ...]) -> OwnAttack:
    about = spot.at("definition")
    properties = {each.at("name").text().casefold() for each in about.at("properties").each(20)}
    ranged = about.at("attackType").value == _RANGED
    strength, dexterity = character.bonus(Ability.STRENGTH), character.bonus(Ability.DEXTERITY)
    modifier = max(strength, dexterity) if "finesse" in properties else dexterity if ranged else strength
    magic = magic_of(spot, "magic")
    names = {about.at("type").text().casefold(), about.at("name").text().casefold()}
    kind = "martial" if about.at("categoryId").value == 2 else "simple"
    skilled = bool({kind, *names} & set(trained))
    far = about.at("range").whole(*limits.FEET) or 0
    thrown = ranged or "thrown" in properties
    return OwnAttack(
        bonus=modifier + magic + (character.proficiency if skilled else 0),
        damage=_dice(about.at("damage", "diceString"), about.at("fixedDamage"), modifier + magic),
        kind=about.at("damageType").one_of(_TYPES),
        reach_ft=0 if ranged else 10 if "reach" in properties else 5,
        range_ft=far if thrown else 0,
        long_ft=(about.at("longRange").whole(*limits.FEET) or 0) if thrown else 0,
    )


def _dice(dice: Spot, fixed: Spot, modifier: int) -> str:
    text = dice.text(limits.DICE).replace(" ", "")
    if not text:
        whole = fixed.whole(0, 1_000)
        return "" if whole is None else str(max(0, whole + modifier))
    if not is_dice(text):
        dice.miss(Why.NO_DICE)
        return ""
    return f"{text}{modifier:+d}" if modifier else text


def _actions(character: Character) -> Iterator[tuple[str, OwnAttack]]:
    """Actions that are attacks and come from features; those that targets save against are no attacks."""
    for group in ("race", "class", "feat", "item", "background"):
        for spot in character.spot.at("actions", group).each():
            name, saved = spot.at("name").text(), spot.at("saveStatId").given
            hits = spot.at("fixedToHit").given or spot.at("attackTypeRange").given
            if not (spot.at("displayAsAttack").value is True and name and hits) or saved:
                continue
            if name.casefold() == "unarmed strike":
                continue
            ability = spot.at("abilityModifierStatId").one_of(ABILITIES)
            modifier = character.bonus(ability or Ability.STRENGTH)
            skilled = character.proficiency if spot.at("isProficient").flag() else 0
            fixed = spot.at("fixedToHit").whole(*limits.BONUS)
            ranged = spot.at("attackTypeRange").value == _RANGED
            far = spot.at("range", "range").whole(*limits.FEET) or 0
            yield (
                name,
                OwnAttack(
                    bonus=modifier + skilled if fixed is None else fixed,
                    damage=_dice(spot.at("dice", "diceString"), spot.at("value"), modifier),
                    kind=spot.at("damageTypeId").one_of(DAMAGE_IDS),
                    reach_ft=0 if ranged else far or 5,
                    range_ft=far if ranged else 0,
                    long_ft=(spot.at("range", "longRange").whole(*limits.FEET) or 0) if ranged else 0,
                ),
            )


def _own_actions(character: Character) -> Iterator[tuple[str, OwnAttack]]:
    """Attacks that people added of their own."""
    for spot in character.spot.at("customActions").each(limits.FEW):
        name = spot.at("name").text()
        if not name or spot.at("displayAsAttack").value is False:
            continue
        modifier = character.bonus(spot.at("statId").one_of(ABILITIES))
        skilled = character.proficiency if spot.at("isProficient").flag() else 0
        count, sides = spot.at("diceCount").whole(1, 100), spot.at("diceType").whole(2, 100)
        more = modifier + (spot.at("damageBonus").whole(*limits.BONUS) or 0)
        dice = Spot(f"{count}d{sides}" if count and sides else None, spot.notes, spot.path)
        ranged = spot.at("rangeId").value == _RANGED
        far = spot.at("range").whole(*limits.FEET) or 0
        yield (
            name,
            OwnAttack(
                bonus=modifier + skilled + (spot.at("toHitBonus").whole(*limits.BONUS) or 0),
                damage=_dice(dice, spot.at("fixedValue"), more),
                kind=spot.at("damageTypeId").one_of(DAMAGE_IDS),
                reach_ft=0 if ranged else far or 5,
                range_ft=far if ranged else 0,
                long_ft=(spot.at("longRange").whole(*limits.FEET) or 0) if ranged else 0,
            ),
        )


def trained_armor(character: Character) -> tuple[str, ...]:
    """The kinds of armour that it is trained with."""
    return tuple(kind for name, kind in ARMOR.items() if character.modifiers.about("proficiency", name))


def trained_weapons(character: Character) -> tuple[str, ...]:
    """The kinds and names of weapons that it is proficient with."""
    found: set[str] = set()
    for modifier in character.modifiers:
        if modifier.does != "proficiency":
            continue
        if modifier.to in ("simple-weapons", "martial-weapons"):
            found.add(modifier.to.partition("-")[0])
        elif modifier.to not in ARMOR and (like := character.things.like(modifier.name or modifier.to)):
            found.add(like.casefold())
    return tuple(sorted(found))


def tools(character: Character) -> Mapping[str, Training]:
    """How well it has learnt each tool: all that is learnt, and is nothing else."""
    found: dict[str, Training] = {}
    for modifier in character.modifiers:
        other = (
            modifier.to in ARMOR
            or modifier.to in _NO_TOOLS
            or modifier.to.replace("-", " ") in SKILLS
            or modifier.to.endswith(("-saving-throws", "-weapons", "-ability-checks"))
            or modifier.to.startswith("choose-")
            or modifier.to.partition("-")[0] in LONG
        )
        name = modifier.name or modifier.to.replace("-", " ")
        if modifier.does in ("proficiency", "expertise") and not other and not character.things.like(name):
            found[name] = learnt_by(character, modifier.to)
    for each in character.spot.at("customProficiencies").each(limits.FEW):
        kind, name = each.at("type").value, each.at("name").text()
        if kind == 2 and name:
            found[name] = Training.PROFICIENT
        elif kind != 3 and name:
            each.at("name").miss(Why.NO_PLACE)
    return found


def languages(character: Character) -> tuple[str, ...]:
    """What it speaks, by name."""
    found = {each.name for each in character.modifiers if each.does == "language" and each.name}
    chosen = {name for name in found if not name.casefold().startswith("choose ")}
    own = character.spot.at("customProficiencies").each(limits.FEW)
    chosen |= {each.at("name").text() for each in own if each.at("type").value == 3}
    return tuple(sorted(chosen - {""}))


def masteries(character: Character) -> tuple[str, ...]:
    """The weapons whose mastery it uses, out of "Sap (Longsword)"."""
    named = (each.name.partition("(")[2].rstrip(")") for each in character.modifiers if each.does == "weapon-mastery")
    return tuple(sorted({like for name in named if (like := character.things.like(name))}))
