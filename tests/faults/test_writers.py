"""Many at one table at once: R28 (twenty writers beside a plain model), and two in the same millisecond."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

import pytest

from bot.sandbox.snowflake import minted_at
from tests.faults.deeds import Deed
from tests.faults.field import Field
from tests.faults.invariants import check
from tests.faults.play import CHANNEL, MOST_SEATED, Play, gather_party

WRITERS = 20
DEEDS = 6


@dataclass
class Model:
    """What a table is to somebody who believes every answer: who sits there, and how often it was rolled at."""

    sitting: set[str]
    rolls: int = 0
    refused: list[str] = field(default_factory=list)

    def told(self, name: str, asked: str, deed: Deed) -> None:
        """Believe an answer."""
        if asked == "roll":
            assert deed.done, deed.text
            self.rolls += name in self.sitting
        elif asked == "join" and "have a seat" in deed.text and "already" not in deed.text:
            assert name not in self.sitting
            self.sitting.add(name)
        elif asked == "leave" and "You left" in deed.text:
            self.sitting.remove(name)
        else:
            assert "seats at" in deed.text, f"{name} asked to {asked} and was told: {deed.text}"
            self.refused.append(name)


async def writes(play: Play, model: Model, name: str) -> None:
    """Roll, join and leave at random."""
    chance: random.Random = play.chance(name)
    for _ in range(DEEDS):
        asked = "roll" if chance.random() < 0.4 else "leave" if name in model.sitting else "join"
        line = {"roll": "r", "join": "table join", "leave": "table leave"}[asked]
        options = {"dice": "1d20"} if asked == "roll" else {}
        kind = "r" if asked == "roll" else asked
        deed = await play.do(name, kind, lambda who, line=line, options=options: who.slash(CHANNEL, line, **options))
        model.told(name, asked, deed)


async def test_r28_twenty_writers_leave_the_table_as_a_plain_model_has_it(shared_field: Field, seed: int) -> None:
    play = await gather_party(shared_field.stage, seed, players=WRITERS)
    await play.open(seats=1)
    model = Model({play.people[0]})
    await asyncio.gather(*(writes(play, model, name) for name in play.people))
    evidence = await check(shared_field, play)
    taken = 0
    for event in sorted(evidence.seats, key=lambda each: each["sequence"]):
        taken += 1 if event["kind"] == "table.seat_taken" else -1
        assert 0 <= taken <= MOST_SEATED
    assert taken == len(model.sitting)
    at_table = [each for each in evidence.rolled if each["stream"].startswith("table:")]
    assert len(at_table) == model.rolls
    status = (await play.one(play.people[0], "status")).text.casefold()
    assert {name for name in play.people if f"{name}\n" in f"{status}\n" or f"{name} " in status} == model.sitting
    assert model.refused, "twenty want eight seats"


async def test_two_people_in_the_same_millisecond_are_two_and_the_last_seat_is_one(
    shared_field: Field, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = await gather_party(shared_field.stage, seed, players=MOST_SEATED + 2)
    await play.open(seats=MOST_SEATED - 1)
    *_, last, other = play.people
    moment = shared_field.sandbox.realm.clock.now()
    with monkeypatch.context() as patch:
        patch.setattr(shared_field.sandbox.realm.clock, "now", lambda: moment)
        joins = await asyncio.gather(*(play.press(name, "Join") for name in (last, other)))
        rolls = await asyncio.gather(*(play.one(name, "roll") for name in (last, other)))
    assert len({minted_at(deed.result.interaction) for deed in (*joins, *rolls)}) == 1
    assert sorted(deed.done for deed in joins) == [False, True]
    assert len({deed.roll for deed in rolls} - {None}) == 2
    await check(shared_field, play)
