"""The Armor Class of a character of D&D Beyond, from what it wears and all that adds to it."""

from __future__ import annotations

from dataclasses import dataclass

from core.characters.importing.beyond_character import Character
from core.characters.importing.beyond_ids import HEAVY, LIGHT, MEDIUM, SHIELD, Said
from core.characters.importing.spot import Spot
from core.rules.abilities import Ability


@dataclass(frozen=True, slots=True)
class Worn:
    """What is worn.

    Attributes:
        body: The best armour's base; None without armour.
        kind: How heavy that is.
        shield: What the best shield adds.
    """

    body: int | None
    kind: int
    shield: int


def worn(character: Character) -> Worn:
    """The armour and the shield that are equipped; of several, the best."""
    body: tuple[int, int] | None = None
    shield = 0
    for item in character.spot.at("inventory").each():
        base, kind = item.at("definition", "armorClass").value, item.at("definition", "armorTypeId").value
        if item.at("equipped").value is not True or not isinstance(base, int) or not isinstance(kind, int):
            continue
        if kind == SHIELD:
            shield = max(shield, base)
        elif kind in (LIGHT, MEDIUM, HEAVY) and (body is None or base > body[0]):
            body = (base, kind)
    return Worn(body and body[0], body[1] if body else 0, shield)


def armor_class(character: Character) -> int:
    """What it comes to.

    Source:
        SRD 5.1 and 5.2.1, "Equipment", Armor; the modifiers are D&D Beyond's own words for the rest.
    """
    by_hand = character.number(Said.ARMOR_CLASS)
    if by_hand is not None:
        return by_hand
    dexterity, wears = character.bonus(Ability.DEXTERITY), worn(character)
    more = character.added("armor-class") + wears.shield
    more += sum(character.number(kind) or 0 for kind in (Said.MAGIC_ARMOR, Said.MORE_ARMOR))
    set_by_hand = character.number(Said.ARMOR_AND_DEXTERITY)
    if set_by_hand is not None:
        return set_by_hand + more
    if wears.body is None:
        return max(_bare(character, dexterity)) + character.added("unarmored-armor-class") + more
    most = {LIGHT: dexterity, MEDIUM: min(dexterity, _most(character)), HEAVY: 0}[wears.kind]
    return wears.body + most + character.added("armored-armor-class") + more


def _bare(character: Character, dexterity: int) -> list[int]:
    """What it has without armour, by each of its natures."""
    ignored = bool(character.modifiers.about("ignore", "unarmored-dex-ac-bonus"))
    counted = 0 if ignored else min([dexterity, *character.modifiers.values("set", "ac-max-dex-modifier")])
    natures = character.modifiers.about("set", "unarmored-armor-class")
    return [10 + dexterity, *(10 + counted + (each.value or 0) + character.bonus(each.ability) for each in natures)]


def _most(character: Character) -> int:
    return max([2, *character.modifiers.values("set", "ac-max-dex-armored-modifier")])


def magic_of(item: Spot, *to: str) -> int:
    """What a thing's own magic adds to something."""
    total = 0
    for each in item.at("definition", "grantedModifiers").each(50):
        value = each.at("value").value
        if each.at("type").value == "bonus" and each.at("subType").value in to and isinstance(value, int):
            total += value if not isinstance(value, bool) and abs(value) <= 20 else 0
    return total
