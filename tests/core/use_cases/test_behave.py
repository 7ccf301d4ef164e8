"""Monsters that behave, on a real ledger: suggestions for those who lead alone, and turns of ordinary steps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.combat.acts.marking import Standing
from core.combat.behaviour.profiles import Profile
from core.combat.record.state import Fight
from core.combat.situation.creatures import Coming
from core.errors import NotAllowedError, RuleError
from core.ids import Cause
from core.rules.actions import Economy
from core.rules.edition import Edition
from core.tables.events import Rolled
from core.tables.state import Person
from core.use_cases.behave import Behave, Picked
from core.use_cases.enter_fight import Monsters
from data.srd.library import Library
from tests.core.use_cases.test_fights import Arena, arena  # noqa: F401 - a fixture

OGRE = 3


@pytest.fixture
def behave(arena: Arena) -> Behave:  # noqa: F811 - the fixture
    return Behave(arena.game.ledger, arena.enter._fighting, Library())  # pyright: ignore[reportPrivateUsage] -- the same steps


async def on_its_turn(arena: Arena, mara: Person, *, hidden: bool = False) -> Fight:  # noqa: F811 - the fixture
    """Thorn and Mira against an ogre, on the ogre's turn."""
    cause = arena.game.cause
    await arena.start(mara, arena.place, Edition.SRD_52, cause=cause())
    ogre = Monsters("Ogre", coming=Coming(hidden=hidden))
    await arena.enter.add(await arena.found(mara), mara, ogre, cause=cause())
    while (await arena.found(mara)).fight.current != OGRE:
        await arena.turn.next(await arena.found(mara), mara, cause=cause())
    return (await arena.found(mara)).fight


async def test_what_is_suggested_is_done_as_a_step_like_others(arena: Arena, behave: Behave, mara: Person) -> None:  # noqa: F811
    fight = await on_its_turn(arena, mara)
    told = await behave.suggest(await arena.found(mara), OGRE, Profile.WEAKEST)
    assert (told.profile, told.kept, told.fight.sequence) == (Profile.WEAKEST, False, fight.sequence)
    best = told.suggestions[0].option
    assert best.name in {"Greatclub", "Javelin"}
    again = await behave.suggest(await arena.found(mara), OGRE, Profile.WEAKEST)
    assert again == told
    picked = Picked(OGRE, Profile.WEAKEST, fight.sequence, 0)
    done = await behave.do(await arena.found(mara), mara, picked, cause=Cause("900"))
    assert (done.step.step, done.step.by, done.step.name) == ("action", OGRE, best.name)
    assert done.step.targets == best.aim.targets
    assert done.fight.combatants[OGRE].spent[Economy.ACTION] == 1
    heard_twice = await behave.do(await arena.found(mara), mara, picked, cause=Cause("900"))
    assert heard_twice.step == done.step
    with pytest.raises(RuleError, match="suggestion-outdated"):
        await behave.do(await arena.found(mara), mara, picked, cause=Cause("901"))
    await arena.undo(await arena.found(mara), mara, 1, cause=Cause("902"))
    after = (await arena.found(mara)).fight
    assert replace(after, sequence=0) == replace(fight, sequence=0)


async def test_players_neither_see_nor_do_what_monsters_would(
    arena: Arena,  # noqa: F811 - the fixture
    behave: Behave,
    mara: Person,
    tobin: Person,
) -> None:
    fight = await on_its_turn(arena, mara)
    found = await arena.found(tobin)
    picked = Picked(OGRE, Profile.NEAREST, fight.sequence, 0)
    for doing in (
        behave.suggest(found, OGRE),
        behave.do(found, tobin, picked, cause=Cause("1")),
        behave.turn(found, tobin, OGRE, cause=Cause("1")),
    ):
        with pytest.raises(NotAllowedError, match="not-yours-to-run"):
            await doing


async def test_a_whole_turn_is_its_steps_and_its_end_and_heard_twice_it_is_played_once(
    arena: Arena,  # noqa: F811 - the fixture
    behave: Behave,
    mara: Person,
) -> None:
    before = await on_its_turn(arena, mara, hidden=True)
    steps = await behave.turn(await arena.found(mara), mara, OGRE, cause=Cause("700"))
    assert [each.step.step for each in steps] == ["action", "turn"]
    assert steps[0].step.by == OGRE
    after = (await arena.found(mara)).fight
    assert after.current != OGRE
    assert steps[-1].fight == after == await arena.replayed(after.stream)
    again = await behave.turn(await arena.found(mara), mara, OGRE, cause=Cause("700"))
    assert [each.step for each in again] == [each.step for each in steps]
    assert (await arena.found(mara)).fight == after
    rolls = [
        event.fact
        for event in await arena.game.ledger.history(before.table or before.stream)
        if isinstance(event.fact, Rolled) and event.cause == "700"
    ]
    assert [each.hidden for each in rolls] == [True]
    await arena.undo(await arena.found(mara), mara, len(steps), cause=Cause("701"))
    back = (await arena.found(mara)).fight
    assert replace(back, sequence=0, next_ongoing=0) == replace(before, sequence=0, next_ongoing=0)


async def test_what_began_before_a_process_died_is_gone_on_with(arena: Arena, behave: Behave, mara: Person) -> None:  # noqa: F811
    fight = await on_its_turn(arena, mara)
    picked = Picked(OGRE, Profile.NEAREST, fight.sequence, 0)
    first = await behave.do(await arena.found(mara), mara, picked, cause=Cause("600"))
    steps = await behave.turn(await arena.found(mara), mara, OGRE, cause=Cause("600"))
    assert [each.step.step for each in steps] == ["action", "turn"]
    assert steps[0].step == first.step


async def test_turns_are_played_of_monsters_on_their_turn_alone(arena: Arena, behave: Behave, mara: Person) -> None:  # noqa: F811
    await on_its_turn(arena, mara)
    with pytest.raises(RuleError, match="auto-for-monsters"):
        await behave.turn(await arena.found(mara), mara, 1, cause=Cause("500"))
    await arena.turn.next(await arena.found(mara), mara, cause=Cause("501"))
    with pytest.raises(RuleError, match="not-your-turn"):
        await behave.turn(await arena.found(mara), mara, OGRE, cause=Cause("502"))


async def test_a_profile_that_is_set_stays_and_is_taken_back_like_anything(
    arena: Arena,  # noqa: F811 - the fixture
    behave: Behave,
    mara: Person,
) -> None:
    await on_its_turn(arena, mara)
    assert (await behave.suggest(await arena.found(mara), OGRE)).profile is Profile.NEAREST
    pack = Standing(profile=Profile.PACK.value)
    await arena.mark.stand(await arena.found(mara), mara, OGRE, pack, cause=Cause("400"))
    told = await behave.suggest(await arena.found(mara), OGRE)
    assert (told.profile, told.kept) == (Profile.PACK, True)
    fight = (await arena.found(mara)).fight
    assert fight == await arena.replayed(fight.stream)
    await arena.undo(await arena.found(mara), mara, 1, cause=Cause("401"))
    assert (await behave.suggest(await arena.found(mara), OGRE)).profile is Profile.NEAREST


async def test_who_was_fought_last_is_known_from_the_fight_s_own_events(
    arena: Arena,  # noqa: F811 - the fixture
    behave: Behave,
    mara: Person,
) -> None:
    fight = await on_its_turn(arena, mara)
    there = (await behave.suggest(await arena.found(mara), OGRE)).suggestions
    place = next(place for place, each in enumerate(there) if each.option.aim.targets)
    picked = Picked(OGRE, Profile.NEAREST, fight.sequence, place)
    done = await behave.do(await arena.found(mara), mara, picked, cause=Cause("300"))
    (foe,) = done.step.targets
    while True:
        await arena.turn.next(await arena.found(mara), mara, cause=arena.game.cause())
        if (await arena.found(mara)).fight.current == OGRE:
            break
    again = await behave.suggest(await arena.found(mara), OGRE, Profile.NEAREST)
    struck = next(each for each in again.suggestions if each.option.aim.targets)
    assert struck.option.aim.targets == (foe,)
