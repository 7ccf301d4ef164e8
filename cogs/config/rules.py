"""`/config show | roles | channels | links`: who opens tables here, and where. Each answers with all that is set."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.config.panel import rules_card
from cogs.ui.converters import admin, cause, server
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from core.guilds.decide import (
    LEAST_DAYS,
    MOST_DAYS,
    AddChannel,
    ClearChannels,
    Command,
    RemoveChannel,
    SetLeaders,
    SetLinkDays,
    SetOpeners,
)
from core.ids import ChannelId, RoleId
from core.use_cases.configure_guild import ConfigureGuild

CLEARED = [
    app_commands.Choice(name="choice-clear-open", value="open"),
    app_commands.Choice(name="choice-clear-lead", value="lead"),
    app_commands.Choice(name="choice-clear-both", value="both"),
]


class OpenableChannel(app_commands.Transformer):
    """A channel that tables can be opened in or below; a category is none, and a thread goes with its channel."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.voice, kinds.stage_voice, kinds.forum]

    async def transform(self, interaction: discord.Interaction, value: app_commands.AppCommandChannel, /) -> ChannelId:
        return ChannelId(value.id)


Channel = app_commands.Transform[ChannelId, OpenableChannel]


class RulesCog(GroupPart):
    """What a server's admins say of tables there."""

    def __init__(self, replies: Replies, configure: ConfigureGuild, *, permalink_days: int) -> None:
        """Take the words and the verb.

        Args:
            replies: Answers.
            configure: Says it.
            permalink_days: How long pages are kept where nothing is said of it.
        """
        self._replies = replies
        self._configure = configure
        self._permalink_days = permalink_days

    @app_commands.command(name="show", description="command-config-show")
    async def show(self, interaction: discord.Interaction) -> None:
        await self._said(interaction)

    @app_commands.command(name="roles", description="command-config-roles")
    @app_commands.describe(opens="option-config-open", leads="option-config-lead", clear="option-config-clear-role")
    @app_commands.rename(opens="open", leads="lead")
    @app_commands.choices(clear=CLEARED)
    async def roles(
        self,
        interaction: discord.Interaction,
        opens: discord.Role | None = None,
        leads: discord.Role | None = None,
        clear: app_commands.Choice[str] | None = None,
    ) -> None:
        cleared = clear.value if clear else ""
        commands: list[Command] = [
            *([SetOpeners(None)] if cleared in ("open", "both") else []),
            *([SetLeaders(None)] if cleared in ("lead", "both") else []),
            *([SetOpeners(_held(opens))] if opens else []),
            *([SetLeaders(_held(leads))] if leads else []),
        ]
        await self._said(interaction, *commands)

    @app_commands.command(name="channels", description="command-config-channels")
    @app_commands.describe(add="option-config-add", remove="option-config-remove", clear="option-config-clear-channels")
    async def channels(
        self,
        interaction: discord.Interaction,
        add: Channel | None = None,
        remove: Channel | None = None,
        clear: bool = False,
    ) -> None:
        commands: list[Command] = [
            *([ClearChannels()] if clear else []),
            *([RemoveChannel(remove)] if remove else []),
            *([AddChannel(add)] if add else []),
        ]
        await self._said(interaction, *commands)

    @app_commands.command(name="links", description="command-config-links")
    @app_commands.describe(days="option-config-days")
    async def links(
        self, interaction: discord.Interaction, days: app_commands.Range[int, LEAST_DAYS, MOST_DAYS] | None = None
    ) -> None:
        await self._said(interaction, SetLinkDays(days))

    async def _said(self, interaction: discord.Interaction, *commands: Command) -> None:
        async def work() -> Reply:
            guild, who = server(interaction), admin(interaction)
            view = await self._configure(guild, who, commands, cause=cause(interaction))
            words = self._replies.words(interaction, private=True)
            return Reply(view=rules_card(view, words, permalink_days=self._permalink_days), private=True)

        await self._replies.answer(interaction, work(), private=True)


def _held(role: discord.Role) -> RoleId | None:
    """A role; everybody has @everyone, so naming it says nothing."""
    return None if role.is_default() else RoleId(role.id)
