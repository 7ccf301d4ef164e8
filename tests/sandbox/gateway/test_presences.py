"""Who is online: the bot by its sessions, people by what they say; told to those who asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.gateway.intents import KNOWN, Intents
from bot.sandbox.gateway.presences import Presence

if TYPE_CHECKING:
    from tests.sandbox.gateway.conftest import Bench
    from tests.sandbox.raw_bot import RawBot

DICE = {"name": "Dice", "type": 0}


async def _ready(bench: Bench, intents: Intents = KNOWN, **identify: Any) -> RawBot:
    bot = await bench.open()
    await bot.ready(int(intents), shard=[0, 2], **identify)
    await bot.beat()
    return bot


def _said(status: str = "dnd", *activities: dict[str, Any]) -> dict[str, Any]:
    return {"status": status, "activities": list(activities), "since": None, "afk": False}


async def test_a_presence_is_told_to_the_guilds_of_the_shard_whichever_session_says_it(bench: Bench) -> None:
    bot, watcher = await _ready(bench), await _ready(bench)
    await bot.say(3, _said("dnd", DICE | {"details": "is for people"}))
    told = await watcher.hear_event("PRESENCE_UPDATE")
    assert (told["user"]["id"], told["guild_id"]) == (bench.world.bot.id, bench.guilds[0].id)
    assert told["status"] == "dnd", "of two sessions, what was said last"


async def test_the_bot_is_seen_as_its_session_says(bench: Bench) -> None:
    bot = await _ready(bench)
    await bot.say(3, _said("dnd", DICE | {"details": "is for people"}))
    told = await bot.hear_event("PRESENCE_UPDATE")
    assert told == {
        "user": {"id": bench.world.bot.id},
        "guild_id": bench.guilds[0].id,
        "status": "dnd",
        "activities": [DICE],
        "client_status": {"web": "dnd"},
    }
    assert bench.gateway.sessions_json()[0]["presence"] == {"status": "dnd", "activities": (DICE,)}


async def test_the_same_presence_again_is_no_news(bench: Bench) -> None:
    bot = await _ready(bench, presence=_said("idle"))
    await bot.say(3, _said("idle"))
    assert await bot.events_so_far() == []


async def test_a_bot_comes_online_with_its_session_and_goes_with_it(bench: Bench) -> None:
    heard: list[str] = []
    bench.bus.subscribe(lambda e: heard.append(e.data["status"]) if e.name == "PRESENCE_UPDATE" else None)
    bot = await _ready(bench)
    await bot.leave(1000)
    await bench.gateway.until(lambda: not bench.gateway.sessions)
    assert heard == ["online", "offline"]


async def test_people_are_seen_by_those_with_the_intent_alone(bench: Bench) -> None:
    watcher = await _ready(bench)
    blind = await _ready(bench, KNOWN & ~Intents.GUILD_PRESENCES)
    await watcher.beat()
    owner = bench.guilds[0].owner_id
    bench.gateway.presences.appear(owner, Presence("idle"))
    told = await watcher.hear_event("PRESENCE_UPDATE")
    assert (told["user"]["id"], told["status"], told["client_status"]) == (owner, "idle", {"desktop": "idle"})
    assert await blind.events_so_far() == []


async def test_the_invisible_look_offline(bench: Bench) -> None:
    watcher = await _ready(bench)
    bench.gateway.presences.appear(bench.guilds[0].owner_id, Presence("invisible", (DICE,)))
    told = await watcher.hear_event("PRESENCE_UPDATE")
    assert (told["status"], told["activities"], told["client_status"]) == ("offline", [], {})


async def test_a_guild_comes_with_the_presences_of_its_members(bench: Bench) -> None:
    bench.gateway.presences.appear(bench.guilds[0].owner_id, Presence("dnd"))
    bot = await bench.open()
    await bot.ready(int(KNOWN), shard=[0, 2])
    guild = await bot.hear_event("GUILD_CREATE")
    statuses = {presence["user"]["id"]: presence["status"] for presence in guild["presences"]}
    assert len(statuses) == 3
    assert statuses[bench.guilds[0].owner_id] == "dnd"


@pytest.mark.parametrize(("game", "shown"), [(None, ()), (DICE, (DICE,))])
async def test_the_one_game_of_older_gateways_is_an_activity(bench: Bench, game: Any, shown: Any) -> None:
    bot = await _ready(bench)
    await bot.say(3, {"status": "idle", "game": game, "since": None, "afk": False})
    await bot.beat()
    assert bench.gateway.sessions_json()[0]["presence"] == {"status": "idle", "activities": shown}


@pytest.mark.parametrize(
    "presence",
    [
        {"status": "busy", "activities": []},
        {"status": "online"},
        {"status": "online", "game": "dice"},
        {"status": "online", "activities": ["dice"]},
        {"status": "online", "activities": [{"name": "Dice"}]},
        {"status": "online", "activities": [{"name": "Dice", "type": 6}]},
        {"status": "online", "activities": [{"type": 0}]},
        None,
    ],
)
async def test_what_is_no_presence_is_refused(bench: Bench, presence: Any) -> None:
    bot = await _ready(bench)
    await bot.say(3, presence)
    assert await bot.closed() == 4001


async def test_what_is_no_presence_is_refused_in_identify_too(bench: Bench) -> None:
    bot = await bench.open()
    await bot.hear_op(10)
    await bot.identify(presence={"status": "busy", "activities": []})
    assert await bot.closed() == 4001
