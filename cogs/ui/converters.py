"""From Discord's objects to the game's values: who, where and why."""

from __future__ import annotations

import discord

from core.errors import NotFoundError
from core.ids import Cause, ChannelId, GuildId, UserId
from core.tables.decide import Place
from core.tables.state import Person


def person(interaction: discord.Interaction) -> Person:
    """Who acts, by the name they go by in this guild."""
    return Person(UserId(interaction.user.id), interaction.user.display_name)


def place(interaction: discord.Interaction) -> Place:
    """Where they act."""
    guild = GuildId(interaction.guild_id) if interaction.guild_id else None
    return Place(guild, ChannelId(interaction.channel_id or 0))


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


def may_manage_channel(interaction: discord.Interaction) -> bool:
    """Whether they may manage the channel, and so close what others opened in it."""
    return interaction.permissions.manage_channels
