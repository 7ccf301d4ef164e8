"""Facts about what the books hold: monsters, spells, weapons, armour, classes and their slots."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from core.dice.notation import parse
from core.dice.odds.answer import distribution
from core.monsters.stat_block import StatBlock
from core.rules.abilities import Ability
from core.rules.edition import Edition
from core.rules.effects.growth import CANTRIPS_GROW_AT
from core.rules.effects.outcomes import Damage
from core.rules.effects.search import found as nodes
from core.rules.effects.tree import Attack, Choose, Effect, If
from core.rules.experience import challenge
from core.rules.slots import NO_SLOTS, PACT_BACK_AFTER, Casting, caster_level, class_slots, pact_slots, spell_slots
from core.rules.spells import Spell
from data.srd.library import Library, Shelf
from tests.conformance.rules.facts import Facts, WrongError

LIBRARY = Library()
_COMMA = re.compile(r"(.+), (.+)")
_AT = (1, *CANTRIPS_GROW_AT)


def found(shelves: Mapping[Edition, Shelf[Any]], facts: Facts) -> Any:
    """The record that a fact is about. "Crossbow, light" may stand as "Light Crossbow"."""
    name = facts["name"]
    turned = _COMMA.sub(r"\2 \1", name)
    record = shelves[facts.edition].find(name) or shelves[facts.edition].find(turned)
    if record is None:
        raise WrongError(f"there is no {name} in {facts.edition}")
    return record


def _monster(facts: Facts) -> None:
    block = found(LIBRARY.monsters, facts)
    facts.holds("size", block.size)
    facts.holds("type", block.kind)
    facts.holds("ac", block.armor_class)
    facts.holds("hp", block.hit_points)
    facts.holds("hit_dice", block.hit_dice)
    facts.holds("cr", block.challenge)
    facts.holds("xp", block.xp)
    facts.holds("proficiency_bonus", block.proficiency_bonus)
    for ability in Ability:
        facts.holds(ability, block.scores[ability])
    facts.holds("walk_ft", block.speeds.get("walk", 0))
    facts.holds("passive_perception", block.passive_perception)
    if block.challenge != str(challenge(block.challenge)):
        raise WrongError(f"{block.challenge!r} is not how a Challenge Rating is written")
    for attack in facts.get("attacks", ()):
        _attack(Facts(attack, facts.edition, facts.rule), block)


def _attack(said: Facts, block: StatBlock) -> None:
    """Hold one attack to the stat block's action of that name: what it adds, and the damage that it deals first."""
    action = next((each for each in block.actions if each.name == said["name"]), None)
    attack = next(nodes(action.effects if action else (), Attack), None)
    if attack is None:
        raise WrongError(f"{block.name} has no attack {said['name']!r} with us")
    dealt = _first_damage(attack.hit[0])
    if dealt is None:
        raise WrongError(f"{said['name']} deals no damage with us")
    said.holds("to_hit", attack.bonus)
    said.holds("damage", dealt.dice)
    said.holds("average", _average(dealt.dice))
    said.holds("type", dealt.kinds[0])
    if left := said.unjudged():
        raise WrongError(f"nothing here judges an attack's {', '.join(left)}")


def _first_damage(effect: Effect) -> Damage | None:
    """What a hit deals as a rule: the first of several ways, and what is otherwise than in some circumstance."""
    match effect:
        case Damage():
            return effect
        case Choose():
            return _first_damage(effect.ways[0][1][0])
        case If(otherwise=(usual, *_)):
            return _first_damage(usual)
        case _:
            return None


def _average(dice: str) -> int:
    """What dice come to on average, rounded down."""
    return math.floor(distribution(parse(dice)).mean)


def _spell(facts: Facts) -> None:
    spell: Spell = found(LIBRARY.spells, facts)
    facts.holds("level", spell.level)
    facts.holds("school", spell.school)
    facts.holds("ritual", spell.ritual)
    facts.holds("concentration", spell.concentration)
    facts.holds("range", spell.range)
    facts.holds("base_damage", spell.dice_at(slot=0, character_level=1) or None)
    facts.holds("components", list(spell.components))
    facts.holds("save", spell.save)
    facts.holds("on_save", spell.on_save)
    facts.holds("damage_type", spell.damage_types[0] if spell.damage_types else None)
    if "casting_time" in facts and _time(facts["casting_time"]) != _time(spell.casting_time):
        raise WrongError(f"casting_time is {facts['casting_time']!r}, and ours {spell.casting_time!r}")
    if "damage_at_slot_level" in facts:
        ours = {slot: spell.dice_at(slot=int(slot), character_level=1) for slot in facts["damage_at_slot_level"]}
        _hold_dice("damage_at_slot_level", facts, ours)
    if "damage_at_character_level" in facts:
        ours = {str(at): spell.dice_at(slot=0, character_level=at) for at in _AT}
        _hold_dice("damage_at_character_level", facts, {at: ours[at] for at in facts["damage_at_character_level"]})
    if "heal_at_slot_level" in facts:
        ours = {slot: spell.healing_at(slot=int(slot)) for slot in facts["heal_at_slot_level"]}
        _hold_dice("heal_at_slot_level", facts, ours)
    if "area" in facts:
        area = spell.area and {"type": str(spell.area.shape), "size": spell.area.size_ft}
        facts.holds("area", area)


def _hold_dice(name: str, facts: Facts, ours: Mapping[str, str]) -> None:
    """Dice, in whatever way spaces stand in them."""
    for at, dice in facts[name].items():
        if dice.replace(" ", "") != ours[at].replace(" ", ""):
            raise WrongError(f"{name} at {at} is {dice}, and ours {ours[at]}")


def _time(text: str) -> str:
    """A casting time without what the editions word differently: "1 action" is "Action"."""
    return text.lower().removeprefix("1 ").partition(" or ritual")[0].partition(",")[0]


def _weapon(facts: Facts) -> None:
    weapon = found(LIBRARY.weapons, facts)
    facts.holds("damage", weapon.damage)
    facts.holds("damage_type", weapon.kind)
    facts.holds("versatile", weapon.versatile)
    facts.holds("category", "martial" if weapon.martial else "simple")
    if facts.edition is Edition.SRD_51 or "special" not in facts["properties"]:
        facts.holds("properties", list(weapon.properties))
    for name in ("thrown_range", "range"):
        facts.holds(name, weapon.ranged and [weapon.ranged.normal, weapon.ranged.long])


def _armor(facts: Facts) -> None:
    armor = found(LIBRARY.armor, facts)
    facts.holds("category", armor.weight)
    facts.holds("base_ac", armor.base)
    facts.holds("ac_bonus", armor.base)
    facts.holds("dex_bonus", armor.most_dexterity != 0)
    facts.holds("max_dex_bonus", armor.most_dexterity)
    facts.holds("strength_required", armor.strength)
    facts.holds("stealth_disadvantage", armor.loud)


def _class(facts: Facts) -> None:
    ours = LIBRARY.classes[facts.edition].find(facts["class"])
    if ours is None:
        raise WrongError(f"there is no class {facts['class']} in {facts.edition}")
    facts.holds("hit_die", ours.hit_die)
    facts.holds("hit_dice", f"D{ours.hit_die}")
    for name in ("saving_throws", "saves"):
        facts.holds(name, [str(save) for save in ours.saves])
    facts.holds("hp_at_level_1", f"{ours.hit_points_at_first} + con modifier")
    facts.holds("hp_per_level_fixed", ours.hit_points_fixed)
    facts.holds("spellcasting_ability", ours.casting_ability)
    facts.holds("multiclass_prerequisite", {str(ability): least for ability, least in ours.prerequisites[0].items()})


def _spell_slots(facts: Facts) -> None:
    casting, level = Casting(facts["caster"]), facts["level"]
    ways = [LIBRARY.classes[facts.edition].find(name) for name in facts["classes"]]
    if {ours and ours.casting for ours in ways} != {casting}:
        raise WrongError(f"not all of {facts['classes']} are {casting} casters with us")
    facts.holds("slots", list(class_slots(casting, level, facts.edition)))
    pact = pact_slots(level) if casting is Casting.PACT else None
    facts.holds("slot_count", pact and pact.slots)
    facts.holds("slot_level", pact and pact.level)
    facts.holds("recovers_on", f"{PACT_BACK_AFTER} rest")


def _multiclass_slots(facts: Facts) -> None:
    levels: Mapping[str, int] = facts["class_levels"] if "class_levels" in facts else facts["example"]
    facts.get("rule")  # a sentence for its reader; the example is what is held
    ours = [(LIBRARY.classes[facts.edition].find(name), level) for name, level in levels.items()]
    casting = [(each.casting if each else Casting.NONE, level) for each, level in ours]
    facts.holds("effective_caster_level", caster_level(casting, facts.edition))
    slots = spell_slots(casting, facts.edition)
    facts.holds("slots", list(slots))
    if slots == NO_SLOTS:
        raise WrongError("nobody of these casts")


CHECKS: Mapping[str, Callable[[Facts], None]] = {
    "monster": _monster,
    "spell": _spell,
    "weapon": _weapon,
    "armor": _armor,
    "class": _class,
    "spell_slots": _spell_slots,
    "multiclass_slots": _multiclass_slots,
}
