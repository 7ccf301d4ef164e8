"""Who sees what happens: the rules of a person's client.

A person sees the channels that they may view and the guilds that they are in. What is for one user only (ephemeral
messages, forms, what became of an interaction) reaches that user alone. INTERACTION_CREATE is between Discord and the
bot, so it reaches nobody.
"""

from __future__ import annotations

from bot.sandbox.bus import Event
from bot.sandbox.privy import may_hear
from bot.sandbox.wire import Json
from bot.sandbox.world.world import World

_NOT_FOR_PEOPLE = frozenset({"INTERACTION_CREATE"})


def reaches(world: World, user_id: str, event: Event) -> bool:
    """Whether this user's client is told of an event."""
    if event.name in _NOT_FOR_PEOPLE:
        return False
    if event.only_user is not None:
        return event.only_user == user_id
    if not may_hear(world, user_id, event):
        return False
    if event.channel in world.channels:
        return world.can_see(user_id, event.channel)
    return event.guild is None or (event.guild in world.guilds and user_id in world.guilds[event.guild].members)


def as_shown(event: Event) -> Json:
    """Return the data of an event as a person's client is told it.

    A whole guild would show channels that not everybody may view, so only its name is told; a client that wants more
    asks for the state.
    """
    if event.name == "GUILD_CREATE":
        return {"id": event.data["id"], "name": event.data.get("name")}
    return event.data
