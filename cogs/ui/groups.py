"""Commands below one name: each part is a cog of its own, written like any other, and its commands go below the name.

Discord has no command that several cogs could share, so the parts are not added to the bot one by one: `wiring`
makes them, gives them to `command_group`, and adds what comes back. A new subcommand is a new part in that list.
"""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui.views import Fill, Pick, Press

ADMINS = discord.Permissions(manage_guild=True)
"""Who may manage a server."""


class GroupPart(commands.Cog):
    """Some subcommands of a group, and what else belongs to their topic.

    Attributes:
        presses: Buttons and menus on cards, and forms.
        menus: Commands in the menu of a message or a user, named in English: the name is what Discord sends back.
    """

    presses: tuple[Press | Pick | Fill, ...] = ()
    menus: tuple[app_commands.ContextMenu, ...] = ()


def command_group(
    name: str,
    parts: Iterable[GroupPart],
    *,
    description: str,
    guild_only: bool = False,
    shown_to: discord.Permissions | None = None,
) -> app_commands.Group:
    """Every part's commands under one name.

    Args:
        name: The group's, ``dice``.
        parts: What it is put together from.
        description: The key of its words.
        guild_only: Whether it makes no sense in direct messages.
        shown_to: Whom Discord offers it, until a server's admins say otherwise there; so whoever answers asks again.
    """
    group = app_commands.Group(name=name, description=description, guild_only=guild_only, default_permissions=shown_to)
    for part in parts:
        for command in part.get_app_commands():
            group.add_command(command)
    return group
