"""The world that a newcomer meets: a guild, four people, channels to play in."""

from __future__ import annotations

from bot.sandbox.permissions import MEMBER, ROLE, Overwrite, Permission
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

PEOPLE = ("alice", "bob", "carol", "dan")
"""Alice owns the guild and runs its games."""


def people(world: World) -> dict[str, User]:
    """Return the four people, creating those who are not there yet."""
    known = {user.username: user for user in world.users.values()}
    return {name: known.get(name) or world.add_user(name) for name in PEOPLE}


def demo_guild(world: World, name: str = "The Lantern Inn", *, shard: int = 0) -> Guild:
    """Found a guild with all four people and a handful of channels."""
    players = people(world)
    alice = players["alice"]
    guild = world.add_guild(name, alice, shard=shard)
    keeper = world.add_role(guild, "Game Master", Permission.MANAGE_MESSAGES | Permission.MANAGE_EVENTS)
    keeper.color, keeper.hoist, keeper.mentionable = 0xB8860B, True, True
    guild.members[alice.id].roles.append(keeper.id)
    for player in players.values():
        if player.id != alice.id:
            world.add_member(guild, player)
    written = world.add_channel(guild, "Common room", ChannelType.CATEGORY)
    world.add_channel(guild, "general", parent=written, topic="Words without dice")
    world.add_channel(guild, "table", parent=written, topic="Where the game is played")
    world.add_channel(guild, "dice", parent=written, topic="Rolls beside any table")
    hidden = (
        Overwrite(guild.id, ROLE, deny=Permission.VIEW_CHANNEL),
        Overwrite(keeper.id, ROLE, allow=Permission.VIEW_CHANNEL),
        Overwrite(world.bot.id, MEMBER, allow=Permission.VIEW_CHANNEL),
    )
    world.add_channel(guild, "behind-the-screen", parent=written, topic="For the Game Master", overwrites=hidden)
    spoken = world.add_channel(guild, "Voices", ChannelType.CATEGORY)
    world.add_channel(guild, "Table talk", ChannelType.VOICE, parent=spoken)
    return guild
