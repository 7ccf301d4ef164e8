"""The numbers of an entry of the books, in lines: our own records, each kind as players are used to read it.

What the book calls by a name of its own (a damage type, a condition, a school) stands as it does there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from cogs.ui.class_numbers import (
    background_lines,
    class_lines,
    feat_lines,
    lineage_lines,
    species_lines,
    subclass_lines,
)
from cogs.ui.rules_text import labelled, listed, signed
from cogs.ui.text import Words
from core.monsters.stat_block import StatBlock
from core.rules.backgrounds import Background
from core.rules.classes import CharacterClass, Subclass
from core.rules.coins import IN_COPPER, Coin
from core.rules.conditions import Condition
from core.rules.damage import Defence
from core.rules.effects.growth import CANTRIPS_GROW_AT
from core.rules.equipment import Armor, Weapon, Weight
from core.rules.feats import Feat
from core.rules.items import Item, MagicItem
from core.rules.species import Lineage, Species
from core.rules.spells import HIGHEST_SLOT, Spell

Lines = Iterable[str]
_FEET: Final = "ft."


def numbers_of(record: object, words: Words) -> list[str]:
    """An entry's numbers, one line each; none for what has none."""
    told = _TOLD.get(type(record))
    return [line for line in told(record, words) if line] if told else []


def _monster(block: StatBlock, words: Words) -> Lines:
    def told(key: str, value: object) -> str:
        return labelled(words, key, value)

    kind = f"{block.kind} ({block.kinship})" if block.kinship else block.kind
    yield f"*{block.size.value.capitalize()} {kind}, {block.alignment}*"
    yield told("lookup-armor-class", block.armor_class)
    yield told("lookup-hit-points", f"{block.hit_points} ({block.hit_dice})")
    yield told("lookup-speed", listed(_speed(way, feet) for way, feet in block.speeds.items() if way != "hover"))
    yield told("lookup-initiative", signed(block.initiative))
    yield _abilities(block)
    yield told("lookup-saves", listed(f"{name.upper()} {signed(value)}" for name, value in block.saves.items()))
    yield told("lookup-skills", listed(f"{name} {signed(value)}" for name, value in block.skills.items()))
    yield told("lookup-vulnerable", _defences(block.defences.suffers, words))
    yield told("lookup-resistant", _defences(block.defences.resists, words))
    immune = [_defences(block.defences.ignores, words), *sorted(block.immune_to)]
    yield told("lookup-immune", listed([*immune, *(["exhaustion"] if block.immune_to_exhaustion else [])]))
    senses = [f"{name} {feet} {_FEET}" for name, feet in block.senses.items()]
    yield told("lookup-senses", listed([*senses, words("lookup-passive", score=block.passive_perception)]))
    yield told("lookup-languages", block.languages)
    bonus = signed(block.proficiency_bonus)
    yield told("lookup-challenge", words("lookup-rating", cr=block.challenge, xp=f"{block.xp:,}", bonus=bonus))


def _speed(way: str, feet: int) -> str:
    return f"{feet} {_FEET}" if way == "walk" else f"{way} {feet} {_FEET}"


def _abilities(block: StatBlock) -> str:
    """The six in two rows of three, as wide as a phone shows code."""
    told = [f"{name.upper()} {score:>2} ({signed(block.modifier(name))})" for name, score in block.scores.items()]
    rows = ["  ".join(each.ljust(11) for each in told[at : at + 3]).rstrip() for at in (0, 3)]
    return "\n".join(["```", *rows, "```"])


def _defences(defences: Iterable[Defence], words: Words) -> str:
    return listed(
        listed(sorted(each.types)) + (words("lookup-but", what=listed(sorted(each.but))) if each.but else "")
        for each in defences
    )


def _spell(spell: Spell, words: Words) -> Lines:
    key = "lookup-spell-level" if spell.level else "lookup-cantrip"
    yield f"*{words(key, level=spell.level, school=spell.school.value)}*"
    ritual = f" ({words('lookup-ritual')})" if spell.ritual else ""
    yield labelled(words, "lookup-casting-time", f"{spell.casting_time}{ritual}")
    area = f" ({_area(spell)})" if spell.area else ""
    yield labelled(words, "lookup-range", f"{spell.range}{area}")
    parts = listed(spell.components) + (f" ({coins(spell.costs)})" if spell.costs else "")
    yield labelled(words, "lookup-components", parts)
    lasts = words("lookup-concentration", lasts=spell.duration) if spell.concentration else spell.duration
    yield labelled(words, "lookup-duration", lasts)
    yield labelled(words, "lookup-save", _save(spell))
    yield labelled(words, "lookup-damage", _grown(spell, _damage(spell), words, of=listed(spell.damage_types)))
    yield labelled(words, "lookup-healing", _grown(spell, _healing(spell), words))
    yield labelled(words, "lookup-classes", listed(name.capitalize() for name in spell.classes))


def _area(spell: Spell) -> str:
    assert spell.area
    return f"{spell.area.size_ft} {_FEET} {spell.area.shape.value}"


def _save(spell: Spell) -> str:
    if spell.save is None:
        return ""
    half = " (½)" if spell.on_save == "half" else ""
    return f"{spell.save.upper()}{half}"


def _damage(spell: Spell) -> tuple[str, str]:
    """Its damage at the least and at the most."""
    least = spell.dice_at(slot=spell.level, character_level=1)
    return least, spell.dice_at(slot=HIGHEST_SLOT, character_level=CANTRIPS_GROW_AT[-1])


def _healing(spell: Spell) -> tuple[str, str]:
    """Its healing at the least and at the most."""
    return spell.healing_at(slot=spell.level), spell.healing_at(slot=HIGHEST_SLOT)


def _grown(spell: Spell, dice: tuple[str, str], words: Words, *, of: str = "") -> str:
    """Dice as they are, and as they are at the most."""
    least = f"{dice[0]} {of}".strip()
    if dice[0] == dice[1]:
        return least
    at = CANTRIPS_GROW_AT[-1] if spell.level == 0 else HIGHEST_SLOT
    key = "lookup-grows-by-level" if spell.level == 0 else "lookup-grows-by-slot"
    return words(key, dice=least, most=dice[1], at=at)


def _weapon(weapon: Weapon, words: Words) -> Lines:
    kind, way = "martial" if weapon.martial else "simple", "melee" if weapon.melee else "ranged"
    yield f"*{words('lookup-weapon', kind=kind, way=way)}*"
    versatile = f" ({weapon.versatile})" if weapon.versatile else ""
    yield labelled(words, "lookup-damage", f"{weapon.damage}{versatile} {weapon.kind or ''}".strip())
    ranged = f"{weapon.ranged.normal}/{weapon.ranged.long} {_FEET}" if weapon.ranged else ""
    yield labelled(words, "lookup-range", ranged)
    yield labelled(words, "lookup-properties", listed(weapon.properties))
    yield labelled(words, "lookup-mastery", weapon.mastery)
    yield _price(weapon.cost, weapon.pounds, words)


def _armor(armor: Armor, words: Words) -> Lines:
    yield f"*{words('lookup-armor', weight=armor.weight.value)}*"
    dexterity = {None: " + DEX", 0: ""}.get(armor.most_dexterity, f" + DEX (max {armor.most_dexterity})")
    base = f"+{armor.base}" if armor.weight is Weight.SHIELD else f"{armor.base}{dexterity}"
    yield labelled(words, "lookup-armor-class", base)
    yield labelled(words, "lookup-needs", f"STR {armor.strength}" if armor.strength else "")
    yield words("lookup-loud") if armor.loud else ""
    yield _price(armor.cost, armor.pounds, words)


def _item(item: Item, words: Words) -> Lines:
    yield f"*{item.kind.value.capitalize()}*"
    yield _price(item.cost, item.pounds, words, item.count)
    contents = [f"{count} × {name}" if count > 1 else name for count, name in item.contents]
    yield labelled(words, "lookup-contents", listed(contents))
    yield labelled(words, "lookup-speed", f"{item.speed_ft} {_FEET}" if item.speed_ft else "")
    yield labelled(words, "lookup-speed", f"{item.speed_mph:g} mph" if item.speed_mph else "")
    yield labelled(words, "lookup-carries", f"{item.carries_pounds:,} lb." if item.carries_pounds else "")


def _magic_item(item: MagicItem, words: Words) -> Lines:
    rarity = "/".join(item.rarities) or words("lookup-rarity-varies")
    kind = f"{item.kind.value} ({item.base})" if item.base else item.kind.value
    yield f"*{kind.capitalize()}, {rarity}*"
    if item.attunement:
        yield words("lookup-attuned-by", who=item.attuned_by) if item.attuned_by else words("lookup-attunement")
    yield labelled(words, "lookup-form-of", item.form_of)


def _condition(condition: Condition, words: Words) -> Lines:
    yield f"*{words('lookup-condition')}*"


def _price(copper: int, pounds: float, words: Words, count: int = 1) -> str:
    told = [coins(copper) if copper else "", f"{pounds:g} lb." if pounds else ""]
    price = " · ".join(each for each in told if each)
    return labelled(words, "lookup-price", words("lookup-price-of", price=price, count=count) if count > 1 else price)


def coins(copper: int) -> str:
    """A price in the largest coin that it is a whole number of; platinum and electrum are in no price list.

    Example:
        >>> coins(150), coins(2500), coins(5)
        ('15 sp', '25 gp', '5 cp')
    """
    for coin in (Coin.GOLD, Coin.SILVER, Coin.COPPER):
        if copper % IN_COPPER[coin] == 0:
            return f"{copper // IN_COPPER[coin]:,} {coin}"
    raise ValueError(f"{copper} is no number of coppers")


_TOLD: Final[Mapping[type, Callable[[Any, Words], Lines]]] = {
    StatBlock: _monster,
    Spell: _spell,
    Weapon: _weapon,
    Armor: _armor,
    Item: _item,
    MagicItem: _magic_item,
    Condition: _condition,
    CharacterClass: class_lines,
    Subclass: subclass_lines,
    Species: species_lines,
    Lineage: lineage_lines,
    Background: background_lines,
    Feat: feat_lines,
}
