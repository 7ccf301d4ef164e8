"""Whatever the book lets somebody answer with is offered, asked for its targets, and played by its opening."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

import pytest

from core.characters.sheet import ClassLevels, KnownSpell, Sheet
from core.combat.acts import answers, casting, deeds
from core.combat.acts.aiming import Aim
from core.combat.acts.castable import Castable
from core.combat.acts.deeds import Possible
from core.combat.acts.stage import Stage
from core.combat.record.happenings import LeftToDm
from core.combat.record.openings import Opening, after
from core.combat.record.proceedings import Offered, Overruled
from core.combat.record.state import Fight
from core.combat.record.steps import Done
from core.combat.rounds import turns
from core.combat.situation.creatures import Coming, combatant_of
from core.combat.situation.throws import Throws
from core.dice.source import ScriptedDice, SecureDice
from core.errors import RuleError
from core.ids import StreamId
from core.monsters.stat_block import StatBlock
from core.rules.actions import Economy
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.vitals import Vitals
from tests.core.characters.sheets import MIRA, THORN
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SHEETS, THORN_, fight
from tests.core.combat.stories import spell_of

FOE = 5
BLOCKS = [
    block
    for edition in Edition
    for block in LIBRARY.monsters[edition]
    if any(each.economy in {Economy.REACTION, Economy.LEGENDARY} for each in block.actions)
]


def stage(of: Fight, sheets: dict[int, Sheet] | None = None) -> Stage:
    written = {StreamId(f"character:{number}"): sheet for number, sheet in {**SHEETS, **(sheets or {})}.items()}
    return Stage(of, written, Throws(SecureDice(random.Random(3).randbytes)), book=LIBRARY)


def against(block: StatBlock) -> Fight:
    foe = replace(combatant_of(block, FOE, Coming()), initiative=5)
    return replace(fight(block.edition).with_(foe), next_number=6)


def given(of: Fight, key: str) -> None:
    at = stage(of)
    what = answers.offered(at, key)
    aimed = of.openings[key].against is None and isinstance(what, Possible) and what.most != 0
    try:
        done = answers.answer(at, key, Aim((THORN_,) if aimed else ()))
    except RuleError as refused:
        assert refused.reason == "spell-not-chosen"  # noqa: PT017 -- which of its spells is its own to say
        return
    assert key not in done.fight.openings


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.edition}-{block.slug}")
def test_every_reaction_to_a_blow_and_every_legendary_action_that_is_offered_can_be_given(block: StatBlock) -> None:
    hit = deeds.do_named(stage(against(block)), THORN_, "Longsword", Aim((FOE,), extra="40"))
    at = stage(against(block))
    turns.advance(at.scene)
    ended = at.done("turn")
    legendary = {each.name for each in block.actions if each.economy is Economy.LEGENDARY and each.cost <= 3}
    assert {each.name for each in ended.fight.openings.values() if each.cost == "legendary action"} == legendary
    for fought in (hit.fight, ended.fight):
        for key, opening in fought.openings.items():
            assert opening.hidden is (opening.who == FOE or opening.who > 2)
            given(fought, key)


def turned(of: Fight) -> Done:
    at = stage(of)
    turns.advance(at.scene)
    return at.done("turn")


def dragon_is_next(spent: int = 0) -> Fight:
    """The dragon's turn comes after Thorn's, which is on; a round ago it has spent some of its legendary actions."""
    block = LIBRARY.monster("Adult Red Dragon", Edition.SRD_51)
    assert block is not None
    before = against(block)
    foe = replace(before.combatants[FOE], initiative=19, spent={Economy.LEGENDARY: spent})
    return before.with_(foe)


def legendary(of: Fight) -> dict[str, str]:
    return {each.name: key for key, each in of.openings.items() if each.cost == "legendary action"}


def test_whoever_is_next_has_a_legendary_action_at_the_end_of_the_turn_before_its_own() -> None:
    began = turned(dragon_is_next(spent=2)).fight
    assert began.current == FOE
    assert began.combatants[FOE].spent == {}
    assert set(legendary(began)) == {"Detect", "Tail Attack"}  # one was left, and Wing Attack takes two
    done = answers.answer(stage(began), legendary(began)["Tail Attack"], Aim((THORN_,)))
    assert not legendary(done.fight)
    assert done.fight.combatants[FOE].spent == {}  # the three that came back are whole, and so is its turn
    with pytest.raises(RuleError, match="legendary-in-own-turn"):
        deeds.do_named(stage(done.fight), FOE, "Tail Attack", Aim((THORN_,)))
    after_it = deeds.do_named(stage(done.fight), FOE, "Bite", Aim((THORN_,)))
    assert after_it.fight.combatants[FOE].spent == {Economy.ACTION: 1}


def test_who_has_spent_all_legendary_actions_has_none_before_its_own_turn() -> None:
    began = turned(dragon_is_next(spent=3)).fight
    assert began.current == FOE
    assert not legendary(began)
    with pytest.raises(RuleError, match="legendary-in-own-turn"):
        deeds.do_named(stage(began), FOE, "Tail Attack", Aim((THORN_,)))


def test_a_legendary_action_before_the_own_turn_is_past_once_its_bearer_does_something_else() -> None:
    began = turned(dragon_is_next()).fight
    assert set(legendary(began)) == {"Detect", "Tail Attack", "Wing Attack"}
    acted = deeds.do_named(stage(began), FOE, "Bite", Aim((THORN_,))).fight
    assert not legendary(acted)
    with pytest.raises(RuleError, match="legendary-in-own-turn"):
        deeds.do_named(stage(acted), FOE, "Tail Attack", Aim((THORN_,)))
    assert legendary(turned(began).fight) == {}  # nor does it outlast the turn, and its own end gives it none


@pytest.mark.parametrize("edition", list(Edition))
def test_a_parry_that_answers_nothing_is_refused_and_can_be_overruled(edition: Edition) -> None:
    name = {Edition.SRD_51: "Knight", Edition.SRD_52: "Knight"}[edition]
    block = LIBRARY.monster(name, edition)
    assert block is not None
    of = against(block)
    with pytest.raises(RuleError, match="reaction-not-set-off"):
        deeds.do_named(stage(of), FOE, "Parry", Aim())
    overruled = deeds.do_named(stage(of), FOE, "Parry", Aim(overrule=True))
    assert Overruled("reaction-not-set-off") in overruled.log
    hit = deeds.do_named(stage(of), THORN_, "Longsword", Aim((FOE,), extra="40")).fight
    done = deeds.do_named(stage(hit), FOE, "Parry", Aim())
    assert done.fight.combatants[FOE].spent == {Economy.REACTION: 1}
    with pytest.raises(RuleError, match="reaction"):
        deeds.do_named(stage(turned(of).fight), FOE, "Parry", Aim())


def test_who_was_made_invisible_by_a_spell_can_counter_it() -> None:
    mage = LIBRARY.monster("Archmage", Edition.SRD_51)
    assert mage is not None
    spells = {"Counterspell": KnownSpell("Wizard", prepared=True)}
    spell = partial(spell_of, edition=Edition.SRD_51)
    wizard = {MIRA_: replace(MIRA, classes={"Wizard": ClassLevels("Wizard", 5, 6)}, spells=spells)}
    before = stage(replace(against(mage), current=FOE), wizard)
    unseen = casting.cast(before, FOE, spell("Invisibility"), Aim((MIRA_,))).fight
    assert unseen.combatants[MIRA_].ongoing
    countered = casting.cast(stage(unseen, wizard), MIRA_, spell("Counterspell"), Aim((FOE,)))
    assert not any(isinstance(each, LeftToDm) for each in countered.log)
    assert countered.fight.combatants[MIRA_].ongoing == {}
    assert countered.fight.combatants[FOE].concentration is None


def test_a_smite_goes_at_whoever_was_hit() -> None:
    spells = {"Divine Smite": KnownSpell("Paladin", always=True)}
    paladin = replace(THORN, classes={"Paladin": ClassLevels("Paladin", 5, 10)}, spells=spells)
    hit = deeds.do_named(stage(fight(), {THORN_: paladin}), THORN_, "Longsword", Aim((GRIX,), extra="30"))
    assert hit.fight.openings == {"0-0": Opening(THORN_, "Divine Smite", GRIX, "bonus action")}
    done = answers.answer(stage(hit.fight, {THORN_: paladin}), "0-0", Aim())
    assert (done.step, done.targets) == ("cast", (GRIX,))
    assert done.sheets[StreamId("character:1")].slots_spent == {1: 1}
    what = answers.offered(stage(hit.fight, {THORN_: paladin}), "0-0")
    assert isinstance(what, Castable)
    assert what.slots == ((1, 4), (2, 2))
    higher = answers.answer(stage(hit.fight, {THORN_: paladin}), "0-0", Aim(), slot=2)
    assert higher.sheets[StreamId("character:1")].slots_spent == {2: 1}


def test_what_a_turn_offers_outlasts_deeds_and_what_a_deed_offers_does_not() -> None:
    wing, parry = Offered(FOE, "Wing", cost="legendary action", hidden=True), Offered(FOE, "Parry", 1, hidden=True)
    turn = after({}, "turn", [wing], sequence=4)
    assert turn["4-0"].of_turn
    hit = after(turn, "attack", [parry, parry], sequence=5)
    assert list(hit) == ["4-0", "5-0"]
    assert list(after(hit, "hit-points", [], sequence=6)) == ["4-0", "5-0"]
    assert list(after(hit, "action", [], sequence=6, used="4-0")) == ["5-0"]
    assert list(after(hit, "cast", [], sequence=6)) == ["4-0"]
    assert after(hit, "turn", [], sequence=6) == {}


NEARLY_DOWN = replace(
    MIRA,
    classes={"Wizard": ClassLevels("Wizard", 5, 6)},
    spells={name: KnownSpell("Wizard", prepared=True) for name in ("Shield", "Counterspell", "Hellish Rebuke")},
    vitals=Vitals(HitPoints(3, 27)),
)
OWN = StreamId("character:2")


def scripted(of: Fight, *faces: int, mira: Sheet = NEARLY_DOWN) -> Stage:
    return Stage(of, {StreamId("character:1"): THORN, OWN: mira}, Throws(ScriptedDice(faces)), book=LIBRARY)


def test_who_falls_by_a_hit_can_still_have_warded_it_off() -> None:
    hit = deeds.do_named(scripted(replace(fight(), current=GRIX), 10, 6), GRIX, "Scimitar", Aim((MIRA_,)))
    down = hit.sheets[OWN]
    assert down.vitals.is_dying
    assert {each.name for each in hit.fight.openings.values()} == {"Shield"}, "who is down rebukes nobody"
    shielded = answers.answer(scripted(hit.fight, mira=down), next(iter(hit.fight.openings)), Aim()).sheets[OWN]
    assert (shielded.vitals.hit_points.current, shielded.slots_spent) == (3, {1: 1})
    with pytest.raises(RuleError, match="cannot-act"):
        casting.cast(scripted(hit.fight, mira=down), MIRA_, spell_of("Hellish Rebuke", Edition.SRD_52), Aim((GRIX,)))


def test_who_falls_by_a_spell_can_still_have_countered_it() -> None:
    mage = LIBRARY.monster("Archmage", Edition.SRD_51)
    assert mage is not None
    before = scripted(replace(against(mage), current=FOE), *([1] * 40))
    cast = casting.cast(before, FOE, spell_of("Cone of Cold", Edition.SRD_51), Aim((MIRA_,)))
    assert cast.sheets[OWN].vitals.is_down
    assert "Counterspell" in {each.name for each in cast.fight.openings.values()}
    at = scripted(cast.fight, 20, mira=cast.sheets[OWN])
    countered = casting.cast(at, MIRA_, spell_of("Counterspell", Edition.SRD_51), Aim((FOE,)))
    assert countered.sheets[OWN].vitals.hit_points.current == 3
