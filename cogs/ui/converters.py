"""From Discord's objects to the game's values: who, where and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import discord

from cogs.ui.channels import CONNECTION_LOST
from core.errors import LimitError, NotFoundError, RuleError, UnavailableError
from core.guilds.decide import Admin
from core.ids import Cause, ChannelId, GuildId, RoleId, UserId
from core.tables.codes import read_code
from core.tables.decide import Place
from core.tables.records import Sought, Viewer
from core.tables.since import read_since
from core.tables.state import Person


def person(interaction: discord.Interaction) -> Person:
    """Who acts, by the name they go by in this guild."""
    return Person(UserId(interaction.user.id), interaction.user.display_name)


def place(interaction: discord.Interaction) -> Place:
    """Where they act."""
    guild = GuildId(interaction.guild_id) if interaction.guild_id else None
    parent = interaction.channel.parent_id if isinstance(interaction.channel, discord.Thread) else None
    return Place(guild, ChannelId(interaction.channel_id or 0), ChannelId(parent) if parent else None)


def roles(user: discord.abc.User) -> frozenset[RoleId]:
    """Somebody's roles in this guild; whoever an interaction speaks of comes with theirs."""
    return frozenset(RoleId(role.id) for role in user.roles) if isinstance(user, discord.Member) else frozenset()


def admin(interaction: discord.Interaction) -> Admin:
    """Who configures, and whether Discord says that they may; whoever is shown a command may still not use it."""
    permissions = interaction.permissions
    return Admin(UserId(interaction.user.id), permissions.administrator or permissions.manage_guild)


def server(interaction: discord.Interaction) -> GuildId:
    """The guild that something is asked about as a whole.

    Raises:
        RuleError: ``servers-only``: in a direct message there is none.
    """
    if interaction.guild_id is None:
        raise RuleError("servers-only")
    return GuildId(interaction.guild_id)


def guild_place(interaction: discord.Interaction) -> tuple[GuildId, ChannelId]:
    """The guild and channel they act in.

    Raises:
        NotFoundError: ``no-table-here``: in a direct message there is none.
    """
    here = place(interaction)
    if here.guild is None:
        raise NotFoundError("no-table-here")
    return here.guild, here.channel


def cause(interaction: discord.Interaction) -> Cause:
    """The interaction's id: what it does, it does once."""
    return Cause(str(interaction.id))


def card_of(interaction: discord.Interaction) -> Cause:
    """The id of the card that was pressed, for what one card does once however often it is pressed."""
    assert interaction.message is not None, "a button stands on a message"
    return Cause(str(interaction.message.id))


def may_manage_channel(interaction: discord.Interaction) -> bool:
    """Whether they may manage the channel, and so close what others opened in it."""
    return interaction.permissions.manage_channels


def viewer(interaction: discord.Interaction) -> Viewer:
    """Who looks something up, and which channels they can see."""
    return Viewer(UserId(interaction.user.id), place(interaction).guild, frozenset(_visible_channels(interaction)))


def own_id(interaction: discord.Interaction) -> UserId | None:
    """Our own user's id, by which a message is known to be ours."""
    return UserId(interaction.client.user.id) if interaction.client.user else None


async def attached(file: discord.Attachment, most_bytes: int) -> bytes:
    """What a file holds that somebody gave with a command; Discord keeps it, so no stranger is asked.

    Raises:
        LimitError: ``file-too-large``.
        UnavailableError: ``file-away``.
    """
    if file.size > most_bytes:
        raise LimitError("file-too-large", size=file.size, limit=most_bytes)
    try:
        return await file.read()
    except (discord.HTTPException, *CONNECTION_LOST):
        raise UnavailableError("file-away") from None


def sought(now: datetime, *, user: discord.abc.User | None, since: str | None, table: str | None) -> Sought:
    """Which rolls are looked for.

    Raises:
        RuleError: ``since-unreadable``.
        NotFoundError: ``table-not-found``: no table can have such a code.
    """
    code = read_code(table) if table else None
    if table and code is None:
        raise NotFoundError("table-not-found", code=table[:20])
    return Sought(UserId(user.id) if user else None, read_since(since, now), code)


def _visible_channels(interaction: discord.Interaction) -> Iterator[ChannelId]:
    """The channels and open threads that they can read, from what the gateway has told us; here, in any case."""
    yield place(interaction).channel
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        return
    readable = {channel.id for channel in guild.channels if _can_read(channel.permissions_for(member))}
    yield from map(ChannelId, readable)
    for thread in guild.threads:
        if thread.parent_id in readable and not thread.is_private():  # of a private one we do not know who is in it
            yield ChannelId(thread.id)


def _can_read(permissions: discord.Permissions) -> bool:
    return permissions.view_channel and permissions.read_message_history
