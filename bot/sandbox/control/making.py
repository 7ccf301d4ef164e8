"""Making people and guilds while bots are connected: a test founds a guild of its own, on the shard that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.realm import Realm
from bot.sandbox.wire import as_object
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.guilds import Guild
from bot.sandbox.world.users import User

_KINDS = {
    "text": ChannelType.TEXT,
    "voice": ChannelType.VOICE,
    "category": ChannelType.CATEGORY,
    "announcement": ChannelType.ANNOUNCEMENT,
    "stage": ChannelType.STAGE,
    "forum": ChannelType.FORUM,
    "media": ChannelType.MEDIA,
}


def person(realm: Realm, name: str) -> User:
    """Return the person of this name, creating them if there is none."""
    if not name.strip():
        raise ClientRefusal("a person needs a name", "name")
    for user in realm.world.users.values():
        if user.username == name and not user.bot:
            return user
    return realm.world.add_user(name)


def found_guild(
    realm: Realm, name: str, *, shard: int, members: Sequence[str], channels: Sequence[Any], bot: bool = True
) -> Guild:
    """Found a guild with its people and channels, and only then tell the bot.

    Args:
        realm: The sandbox.
        name: The guild's.
        shard: Which shard serves it.
        members: Names of people; the first owns it.
        channels: Names of text channels, or ``{"name", "type"}`` for others.
        bot: Whether the bot is in it.

    Raises:
        ClientRefusal: There is no such shard or kind of channel, or nobody to own it.
    """
    if not members:
        raise ClientRefusal("a guild needs an owner: name at least one member", "members")
    if not 0 <= shard < realm.shards:
        raise ClientRefusal(f"there is no shard {shard} of {realm.shards}", "shard")
    wanted = [_channel(asked) for asked in channels]
    people = [person(realm, member) for member in dict.fromkeys(members)]
    guild = realm.world.add_guild(name, people[0], shard=shard, with_bot=bot)
    for member in people[1:]:
        realm.world.add_member(guild, member)
    for channel_name, kind in wanted:
        realm.world.add_channel(guild, channel_name, kind)
    realm.announce(guild)
    return guild


def _channel(asked: object) -> tuple[str, ChannelType]:
    if isinstance(asked, str):
        return asked, ChannelType.TEXT
    described = as_object(asked)
    name, kind = described.get("name"), _KINDS.get(str(described.get("type", "text")))
    if not isinstance(name, str) or kind is None:
        raise ClientRefusal(f"a channel is a name, or name and type ({', '.join(_KINDS)})", "channels")
    return name, kind
