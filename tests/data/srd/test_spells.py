"""Every spell of both books is cast with every slot, and its numbers are whole and agree with its words."""

from __future__ import annotations

import doctest
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from core.combat.play.left import left
from core.dice.notation import parse
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects import growth
from core.rules.effects.growth import Growth
from core.rules.effects.lasting import Lasting
from core.rules.effects.magic import Dispel, Summon, Turns
from core.rules.effects.outcomes import Cushion, Damage, Heal
from core.rules.effects.search import found
from core.rules.effects.terms import Area, Duration, Shape, Until
from core.rules.effects.tree import Attack, Chance, Each, Effect, Later, Save, Zone
from core.rules.spells import AIMED_BEFORE, HIGHEST_SLOT, Spell, cast_at
from data.srd.build import spells as builder
from data.srd.build.spell_numbers import Numbers, disputes
from data.srd.build.spell_trees import words
from data.srd.build.spell_trees.shelf import FARTHER, FREED_FROM, LONGER, PAGES, TRIGGERS, key
from data.srd.library import FOLDER, Library, file_of

LIBRARY = Library()
SPELLS = [(edition, spell) for edition in Edition for spell in LIBRARY.spells[edition]]
ASKED_AT_MOST = 0.15
CANTRIP_LEVELS = (1, 5, 11, 17)
DICE: dict[type[Any], tuple[str, ...]] = {
    Chance: ("dice",),
    Cushion: ("dice",),
    Damage: ("dice",),
    Each: ("pool",),
    Heal: ("dice",),
    Lasting: ("bonus", "die"),
    Later: ("more",),
    Summon: ("count",),
    Turns: ("dice",),
}
"""Where dice stand."""
WITHOUT_A_BOND = {"Gate", "Tree Stride"}
"""Spells that take concentration, and of which the DM tells what lasts."""


def named(case: tuple[Edition, Spell]) -> str:
    return f"{case[1].name} {case[0]}"


def castings(spell: Spell) -> Iterator[tuple[int, tuple[Effect, ...]]]:
    """A spell as it is cast with every slot, or by cantrip casters of every step."""
    if not spell.level:
        yield from ((0, cast_at(spell, character_level=level)) for level in CANTRIP_LEVELS)
    else:
        yield from ((slot, cast_at(spell, slot=slot)) for slot in range(spell.level, HIGHEST_SLOT + 1))


@pytest.mark.parametrize("case", SPELLS, ids=named)
def test_a_spell_that_is_cast_has_all_its_numbers(case: tuple[Edition, Spell]) -> None:
    _, spell = case
    for slot, effects in castings(spell):
        assert not list(found(effects, Growth))
        for node, names in ((node, names) for kind, names in DICE.items() for node in found(effects, kind)):
            for dice in (getattr(node, name) for name in names):
                assert not dice or parse(dice)
        assert all(each.dice for each in found(effects, Damage))
        assert all(save.dc is None or 1 <= save.dc <= 30 for save in found(effects, Save))
        for lasts in found(effects, Duration):
            assert Until.SPELL not in lasts.ends
            assert lasts.dc is None or 1 <= lasts.dc <= 30
            assert lasts.rounds is None or lasts.rounds > 0
            assert spell.concentrates_at(slot) or Until.CONCENTRATION not in lasts.ends


@pytest.mark.parametrize("case", SPELLS, ids=named)
def test_a_spell_says_how_far_it_goes(case: tuple[Edition, Spell]) -> None:
    _, spell = case
    effects = cast_at(spell)

    if spell.range_ft is not None and spell.trigger not in AIMED_BEFORE:
        assert all(each.range_ft is not None for each in found(effects, Each))
        assert all(zone.range_ft is not None for zone in found(effects, Zone))
        assert all(attack.melee or attack.ranged for attack in found(effects, Attack))
    assert all(attack.spell and attack.bonus is None for attack in found(effects, Attack))
    assert all(each.range_ft == 0 for each in found(effects, Each) if each.whom == "self")


@pytest.mark.parametrize("case", SPELLS, ids=named)
def test_the_numbers_of_a_casting_agree_with_its_words(case: tuple[Edition, Spell]) -> None:
    _, spell = case

    assert spell.told == (not spell.effects)
    assert (spell.economy is None) == (spell.casting_rounds > 0)
    assert spell.economy in {None, Economy.ACTION, Economy.BONUS, Economy.REACTION}
    assert ("reaction" in spell.casting_time.lower()) == (spell.economy is Economy.REACTION)
    assert spell.economy is not Economy.REACTION or spell.trigger
    assert (spell.rounds == 0) == (spell.duration == "Instantaneous")
    assert not spell.concentration or spell.rounds
    assert spell.rounds != 0 or not any(Until.SPELL in lasts.ends for lasts in found(spell.effects, Duration))
    if spell.concentration and not spell.told and spell.name not in WITHOUT_A_BOND:
        assert any(Until.CONCENTRATION in lasts.ends for lasts in found(cast_at(spell), Duration))


@pytest.mark.parametrize("edition", Edition)
def test_each_page_is_a_spell_of_the_book_and_so_is_what_is_told_besides(edition: Edition) -> None:
    names = {key(spell.name) for spell in LIBRARY.spells[edition]}
    trees = {name: page.in_2014 if edition is Edition.SRD_51 else page.in_2024 for name, page in PAGES.items()}

    assert {name for name, tree in trees.items() if tree is not None} == names
    assert {name for told in (LONGER, FREED_FROM, FARTHER) for name, of in told if of is edition} <= names
    assert {key(spell.name) for spell in LIBRARY.spells[edition] if spell.trigger} == set(TRIGGERS) & names


@pytest.mark.parametrize("edition", Edition)
def test_few_spells_ask_the_dm_and_the_list_of_them_is_true(edition: Edition) -> None:
    lines = file_of(FOLDER, "spells-asked", edition).read_text("utf-8").splitlines()
    listed = {record["name"]: record["topics"] for record in map(json.loads, lines)}
    spells = list(LIBRARY.spells[edition])
    asking = {spell.name: list(left(spell.effects)) for spell in spells}

    assert {name: topics for name, topics in asking.items() if topics} == listed
    assert len(listed) < ASKED_AT_MOST * len(spells)


@pytest.mark.parametrize("edition", Edition)
def test_whatever_is_called_is_in_the_book_of_monsters(edition: Edition) -> None:
    for spell in LIBRARY.spells[edition]:
        for called in found(spell.effects, Summon):
            assert called.forms or called.kinds or called.challenge
            levels = range(spell.level, HIGHEST_SLOT + 1) if called.leveled else ()
            names = [f"{form}, level {level}" for form in called.forms for level in levels] or called.forms
            assert called.leveled == any(name in LIBRARY.called[Edition.SRD_52].names for name in names)
            for name in names:
                assert LIBRARY.monster(name, edition), f"{spell.name} calls {name}"


@pytest.mark.parametrize("edition", Edition)
def test_whatever_spells_bring_with_them_is_called_by_some(edition: Edition) -> None:
    forms = {form for spell in LIBRARY.spells[edition] for each in found(spell.effects, Summon) for form in each.forms}

    assert {name.partition(", level")[0] for name in LIBRARY.called[edition].names} <= forms


@pytest.mark.parametrize("edition", Edition)
def test_the_old_book_has_no_emanations_and_the_new_one_has(edition: Edition) -> None:
    shapes = {area.shape for spell in LIBRARY.spells[edition] for area in found((spell.effects, spell.space), Area)}

    assert (Shape.EMANATION in shapes) == (edition is Edition.SRD_52)


def test_a_slot_that_is_too_low_or_does_not_exist_is_refused() -> None:
    fireball = LIBRARY.spells[Edition.SRD_52].find("Fireball")

    assert fireball
    for slot in (0, 2, 10):
        with pytest.raises(ValueError, match="Fireball"):
            cast_at(fireball, slot=slot)


def test_a_source_that_says_something_else_is_heard() -> None:
    fireball = LIBRARY.spells[Edition.SRD_52].find("Fireball")
    dice = tuple(f"{count}d6" for count in range(8, 15))
    said = Numbers(save=Ability.DEXTERITY, on_save="half", damage_types=(DamageType.FIRE,), damage=dice)

    assert fireball
    assert not list(disputes(fireball, said))
    for wrong in (
        {"save": Ability.WISDOM},
        {"on_save": "none"},
        {"damage_types": (DamageType.COLD,)},
        {"damage": ("9d6", *dice[1:])},
        {"healing": ("1",)},
        {"area": (Shape.CONE, 20)},
    ):
        assert [name for name, _ in disputes(fireball, replace(said, **wrong))] == list(wrong)


def test_everything_that_can_grow_does_in_some_spell() -> None:
    growing = {type(node) for _, spell in SPELLS for node in found(spell.effects, object) if _grows(node)}

    assert growing == {Area, Attack, Cushion, Damage, Dispel, Each, Heal, Lasting, Summon, Zone}


def _grows(node: object) -> bool:
    return getattr(node, "grows", None) is not None


def test_the_examples_of_growth_and_of_the_builder_hold() -> None:
    for module in (growth, builder, words):
        assert doctest.testmod(module).failed == 0
