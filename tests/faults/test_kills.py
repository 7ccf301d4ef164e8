"""Killed at the seams: R4. The chaos proxies hold the very message on whose brink the process dies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest

from bot.embedded.valkey import EmbeddedValkey
from bot.sandbox.pytest_plugin.run import Run
from tests.faults.deeds import Deed, roll_of
from tests.faults.field import Field, open_field
from tests.faults.frozen import frozen
from tests.faults.invariants import Allowed, check
from tests.faults.play import CHANNEL, gather_party
from tests.faults.proxy import Hold
from tests.services import Databases


@dataclass(frozen=True, slots=True)
class Seam:
    """Where a process dies.

    Attributes:
        door: Which proxy sees it.
        words: What the message on the brink carries.
        after: Whether that message is still done, and only its answer is never heard.
        made: Whether the roll is in the ledger then.
        shown: Whether the person has been answered then.
        behind: What the connection has carried before the message.
    """

    door: str
    words: bytes
    after: bool
    made: bool
    shown: bool
    behind: bytes = b""


SEAMS = {
    "before-the-claim": Seam("postgres", b"BEGIN\x00", after=False, made=False, shown=False),
    "before-the-commit": Seam("postgres", b"COMMIT\x00", after=False, made=False, shown=False, behind=b"table.rolled"),
    "after-the-commit": Seam("postgres", b"COMMIT\x00", after=True, made=True, shown=False, behind=b"table.rolled"),
    "before-the-reply": Seam("discord", b"/callback", after=False, made=True, shown=False),
    "after-the-reply": Seam("discord", b"/callback", after=True, made=True, shown=True),
}


KILLS = 3
ROLLS = ("roll", "r", "hidden", "again")


@pytest.fixture(scope="module")
async def battered(databases: Databases, valkey: EmbeddedValkey, sandbox_run: Run) -> AsyncIterator[Field]:
    """A field whose bot is killed again and again; each test leaves one that lives."""
    async with databases.fresh() as url, open_field(sandbox_run, url, valkey.url) as field:
        await field.bot()
        yield field


@pytest.mark.parametrize("seam", SEAMS)
async def test_r04_killed_at_a_seam_it_has_done_all_or_nothing_and_never_twice(
    battered: Field, seed: int, seam: str
) -> None:
    at, play = SEAMS[seam], await gather_party(battered.stage, seed)  # with no table, so no card is written meanwhile
    await play.play(1, *ROLLS)
    hold = getattr(battered, at.door).hold(at.words, after=at.after, behind=at.behind)
    asked = asyncio.create_task(play.one(play.chance("fault").choice(play.people), "roll"))
    await killed_over(battered, hold)
    deed, bot = await asyncio.gather(asked, battered.bot())
    made = await rolls_by(battered, deed)
    assert (len(made), deed.done) == (at.made, at.shown)
    assert all(each.done for each in await play.play(2, *ROLLS))
    if made:  # what nobody was shown is not gone: whoever rolled finds it
        assert str(made[0]["total"]) in (await play.one(deed.who, "history")).text
    await check(battered, play, Allowed(silence=True))
    assert bot.bugs() == []


async def test_r04_another_process_on_the_shard_answers_in_its_place_with_the_same_roll(
    battered: Field, seed: int
) -> None:
    at = list(SEAMS.values())[seed % 4]
    play, first, second = await gather_party(battered.stage, seed), battered.stage.bots[-1], await battered.bot()
    with frozen(second.pid):
        hold = getattr(battered, at.door).hold(at.words, after=at.after, behind=at.behind)
        asked = asyncio.create_task(play.one(play.people[0], "roll"))
        await hold.caught.wait()
        await first.kill()
        hold.drop()
    deed = await asked
    assert deed.done
    assert [each["roll_id"] for each in await rolls_by(battered, deed)] == [deed.roll]
    await check(battered, play)
    assert second.bugs() == []


@pytest.mark.timeout(240)
async def test_r04_killed_over_a_late_answer_the_next_process_gives_it_once(battered: Field, seed: int) -> None:
    play = await gather_party(battered.stage, seed)
    unanswered = battered.discord.hold(b"/callback")
    asked = asyncio.create_task(play.one(play.people[0], "roll"))
    await killed_over(battered, unanswered)
    (made,) = await rolls_by(battered, await asked)
    posting = battered.discord.hold(
        f"/channels/{play.party.guild.channels[CHANNEL]}/messages".encode(), after=seed % 2 == 0
    )
    await battered.bot(LEASE_TTL_S="5")
    await killed_over(battered, posting)
    bot = await battered.bot(LEASE_TTL_S="5")
    await play.bystander.until(lambda message: roll_of(message) == made["roll_id"], CHANNEL, timeout_s=60)
    await bot.said("answered_late")
    await check(battered, play, Allowed(silence=True))
    assert bot.bugs() == []


@pytest.mark.timeout(300)
async def test_r04_killed_at_random_again_and_again_it_loses_and_doubles_nothing(battered: Field, seed: int) -> None:
    play = await gather_party(battered.stage, seed, players=8)
    play.patience_s = 5
    await play.open()

    async def kill() -> None:
        for _ in range(KILLS):
            await asyncio.sleep(play.chance("fault").random() * 2)
            await battered.stage.bots[-1].kill()
            await battered.bot()

    deeds = await play.play_while(kill())
    assert any(deed.done for deed in deeds)
    assert all(deed.honest for deed in await play.play(1))
    await check(battered, play, Allowed(silence=True, unfinished=True))


async def killed_over(field: Field, hold: Hold) -> None:
    """Kill the newest process on the brink of a message."""
    await hold.caught.wait()
    await field.stage.bots[-1].kill()
    hold.drop()


async def rolls_by(field: Field, deed: Deed) -> list[dict[str, Any]]:
    """What a deed has put into the ledger."""
    return [each for each in await field.stage.events("table.rolled") if each["cause"] == deed.result.interaction]
