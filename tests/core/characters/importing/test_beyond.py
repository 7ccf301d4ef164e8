"""Characters of D&D Beyond: the numbers that it works out itself, in both editions, and what has no place here."""

from __future__ import annotations

import json
from typing import Any

import pytest

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
from tests.core.characters.importing.files import BOOK, LIBRARY, content


def told(name: str) -> dict[str, Any]:
    return json.loads(content(name))


def read(document: object) -> Imported:
    return imported(json.dumps(document).encode(), BOOK)


NEW, OLD = read(told("beyond_2024.json")), read(told("beyond_2014.json"))


def test_both_editions_are_told_apart() -> None:
    assert (NEW.source, NEW.sheet.edition) == (Source.BEYOND, Edition.SRD_52)
    assert (OLD.source, OLD.sheet.edition) == (Source.BEYOND, Edition.SRD_51)


def test_who_it_is() -> None:
    sheet = NEW.sheet
    assert (sheet.name, sheet.species, sheet.background) == ("Ilsabet Marrow", "Human", "Soldier")
    assert (sheet.alignment, sheet.xp, sheet.inspired) == ("Chaotic Good", 24_500, True)
    assert sheet.first_class == "Fighter"
    assert list(sheet.classes.values()) == [ClassLevels("Fighter", 5, 10, "Champion"), ClassLevels("Wizard", 2, 6)]
    assert (OLD.sheet.name, OLD.sheet.background) == ("Orrin Vale", "Failed Saint")
    assert list(OLD.sheet.classes) == ["Paladin", "Warlock", "Bard"]


def test_scores_with_all_that_raises_or_sets_them() -> None:
    assert list(NEW.sheet.scores.values()) == [17, 14, 15, 14, 10, 8]
    assert list(OLD.sheet.scores.values()) == [14, 8, 14, 10, 18, 18], "one raised by hand, one set by hand"


def test_hit_points() -> None:
    assert NEW.sheet.vitals.hit_points == HitPoints(49, 60, 5), "46, and 7 levels of Constitution 15"
    assert NEW.sheet.vitals.exhaustion == 1
    assert OLD.sheet.vitals.hit_points == HitPoints(27, 104), "60, 10 levels of +2 and of Tough, 4 for a while"
    assert NEW.sheet.hit_dice_spent == {10: 2}


def test_who_lies_at_zero_has_death_saves() -> None:
    document = told("beyond_2014.json")
    document["data"]["removedHitPoints"] = 104
    assert read(document).sheet.vitals.death == DeathSaves(2, 1, Fate.DYING)


def test_armor_class_stands_on_the_sheet_where_it_does_not_follow() -> None:
    assert NEW.sheet.overrides["armor class"] == 20, "chain mail, a shield, a cloak and the style of defence"
    assert armor_class_of(NEW.sheet, LIBRARY.records(NEW.sheet)) == 20
    assert OLD.sheet.overrides["armor class"] == 19, "set by hand"
    document = told("beyond_2014.json")
    document["data"]["characterValues"] = []
    plain = read(document).sheet
    assert "armor class" not in plain.overrides
    assert armor_class_of(plain, LIBRARY.records(plain)) == 15 - 1


@pytest.mark.parametrize(
    ("modifiers", "armor_class"),
    [
        ([{"type": "set", "subType": "unarmored-armor-class", "value": 3, "statId": None, "isGranted": True}], 13 - 1),
        ([{"type": "set", "subType": "unarmored-armor-class", "value": None, "statId": 5, "isGranted": True}], 13),
        ([{"type": "bonus", "subType": "unarmored-armor-class", "value": 2, "statId": None}], 11),
        ([{"type": "bonus", "subType": "armored-armor-class", "value": 2, "statId": None}], 9),
    ],
)
def test_armor_class_without_armor(modifiers: list[dict[str, Any]], armor_class: int) -> None:
    document = told("beyond_2014.json")
    document["data"] |= {"inventory": [], "characterValues": []}
    document["data"]["modifiers"]["class"] += modifiers
    sheet = read(document).sheet
    assert armor_class_of(sheet, LIBRARY.records(sheet)) == armor_class


def test_saves_skills_and_what_is_added_to_them() -> None:
    assert NEW.sheet.saves == (Ability.STRENGTH, Ability.CONSTITUTION)
    assert NEW.sheet.skills["arcana"] is Training.EXPERT
    assert creature(NEW.sheet, LIBRARY.records(NEW.sheet)).save(Ability.STRENGTH) == 3 + 3 + 1
    old = creature(OLD.sheet, LIBRARY.records(OLD.sheet))
    assert old.save(Ability.CHARISMA) == 4 + 4 + 4, "proficient, with an aura of Charisma"
    assert old.save(Ability.STRENGTH) == 2 + 4 + 4, "proficient by hand"
    assert old.skill("stealth") == -1 + 8, "expertise by hand"
    assert old.skill("deception") == 4 + 2 + 3, "half the bonus, and something by hand"
    assert old.initiative == -1 + 2
    assert "initiative" not in NEW.sheet.overrides, "advantage is no number"


def test_training_languages_tools_and_masteries() -> None:
    assert NEW.sheet.armor == ("light", "medium", "heavy", "shield")
    assert NEW.sheet.weapons == ("martial", "simple")
    assert NEW.sheet.languages == ("Common", "Dwarvish", "Elvish")
    assert NEW.sheet.masteries == ("Dagger", "Light Crossbow", "Longsword")
    assert NEW.sheet.tools == {"Gaming Set": Training.PROFICIENT}
    assert OLD.sheet.languages == ("Common", "Elvish", "Old Church")
    assert set(OLD.sheet.tools) == {"Lute", "Bell-Founder’s Tools"}


def test_feats_without_those_that_stand_for_scores() -> None:
    assert NEW.sheet.feats == ("Defense", "Savage Attacker")
    assert OLD.sheet.choices["Eldritch Invocations"] == "Agonizing Blast, Devil's Sight"


def test_things_are_known_by_what_they_are() -> None:
    items = NEW.sheet.items
    assert items["Longsword, +1"] == Item(equipped=True, pounds=3, is_like="Longsword", bonus=1)
    assert items["Dagger"] == Item(2, equipped=True, pounds=1), "two of them, one in hand"
    assert items["Cloak of Protection"].attuned
    assert items["Crossbow Bolts"] == Item(34, pounds=0.075)
    assert OLD.sheet.items["Half Plate"].is_like == "Half Plate Armor"
    assert OLD.sheet.items["Crossbow, Hand"].is_like == ""
    assert OLD.sheet.items["Reliquary"] == Item(pounds=2, note="rattles")
    assert NEW.sheet.coins == {Coin.SILVER: 14, Coin.GOLD: 230, Coin.PLATINUM: 1}


def test_attacks_that_no_book_has() -> None:
    assert OLD.sheet.attacks == {"Nightfall": OwnAttack(2 + 2 + 4, "2d6+4", DamageType.RADIANT, reach_ft=10)}
    inkwell = OwnAttack(2 + 3 + 1, "1d4+2", DamageType.BLUDGEONING, reach_ft=0, range_ft=20, long_ft=60)
    assert NEW.sheet.attacks == {"Thrown Inkwell": inkwell}


def test_spells_and_what_is_spent() -> None:
    assert NEW.sheet.spells["Find Familiar"] == KnownSpell("Wizard", prepared=False)
    assert NEW.sheet.spells["Fire Bolt"] == KnownSpell("Wizard")
    assert OLD.sheet.spells["Bless"] == KnownSpell("Paladin")
    assert OLD.sheet.spells["Sanctuary"] == KnownSpell("Paladin", always=True)
    assert OLD.sheet.spells["Hellish Rebuke"] == KnownSpell("Warlock"), "who knows it can cast it"
    assert (NEW.sheet.slots_spent, OLD.sheet.slots_spent, OLD.sheet.pact_spent) == ({1: 2}, {1: 3, 2: 1}, 1)


def test_counters() -> None:
    assert NEW.sheet.counters["Second Wind"] == Counter(2, 1)
    assert NEW.sheet.counters["Action Surge"] == Counter(1, 0, Resets.SHORT_REST)
    assert NEW.sheet.counters["Wand of Sparks"] == Counter(7, 3, Resets.DAWN)
    assert OLD.sheet.counters["Bardic Inspiration"] == Counter(4, 1), "as often as Charisma says"


def test_senses_speeds_defences_and_conditions() -> None:
    assert OLD.sheet.senses == {"darkvision": 60, "truesight": 10}
    assert OLD.sheet.speeds == {"walk": 30, "fly": 60}
    assert OLD.sheet.resists == (DamageType.NECROTIC, DamageType.POISON)
    assert OLD.sheet.immune_to == (Condition.FRIGHTENED,)
    assert NEW.sheet.resists == (), "a ring in the pocket resists nothing"
    assert NEW.sheet.conditions == {Condition.POISONED: ""}


def test_what_people_wrote_comes_without_markup() -> None:
    assert NEW.sheet.notes == "Backstory:\nWalked out of the war & into a library.\nNever said why."
    assert NEW.sheet.fields["organizations"] == "The Ninth Lantern"
    assert NEW.sheet.fields["flaws"] == "Cannot pass a bookshop."


def test_what_has_no_place_is_listed() -> None:
    assert [(each.path, each.why, each.value) for each in NEW.missed] == [
        ("data.creatures[0].definition.name", Why.NO_PLACE, "Owl")
    ]
    assert [each.value for each in OLD.missed] == [
        "immunity Magical Sleep",
        "resistance Bludgeoning, Piercing, and Slashing from Nonmagi…",
        "45",
        "Bluff at Cards",
    ]


@pytest.mark.parametrize("wrapped", [lambda data: data, lambda data: {"ddb": {"character": data}}])
def test_files_without_their_wrapping_are_known(wrapped: Any) -> None:
    assert read(wrapped(told("beyond_2024.json")["data"])).sheet == NEW.sheet


def test_one_strange_field_costs_itself_alone() -> None:
    document = told("beyond_2024.json")
    document["data"]["inventory"][0]["quantity"] = "plenty"
    document["data"]["alignmentId"] = 77
    found = read(document)
    assert found.sheet.items == NEW.sheet.items
    assert found.sheet.alignment == ""
    assert [(each.path, each.why) for each in found.missed[:2]] == [
        ("data.alignmentId", Why.UNKNOWN),
        ("data.inventory[0].quantity", Why.NO_NUMBER),
    ]
