"""Guilds: those that the bot is in, looked at, changed, left; and their channels as a list.

Source: Discord developer docs, "Guild".
"""

from __future__ import annotations

from bot.sandbox.administration import channels, guilds, members
from bot.sandbox.errors import UNKNOWN_GUILD
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.wire import Json

ROUTES = Routes()


@ROUTES.add("GET", "/users/@me/guilds")
def mine(call: Call) -> list[Json]:
    """Return the guilds that the bot is in, in short."""
    world = call.realm.world
    after, limit = call.snowflake("after"), call.number("limit", 200, 1, 200)
    own = sorted((guild for guild in world.guilds.values() if world.bot.id in guild.members), key=lambda g: int(g.id))
    return [
        {
            "id": guild.id,
            "name": guild.name,
            "icon": None,
            "banner": None,
            "owner": guild.owner_id == world.bot.id,
            "permissions": str(int(world.guild_permissions(world.bot.id, guild.id))),
            "features": list(guild.features),
        }
        for guild in own
        if int(guild.id) > after
    ][:limit]


@ROUTES.add("GET", "/guilds/{guild}")
def one(call: Call) -> Json:
    """Return a guild, with counts where they are asked for."""
    guild = call.own_guild()
    shown = guild.to_json()
    if call.flag("with_counts"):
        count = len(guild.members)
        shown |= {"approximate_member_count": count, "approximate_presence_count": count}
    return shown


@ROUTES.add("PATCH", "/guilds/{guild}")
def changed(call: Call) -> Json:
    """Change a guild's settings."""
    return guilds.change(hand(call), call.own_guild(), call.form()).to_json()


@ROUTES.add("DELETE", "/users/@me/guilds/{guild}")
def left(call: Call) -> None:
    """Leave a guild."""
    world, guild = call.realm.world, call.realm.world.guild(call.args["guild"])
    if world.bot.id not in guild.members:
        raise UNKNOWN_GUILD()
    members.remove(hand(call), guild, guild.members[world.bot.id])


@ROUTES.add("POST", "/guilds/{guild}/channels")
def channel_made(call: Call) -> Reply:
    """Make a channel."""
    return Reply(201, channels.create(hand(call), call.own_guild(), call.form()).to_json())


@ROUTES.add("PATCH", "/guilds/{guild}/channels")
def channels_sorted(call: Call) -> None:
    """Move channels up, down, and between categories."""
    channels.sort(hand(call), call.own_guild(), call.body)


@ROUTES.add("GET", "/guilds/{guild}/channels")
def channels_listed(call: Call) -> list[Json]:
    """Return a guild's channels without its threads."""
    return [channel.to_json() for channel in call.realm.world.channels_of(call.own_guild().id)]
