"""What spells do, held to what people know of them: by hand, spell by spell."""

from __future__ import annotations

from typing import Any

import pytest

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.attacks import Reach
from core.rules.conditions import Condition
from core.rules.damage import DamageType, Piercing
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.rules.effects.magic import Become, Compel, Dispel, Over, Revive, Summon, Turns, Vanish
from core.rules.effects.outcomes import Act, Cushion, Damage, Drain, End, Go, Heal, Kill, Shift
from core.rules.effects.search import found
from core.rules.effects.terms import Area, Contact, Duration, Moment, Only, Shape, Until
from core.rules.effects.tree import Alter, Attack, Chance, Each, Effect, Grant, Inflict, Later, Save, Zone
from core.rules.sizes import Size
from core.rules.spells import Spell, Trigger, cast_at
from data.srd.library import Library

LIBRARY = Library()
OLD, NEW = Edition.SRD_51, Edition.SRD_52
FIRE, RADIANT, FORCE = (DamageType.FIRE,), (DamageType.RADIANT,), (DamageType.FORCE,)
CONCENTRATION = (Until.CONCENTRATION,)


def spell_of(name: str, edition: Edition) -> Spell:
    spell = LIBRARY.spells[edition].find(name)
    assert spell is not None
    return spell


def cast(name: str, edition: Edition, slot: int | None = None, level: int = 1) -> tuple[Effect, ...]:
    return cast_at(spell_of(name, edition), slot=slot, character_level=level)


def all_of(effects: object, kind: type[Any]) -> list[Any]:
    return list(found(effects, kind))


def only(effects: object, kind: type[Any]) -> Any:
    (node,) = all_of(effects, kind)
    return node


def test_fireball_is_a_tree_from_end_to_end() -> None:
    for edition in Edition:
        burned = Save((Ability.DEXTERITY,), None, (Damage("10d6", FIRE, halved=True),))

        assert cast("Fireball", edition, 5) == (Each((burned,), None, Area(Shape.SPHERE, 20), 150),)


@pytest.mark.parametrize(
    ("name", "edition", "slot", "dice"),
    [
        ("Fireball", OLD, 3, "8d6"),
        ("Fireball", NEW, 9, "14d6"),
        ("Burning Hands", NEW, 2, "4d6"),
        ("Chromatic Orb", NEW, 3, "5d8"),
        ("Guiding Bolt", OLD, 1, "4d6"),
        ("Guiding Bolt", NEW, 4, "7d6"),
        ("Inflict Wounds", OLD, 1, "3d10"),
        ("Inflict Wounds", NEW, 2, "3d10"),
        ("Shatter", OLD, 4, "5d8"),
        ("Moonbeam", OLD, 9, "9d10"),
        ("Call Lightning", NEW, 5, "5d10"),
        ("Blight", NEW, 5, "9d8"),
        ("Circle of Death", OLD, 7, "10d6"),
        ("Circle of Death", NEW, 7, "10d8"),
        ("Disintegrate", OLD, 8, "16d6+40"),
        ("Finger of Death", NEW, 7, "7d8+30"),
        ("Flame Strike", OLD, 5, "4d6+4d6"),
        ("Flame Strike", OLD, 6, "4d6+4d6+1d6"),
        ("Flame Strike", NEW, 6, "6d6+6d6"),
        ("Ice Storm", NEW, 5, "3d10+4d6"),
        ("Meteor Swarm", NEW, 9, "20d6+20d6"),
        ("Flame Blade", OLD, 5, "4d6"),
        ("Flame Blade", NEW, 5, "6d6 + MOD"),
        ("Spiritual Weapon", OLD, 5, "2d8 + MOD"),
        ("Spiritual Weapon", NEW, 5, "4d8 + MOD"),
        ("Sleep", OLD, 2, "7d8"),
        ("Hex", NEW, 9, "1d6"),
        ("Scorching Ray", OLD, 9, "2d6"),
        ("Vitriolic Sphere", NEW, 5, "12d4"),
    ],
)
def test_damage_grows_with_the_slot(name: str, edition: Edition, slot: int, dice: str) -> None:
    assert spell_of(name, edition).dice_at(slot=slot, character_level=1) == dice


@pytest.mark.parametrize(
    ("name", "edition", "dice"),
    [
        ("Fire Bolt", OLD, ["1d10", "2d10", "3d10", "4d10"]),
        ("Vicious Mockery", OLD, ["1d4", "2d4", "3d4", "4d4"]),
        ("Vicious Mockery", NEW, ["1d6", "2d6", "3d6", "4d6"]),
        ("Acid Splash", NEW, ["1d6", "2d6", "3d6", "4d6"]),
        ("Eldritch Blast", NEW, ["1d10"] * 4),
        ("True Strike", NEW, ["", "1d6", "2d6", "3d6"]),
    ],
)
def test_cantrips_grow_with_their_caster(name: str, edition: Edition, dice: list[str]) -> None:
    spell = spell_of(name, edition)

    assert [spell.dice_at(slot=0, character_level=level) for level in (1, 5, 11, 17)] == dice
    assert spell.dice_at(slot=0, character_level=16) == dice[2]


@pytest.mark.parametrize(
    ("name", "edition", "slot", "dice"),
    [
        ("Cure Wounds", OLD, 1, "1d8 + MOD"),
        ("Cure Wounds", NEW, 3, "6d8 + MOD"),
        ("Healing Word", OLD, 2, "2d4 + MOD"),
        ("Healing Word", NEW, 2, "4d4 + MOD"),
        ("Mass Healing Word", NEW, 4, "3d4 + MOD"),
        ("Mass Cure Wounds", NEW, 6, "6d8 + MOD"),
        ("Heal", OLD, 6, "70"),
        ("Heal", NEW, 8, "90"),
        ("False Life", OLD, 3, "1d4+14"),
        ("False Life", NEW, 1, "2d4+4"),
        ("Aid", OLD, 4, "15"),
        ("Regenerate", NEW, 7, "4d8+15"),
    ],
)
def test_healing_grows_with_the_slot(name: str, edition: Edition, slot: int, dice: str) -> None:
    assert spell_of(name, edition).healing_at(slot=slot) == dice


@pytest.mark.parametrize(
    ("name", "edition", "slot", "most"),
    [
        ("Magic Missile", OLD, 1, 3),
        ("Magic Missile", NEW, 5, 7),
        ("Scorching Ray", NEW, 2, 3),
        ("Scorching Ray", OLD, 4, 5),
        ("Hold Person", OLD, 2, 1),
        ("Hold Person", NEW, 5, 4),
        ("Hold Monster", OLD, 6, 2),
        ("Bless", OLD, 1, 3),
        ("Bane", NEW, 3, 5),
        ("Charm Person", OLD, 4, 4),
        ("Invisibility", NEW, 3, 2),
        ("Fly", OLD, 5, 3),
        ("Banishment", OLD, 6, 3),
        ("Chain Lightning", NEW, 8, 6),
        ("Slow", OLD, 3, 6),
        ("Jump", OLD, 5, 1),
        ("Jump", NEW, 5, 5),
    ],
)
def test_there_are_more_targets_with_the_slot(name: str, edition: Edition, slot: int, most: int) -> None:
    (each,) = cast(name, edition, slot)

    assert isinstance(each, Each)
    assert each.most == most


def test_darts_never_miss_and_beams_may_all_go_one_way() -> None:
    (darts,) = cast("Magic Missile", OLD, 9)
    assert isinstance(darts, Each)
    assert (darts.most, darts.times, darts.effects) == (11, 11, (Damage("1d4+1", FORCE),))

    for level, most in ((1, 1), (5, 2), (11, 3), (17, 4)):
        (beams,) = cast("Eldritch Blast", NEW, level=level)
        assert isinstance(beams, Each)
        assert beams.most == most <= beams.times
        assert only(beams, Attack).ranged == Reach(120, 120)


def test_bless_and_bane_are_the_two_sides_of_one_die() -> None:
    for edition in Edition:
        for name, number in (("Bless", "1d4"), ("Bane", "-1d4")):
            lasting = all_of(cast(name, edition), Lasting)
            assert [(each.roll, each.bonus) for each in lasting] == [(Roll.ATTACKS, number), (Roll.SAVES, number)]
            assert only(cast(name, edition), Alter).lasts == Duration(rounds=10, ends=CONCENTRATION)
        assert only(cast("Bane", edition), Save).abilities == (Ability.CHARISMA,)


def test_shield_lasts_until_its_casters_turn_and_mage_armor_until_armor_is_put_on() -> None:
    for edition in Edition:
        shield, armor = spell_of("Shield", edition), cast("Mage Armor", edition)

        assert (shield.economy, shield.trigger) == (Economy.REACTION, Trigger.TARGETED)
        better, proof = all_of(cast_at(shield), Lasting)
        assert (better.roll, better.bonus, proof.proof) == (Roll.ARMOR_CLASS, "5", frozenset({"magic missile"}))
        assert only(cast_at(shield), Duration).until is Moment.OWN_TURN_START
        assert only(armor, Lasting).base == 13
        assert only(armor, Duration) == Duration(rounds=4800, ends=(Until.ARMOR,))


def test_sleep_takes_from_a_pool_in_2014_and_asks_for_saves_in_2024() -> None:
    (old,) = cast("Sleep", OLD, 3)
    assert isinstance(old, Each)
    assert (old.pool, old.area, old.range_ft) == ("9d8", Area(Shape.SPHERE, 20), 90)
    assert only(old, Inflict).conditions == (Condition.UNCONSCIOUS,)
    assert not all_of(old, Save)

    saves, fallen = all_of(cast("Sleep", NEW), Save), all_of(cast("Sleep", NEW), Inflict)
    assert [save.abilities for save in saves] == [(Ability.WISDOM,)] * 2
    assert [each.conditions[0] for each in fallen] == [Condition.INCAPACITATED, Condition.UNCONSCIOUS]
    assert all(each.lasts.ends[0] is Until.CONCENTRATION for each in fallen)


def test_color_spray_too() -> None:
    (old,), new = cast("Color Spray", OLD, 2), cast("Color Spray", NEW)

    assert isinstance(old, Each)
    assert old.pool == "8d10"
    assert only(new, Save).abilities == (Ability.CONSTITUTION,)


def test_inflict_wounds_is_an_attack_in_2014_and_a_save_in_2024() -> None:
    assert only(cast("Inflict Wounds", OLD), Attack).hit == (Damage("3d10", (DamageType.NECROTIC,)),)
    assert only(cast("Inflict Wounds", NEW), Save).abilities == (Ability.CONSTITUTION,)
    assert only(cast("Inflict Wounds", NEW), Damage).halved


def test_poison_spray_is_a_save_in_2014_and_an_attack_in_2024() -> None:
    assert only(cast("Poison Spray", OLD), Save).abilities == (Ability.CONSTITUTION,)
    assert only(cast("Poison Spray", NEW), Attack).ranged == Reach(30, 30)


def test_guiding_bolt_helps_the_next_attack() -> None:
    for edition in Edition:
        effects = cast("Guiding Bolt", edition)
        helped = only(effects, Lasting)

        assert only(effects, Damage) == Damage("4d6", RADIANT)
        assert (helped.roll, helped.advantage, helped.once) == (Roll.ATTACKED, Advantage.ADVANTAGE, True)
        assert only(effects, Duration) == Duration(until=Moment.SOURCE_TURN_END)


def test_chromatic_orb_leaps_as_often_as_its_slot_is_high() -> None:
    assert [only(cast("Chromatic Orb", NEW, slot), Attack).leaps for slot in (1, 2, 9)] == [1, 2, 9]
    assert len(only(cast("Chromatic Orb", NEW), Damage).kinds) == 6


def test_hold_person_paralyzes_until_a_save_ends_it() -> None:
    for edition in Edition:
        save, held = only(cast("Hold Person", edition), Save), only(cast("Hold Person", edition), Inflict)

        assert save.only == Only(types=frozenset({"humanoid"}))
        assert held.conditions == (Condition.PARALYZED,)
        assert held.lasts == Duration(rounds=10, ends=CONCENTRATION, save=Ability.WISDOM)
    assert only(cast("Hold Person", OLD, 3), Each).apart_ft == 30


def test_spiritual_weapon_strikes_now_and_by_bonus_actions_later() -> None:
    for edition, ends in ((OLD, ()), (NEW, CONCENTRATION)):
        (weapon,) = cast("Spiritual Weapon", edition)

        assert isinstance(weapon, Grant)
        assert (weapon.economy, weapon.now, weapon.thing, weapon.moves_ft) == (Economy.BONUS, True, True, 20)
        assert weapon.lasts == Duration(rounds=10, ends=ends)
        assert spell_of("Spiritual Weapon", edition).economy is Economy.BONUS


def test_what_is_done_again_costs_what_the_books_say() -> None:
    expected = {
        "Call Lightning": (Economy.ACTION, True, 100),
        "Vampiric Touch": (Economy.ACTION, True, 10),
        "Sunbeam": (Economy.ACTION, True, 10),
        "Flame Blade": (Economy.ACTION, False, 100),
        "Heat Metal": (Economy.BONUS, True, 10),
        "Expeditious Retreat": (Economy.BONUS, True, 100),
    }
    for edition in Edition:
        for name, (economy, now, rounds) in expected.items():
            grant = only(cast(name, edition), Grant)
            assert (grant.economy, grant.now, grant.lasts.rounds) == (economy, now, rounds), name


def test_areas_act_when_the_books_say() -> None:
    moments: dict[str, tuple[set[Contact], set[Contact]]] = {
        "Spirit Guardians": (
            {Contact.ENTERS, Contact.TURN_START},
            {Contact.SWEPT, Contact.ENTERS, Contact.TURN_END},
        ),
        "Moonbeam": (
            {Contact.ENTERS, Contact.TURN_START},
            {Contact.APPEARS, Contact.SWEPT, Contact.ENTERS, Contact.TURN_END},
        ),
        "Cloudkill": (
            {Contact.ENTERS, Contact.TURN_START},
            {Contact.APPEARS, Contact.SWEPT, Contact.ENTERS, Contact.TURN_END},
        ),
        "Insect Plague": (
            {Contact.APPEARS, Contact.ENTERS, Contact.TURN_END},
            {Contact.APPEARS, Contact.ENTERS, Contact.TURN_END},
        ),
        "Spike Growth": ({Contact.TRAVELS}, {Contact.TRAVELS}),
    }
    for name, both in moments.items():
        for edition, when in zip(Edition, both, strict=True):
            zone = only(cast(name, edition), Zone)
            assert (zone.when, zone.lasts.ends) == (when, CONCENTRATION), name
    guardians = only(cast("Spirit Guardians", NEW), Zone)
    assert (guardians.follows, guardians.range_ft, guardians.area) == (True, 0, Area(Shape.EMANATION, 15))
    assert only(cast("Cloudkill", OLD), Zone).drifts_ft == 10


def test_a_wall_of_fire_burns_when_it_appears_and_on_one_side() -> None:
    appears, through, beside = all_of(cast("Wall of Fire", NEW, 5), Zone)

    assert only(appears, Save).fail == (Damage("6d8", FIRE, halved=True),)
    assert through.effects == beside.effects == (Damage("6d8", FIRE),)
    assert (through.area.width_ft, beside.area.width_ft) == (1, 10)


def test_marks_are_for_whoever_made_them_and_last_longer_with_the_slot() -> None:
    for name, edition, kinds in (
        ("Hunter's Mark", OLD, ()),
        ("Hunter's Mark", NEW, FORCE),
        ("Hex", NEW, (DamageType.NECROTIC,)),
    ):
        mark = all_of(cast(name, edition), Alter)[0]
        told = mark.what[0]
        assert (told.roll, told.bonus, told.kinds, told.source_only) == (Roll.STRUCK, "1d6", kinds, True)
        assert mark.passes is Economy.BONUS
    assert [spell_of("Hex", NEW).rounds_at(slot) for slot in (1, 2, 3, 5)] == [600, 2400, 4800, 14400]
    assert [spell_of("Hunter's Mark", OLD).rounds_at(slot) for slot in (1, 3, 5)] == [600, 4800, 14400]


def test_a_curse_outgrows_concentration_and_then_its_end() -> None:
    for edition in Edition:
        lasts = {slot: all_of(cast("Bestow Curse", edition, slot), Duration)[0] for slot in (3, 4, 5, 7, 9)}

        assert [each.rounds for each in lasts.values()] == [10, 100, 4800, 14400, None]
        assert [Until.CONCENTRATION in each.ends for each in lasts.values()] == [True, True, False, False, False]


def test_haste_quickens_and_leaves_one_tired() -> None:
    for edition in Edition:
        (quick, *_) = all_of(cast("Haste", edition), Alter)
        speeds = [each.times for each in quick.what if each.roll is Roll.SPEED]

        assert speeds == [200]
        assert any(each.bonus == "2" and each.roll is Roll.ARMOR_CLASS for each in quick.what)
        assert any("attack" in each.extra_action for each in quick.what)
        assert quick.after
    assert only(cast("Haste", NEW), Inflict).conditions == (Condition.INCAPACITATED,)


def test_faerie_fire_lights_up_whoever_fails() -> None:
    for edition in Edition:
        seen, attacked = all_of(cast("Faerie Fire", edition), Lasting)

        assert seen.shown
        assert (attacked.roll, attacked.advantage) == (Roll.ATTACKED, Advantage.ADVANTAGE)
        assert only(cast("Faerie Fire", edition), Area) == Area(Shape.CUBE, 20)


def test_words_of_power_look_at_hit_points() -> None:
    assert cast("Power Word Kill", OLD) == (Each((Kill(at_most=100),), range_ft=60),)
    assert only(cast("Power Word Kill", NEW), Damage).only == Only(hit_points=(101, None))
    for edition in Edition:
        assert all_of(cast("Power Word Stun", edition), Inflict)[0].only == Only(hit_points=(0, 150))
        levels = {each.conditions: each.only.hit_points for each in all_of(cast("Divine Word", edition), Inflict)}
        assert levels[(Condition.DEAFENED,)] == (41, 50)
        assert only(cast("Divine Word", edition), Kill).at_most == 20
    assert only(cast("Power Word Heal", NEW), Heal).dice == ""


def test_spells_end_spells() -> None:
    for slot in (3, 5):
        assert only(cast("Dispel Magic", NEW, slot), Dispel) == Dispel(slot)
        assert only(cast("Counterspell", OLD, slot), Dispel) == Dispel(slot, casting=True)
    assert only(cast("Counterspell", NEW), Save).fail == (Dispel(None, casting=True, slot_kept=True),)
    assert spell_of("Counterspell", NEW).trigger is Trigger.CASTING
    assert [only(cast("Globe of Invulnerability", OLD, slot), Zone).keeps_out for slot in (6, 9)] == [5, 8]


def test_the_dead_live_again() -> None:
    for edition in Edition:
        assert only(cast("Revivify", edition), Revive) == Revive(1, within_rounds=10)
        assert only(cast("Raise Dead", edition), Revive) == Revive(1, within_rounds=144_000, ordeal=4)
        assert only(cast("Resurrection", edition), Revive).hit_points is None
        assert only(cast("Death Ward", edition), Lasting).wards_death
        assert spell_of("Raise Dead", edition).casting_rounds == 600
    assert "dying" in only(cast("Spare the Dying", OLD), End).also
    assert [only(cast("Spare the Dying", NEW, level=level), Each).range_ft for level in (1, 5, 11, 17)] == [
        15,
        30,
        60,
        120,
    ]


def test_one_is_elsewhere_by_magic() -> None:
    for edition in Edition:
        assert cast("Misty Step", edition) == (Go(30, how="teleport"),)
        assert only(cast("Dimension Door", edition), Go) == Go(500, how="teleport", along=1)
        assert only(cast("Maze", edition), Vanish).lasts.dc == 20
        assert only(cast("Banishment", edition), Vanish).lasts == Duration(rounds=10, ends=CONCENTRATION)
        assert cast("Time Stop", edition) == (Turns("1d4+1"),)


def test_forms_have_hit_points_of_their_own_in_2014_and_temporary_ones_in_2024() -> None:
    for name in ("Polymorph", "Shapechange", "Animal Shapes"):
        assert [all_of(cast(name, edition), Become)[0].cushion for edition in Edition] == [False, True]
    assert only(cast("Polymorph", OLD), Become).challenge == "own"


def test_packs_double_with_the_slot() -> None:
    counts = {slot: [each.count for each in all_of(cast("Conjure Animals", OLD, slot), Summon)] for slot in (3, 5, 7)}

    assert counts == {3: ["1", "2", "4", "8"], 5: ["2", "4", "8", "16"], 7: ["3", "6", "12", "24"]}
    assert only(cast("Conjure Elemental", OLD, 7), Summon).challenge == "7"
    assert not all_of(cast("Conjure Animals", NEW), Summon)


def test_what_hides_ends_by_what_one_does() -> None:
    for edition in Edition:
        hidden, better = (
            only(cast("Invisibility", edition), Duration),
            only(cast("Greater Invisibility", edition), Duration),
        )

        assert hidden.ends == (Until.CONCENTRATION, Until.ATTACKS, Until.CASTS)
        assert better == Duration(rounds=10, ends=CONCENTRATION)
        assert only(cast("Sanctuary", edition), Lasting).guard is Ability.WISDOM


def test_stone_comes_after_three_failures() -> None:
    for edition in Edition:
        slow = all_of(cast("Flesh to Stone", edition), Inflict)[0]
        (tries,) = slow.each_turn

        assert (slow.conditions, slow.at) == ((Condition.RESTRAINED,), Moment.OWN_TURN_END)
        assert (tries.tally, tries.success) == (3, (Over(),))
        assert only(tries.fail, Inflict).conditions == (Condition.PETRIFIED,)


def test_a_die_decides_what_the_confused_do_and_which_ray_strikes() -> None:
    for edition in Edition:
        ways = only(cast("Confusion", edition), Chance).ways
        assert [(low, high, does[0].how) for low, high, does in ways] == [
            (1, 1, "wanders"),
            (2, 6, "halts"),
            (7, 8, "strikes"),
        ]
        rays = only(cast("Prismatic Spray", edition), Chance)
        assert (rays.dice, len(rays.ways), rays.twice) == ("1d8", 7, frozenset({8}))
    assert [only(cast("Confusion", OLD, slot), Area).size_ft for slot in (4, 6)] == [10, 20]


def test_resistances_are_turned_away_by_magic_in_2014_alone() -> None:
    assert only(cast("Stoneskin", OLD), Lasting).but == frozenset({Piercing.MAGICAL})
    assert only(cast("Stoneskin", NEW), Lasting).but == frozenset()
    for edition in Edition:
        chosen = only(cast("Protection from Energy", edition), Lasting)
        assert (len(chosen.resists), chosen.picks) == (5, 1)


def test_magic_weapons_grow_by_steps() -> None:
    def bonuses(edition: Edition) -> list[str]:
        return [all_of(cast("Magic Weapon", edition, slot), Lasting)[0].bonus for slot in range(2, 10)]

    assert bonuses(OLD) == ["1", "1", "2", "2", "3", "3", "3", "3"]
    assert bonuses(NEW) == ["1", "2", "2", "2", "3", "3", "3", "3"]
    dice = [all_of(cast("Shillelagh", NEW, level=level), Lasting)[0].die for level in (1, 5, 11, 17)]
    assert dice == ["1d8", "1d10", "1d12", "2d6"]


def test_smites_are_part_of_a_blow() -> None:
    smite, extra = all_of(cast("Divine Smite", NEW, 3), Damage)

    assert (smite.dice, extra.dice) == ("4d8", "1d8")
    assert extra.only.types == {"fiend", "undead"}
    assert spell_of("Divine Smite", NEW).trigger is Trigger.STRIKING
    assert only(cast("Ensnaring Strike", NEW), Save).better == Only(from_size=Size.LARGE)
    assert only(cast("Branding Smite", OLD), Later).trigger == "hit"


def test_harm_and_drain_leave_what_they_have_to() -> None:
    old, new = cast("Harm", OLD), cast("Harm", NEW)

    assert (only(old, Damage).dice, only(old, Damage).leaves, only(old, Drain).lasts.rounds) == ("14d6", 1, 600)
    assert (only(new, Damage).leaves, only(new, Drain).leaves) == (0, 1)
    assert only(cast("Vampiric Touch", NEW, 4), Damage).feeds == 50


def test_heal_cures_in_each_edition_what_that_one_says() -> None:
    always = {Condition.BLINDED, Condition.DEAFENED}
    for edition, cured in ((OLD, always), (NEW, always | {Condition.POISONED})):
        assert only(cast("Heal", edition), End).conditions == cured
    assert only(cast("Heal", OLD), Heal).only.but_not == {"undead", "construct"}
    for edition in Edition:
        assert only(cast("Mass Heal", edition), Heal).divided


def test_fear_and_whispers_make_one_run() -> None:
    for edition in Edition:
        assert [each.how for each in all_of(cast("Fear", edition), Compel)] == ["lets go", "flees"]
        assert [each.how for each in all_of(cast("Command", edition), Compel)] == [
            *("approaches", "drops", "flees", "falls", "halts")
        ]
    assert only(cast("Dissonant Whispers", NEW), Compel).how == "runs"
    assert only(cast("Thunderwave", NEW), Shift) == Shift(10, "away")


def test_temporary_hit_points_end_with_heroism_in_2014_alone() -> None:
    assert only(cast("Heroism", OLD), Cushion).lasts == Duration(rounds=10, ends=CONCENTRATION)
    assert only(cast("Heroism", NEW), Cushion).lasts == Duration()


def test_expeditious_retreat_dashes() -> None:
    assert only(cast("Expeditious Retreat", NEW), Act).ways == ("dash",)
