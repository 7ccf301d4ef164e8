"""What species do in fights, against numbers as the books have them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.characters.sheet import Counter, KnownSpell, Sheet
from core.combat.acts import answers, casting, deeds
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.record.happenings import Cushioned, Endured, Hurt, Offered, SaveMade, Struck, Told
from core.combat.record.openings import Opening
from core.combat.situation import d20s
from core.combat.situation.bearing import Rolling
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.errors import RuleError
from core.features.book import powers_of
from core.ids import StreamId
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.damage import DamageType
from core.rules.edition import Edition
from core.rules.effects.outcomes import Damage
from core.rules.effects.search import found
from core.rules.effects.terms import Area, Shape
from core.rules.effects.tree import Each, Save
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from tests.core.characters.sheets import MIRA
from tests.core.combat.fights import GRIX, LIBRARY, SNAG, THORN_, fight
from tests.core.combat.test_features import SCORES, hero

NEW, OLD = Edition.SRD_52, Edition.SRD_51
HITS = 15


def born(species: str, edition: Edition = NEW, lineage: str = "", level: int = 5, **otherwise: Any) -> Sheet:
    """A fighter of a species, Constitution 14, with what counts its traits."""
    names = ("Breath Weapon", "Giant Ancestry", "Adrenaline Rush", "Relentless Endurance", "Draconic Flight")
    told: dict[str, Any] = {
        "species": species,
        "lineage": lineage,
        "scores": {**SCORES, Ability.CONSTITUTION: 14},
        "counters": {name: Counter(1) for name in (*names, "Large Form")},
    }
    return hero("Fighter", level, edition, **{**told, **otherwise})


def stage(sheet: Sheet, *faces: int) -> Stage:
    sheets = {StreamId("character:1"): sheet, StreamId("character:2"): replace(MIRA, edition=sheet.edition)}
    return Stage(fight(sheet.edition), sheets, Throws(ScriptedDice(list(faces))), book=LIBRARY)


def do(at: Stage, name: str, *targets: int, ways: tuple[str, ...] = (), by: int = THORN_) -> None:
    deeds.do_named(at, by, name, Aim(targets, ways=frozenset(ways)))


def breath(sheet: Sheet) -> tuple[Save, Damage, list[Area | None]]:
    power = next(each for each in powers_of(sheet, LIBRARY.records(sheet)).actions if each.name == "Breath Weapon")
    save = next(found(power.action.effects, Save))
    return save, next(found(power.action.effects, Damage)), [each.area for each in found(power.action.effects, Each)]


@pytest.mark.parametrize(
    ("ancestry", "kind", "save", "area"),
    [
        ("Black", DamageType.ACID, Ability.DEXTERITY, Area(Shape.LINE, 30, 5)),
        ("Blue", DamageType.LIGHTNING, Ability.DEXTERITY, Area(Shape.LINE, 30, 5)),
        ("Brass", DamageType.FIRE, Ability.DEXTERITY, Area(Shape.LINE, 30, 5)),
        ("Bronze", DamageType.LIGHTNING, Ability.DEXTERITY, Area(Shape.LINE, 30, 5)),
        ("Copper", DamageType.ACID, Ability.DEXTERITY, Area(Shape.LINE, 30, 5)),
        ("Gold", DamageType.FIRE, Ability.DEXTERITY, Area(Shape.CONE, 15)),
        ("Green", DamageType.POISON, Ability.CONSTITUTION, Area(Shape.CONE, 15)),
        ("Red", DamageType.FIRE, Ability.DEXTERITY, Area(Shape.CONE, 15)),
        ("Silver", DamageType.COLD, Ability.CONSTITUTION, Area(Shape.CONE, 15)),
        ("White", DamageType.COLD, Ability.CONSTITUTION, Area(Shape.CONE, 15)),
    ],
)
def test_a_breath_is_the_ancestrys(ancestry: str, kind: DamageType, save: Ability, area: Area) -> None:
    lineage = f"Draconic Ancestry ({ancestry})"
    asked, damage, areas = breath(born("Dragonborn", OLD, lineage))
    assert (damage.kinds, damage.halved, asked.abilities, areas) == ((kind,), True, (save,), [area])
    asked, damage, areas = breath(born("Dragonborn", NEW, lineage))
    assert (damage.kinds, damage.halved, asked.abilities) == ((kind,), True, (Ability.DEXTERITY,))
    assert areas == [Area(Shape.CONE, 15), Area(Shape.LINE, 30, 5)]


@pytest.mark.parametrize(
    ("edition", "level", "dice", "dc"),
    [
        *((OLD, level, dice, dc) for level, dice, dc in ((1, "2d6", 12), (5, "2d6", 13), (6, "3d6", 13))),
        *((OLD, level, dice, dc) for level, dice, dc in ((11, "4d6", 14), (16, "5d6", 15), (20, "5d6", 16))),
        *((NEW, level, dice, dc) for level, dice, dc in ((1, "1d10", 12), (4, "1d10", 12), (5, "2d10", 13))),
        *((NEW, level, dice, dc) for level, dice, dc in ((11, "3d10", 14), (16, "3d10", 15), (17, "4d10", 16))),
    ],
)
def test_a_breath_grows(edition: Edition, level: int, dice: str, dc: int) -> None:
    asked, damage, _ = breath(born("Dragonborn", edition, "Draconic Ancestry (Red)", level))
    assert (damage.dice, asked.dc) == (dice, dc)


def test_a_breath_takes_an_action_in_2014_and_one_attack_in_2024() -> None:
    for edition, left in ((OLD, 0), (NEW, 1)):
        dice = (5, 4, 4, 20) if edition is OLD else (5, 8, 8, 20)
        at = stage(born("Dragonborn", edition, "Draconic Ancestry (Red)"), *dice, HITS, 1)
        do(at, "Breath Weapon", GRIX, SNAG)
        assert [each.success for each in at.scene.log if isinstance(each, SaveMade)] == [False, True]
        whole = sum(dice[1:3])
        assert [each.amount for each in at.scene.log if isinstance(each, Hurt)] == [whole, whole // 2]
        assert at.sheet(THORN_).counters["Breath Weapon"].left == 0
        assert at.scene.combatant(THORN_).attacks_left == left
        if edition is OLD:
            with pytest.raises(RuleError, match="action-spent"):
                do(at, "Longsword", GRIX)
        else:
            do(at, "Longsword", SNAG)


def saves(at: Stage, ability: Ability, *, avoids: Condition | None = None, magic: bool = False) -> int:
    """How many d20s a save takes: two with advantage."""
    before = len(at.scene.throws._outcomes)  # the dice that were rolled
    d20s.save(at.scene, THORN_, ability, Rolling(avoids=frozenset({avoids} if avoids else ()), magic=magic))
    return len(at.scene.throws._outcomes[before].drawn)


@pytest.mark.parametrize("edition", [NEW, OLD])
@pytest.mark.parametrize(
    ("species", "condition"),
    [("Dwarf", Condition.POISONED), ("Elf", Condition.CHARMED), ("Halfling", Condition.FRIGHTENED)],
)
def test_some_are_hard_to_poison_to_charm_or_to_frighten(edition: Edition, species: str, condition: Condition) -> None:
    at = stage(born(species, edition), *([10] * 6))
    assert saves(at, Ability.WISDOM, avoids=condition) == 2
    assert saves(at, Ability.WISDOM, avoids=Condition.PRONE) == 1


@pytest.mark.parametrize(
    ("edition", "magic", "dice"), [(NEW, False, 2), (NEW, True, 2), (OLD, False, 1), (OLD, True, 2)]
)
def test_gnomes_resist_what_is_done_to_their_minds(edition: Edition, magic: bool, dice: int) -> None:
    at = stage(born("Gnome", edition), *([10] * 8))
    for ability in (Ability.INTELLIGENCE, Ability.WISDOM, Ability.CHARISMA):
        assert saves(at, ability, magic=magic) == dice
    assert saves(at, Ability.DEXTERITY, magic=magic) == 1


@pytest.mark.parametrize("edition", [NEW, OLD])
def test_a_halfling_rolls_a_1_again_and_once(edition: Edition) -> None:
    at = stage(born("Halfling", edition), 1, 12, 3)
    do(at, "Longsword", GRIX)
    (attack,) = [each for each in at.scene.log if isinstance(each, Struck)]
    assert attack.natural == 12
    at = stage(born("Halfling", edition), 1, 1)
    do(at, "Longsword", GRIX)
    (attack,) = [each for each in at.scene.log if isinstance(each, Struck)]
    assert (attack.natural, attack.result) == (1, "miss")


@pytest.mark.parametrize(("species", "edition"), [("Orc", NEW), ("Half-Orc", OLD)])
def test_relentless_endurance_leaves_a_hit_point_once(species: str, edition: Edition) -> None:
    at = stage(born(species, edition, vitals=Vitals(HitPoints(3, 40))), HITS, 6, HITS, 6)
    for left in (1, 0):
        at.scene.fight = replace(at.scene.fight, current=GRIX)
        at.scene.change(replace(at.scene.combatant(GRIX), spent={}))
        do(at, "Scimitar", THORN_, by=GRIX)
        assert at.scene.vitals(THORN_).hit_points.current == left
        assert at.scene.sheets[THORN_][0].counters["Relentless Endurance"].left == 0
    assert [each for each in at.scene.log if isinstance(each, Endured)] == [Endured(THORN_, "Relentless Endurance")]


def test_savage_attacks_roll_one_die_more_with_a_critical_hit() -> None:
    at = stage(born("Half-Orc", OLD), 20, 5, 5, 5)
    do(at, "Longsword", GRIX)
    assert [part.rolled for each in at.scene.log if isinstance(each, Hurt) for part in each.parts] == [15 + 3]


def test_an_adrenaline_rush_dashes_and_hardens() -> None:
    at = stage(born("Orc"))
    do(at, "Adrenaline Rush")
    assert Told(THORN_, "dash") in at.scene.log
    assert Cushioned(THORN_, 3) in at.scene.log, "the proficiency bonus"
    assert at.scene.combatant(THORN_).spent[Economy.BONUS] == 1


@pytest.mark.parametrize(
    ("boon", "kind", "faces", "amount"),
    [("Fire’s Burn", DamageType.FIRE, 10, 10), ("Frost’s Chill", DamageType.COLD, 6, 6), ("Hill’s Tumble", None, 0, 0)],
)
@pytest.mark.parametrize("weapon", ["Longsword", "Shortbow"])
def test_a_giants_boon_comes_with_a_hit(
    boon: str, kind: DamageType | None, faces: int, amount: int, weapon: str
) -> None:
    at = stage(born("Goliath", lineage=boon), HITS, 1, *([faces] if faces else []))
    do(at, weapon, GRIX)
    assert Offered(THORN_, boon, GRIX, "nothing") in at.scene.log
    do(at, boon)
    if kind is not None:
        last = [each for each in at.scene.log if isinstance(each, Hurt)][-1]
        assert [(part.kind, part.rolled) for part in last.parts] == [(kind, amount)]
    assert (Condition.PRONE in at.scene.conditions(GRIX)) is (boon == "Hill’s Tumble")
    assert at.sheet(THORN_).counters["Giant Ancestry"].left == 0


@pytest.mark.parametrize(("boon", "face"), [("Stone’s Endurance", 4), ("Storm’s Thunder", 8)])
def test_a_giants_boon_answers_a_hit(boon: str, face: int) -> None:
    at = stage(born("Goliath", lineage=boon), HITS, 6, face)
    at.scene.fight = replace(at.scene.fight, current=GRIX)
    do(at, "Scimitar", THORN_, by=GRIX)
    (offered,) = [each for each in at.scene.log if isinstance(each, Offered) and each.name == boon]
    hurt = 40 - at.scene.vitals(THORN_).hit_points.current
    assert hurt == 6 + 2, "the die and Dexterity"
    openings = {"1-0": Opening(THORN_, boon, offered.against, offered.cost)}
    at.scene.fight = replace(at.scene.fight, openings=openings)
    answers.answer(at, "1-0", Aim())
    if boon == "Stone’s Endurance":
        assert 40 - at.scene.vitals(THORN_).hit_points.current == max(0, hurt - face - 2), "the die and Constitution"
    else:
        last = [each for each in at.scene.log if isinstance(each, Hurt)][-1]
        assert (last.who, [(part.kind, part.rolled) for part in last.parts]) == (GRIX, [(DamageType.THUNDER, 8)])
    assert at.scene.combatant(THORN_).spent[Economy.REACTION] == 1


def test_large_form_is_larger_and_faster_for_ten_minutes() -> None:
    at = stage(born("Goliath"))
    do(at, "Large Form")
    one = next(iter(at.scene.combatant(THORN_).ongoing.values()))
    assert one.rounds == 100
    assert {each.bonus for each in one.alters} >= {"+10"}
    assert any(each.larger == 1 for each in one.alters)


def rebuked(edition: Edition, slots: int, *, uses: int = 1, times: int = 1, taught: str = "") -> Stage:
    """A tiefling of level 5 whom a goblin has hit, and who answers so often; a wizard of it, where it has slots.

    The spell is of the species, or of a class that has `taught` it before.
    """
    by = "Tiefling" if edition is OLD else "Fiendish Legacy (Infernal)"
    otherwise = {
        "spells": {"Hellish Rebuke": KnownSpell(taught or by, always=not taught)},
        "counters": {"Hellish Rebuke": Counter(uses)},
        "scores": SCORES,
    }
    name = "Wizard" if slots else "Fighter"
    told = {"species": "Tiefling", "lineage": "" if edition is OLD else by, **otherwise}
    at = stage(hero(name, 5, edition, **told), *([HITS, 6, 1, 1, 1, 1] * times))
    spell = LIBRARY.spell("Hellish Rebuke", edition)
    assert spell is not None
    for _ in range(times):
        at.scene.fight = replace(at.scene.fight, current=GRIX)
        for each in (GRIX, THORN_):
            at.scene.change(replace(at.scene.combatant(each), spent={}, turn={}))
        do(at, "Scimitar", THORN_, by=GRIX)
        offered = Offered(THORN_, "Hellish Rebuke", GRIX, "reaction") in at.scene.log
        assert offered is bool(uses or (slots and edition is NEW))
        casting.cast(at, THORN_, spell, Aim())
    return at


@pytest.mark.parametrize(("edition", "dice"), [(NEW, 2), (OLD, 3)])
@pytest.mark.parametrize("taught", ["", "Warlock"])
def test_a_spell_that_one_is_born_with_needs_no_slot(edition: Edition, dice: int, taught: str) -> None:
    at = rebuked(edition, 0, taught=taught)
    assert at.sheet(THORN_).counters["Hellish Rebuke"].left == 0
    (fire,) = [each for each in at.scene.log if isinstance(each, Hurt) and each.parts[0].kind is DamageType.FIRE]
    assert fire.parts[0].rolled == dice, "a die of 1 each; in 2014 it is cast at level 2"


def test_used_up_it_takes_a_slot_in_2024_and_is_over_in_2014() -> None:
    with pytest.raises(RuleError, match="no-slot"):
        rebuked(NEW, 0, uses=0)
    with pytest.raises(RuleError, match="used-up"):
        rebuked(OLD, 1, uses=0)
    assert rebuked(NEW, 1, uses=0).sheet(THORN_).slots_spent
    assert not rebuked(NEW, 1).sheet(THORN_).slots_spent
