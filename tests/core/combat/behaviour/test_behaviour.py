"""Behaviour: what is suggested is legal whoever it is, follows from fight and seed, and is as the profile has it."""

from __future__ import annotations

import doctest
import random
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.combat.acts import entering, marking
from core.combat.acts.entering import Entrance
from core.combat.acts.marking import HitPointChange, Mark
from core.combat.acts.stage import Stage
from core.combat.behaviour import aims
from core.combat.behaviour.judging import Why
from core.combat.behaviour.knowledge import Blow, Knowledge
from core.combat.behaviour.options import Option, do
from core.combat.behaviour.profiles import TEMPERS, Profile, by_nature
from core.combat.behaviour.suggesting import Asked, Suggestion, next_of_turn, profile_of, suggested
from core.combat.behaviour.trials import Board, Foretold
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Fight, Side
from core.combat.rounds import turns
from core.combat.situation.creatures import Coming
from core.combat.situation.throws import Throws
from core.dice.source import SecureDice
from core.errors import GameError
from core.ids import StreamId
from core.monsters.stat_block import StatBlock
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.hit_points import HitPoints
from core.rules.vitals import DYING, Vitals
from data.srd.library import Library
from tests.core.combat.brawls import PARTY
from tests.core.combat.fights import LIBRARY

THORN_, MIRA_ = 1, 2
"""Their numbers."""
CHUNKS: Final = 10
NAMES: Final = {edition: LIBRARY.monster_names(edition) for edition in Edition}


def stage_of(fight: Fight, seed: int = 1) -> Stage:
    return Stage(fight, dict(PARTY), Throws(SecureDice(random.Random(seed).randbytes)), book=LIBRARY)


def fight_with(*monsters: str, edition: Edition = Edition.SRD_52, seed: int = 1) -> tuple[Fight, tuple[int, ...]]:
    """Thorn and Mira against monsters, on the first one's turn."""
    stage = stage_of(Fight(StreamId("fight:1"), table=StreamId("table:1"), edition=edition), seed)
    entering.enter(stage, list(PARTY), Entrance())
    came: list[int] = []
    for name in monsters:
        block = LIBRARY.monster(name, edition)
        assert block is not None, name
        came += entering.add(stage, block, 1, Coming()).targets
    return replace(stage.done("joined").fight, round=1, current=came[0]), tuple(came)


def board(fight: Fight, **sheets: Vitals) -> Board:
    there = {stream: replace(sheet, vitals=sheets.get(sheet.name, sheet.vitals)) for stream, sheet in PARTY.items()}
    return Board(fight, there, LIBRARY)


def by(fight: Fight, number: int, profile: Profile, *told: Blow, **sheets: Vitals) -> list[Suggestion]:
    return suggested(board(fight, **sheets), Asked(number, profile, 7, told))


def targets(found: list[Suggestion]) -> tuple[int, ...]:
    return found[0].option.aim.targets


def test_examples_hold() -> None:
    result = doctest.testmod(aims)
    assert (result.failed, result.attempted > 0) == (0, True)


def executed(fight: Fight, option: Option, seeds: int = 3) -> None:
    """Every suggestion is carried out by the engine, whatever the dice show."""
    for seed in range(seeds):
        do(stage_of(fight, seed), option)


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("chunk", [0, *(pytest.param(each, marks=pytest.mark.soak) for each in range(1, CHUNKS))])
def test_every_monster_of_the_books_is_suggested_something_that_it_can_do(edition: Edition, chunk: int) -> None:
    for place, name in list(enumerate(NAMES[edition]))[chunk::CHUNKS]:
        fight, (number,) = fight_with(name, edition=edition, seed=place)
        found = suggested(board(fight), Asked(number, list(Profile)[place % len(Profile)], place))
        assert found, name
        for each in found:
            executed(fight, each.option)


@st.composite
def fights(draw: st.DrawFn) -> tuple[Fight, int, int]:
    """A fight in which much has happened, one of its monsters, and a seed."""
    edition = draw(st.sampled_from(list(Edition)))
    names = draw(st.lists(st.sampled_from(NAMES[edition]), min_size=1, max_size=3))
    seed = draw(st.integers(0, 10_000))
    fight, came = fight_with(*names, edition=edition, seed=seed)
    for place, what in enumerate(draw(st.lists(st.sampled_from(["hurt", "mark", "turn", "act"]), max_size=5))):
        stage = stage_of(fight, seed + place)
        there = sorted(fight.combatants)
        whom = there[draw(st.integers(0, 50)) % len(there)]
        try:
            if what == "hurt":
                marking.hit_points(stage, whom, HitPointChange("damage", str(draw(st.integers(1, 60)))))
            elif what == "mark":
                condition = draw(st.sampled_from(list(Condition)))
                marking.mark(stage, whom, Mark("Test", (condition,), 3, draw(st.sampled_from(there))))
            elif what == "turn":
                turns.advance(stage.scene)
            elif fight.current in came and (step := next_of_turn(board(fight), Asked(fight.current, Profile.NEAREST))):
                do(stage, step.option)
        except GameError:
            continue
        fight = stage.done("changed").fight
    return fight, draw(st.sampled_from(came)), seed


@given(fights(), st.sampled_from(list(Profile)))
@settings(max_examples=60, deadline=None)
def test_in_any_fight_every_suggestion_is_legal_and_the_same_again(
    drawn: tuple[Fight, int, int], profile: Profile
) -> None:
    fight, number, seed = drawn
    found = suggested(board(fight), Asked(number, profile, seed))
    for each in found:
        executed(fight, each.option)
        assert each.option.by == number
    assert suggested(board(fight), Asked(number, profile, seed)) == found
    assert [each.worth for each in found] == sorted((each.worth for each in found), reverse=True)
    if fight.current != number:
        assert {each.option.economy for each in found} <= {Economy.LEGENDARY}


def test_who_is_nearest_is_whoever_fought_it_hand_to_hand_last() -> None:
    fight, (ogre,) = fight_with("Ogre")
    for foe in (MIRA_, THORN_):
        found = by(fight, ogre, Profile.NEAREST, Blow(ogre, foe, "Greatclub", struck=True))
        assert targets(found) == (foe,)
    struck = by(fight, ogre, Profile.NEAREST, Blow(THORN_, ogre, "Longsword", struck=True))
    assert Why.STRUCK in {each.why for each in struck[0].reasons}


def test_being_held_is_nearer_than_blows_and_shots_are_farther_than_both() -> None:
    fight, (ogre,) = fight_with("Ogre")
    held = fight.with_(replace(fight.combatants[ogre], ongoing={9: Ongoing("Grapple", THORN_, (Condition.GRAPPLED,))}))
    scene = board(held).stage(Foretold("")).scene
    knows = Knowledge(scene, [Blow(MIRA_, ogre, "Dagger", struck=True)])
    assert knows.near(ogre, THORN_) > knows.near(ogre, MIRA_) > 0
    archer, (shot,) = fight_with("Bandit Captain")
    scene = board(archer).stage(Foretold("")).scene
    far = Knowledge(scene, [Blow(shot, THORN_, "Pistol", struck=True)])
    hand_to_hand = Knowledge(scene, [Blow(shot, THORN_, "Scimitar", struck=True)])
    assert far.near(shot, THORN_) == 0
    assert 0 < far.near(THORN_, shot) < hand_to_hand.near(THORN_, shot)
    assert far.last_struck_by(THORN_) == shot


def test_the_weakest_is_taken_first_by_who_goes_for_them() -> None:
    fight, (ogre,) = fight_with("Ogre")
    weak, well = Vitals(HitPoints(3, 28)), Vitals(HitPoints(27, 27))
    told = Blow(ogre, MIRA_, "Greatclub", struck=True)
    assert targets(by(fight, ogre, Profile.WEAKEST, told, Thorn=weak, Mira=well)) == (THORN_,)
    assert targets(by(fight, ogre, Profile.NEAREST, told, Thorn=well, Mira=weak)) == (MIRA_,)


def test_who_casts_first_casts_while_there_is_something_to_cast() -> None:
    fight, (mage,) = fight_with("Mage")
    assert by(fight, mage, Profile.SPELL_FIRST)[0].option.how == "cast"


def test_a_coward_that_is_hurt_gets_away_and_one_that_is_not_fights() -> None:
    fight, (goblin,) = fight_with("Bandit")
    assert by(fight, goblin, Profile.COWARDLY)[0].option.how == "act"
    hurt = replace(fight.combatants[goblin], vitals=Vitals(HitPoints(2, 11), outright=True))
    told = Blow(THORN_, goblin, "Longsword", struck=True)
    found = by(fight.with_(hurt), goblin, Profile.COWARDLY, told)
    assert (found[0].option.name, found[0].reasons[0].why) == ("disengage", Why.FLEES)
    assert by(fight.with_(hurt), goblin, Profile.NEAREST, told)[0].option.how == "act"


def test_a_pack_goes_where_the_pack_is() -> None:
    fight, (first, second) = fight_with("Wolf", "Wolf")
    for foe in (MIRA_, THORN_):
        found = by(fight, first, Profile.PACK, Blow(second, foe, "Bite", struck=True))
        assert targets(found) == (foe,)
        assert found[0].reasons[-1].why is Why.HUNTED


def test_a_protector_goes_for_who_harms_its_side_and_mends_it() -> None:
    fight, (guard, other) = fight_with("Guard", "Guard")
    for foe in (MIRA_, THORN_):
        found = by(fight, guard, Profile.PROTECTOR, Blow(foe, other, "Longsword", struck=True))
        assert targets(found) == (foe,)
        assert found[0].reasons[-1].why is Why.AVENGED
    fight, (priest, hurt) = fight_with("Priest", "Guard")
    fight = fight.with_(replace(fight.combatants[hurt], vitals=Vitals(HitPoints(1, 11), outright=True)))
    names = {each.option.name for each in by(fight, priest, Profile.PROTECTOR)}
    assert names & {"Healing Word", "Divine Aid", "Cure Wounds"}


def test_the_mindless_go_on_at_the_fallen_and_know_no_tricks() -> None:
    fight, (zombie,) = fight_with("Zombie")
    down = Vitals(HitPoints(0, 28), DYING)
    held = Blow(zombie, THORN_, "Slam", struck=True)
    assert targets(by(fight, zombie, Profile.MINDLESS, held, Thorn=down)) == (THORN_,)
    assert targets(by(fight, zombie, Profile.NEAREST, held, Thorn=down)) == (MIRA_,)
    assert {each.option.name for each in by(fight, zombie, Profile.MINDLESS)} <= {"Slam", "dash"}


def test_who_lies_there_gets_up_first_if_that_helps() -> None:
    fight, (ogre,) = fight_with("Ogre")
    prone = replace(fight.combatants[ogre], ongoing={9: Ongoing("Shove", THORN_, (Condition.PRONE,))})
    found = by(fight.with_(prone), ogre, Profile.NEAREST)
    assert "stand up" in {each.option.name for each in found}


def test_who_cannot_act_is_suggested_nothing() -> None:
    fight, (ogre,) = fight_with("Ogre")
    stunned = replace(fight.combatants[ogre], ongoing={9: Ongoing("Stunning", THORN_, (Condition.STUNNED,))})
    assert by(fight.with_(stunned), ogre, Profile.NEAREST) == []
    assert next_of_turn(board(fight.with_(stunned)), Asked(ogre, Profile.NEAREST)) is None


def test_legendary_actions_are_for_the_turns_of_others_and_lairs_have_their_own() -> None:
    fight, (dragon,) = fight_with("Adult Red Dragon", edition=Edition.SRD_51)
    assert {each.option.economy for each in by(fight, dragon, Profile.NEAREST)} <= {Economy.ACTION, Economy.NONE}
    other = replace(fight, current=THORN_)
    assert {each.option.economy for each in by(other, dragon, Profile.NEAREST)} == {Economy.LEGENDARY}
    stage = stage_of(fight)
    (lair,) = entering.add_lair(stage, dragon).targets
    with_lair = replace(stage.scene.fight, current=lair)
    assert by(with_lair, lair, Profile.NEAREST) == [], "the books tell of lairs in prose alone"
    block = LIBRARY.monster("Adult Red Dragon", Edition.SRD_51)
    assert block is not None
    breath = next(each for each in block.actions if each.name == "Fire Breath")
    tremor = replace(breath, name="Tremor", economy=Economy.LAIR, usage=None)
    told = Told(replace(block, actions=(*block.actions, tremor)))
    there = Board(with_lair, dict(PARTY), told)
    (found,) = suggested(there, Asked(lair, Profile.NEAREST))
    assert (found.option.name, found.option.economy) == ("Tremor", Economy.LAIR)


class Told(Library):
    """The books with one stat block otherwise."""

    def __init__(self, block: StatBlock) -> None:
        super().__init__()
        self._other = block

    def monster(self, name: str, edition: Edition) -> StatBlock | None:
        return self._other if name == self._other.name else super().monster(name, edition)


def test_a_turn_is_its_action_and_what_else_is_worth_it_and_comes_to_an_end() -> None:
    fight, (goblin,) = fight_with("Goblin Boss")
    names: list[str] = []
    while step := next_of_turn(board(fight), Asked(goblin, Profile.NEAREST, 3)):
        stage = stage_of(fight)
        do(stage, step.option)
        names.append(step.option.name)
        fight = stage.scene.fight
        assert len(names) < 9
    assert names
    assert fight.combatants[goblin].spent[Economy.ACTION] == 1
    there = {each.option.name for each in by(fight_with("Ogre")[0], 3, Profile.NEAREST)}
    again = suggested(board(fight_with("Ogre")[0]), Asked(3, Profile.NEAREST, 7, but=frozenset({"Greatclub"})))
    assert "Greatclub" in there - {each.option.name for each in again}


def test_those_of_no_side_go_for_the_foes() -> None:
    fight, (ogre, wolf) = fight_with("Ogre", "Wolf")
    fight = fight.with_(replace(fight.combatants[ogre], side=Side.OTHERS))
    assert targets(by(fight, ogre, Profile.NEAREST)) == (wolf,)


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("Zombie", Profile.MINDLESS),
        ("Gelatinous Cube", Profile.MINDLESS),
        ("Mage", Profile.SPELL_FIRST),
        ("Wolf", Profile.PACK),
        ("Commoner", Profile.COWARDLY),
        ("Ogre", Profile.NEAREST),
    ],
)
def test_who_was_given_no_profile_behaves_by_nature(name: str, profile: Profile) -> None:
    block = LIBRARY.monster(name, Edition.SRD_52)
    assert block is not None
    assert by_nature(block) is profile
    fight, (number,) = fight_with(name)
    scene = board(fight).stage(Foretold("")).scene
    assert profile_of(scene, number) is profile
    kept = board(fight.with_(replace(fight.combatants[number], profile="pack"))).stage(Foretold("")).scene
    assert profile_of(kept, number) is Profile.PACK
    assert profile_of(kept, number, Profile.WEAKEST) is Profile.WEAKEST
    assert set(TEMPERS) == set(Profile)
