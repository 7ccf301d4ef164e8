"""Features that are one of several things are the one that was chosen, and none where nobody chose."""

from __future__ import annotations

from dataclasses import replace

from core.characters.creation import Choices, made
from core.characters.sheet import Sheet
from core.features.book import powers_of
from core.rules.damage import DamageType
from core.rules.effects.lasting import Lasting
from core.rules.effects.search import found
from tests.core.characters.books import LIBRARY, NEW, OLD
from tests.core.characters.test_levelling import new, up


def traits(sheet: Sheet) -> set[str]:
    return {each.name for each in powers_of(sheet, LIBRARY.records(sheet)).traits}


def test_features_follow_what_was_chosen() -> None:
    strikes = {"Divine Strike", "Potent Spellcasting", "Primal Strike"}
    sixth = new(NEW, ("Cleric", 6))
    for chosen in ("Divine Strike", "Potent Spellcasting"):
        assert strikes & traits(up(sixth, "Cleric", blessed_strikes_choice=(chosen,))) == {chosen}
    assert not strikes & traits(replace(up(sixth, "Cleric"), choices={})), "nobody has chosen"
    second = new(NEW, ("Ranger", 2))
    assert "Colossus Slayer" in traits(up(second, "Ranger", hunters_prey_choice=("Colossus Slayer",)))
    assert "Colossus Slayer" not in traits(up(second, "Ranger", hunters_prey_choice=("Horde Breaker",)))


def test_two_classes_with_strikes_of_one_name_choose_each_its_own() -> None:
    mixed = new(NEW, ("Cleric", 7), ("Druid", 7))
    chosen = {"Blessed Strikes": "Divine Strike", "Elemental Fury": "Potent Spellcasting"}
    assert {"Divine Strike", "Potent Spellcasting"} <= traits(replace(mixed, choices=chosen))
    assert "Primal Strike" not in traits(replace(mixed, choices=chosen))
    other = {"Blessed Strikes": "Potent Spellcasting", "Elemental Fury": "Primal Strike"}
    assert {"Primal Strike", "Potent Spellcasting"} <= traits(replace(mixed, choices=other))


def test_a_hunter_of_2014_has_the_defenses_of_their_choice() -> None:
    sheet = replace(
        new(OLD, ("Ranger", 15)), choices={"Defensive Tactics": "Steel Will", "Superior Hunter's Defense": "Evasion"}
    )
    assert {"Steel Will", "Evasion"} <= traits(sheet)
    dodging = replace(sheet, choices={"Superior Hunter's Defense": "Uncanny Dodge"})
    assert "Evasion" not in traits(dodging)
    assert "Uncanny Dodge" in {each.name for each in powers_of(dodging, LIBRARY.records(dodging)).actions}


def test_the_ancestor_of_a_sorcerer_of_2014_decides_what_they_do_not_mind() -> None:
    sheet = made(Choices(OLD.edition, classes=(("Sorcerer", 6),)), OLD).sheet
    sheet = replace(sheet, choices={**sheet.choices, "Dragon Ancestor": "Silver (cold)"})
    powers = powers_of(sheet, LIBRARY.records(sheet))
    affinity = next(each for each in powers.traits if each.name == "Elemental Affinity")
    assert [each.kinds for each in found(affinity.effects, Lasting)] == [(DamageType.COLD,)]
    hardy = next(each for each in powers.actions if each.name == "Elemental Affinity (resistance)")
    assert (hardy.counter, hardy.takes) == ("Sorcery Points", 1)
    assert [each.resists for each in found(hardy.action.effects, Lasting)] == [frozenset({DamageType.COLD})]
