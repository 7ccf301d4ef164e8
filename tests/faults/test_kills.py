"""Killed at the seams: R4. The chaos proxies hold the very message on whose brink the process dies."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest

from tests.faults.field import Field
from tests.faults.invariants import Allowed, check
from tests.faults.play import Deed, Play, gather_party


@dataclass(frozen=True, slots=True)
class Seam:
    """Where a process dies.

    Attributes:
        door: Which proxy sees it.
        words: What the message on the brink carries.
        after: Whether that message is still done, and only its answer is never heard.
        made: Whether the roll is in the ledger then.
        shown: Whether the person has been answered then.
    """

    door: str
    words: bytes
    after: bool
    made: bool
    shown: bool


SEAMS = {
    "before-the-claim": Seam("postgres", b"BEGIN\x00", after=False, made=False, shown=False),
    "before-the-commit": Seam("postgres", b"COMMIT\x00", after=False, made=False, shown=False),
    "after-the-commit": Seam("postgres", b"COMMIT\x00", after=True, made=True, shown=False),
    "before-the-reply": Seam("discord", b"/callback", after=False, made=True, shown=False),
    "after-the-reply": Seam("discord", b"/callback", after=True, made=True, shown=True),
}


async def killed_at(field: Field, play: Play, seam: Seam) -> Deed:
    """Let somebody roll, and kill the bot there."""
    hold = getattr(field, seam.door).hold(seam.words, after=seam.after)
    asked = asyncio.create_task(play.one(play.chance("fault").choice(play.people), "roll"))
    await hold.caught.wait()
    await field.stage.bots[-1].kill()
    return await asked


@pytest.mark.parametrize("seam", SEAMS)
async def test_r04_killed_at_a_seam_it_has_done_all_or_nothing_and_never_twice(
    field: Field, seed: int, seam: str
) -> None:
    await field.bot()
    play = await gather_party(field.stage, seed)
    await play.open()
    await play.play(1)
    deed = await killed_at(field, play, SEAMS[seam])
    made = [each for each in await field.stage.events("table.rolled") if each["cause"] == deed.result.interaction]
    assert len(made) == SEAMS[seam].made
    assert deed.done == SEAMS[seam].shown
    field.calm()
    bot = await field.bot()
    deeds = await play.play(2)
    assert all(deed.honest for deed in deeds)
    if made:  # what nobody was shown is not gone: whoever rolled finds it
        seen = await play.one(deed.who, "history")
        assert str(made[0]["total"]) in seen.text
    await check(field, play, Allowed(silence=True))
    assert bot.bugs() == []


@pytest.mark.parametrize("seam", ["before-the-claim", "after-the-commit", "before-the-reply"])
async def test_r04_another_process_on_the_shard_answers_in_its_place_with_the_same_roll(
    field: Field, seed: int, seam: str
) -> None:
    await field.bot()
    play = await gather_party(field.stage, seed)
    await play.open()
    first = field.stage.bots[-1]
    second = await field.bot(DATABASE_URL=field.stage.database_url)
    hold = getattr(field, SEAMS[seam].door).hold(SEAMS[seam].words, after=SEAMS[seam].after)
    await field.stage.sandbox.fault(delay="INTERACTION_CREATE")
    asked = asyncio.create_task(play.one(play.people[0], "roll"))
    await hold.caught.wait()
    await first.kill()
    deed = await asked
    assert deed.done
    made = [each for each in await field.stage.events("table.rolled") if each["cause"] == deed.result.interaction]
    assert [each["roll_id"] for each in made] == [deed.roll]
    await check(field, play)
    assert second.bugs() == []
