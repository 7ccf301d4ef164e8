"""Guilds as they are: themselves, their channels, roles and members.

Source: Discord developer docs, "Guild".
"""

from __future__ import annotations

from bot.sandbox.errors import UNKNOWN_ROLE
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json

ROUTES = Routes()


@ROUTES.add("GET", "/users/@me/guilds")
def mine(call: Call) -> list[Json]:
    """Return the guilds that the bot is in, in short."""
    world = call.realm.world
    after, limit = call.snowflake("after"), call.number("limit", 200, 1, 200)
    guilds = sorted(
        (guild for guild in world.guilds.values() if world.bot.id in guild.members), key=lambda g: int(g.id)
    )
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
        for guild in guilds
        if int(guild.id) > after
    ][:limit]


@ROUTES.add("GET", "/guilds/{guild}")
def one(call: Call) -> Json:
    """Return a guild, with counts where they are asked for."""
    guild = call.own_guild()
    data = guild.to_json()
    if call.flag("with_counts"):
        count = len(guild.members)
        data |= {"approximate_member_count": count, "approximate_presence_count": count}
    return data


@ROUTES.add("GET", "/guilds/{guild}/channels")
def channels(call: Call) -> list[Json]:
    """Return a guild's channels without its threads."""
    return [channel.to_json() for channel in call.realm.world.channels_of(call.own_guild().id)]


@ROUTES.add("GET", "/guilds/{guild}/roles")
def roles(call: Call) -> list[Json]:
    """Return a guild's roles."""
    return [role.to_json() for role in call.own_guild().roles.values()]


@ROUTES.add("GET", "/guilds/{guild}/roles/{role}")
def role(call: Call) -> Json:
    """Return one role."""
    found = call.own_guild().roles.get(call.args["role"])
    if found is None:
        raise UNKNOWN_ROLE()
    return found.to_json()


@ROUTES.add("GET", "/guilds/{guild}/members")
def members(call: Call) -> list[Json]:
    """Return a guild's members by id."""
    after, limit = call.snowflake("after"), call.number("limit", 1, 1, 1000)
    found = sorted(
        (m for m in call.own_guild().members.values() if int(m.user.id) > after), key=lambda m: int(m.user.id)
    )
    return [member.to_json() for member in found[:limit]]


@ROUTES.add("GET", "/guilds/{guild}/members/{user}")
def member(call: Call) -> Json:
    """Return one member."""
    guild = call.own_guild()
    return call.realm.world.member(guild.id, call.args["user"]).to_json()
