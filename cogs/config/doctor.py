"""`/config doctor`: looks, now and here, whether all that the bot needs is there.

Nothing is asked that the settings do not name, and nothing that is away keeps the others from being looked at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import discord
from discord import app_commands

from cogs.config.diagnosis import Finding, Mark, Reach, Signs, diagnose
from cogs.ui.cards import FAIL, PASS
from cogs.ui.converters import admin, cause, place, server
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies, Reply
from cogs.ui.text import Words
from cogs.ui.views import card
from core.errors import ProviderError
from core.guilds.state import GuildRules
from core.ids import GuildId
from core.use_cases.configure_guild import ConfigureGuild

ANSWERS_WITHIN_S: Final = 2.0
NAPS: Final = 5
NAP_S: Final = 0.01
SIGNS: Final[dict[Mark, str]] = {"well": "✅", "note": "💡", "wrong": "❌"}


@dataclass(frozen=True, slots=True)
class Vitals:
    """How this process is.

    Attributes:
        database: Whether it answers; never raises, but may hang.
        valkey: The same of Valkey.
        shared: Whether limits are counted in all processes together.
        shard: A server's shard, and whether it is connected.
        public_url: What links to rolls start with.
        reach: Who can follow them.
    """

    database: Callable[[], Awaitable[bool]]
    valkey: Callable[[], Awaitable[bool]]
    shared: Callable[[], bool]
    shard: Callable[[GuildId], tuple[int, bool]]
    public_url: str
    reach: Reach


class DoctorCog(GroupPart):
    """Finds what is wrong, and says how to mend it."""

    def __init__(
        self, replies: Replies, vitals: Vitals, configure: ConfigureGuild, *, now: Callable[[], datetime]
    ) -> None:
        self._replies = replies
        self._vitals = vitals
        self._configure = configure
        self._now = now

    @app_commands.command(name="doctor", description="command-config-doctor")
    async def doctor(self, interaction: discord.Interaction) -> None:
        age_s = (self._now() - interaction.created_at).total_seconds()

        async def work() -> Reply:
            admin(interaction).must_manage()
            findings = diagnose(await self._signs(interaction, server(interaction), age_s))
            return Reply(view=findings_card(findings, self._replies.words(interaction, private=True)), private=True)

        await self._replies.answer(interaction, work(), private=True)

    async def _signs(self, interaction: discord.Interaction, of: GuildId, age_s: float) -> Signs:
        vitals, guild = self._vitals, interaction.guild
        database, valkey, lag_s = await asyncio.gather(_answers(vitals.database), _answers(vitals.valkey), _lag_s())
        shard, connected = vitals.shard(of)
        rules = await self._rules(interaction, of) if database else None
        return Signs(
            ours=interaction.app_permissions,
            everybodys=_everybodys(interaction),
            database=database,
            valkey=valkey,
            shared=vitals.shared(),
            lag_s=lag_s,
            shard=shard,
            connected=connected,
            public_url=vitals.public_url,
            reach=vitals.reach,
            age_s=age_s,
            roles_gone=_roles_gone(guild, rules) if guild and rules else 0,
            channels_gone=_channels_gone(guild, rules) if guild and rules else 0,
        )

    async def _rules(self, interaction: discord.Interaction, of: GuildId) -> GuildRules | None:
        """What is set here; None if the database has gone away since it was asked."""
        try:
            view = await self._configure(of, admin(interaction), cause=cause(interaction))
        except ProviderError:
            return None
        return view.rules


def findings_card(findings: tuple[Finding, ...], words: Words) -> discord.ui.LayoutView:
    """Each finding on its line."""
    wrong = sum(finding.mark == "wrong" for finding in findings)
    lines = [f"{SIGNS[finding.mark]} {words(finding.key, **finding.facts)}" for finding in findings]
    title = f"## {words('doctor-title', wrong=wrong)}"
    return card(title, "\n".join(lines), accent=FAIL if wrong else PASS, buttons=())


async def _answers(probe: Callable[[], Awaitable[bool]]) -> bool:
    try:
        async with asyncio.timeout(ANSWERS_WITHIN_S):
            return await probe()
    except TimeoutError:
        return False


async def _lag_s() -> float:
    """How late the event loop is at its worst of a few times."""
    loop, worst = asyncio.get_running_loop(), 0.0
    for _ in range(NAPS):
        asleep = loop.time()
        await asyncio.sleep(NAP_S)
        worst = max(worst, loop.time() - asleep - NAP_S)
    return worst


def _everybodys(interaction: discord.Interaction) -> discord.Permissions | None:
    """What members without any role may do in this channel."""
    guild, here = interaction.guild, place(interaction)
    channel = guild.get_channel(here.whole) if guild else None
    return channel.permissions_for(guild.default_role) if guild and channel else None


def _roles_gone(guild: discord.Guild, rules: GuildRules) -> int:
    return sum(role is not None and guild.get_role(role) is None for role in (rules.openers, rules.leaders))


def _channels_gone(guild: discord.Guild, rules: GuildRules) -> int:
    return sum(guild.get_channel(channel) is None for channel in rules.channels)
