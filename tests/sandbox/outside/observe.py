"""Plays every scenario in one world and prints what was observed: ``python -m tests.sandbox.outside.observe ours``.

Each world is played in a process of its own, because simcord lays hands on the event loop and on discord.py.
"""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from types import ModuleType
from typing import Any

import discord
import simcord

from tests.sandbox.outside.ours import sandbox_world
from tests.sandbox.outside.scenarios import (
    answering,
    components,
    details,
    mentioning,
    places,
    refusals,
    registering,
    unheard,
    writing,
)
from tests.sandbox.outside.simcord_world import simcord_world
from tests.sandbox.outside.worlds import CannotRunError, RefusedError, Stage, World

WORLDS: dict[str, Callable[[discord.Intents], AbstractAsyncContextManager[World]]] = {
    "ours": sandbox_world,
    "simcord": simcord_world,
}
TOPICS: dict[ModuleType, discord.Intents] = {
    **dict.fromkeys(
        (answering, registering, details, components, writing, mentioning, places, refusals), discord.Intents.all()
    ),
    unheard: discord.Intents.default(),
}
"""The scenarios, each topic with the intents that its bot connects with."""
_CANNOT = (CannotRunError, simcord.RouteNotImplemented, simcord.UnsupportedField)
_BREAKS_OFF = (AssertionError, AttributeError, LookupError, TypeError, RefusedError, discord.DiscordException)
Play = Callable[[Stage], Awaitable[None]]


def scenarios(topic: ModuleType) -> Iterator[tuple[str, Play]]:
    """The scenarios of one topic, by name."""
    yield from vars(topic).get("BODIES", {}).items()
    for name, play in vars(topic).items():
        if inspect.iscoroutinefunction(play) and play.__module__ == topic.__name__ and not name.startswith("_"):
            yield name.replace("_", " "), play


async def observed(world: World, name: str, play: Play) -> list[str]:
    """Play one scenario in a guild of its own, and give the notebook."""
    guild = world.bot.get_guild(await world.found(name))
    assert guild is not None, "the bot knows nothing of its guild"
    stage = Stage(world, guild)
    try:
        await play(stage)
        await stage.settled()
    except _CANNOT as gap:
        return [f"cannot: {gap}"]
    except _BREAKS_OFF:
        traceback.print_exc()
        stage.note(f"breaks off: {traceback.format_exc(limit=0).strip().splitlines()[-1]}")
        await stage.settled()
    return stage.lines


async def _all(make: Callable[[discord.Intents], AbstractAsyncContextManager[World]]) -> AsyncIterator[tuple[str, Any]]:
    for topic, intents in TOPICS.items():
        async with make(intents) as world:
            for name, play in scenarios(topic):
                yield name, await observed(world, name, play)


async def main(world: str) -> None:
    notebooks: dict[str, list[str]] = {}
    async for name, lines in _all(WORLDS[world]):
        assert name not in notebooks, f"two scenarios are called {name}"
        notebooks[name] = lines
    print(json.dumps(notebooks, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
