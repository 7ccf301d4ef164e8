"""What a turn lets nobody do twice, or before its time: death saves, spells, Sneak Attack, the other hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from core.characters.sheet import ClassLevels, Item, KnownSpell, Sheet
from core.combat.acts import acting, casting, deeds, marking
from core.combat.acts.aiming import Aim
from core.combat.acts.stage import Stage
from core.combat.record.happenings import Hurt, Overruled, SaveMade, Spent, Struck, Untouched
from core.combat.record.state import Fight, Side
from core.combat.rounds import turns
from core.combat.situation.creatures import Coming, combatant_of
from core.combat.situation.throws import Throws
from core.errors import RuleError
from core.ids import StreamId
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.vitals import DEAD, Vitals
from tests.core.characters.sheets import MIRA, THORN
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SNAG, THORN_, fight

CLERIC = replace(
    MIRA,
    classes={"Cleric": ClassLevels("Cleric", 5, 8)},
    first_class="Cleric",
    spells={
        name: KnownSpell("Cleric", prepared=True)
        for name in ("Bless", "Healing Word", "Cure Wounds", "Sacred Flame", "Bane", "Spiritual Weapon")
    },
)
ROGUE = replace(
    THORN,
    classes={"Rogue": ClassLevels("Rogue", 5, 8)},
    first_class="Rogue",
    items={name: Item(equipped=True) for name in ("Shortsword", "Dagger", "Longbow")},
)
SNEAKY = frozenset({"sneak attack"})
OPPORTUNE = frozenset({"opportunity attack"})


class HighDice:
    """Dice that show a ten, or as much of it as they have sides."""

    def die(self, sides: int) -> int:
        return min(sides, 10)

    def dice(self, count: int, sides: int) -> tuple[int, ...]:
        return (self.die(sides),) * count


def stage(of: Fight | None = None, **sheets: Sheet) -> Stage:
    """Thorn and Mira, or whoever stands in their places, with dice that all show ten."""
    there = {1: sheets.get("thorn", THORN), 2: sheets.get("mira", MIRA)}
    book = {StreamId(f"character:{number}"): sheet for number, sheet in there.items()}
    return Stage(of or fight(), book, Throws(HighDice()), book=LIBRARY)


def cast(at: Stage, number: int, name: str, *targets: int, overrule: bool = False) -> None:
    spell = LIBRARY.spell(name, at.scene.fight.edition)
    assert spell is not None
    casting.cast(at, number, spell, Aim(targets, overrule=overrule))


def turn_of(number: int, edition: Edition = Edition.SRD_52) -> Fight:
    return replace(fight(edition), current=number)


def refused(reason: str, deed: Callable[[], object]) -> None:
    with pytest.raises(RuleError) as refusal:
        deed()
    assert refusal.value.reason == reason


def test_a_death_save_is_rolled_in_ones_own_turn_and_once() -> None:
    dying = replace(THORN, vitals=Vitals(HitPoints(5, 28)).hurt(5))
    at = stage(turn_of(MIRA_), thorn=dying)
    refused("not-your-turn", lambda: marking.death_save(at, THORN_))
    refused("fight-not-begun", lambda: marking.death_save(stage(replace(fight(), round=0), thorn=dying), THORN_))

    at = stage(turn_of(MIRA_), thorn=dying)
    marking.death_save(at, THORN_, overrule=True)
    assert Overruled("not-your-turn") in at.scene.log
    at = stage(thorn=dying)
    marking.death_save(at, THORN_)
    refused("death-save-made", lambda: marking.death_save(at, THORN_))
    turns.end_turn(at.scene, THORN_)
    death = at.scene.vitals(THORN_).death
    assert death is not None
    assert (death.successes, death.failures) == (1, 0), "no other as the turn ends"


def test_a_death_save_that_nobody_rolled_is_rolled_as_the_turn_ends() -> None:
    at = stage(thorn=replace(THORN, vitals=Vitals(HitPoints(5, 28)).hurt(5)))
    turns.end_turn(at.scene, THORN_)
    death = at.scene.vitals(THORN_).death
    assert death is not None
    assert (death.successes, death.failures) == (1, 0)


def test_a_turn_spends_one_slot_by_the_rules_of_2024() -> None:
    at, other = stage(turn_of(MIRA_), mira=CLERIC), stage(turn_of(MIRA_), mira=CLERIC)
    for each in (at, other):
        cast(each, MIRA_, "Healing Word", THORN_)
    before = other.sheet(MIRA_)
    refused("one-slot-a-turn", lambda: cast(other, MIRA_, "Bless", THORN_))
    assert other.sheet(MIRA_) == before, "no slot is gone"
    cast(at, MIRA_, "Sacred Flame", GRIX)
    assert Spent(MIRA_, "level 1", 3) in at.scene.log


def test_the_next_turn_has_a_slot_of_its_own() -> None:
    at = stage(turn_of(MIRA_), mira=CLERIC)
    cast(at, MIRA_, "Healing Word", THORN_)
    turns.advance(at.scene)
    assert not at.scene.combatant(MIRA_).turn


def test_beside_a_bonus_spell_only_cantrips_are_cast_by_the_rules_of_2014() -> None:
    cleric = replace(CLERIC, edition=Edition.SRD_51)
    at, other = (stage(turn_of(MIRA_, Edition.SRD_51), mira=cleric) for _ in range(2))
    for each in (at, other):
        cast(each, MIRA_, "Healing Word", THORN_)
    refused("bonus-spell-cast", lambda: cast(other, MIRA_, "Bless", THORN_))
    cast(at, MIRA_, "Sacred Flame", GRIX)

    at, other = (stage(turn_of(MIRA_, Edition.SRD_51), mira=cleric) for _ in range(2))
    for each in (at, other):
        cast(each, MIRA_, "Bless", THORN_)
    refused("bonus-spell-cast", lambda: cast(other, MIRA_, "Healing Word", THORN_))
    cast(at, MIRA_, "Healing Word", THORN_, overrule=True)
    assert Overruled("bonus-spell-cast") in at.scene.log


def test_an_attack_in_anothers_turn_is_made_in_melee_and_is_told_as_a_reaction() -> None:
    at = stage(turn_of(MIRA_), thorn=ROGUE)
    for name in ("Longbow", "Dagger (thrown)", "Dagger (off hand)"):
        refused("not-in-melee", lambda name=name: acting.attack(at, THORN_, name, Aim((GRIX,), ways=OPPORTUNE)))
    refused("not-your-turn", lambda: acting.attack(at, THORN_, "Shortsword", Aim((GRIX,))))
    assert not at.scene.combatant(THORN_).spent, "no reaction is gone that nobody spoke of"
    acting.attack(at, THORN_, "Shortsword", Aim((GRIX,), ways=OPPORTUNE))
    assert Spent(THORN_, "reaction", 0) in at.scene.log


@pytest.mark.parametrize("edition", list(Edition))
def test_a_monster_strikes_at_an_opportunity_with_one_attack_in_melee(edition: Edition) -> None:
    block = LIBRARY.monster("Troll", edition)
    assert block is not None
    of = fight(edition).with_(replace(combatant_of(block, 9, Coming()), initiative=3))
    claw, many = ("Rend", "Multiattack") if edition is Edition.SRD_52 else ("Claw", "Multiattack")
    at = stage(of)
    refused("not-your-turn", lambda: deeds.do_named(at, 9, claw, Aim((THORN_,))))
    refused("not-in-melee", lambda: deeds.do_named(at, 9, many, Aim((THORN_,), ways=OPPORTUNE)))
    deeds.do_named(at, 9, claw, Aim((THORN_,), ways=OPPORTUNE))
    assert Spent(9, "reaction", 0) in at.scene.log
    refused("reaction-spent", lambda: deeds.do_named(at, 9, claw, Aim((THORN_,), ways=OPPORTUNE)))


@pytest.mark.parametrize("name", ["Troll", "Assassin"])
def test_the_attacks_of_a_monster_go_as_often_at_each_as_they_are_named(name: str) -> None:
    block = LIBRARY.monster(name, Edition.SRD_52)
    assert block is not None
    of = replace(fight().with_(replace(combatant_of(block, 9, Coming()), initiative=3)), current=9)
    at = stage(of, thorn=hardy(THORN), mira=hardy(MIRA))
    deeds.do_named(at, 9, "Multiattack", Aim((MIRA_, MIRA_, THORN_)))
    assert [each.who for each in at.scene.log if isinstance(each, Struck)] == [MIRA_, MIRA_, THORN_]


def hardy(sheet: Sheet) -> Sheet:
    return replace(sheet, vitals=Vitals(HitPoints(200, 200)))


def test_the_other_hand_strikes_after_the_first() -> None:
    at = stage(thorn=ROGUE)
    refused("off-hand-first", lambda: acting.attack(at, THORN_, "Dagger (off hand)", Aim((GRIX,))))
    acting.attack(at, THORN_, "Shortsword", Aim((GRIX,)))
    acting.attack(at, THORN_, "Dagger (off hand)", Aim((GRIX,)))


def test_sneak_attack_strikes_once_a_turn() -> None:
    at = stage(thorn=ROGUE)
    acting.attack(at, THORN_, "Shortsword", Aim((GRIX,), ways=SNEAKY))
    assert any(isinstance(each, Hurt) and len(each.parts) == 2 for each in at.scene.log)
    refused("sneak-attack-made", lambda: acting.attack(at, THORN_, "Dagger (off hand)", Aim((SNAG,), ways=SNEAKY)))
    acting.attack(at, THORN_, "Dagger (off hand)", Aim((SNAG,)))


def test_the_dead_are_passed_over_and_not_attacked() -> None:
    dead = replace(MIRA, vitals=replace(Vitals(HitPoints(5, 27)).hurt(5), death=DEAD))
    at = stage(mira=dead)
    turns.advance(at.scene)
    assert at.scene.fight.current == GRIX, "not Mira, who is next in the order"

    slain = fight()
    grix = replace(slain.combatants[GRIX], vitals=Vitals(HitPoints(0, 10), DEAD, outright=True))
    at = stage(slain.with_(grix))
    refused("target-dead", lambda: acting.attack(at, THORN_, "Longsword", Aim((GRIX,))))


@pytest.mark.parametrize("name", ["Multiattack", "Fiery Rays", "Pounce"])
def test_no_action_that_attacks_by_others_goes_at_the_dead_alone(name: str) -> None:
    dragon = LIBRARY.monster("Adult Red Dragon", Edition.SRD_52)
    assert dragon is not None
    there = turn_of(GRIX if name == "Multiattack" else MIRA_)
    there = there.with_(replace(combatant_of(dragon, GRIX, Coming()), initiative=15))
    dead = replace(THORN, vitals=replace(Vitals(HitPoints(5, 27)).hurt(5), death=DEAD))
    at = stage(there, thorn=dead)
    refused("target-dead", lambda: deeds.do_named(at, GRIX, name, Aim((THORN_,))))
    assert not at.scene.combatant(GRIX).spent


def test_no_spell_that_attacks_is_cast_at_the_dead() -> None:
    slain = turn_of(MIRA_)
    grix = replace(slain.combatants[GRIX], vitals=Vitals(HitPoints(0, 10), DEAD, outright=True))
    wizard = replace(MIRA, spells={"Fire Bolt": KnownSpell("Wizard", prepared=True)})
    at = stage(slain.with_(grix), mira=wizard)
    refused("target-dead", lambda: cast(at, MIRA_, "Fire Bolt", GRIX))


def test_a_monster_that_is_told_no_weapon_attacks_with_its_first() -> None:
    at = stage(turn_of(GRIX))
    done = deeds.do_named(at, GRIX, None, Aim((THORN_,)))
    assert (done.step, done.name) == ("action", "Scimitar")


def test_an_area_does_not_concern_the_dead_and_does_those_who_are_dying() -> None:
    slain = turn_of(MIRA_)
    grix = replace(slain.combatants[GRIX], vitals=Vitals(HitPoints(0, 10), DEAD, outright=True))
    wizard = replace(MIRA, spells={"Fireball": KnownSpell("Wizard", prepared=True)})
    dying = replace(THORN, vitals=Vitals(HitPoints(5, 28)).hurt(5))
    at = stage(slain.with_(grix), thorn=dying, mira=wizard)
    cast(at, MIRA_, "Fireball", GRIX, SNAG, THORN_)
    saved = {each.who for each in at.scene.log if isinstance(each, SaveMade)}
    assert saved == {SNAG, THORN_}
    assert [each for each in at.scene.log if getattr(each, "who", None) == GRIX] == [Untouched(GRIX, "Fireball")]
    assert at.scene.vitals(THORN_).is_dead, "of damage beyond all that they could bear"


def test_whoever_a_blow_kills_does_not_save_against_what_it_brings() -> None:
    spider = LIBRARY.monsters[Edition.SRD_51].find("Giant Spider")
    assert spider is not None
    there = turn_of(GRIX, Edition.SRD_51)
    there = there.with_(replace(combatant_of(spider, GRIX, Coming()), initiative=15, side=Side.PARTY))
    snag = replace(there.combatants[SNAG], vitals=Vitals(HitPoints(1, 7), outright=True), side=Side.FOES)
    at = stage(there.with_(snag))
    deeds.do_named(at, GRIX, "Bite", Aim((SNAG,), extra="+20"))
    assert at.scene.vitals(SNAG).is_dead
    assert not any(isinstance(each, SaveMade) for each in at.scene.log)
