"""Actors of Foundry's dnd5e system, of its latest versions and of old ones, with what their effects do."""

from __future__ import annotations

import json
from typing import Any

from core.characters.importing.detect import imported
from core.characters.importing.imported import Imported, Source, Why
from core.characters.numbers import armor_class_of, creature
from core.characters.sheet import ClassLevels, Counter, Item, KnownSpell, OwnAttack, Resets
from core.rules.abilities import Ability
from core.rules.coins import Coin
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.dying import DeathSaves, Fate
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.proficiency import Training
from core.rules.sizes import Size
from tests.core.characters.importing.files import BOOK, LIBRARY, content


def told(name: str) -> dict[str, Any]:
    return json.loads(content(name))


def read(document: object) -> Imported:
    return imported(json.dumps(document).encode(), BOOK)


NEW, OLD = read(told("foundry_2024.json")), read(told("foundry_2014.json"))


def test_both_editions_and_both_shapes_are_read() -> None:
    assert (NEW.source, NEW.sheet.edition) == (Source.FOUNDRY, Edition.SRD_52)
    assert (OLD.source, OLD.sheet.edition) == (Source.FOUNDRY, Edition.SRD_51)
    assert OLD.missed[0].why is Why.ASSUMED, "old files do not say it"


def test_who_it_is() -> None:
    sheet = NEW.sheet
    assert (sheet.name, sheet.species, sheet.background) == ("Vesh Stonesinger", "Goliath", "Sage")
    assert (sheet.first_class, sheet.size, sheet.inspired) == ("Barbarian", Size.MEDIUM, True)
    assert sheet.classes["Druid"] == ClassLevels("Druid", 3, 8, "Circle of the Land")
    assert (OLD.sheet.species, OLD.sheet.background, OLD.sheet.size) == ("Lightfoot Halfling", "Urchin", Size.SMALL)
    assert OLD.sheet.classes["Rogue"] == ClassLevels("Rogue", 4, 8, "Thief")
    assert sheet.notes == "Biography:\nBefore\nShe sang the mountain awake."


def test_hit_points_follow_from_what_each_level_gave() -> None:
    assert NEW.sheet.vitals.hit_points == HitPoints(31, 12 + 7 + 9 + 7 + 3 * 5 + 7 * (3 + 1), 6)
    assert NEW.sheet.hit_dice_spent == {12: 1}
    assert (OLD.sheet.vitals.hit_points, OLD.sheet.vitals.death) == (HitPoints(0, 38), DeathSaves(1, 2, Fate.DYING))


def test_effects_count_unless_they_are_off_or_their_thing_is() -> None:
    assert NEW.sheet.scores[Ability.STRENGTH] == 21, "raised to it; the curse is off"
    assert NEW.sheet.speeds == {"walk": 35}, "the boots are not attuned to"
    assert NEW.sheet.conditions == {Condition.PRONE: ""}
    assert armor_class_of(NEW.sheet, LIBRARY.records(NEW.sheet)) == 10 + 2 + 3 + 1, "by nature, and a ring"


def test_numbers_with_what_is_added() -> None:
    numbers = creature(NEW.sheet, LIBRARY.records(NEW.sheet))
    assert numbers.initiative == 2 + 3, "the proficiency bonus is worked out of its formula"
    assert numbers.save(Ability.WISDOM) == 2 + 1 + 1
    assert numbers.save(Ability.STRENGTH) == 5 + 3 + 1
    assert numbers.skill("intimidation") == 0 + 3 + 2
    assert numbers.skill("nature") == 2 + 3, "with Wisdom, as the file says"
    assert numbers.passive_perception == 10 + 2 + 6 + 5


def test_what_it_has_learnt() -> None:
    assert NEW.sheet.saves == (Ability.STRENGTH, Ability.CONSTITUTION)
    assert NEW.sheet.skills["perception"] is Training.EXPERT
    assert NEW.sheet.tools == {"Herbalism Kit": Training.PROFICIENT, "Musical Instrument": Training.HALF}
    assert NEW.sheet.languages == ("Common", "Druidic", "Drum code", "Giant", "Old Stone")
    assert NEW.sheet.masteries == ("Greataxe", "Light Crossbow")
    assert NEW.sheet.feats == ("Tough",)
    assert OLD.sheet.weapons == ("crossbow, hand", "longsword", "rapier", "shortsword", "simple")
    assert set(OLD.sheet.tools) == {"Thieves’ Tools", "Disguise Kit", "Loaded dice"}
    assert OLD.sheet.languages == ("Common", "Halfling", "Thieves’ Cant")


def test_metres_and_kilos_become_feet_and_pounds() -> None:
    assert (OLD.sheet.speeds, OLD.sheet.senses) == ({"walk": 25}, {"darkvision": 60})
    assert NEW.sheet.items["Ring of Warding"].pounds == 0.2


def test_things_and_attacks() -> None:
    assert NEW.sheet.items["Greataxe +1"] == Item(equipped=True, pounds=7, is_like="Greataxe", bonus=1)
    assert NEW.sheet.items["Goodberries"].count == 10
    assert OLD.sheet.items["Studded Leather"].is_like == "Studded Leather Armor"
    assert OLD.sheet.items["Rapier +2"].attuned
    assert NEW.sheet.attacks == {"Tusks": OwnAttack(5 + 3, "1d6+1+5", DamageType.PIERCING)}
    assert OLD.sheet.attacks == {"Sling of Pebbles": OwnAttack(7, "1d4+4", DamageType.BLUDGEONING, 0, 30, 120)}
    assert NEW.sheet.coins == {Coin.COPPER: 40, Coin.SILVER: 5, Coin.GOLD: 87}


def test_spells_slots_and_counters() -> None:
    assert NEW.sheet.spells == {
        "Shillelagh": KnownSpell("Druid"),
        "Entangle": KnownSpell("Druid"),
        "Speak with Animals": KnownSpell("Druid", always=True),
        "Goodberry": KnownSpell("Druid", prepared=False),
    }
    assert NEW.sheet.slots_spent == {1: 3}, "one of four is left"
    assert OLD.sheet.spells["Hex"] == KnownSpell("Warlock")
    assert NEW.sheet.counters["Rage"] == Counter(3, 1)
    assert NEW.sheet.counters["Stone’s Endurance"] == Counter(3, 2)
    assert NEW.sheet.counters["Wand of Tremors"] == Counter(7, 4, Resets.DAWN)
    assert NEW.sheet.counters["Luck of the peak"] == Counter(3, 1)
    assert OLD.sheet.counters["Hexblade’s Curse"] == Counter(1, 1, Resets.SHORT_REST)


def test_defences() -> None:
    assert NEW.sheet.resists == (DamageType.COLD,)
    assert NEW.sheet.immune_to == (Condition.FRIGHTENED,)
    assert OLD.sheet.resists == (), "what resists only weapons without magic has no place"


def test_what_could_not_be_read_is_listed() -> None:
    assert [(each.path, each.value) for each in NEW.missed] == [
        ("effects[4].changes[0].value", "1d4"),
        ("items[7].system.uses.max", "@scale.druid.wild-shape"),
    ]
    assert {each.path for each in OLD.missed} == {
        "data.source.rules",
        *(f"data.traits.dr.value[{index}]" for index in range(3)),
        "data.currency.cp",
        "data.resources.primary.value",
        "data.bonuses.abilities.save",
    }
