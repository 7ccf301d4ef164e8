"""What somebody can do by name: weapons, stat blocks, what everybody can, what effects let them do, ways out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.combat.acts import acting, answers, deeds
from core.combat.acts.aiming import Aim
from core.combat.acts.choices import choices
from core.combat.acts.deeds import Possible
from core.combat.acts.readying import let_go, ready
from core.combat.acts.stage import Stage
from core.combat.play.basics import BASIC
from core.combat.record.happenings import LeftToDm, Offered
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Combatant, Concentration, Fight, Readied
from core.combat.rounds import turns
from core.combat.situation.creatures import Coming, combatant_of
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice
from core.errors import GameError, NotFoundError, RuleError
from core.ids import StreamId
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.terms import Until
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SHEETS, THORN_, fight

DRAGON = 5


def stage(*faces: int, of: Fight | None = None) -> Stage:
    sheets: dict[StreamId, Sheet] = {StreamId(f"character:{number}"): sheet for number, sheet in SHEETS.items()}
    return Stage(of or fight(), sheets, Throws(ScriptedDice(faces)), book=LIBRARY)


def with_dragon(edition: Edition = Edition.SRD_52, *, current: int = THORN_) -> Fight:
    block = LIBRARY.monster("Adult Red Dragon", edition)
    assert block is not None
    dragon = replace(combatant_of(block, DRAGON, Coming()), initiative=5)
    return replace(fight(edition).with_(dragon), next_number=6, current=current)


def names(at: Stage, number: int, sort: str) -> list[str]:
    return [each.name for each in deeds.possible(at, number) if each.sort == sort]


def test_what_a_character_can_do_is_its_attacks_and_what_everybody_can() -> None:
    at = stage()
    assert {"Longsword", "Unarmed Strike"} <= set(names(at, THORN_, "attack"))
    assert {"dash", "dodge", "disengage", "help", "hide", "grapple", "shove", "stand up"} <= set(
        names(at, THORN_, "basic")
    )
    assert names(at, THORN_, "action") == []


def test_what_a_monster_can_do_is_what_its_stat_block_has() -> None:
    listed = {each.name: each.economy for each in deeds.possible(stage(of=with_dragon()), DRAGON)}
    assert listed["Fire Breath"] is Economy.ACTION
    assert Economy.LEGENDARY in listed.values()


@pytest.mark.parametrize(("typed", "name"), [("longs", "Longsword"), ("LONGSWORD", "Longsword"), ("dogde", "dodge")])
def test_a_name_is_meant_by_its_beginning_or_what_it_looks_like(typed: str, name: str) -> None:
    assert deeds.meant(stage(), THORN_, typed).name == name


def test_what_is_nothing_is_refused_with_what_there_is() -> None:
    with pytest.raises(GameError, match="attack-not-found") as refused:
        deeds.meant(stage(), THORN_, "Holy Avenger")
    assert "Longsword" in str(refused.value.facts["names"])
    with pytest.raises(GameError, match="action-not-found"):
        deeds.meant(stage(), GRIX, "")


def test_who_is_held_can_get_out_of_it_by_name() -> None:
    web = Ongoing("Web", GRIX, (Condition.RESTRAINED,), ends=(Until.ESCAPE,), dc=1)
    there = fight()
    there = there.with_(replace(there.combatants[THORN_], ongoing={1: web}))
    at = stage(15, of=there)
    done = deeds.do_named(at, THORN_, "escape web", Aim())
    assert (done.step, done.fight.combatants[THORN_].ongoing) == ("cure", {})


@pytest.mark.parametrize(("edition", "faces"), [(Edition.SRD_52, (2,)), (Edition.SRD_51, (19, 2))])
def test_a_grapple_holds_whoever_does_not_withstand_it(edition: Edition, faces: tuple[int, ...]) -> None:
    done = deeds.do_named(stage(*faces, of=fight(edition)), THORN_, "grapple", Aim((GRIX,)))
    ((held),) = done.fight.combatants[GRIX].ongoing.values()
    assert (held.conditions, held.dc) == ((Condition.GRAPPLED,), 13 if edition is Edition.SRD_52 else 15)
    assert done.fight.combatants[THORN_].spent == {Economy.ACTION: 1}


def test_a_shove_throws_down_or_pushes_away_as_is_chosen() -> None:
    what = deeds.meant(stage(), THORN_, "shove")
    assert choices(what.effects)[:2] == ["prone", "away"]
    done = deeds.do_named(stage(2), THORN_, "shove", Aim((GRIX,)))
    assert done.fight.combatants[GRIX].conditions == {Condition.PRONE}
    done = deeds.do_named(stage(2), THORN_, "shove", Aim((GRIX,), ways=frozenset({"away"})))
    assert done.fight.combatants[GRIX].conditions == frozenset()


def test_when_a_turn_ends_legendary_actions_are_offered_to_those_who_lead_and_come_back_by_themselves() -> None:
    at = stage(of=with_dragon())
    turns.advance(at.scene)
    done = at.done("turn", by=at.scene.fight.current)
    offered = [each for each in done.log if isinstance(each, Offered)]
    assert {each.who for each in offered} == {DRAGON}
    assert all(each.hidden and each.cost == "legendary action" for each in offered)
    assert len(done.fight.openings) == len(offered)

    key = next(iter(done.fight.openings))
    after = stage(*[10] * 40, of=done.fight)
    offered_now = answers.offered(after, key)
    assert isinstance(offered_now, Possible)
    answered = answers.answer(after, key, Aim((THORN_,) if offered_now.least else ()))
    assert not any(each.who == DRAGON for each in answered.fight.openings.values()), "one at a time"
    assert answered.fight.combatants[DRAGON].spent == {Economy.LEGENDARY: 1}

    again = stage(*[6] * 40, of=replace(answered.fight, current=4))
    turns.advance(again.scene)
    assert again.scene.fight.current == DRAGON
    assert again.scene.combatant(DRAGON).spent == {}


@pytest.mark.parametrize("edition", [Edition.SRD_52, Edition.SRD_51])
def test_one_legendary_action_is_taken_after_a_turn_and_the_next_after_another(edition: Edition) -> None:
    name = {Edition.SRD_52: "Pounce", Edition.SRD_51: "Tail Attack"}[edition]
    at = stage(of=with_dragon(edition))
    turns.advance(at.scene)
    ended = at.done("turn")
    assert len(ended.fight.openings) > 1
    typed = deeds.do_named(stage(*[4] * 40, of=ended.fight), DRAGON, name, Aim((THORN_,)))
    assert typed.fight.combatants[DRAGON].spent == {Economy.LEGENDARY: 1}
    assert not any(each.cost == "legendary action" for each in typed.fight.openings.values())
    with pytest.raises(RuleError, match="legendary-action-taken"):
        deeds.do_named(stage(*[4] * 40, of=typed.fight), DRAGON, name, Aim((THORN_,)))
    over = stage(*[4] * 40, of=typed.fight)
    turns.advance(over.scene)
    again = over.done("turn")
    assert {each.cost for each in again.fight.openings.values()} == {"legendary action"}
    second = deeds.do_named(stage(*[4] * 40, of=again.fight), DRAGON, name, Aim((THORN_,)))
    assert second.fight.combatants[DRAGON].spent == {Economy.LEGENDARY: 2}


def test_no_legendary_action_is_taken_in_ones_own_turn_but_what_the_turn_before_has_left() -> None:
    at = stage(*[4] * 40, of=with_dragon(current=4))
    turns.advance(at.scene)
    done = at.done("turn")
    assert done.fight.current == DRAGON
    assert {each.cost for each in done.fight.openings.values()} == {"legendary action"}
    rended = deeds.do_named(stage(*[4] * 40, of=done.fight), DRAGON, "Rend", Aim((THORN_,)))
    assert rended.fight.openings == {}
    assert not any(isinstance(each, Offered) for each in rended.log)
    with pytest.raises(RuleError, match="legendary-in-own-turn"):
        deeds.do_named(stage(*[4] * 40, of=rended.fight), DRAGON, "Pounce", Aim((THORN_,)))


def test_nobody_has_legendary_actions_after_their_own_turn_or_without_any_left() -> None:
    at = stage(*[10] * 40, of=with_dragon(current=DRAGON))
    turns.advance(at.scene)
    assert at.done("turn").fight.openings == {}
    there = with_dragon()
    spent = there.with_(replace(there.combatants[DRAGON], spent={Economy.LEGENDARY: 3}))
    at = stage(of=spent)
    turns.advance(at.scene)
    assert at.done("turn").fight.openings == {}


def test_what_is_nothing_that_can_be_played_is_readied_and_left_to_the_dm() -> None:
    at = stage()
    waits = ready(at, THORN_, Readied("I cut the rope", "the bell rings"), Aim())
    assert waits.name == ""
    later = stage(of=replace(waits.fight, current=MIRA_))
    done = let_go(later, THORN_, Aim())
    assert [type(each) for each in done.log] == [LeftToDm]
    assert "rope" not in str(done.log)
    assert done.fight.combatants[THORN_].spent == {Economy.ACTION: 1, Economy.REACTION: 1}


def test_who_has_no_reaction_left_cannot_do_what_they_readied() -> None:
    waits = ready(stage(), THORN_, Readied("Longsword", "it moves"), Aim())
    thorn = waits.fight.combatants[THORN_]
    spent = waits.fight.with_(replace(thorn, spent={**thorn.spent, Economy.REACTION: 1}))
    with pytest.raises(RuleError, match="reaction-spent"):
        let_go(stage(of=replace(spent, current=MIRA_)), THORN_, Aim((GRIX,)))


def with_mira(**how: object) -> Fight:
    there = replace(fight(), current=MIRA_)
    return there.with_(replace(there.combatants[MIRA_], **how))  # pyright: ignore[reportArgumentType] -- its fields


def test_a_spell_that_is_readied_is_paid_for_then_and_concentrated_on_until_it_is_let_go() -> None:
    at = stage(of=with_mira())
    waits = ready(at, MIRA_, Readied("fire", "it moves"), Aim())
    assert waits.name == "Fire Bolt"
    at = stage(of=with_mira())
    waits = ready(at, MIRA_, Readied("Fireball", "it moves"), Aim())
    mira, sheet = waits.fight.combatants[MIRA_], waits.sheets[StreamId("character:2")]
    assert (mira.readied, mira.concentration) == (Readied("Fireball", "it moves", True), Concentration("Fireball", 3))
    assert sheet.slots_spent == {3: 1}

    later = stage(*[3] * 8, 1, of=replace(waits.fight, current=THORN_))
    later.write(MIRA_, sheet)
    done = let_go(later, MIRA_, Aim((GRIX,)))
    mira = done.fight.combatants[MIRA_]
    assert (done.step, done.sheets[StreamId("character:2")].slots_spent) == ("cast", {3: 1})
    assert (mira.readied, mira.concentration) == (None, None)
    assert mira.spent == {Economy.ACTION: 1, Economy.REACTION: 1}


def test_a_spell_that_is_not_let_go_in_time_or_not_concentrated_on_is_lost() -> None:
    held = {"readied": Readied("Fireball", "it moves", True), "concentration": Concentration("Fireball", 3)}
    at = stage(of=replace(with_mira(**held), current=THORN_))
    turns.advance(at.scene)
    mira = at.scene.combatant(MIRA_)
    assert (at.scene.fight.current, mira.readied, mira.concentration) == (MIRA_, None, None)
    broken = replace(with_mira(**{**held, "concentration": None}), current=THORN_)
    with pytest.raises(RuleError, match="readied-spell-lost"):
        let_go(stage(of=broken), MIRA_, Aim((GRIX,)))


def test_what_takes_no_action_to_cast_cannot_be_readied() -> None:
    at = Stage(
        with_mira(),
        {StreamId("character:2"): replace(SHEETS[MIRA_], spells={"Shield": KnownSpell("Wizard")})},
        Throws(ScriptedDice(())),
        book=LIBRARY,
    )
    with pytest.raises(RuleError, match="not-readiable"):
        ready(at, MIRA_, Readied("Shield", "it hits"), Aim())


def test_a_monsters_readied_spell_counts_once() -> None:
    mage = LIBRARY.monster("Mage", Edition.SRD_52)
    assert mage is not None
    there = replace(fight().with_(replace(combatant_of(mage, DRAGON, Coming()), initiative=5)), current=DRAGON)
    waits = ready(stage(of=there), DRAGON, Readied("Fireball", "they come"), Aim())
    assert waits.fight.combatants[DRAGON].used == {"Fireball": 1}
    done = let_go(stage(*[3] * 30, of=replace(waits.fight, current=THORN_)), DRAGON, Aim((THORN_,)))
    assert done.fight.combatants[DRAGON].used == {"Fireball": 1}


def test_a_grapple_takes_the_place_of_one_attack_and_no_more() -> None:
    levels = {"Fighter": ClassLevels("Fighter", 5, 10)}
    sheets = {StreamId(f"character:{THORN_}"): replace(SHEETS[THORN_], classes=levels)}
    at = Stage(fight(), sheets, Throws(ScriptedDice([2])), book=LIBRARY)
    held = deeds.do_named(at, THORN_, "grapple", Aim((GRIX,)))
    assert held.fight.combatants[THORN_].attacks_left == 1
    at = Stage(held.fight, sheets, Throws(ScriptedDice([15, 4])), book=LIBRARY)
    struck = deeds.do_named(at, THORN_, "longsword", Aim((GRIX,)))
    assert struck.fight.combatants[THORN_].attacks_left == 0
    with pytest.raises(RuleError, match="action-spent"):
        deeds.do_named(
            Stage(struck.fight, sheets, Throws(ScriptedDice(())), book=LIBRARY), THORN_, "shove", Aim((GRIX,))
        )


def test_a_readied_shove_takes_the_reaction() -> None:
    waits = ready(stage(), THORN_, Readied("shove", "it comes near"), Aim())
    done = let_go(stage(2, of=replace(waits.fight, current=MIRA_)), THORN_, Aim((GRIX,)))
    assert (done.name, done.fight.combatants[GRIX].conditions) == ("Shove", {Condition.PRONE})
    assert done.fight.combatants[THORN_].spent == {Economy.ACTION: 1, Economy.REACTION: 1}


def test_a_lair_hides_from_nobody_and_looks_for_nobody() -> None:
    at = stage(10, of=with_dragon().with_(Combatant(9, monster="Adult Red Dragon", lair_of=DRAGON, initiative=20)))
    for way in BASIC:
        with pytest.raises(NotFoundError, match="combatant-not-found"):
            acting.basic(at, 9, way, Aim(overrule=True))


def test_a_lair_has_its_own_actions_alone() -> None:
    block = LIBRARY.monster("Adult Red Dragon", Edition.SRD_51)
    assert block is not None
    there = with_dragon(Edition.SRD_51)
    at = stage(of=there.with_(Combatant(9, monster=block.name, lair_of=DRAGON, initiative=20)))
    lair = [each.name for each in block.actions if each.economy is Economy.LAIR]
    assert [each.name for each in deeds.possible(at, 9)] == lair
