"""Threads as a bot's session is told of them: what it may see, whom they are about, and guilds that it is not in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.gateway.intents import KNOWN, Intents
from bot.sandbox.permissions import Permission as P
from bot.sandbox.posting.posting import Posting
from bot.sandbox.posting.threads import Start, Threads
from bot.sandbox.world.channels import Channel, ChannelType

if TYPE_CHECKING:
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot

PRIVATE = Start("whispers", ChannelType.PRIVATE_THREAD)


def threads_of(bench: Bench) -> Threads:
    return Threads(bench.world, bench.bus, Posting(bench.world, bench.bus, lambda: ""))


def general(bench: Bench) -> Channel:
    return bench.world.channels_of(bench.guilds[0].id)[0]


def unmoderate(bench: Bench) -> None:
    """Take from the bot what lets it see every private thread."""
    for role in bench.guilds[0].roles.values():
        role.permissions &= ~P.MANAGE_THREADS


async def ready(bench: Bench, intents: int = KNOWN) -> RawBot:
    """Connect a bot that has heard everything so far."""
    bot = await bench.open()
    await bot.ready(intents=int(intents), shard=[0, 1])
    await bot.beat()
    return bot


async def test_a_private_thread_is_told_of_when_the_bot_is_brought_in(bench: Bench) -> None:
    unmoderate(bench)
    bot, threads, alice = await ready(bench), threads_of(bench), bench.world.users[bench.guilds[0].owner_id]
    thread = threads.start(general(bench), alice, PRIVATE)
    assert await bot.events_so_far() == []
    threads.life.join(thread, bench.world.bot.id)
    shown = await bot.hear_event("THREAD_CREATE")
    assert (shown["id"], shown["member"]["user_id"]) == (thread.id, bench.world.bot.id)
    assert "newly_created" not in shown
    added = await bot.hear_event("THREAD_MEMBERS_UPDATE")
    assert [member["user_id"] for member in added["added_members"]] == [bench.world.bot.id]


async def test_leaving_a_private_thread_is_the_last_that_is_told_of_it(bench: Bench) -> None:
    unmoderate(bench)
    bot, threads, alice = await ready(bench), threads_of(bench), bench.world.users[bench.guilds[0].owner_id]
    thread = threads.start(general(bench), alice, PRIVATE)
    threads.life.join(thread, bench.world.bot.id)
    threads.life.leave(thread, bench.world.bot.id)
    threads.end(thread)
    assert await bot.events_so_far() == ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "THREAD_MEMBERS_UPDATE"]


async def test_others_coming_and_going_is_for_the_members_intent(bench: Bench) -> None:
    threads, alice = threads_of(bench), bench.world.users[bench.guilds[0].owner_id]
    bob = next(user for user in bench.world.users.values() if user.username == "bob0")
    curious, blind = await ready(bench), await ready(bench, KNOWN & ~Intents.GUILD_MEMBERS)
    thread = threads.start(general(bench), alice, Start("side talk"))
    threads.add(thread, bob, bob)
    told = ["THREAD_CREATE", "THREAD_MEMBERS_UPDATE", "MESSAGE_CREATE", "THREAD_MEMBERS_UPDATE"]
    assert await curious.events_so_far() == told
    assert await blind.events_so_far() == ["THREAD_CREATE", "MESSAGE_CREATE"]


async def test_of_a_guild_without_the_bot_only_interactions_are_told(bench: Bench) -> None:
    alice = bench.world.users[bench.guilds[0].owner_id]
    away = bench.world.add_guild("Away", alice, with_bot=False)
    channel = bench.world.add_channel(away, "general")
    bot = await ready(bench)
    threads_of(bench).start(channel, alice, Start("side talk"))
    bench.write(away)
    bench.interact(away)
    assert await bot.events_so_far() == ["INTERACTION_CREATE"]
