"""`/table dc | promote | handoff | role | kick | unkick`, and *Kick from table* in the menu of a user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import discord
from discord import app_commands

from cogs.ui.converters import cause, guild_place, person, roles
from cogs.ui.groups import GroupPart
from cogs.ui.markdown import plain
from cogs.ui.replies import Replies, Reply
from cogs.ui.text import Words
from core.ids import UserId
from core.tables.leading import GivenRole, GiveRole, HandOff, Kick, Promote, SetDc, Unkick
from core.use_cases.find_table import FindTable
from core.use_cases.lead_table import LeadTable, Led, Named

ROLES = [
    app_commands.Choice(name="choice-role-player", value="player"),
    app_commands.Choice(name="choice-role-co-dm", value="co-dm"),
    app_commands.Choice(name="choice-role-spectator", value="spectator"),
]

Spoken = SetDc | Promote | HandOff | GiveRole | Kick | Unkick
"""What is done by a word; settings have a panel."""
MADE: dict[GivenRole, str] = {
    "player": "table-made-player",
    "co-dm": "table-made-co-dm",
    "spectator": "table-made-spectator",
}


@dataclass(frozen=True, slots=True)
class LeadingVerbs:
    """What those who lead can do."""

    find: FindTable
    lead: LeadTable


class LeadingCog(GroupPart):
    """What those who lead a table do with it: told to all, save for whom they send away."""

    def __init__(self, replies: Replies, verbs: LeadingVerbs) -> None:
        self._replies = replies
        self._verbs = verbs
        self.menus = (app_commands.ContextMenu(name="Kick from table", callback=self.kick_from_table),)

    @app_commands.command(name="dc", description="command-table-dc")
    @app_commands.describe(value="option-table-dc")
    async def dc(self, interaction: discord.Interaction, value: int | None = None) -> None:
        key = "table-dc-cleared" if value is None else "table-dc-set"
        await self._lead(interaction, SetDc(value), key)

    @app_commands.command(name="promote", description="command-table-promote")
    @app_commands.describe(user="option-table-promote")
    async def promote(self, interaction: discord.Interaction, user: discord.User) -> None:
        await self._lead(interaction, Promote(UserId(user.id)), "table-promoted", named=user)

    @app_commands.command(name="handoff", description="command-table-handoff")
    @app_commands.describe(user="option-table-handoff")
    async def handoff(self, interaction: discord.Interaction, user: discord.User) -> None:
        await self._lead(interaction, HandOff(UserId(user.id)), "table-handed-off", named=user)

    @app_commands.command(name="role", description="command-table-role")
    @app_commands.describe(user="option-table-role-user", role="option-table-role")
    @app_commands.choices(role=ROLES)
    async def role(self, interaction: discord.Interaction, user: discord.User, role: app_commands.Choice[str]) -> None:
        given = cast(GivenRole, role.value)
        await self._lead(interaction, GiveRole(UserId(user.id), given), MADE[given])

    @app_commands.command(name="kick", description="command-table-kick")
    @app_commands.describe(user="option-table-kick")
    async def kick(self, interaction: discord.Interaction, user: discord.User) -> None:
        await self._lead(interaction, _kick(user), "table-kicked", private=True)

    @app_commands.command(name="unkick", description="command-table-unkick")
    @app_commands.describe(user="option-table-unkick")
    async def unkick(self, interaction: discord.Interaction, user: discord.User) -> None:
        await self._lead(interaction, Unkick(UserId(user.id)), "table-unkicked", private=True)

    async def kick_from_table(self, interaction: discord.Interaction, user: discord.User) -> None:
        """*Kick from table* in the menu of a user."""
        await self._lead(interaction, _kick(user), "table-kicked", private=True)

    async def _lead(
        self,
        interaction: discord.Interaction,
        command: Spoken,
        key: str,
        *,
        named: discord.abc.User | None = None,
        private: bool = False,
    ) -> None:
        async def work() -> Reply:
            here, who, why = guild_place(interaction), person(interaction).user, cause(interaction)
            stream = await self._verbs.find(*here)
            whom = Named(here[0], roles(named)) if named else None
            led = await self._verbs.lead(stream, who, command, named=whom, cause=why)
            words = self._replies.words(interaction, private=private)
            return Reply(text=_told(led, command, key, words), private=private)

        await self._replies.answer(interaction, work(), private=private)


def _kick(user: discord.User) -> Kick:
    return Kick(UserId(user.id), user.display_name, user.bot)


def _told(led: Led, command: Spoken, key: str, words: Words) -> str:
    """What was done, naming who it was done to as they are called at the table."""
    if isinstance(command, SetDc):
        return words(key, code=led.after.code, dc=command.dc or 0)
    tables = (led.after, led.before)
    seats = (seat for table in tables for seat in (*table.seats, *table.kicked) if seat.user == command.user)
    named = next((seat.name for seat in seats if seat.name), None)
    return words(key, code=led.after.code, name=plain(named or words("someone")))
