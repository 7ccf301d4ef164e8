"""The group `/dice`: each part is a cog of its own, written like any other, and its commands go below one name.

Discord has no command that several cogs could share, so the parts are not added to the bot one by one: `wiring`
makes them, gives them to `dice_group`, and adds what comes back. A new subcommand is a new part in that list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from discord import app_commands
from discord.ext import commands

from cogs.ui.views import Press


class DicePart(commands.Cog):
    """Some subcommands of `/dice`, and what else belongs to their topic.

    Attributes:
        presses: Buttons.
        menus: Commands in the menu of a message, named in English: the name is what Discord sends back.
    """

    presses: tuple[Press, ...] = ()
    menus: tuple[app_commands.ContextMenu, ...] = ()
    NAME: ClassVar[str] = "dice"


def dice_group(parts: Iterable[DicePart]) -> app_commands.Group:
    """Every part's commands under one name."""
    group = app_commands.Group(name=DicePart.NAME, description="command-dice")
    for part in parts:
        for command in part.get_app_commands():
            group.add_command(command)
    return group
