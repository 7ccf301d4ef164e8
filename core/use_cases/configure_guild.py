"""Say how tables are played in a server: who opens and leads them, where, and how long links live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from core.guilds.books import GUILDS, guild_stream
from core.guilds.decide import Admin, Command, configure
from core.guilds.state import GuildRules
from core.ids import Cause, GuildId, UserId
from core.ports.ledger import Ledger, decide_once


@dataclass(frozen=True, slots=True)
class GuildView:
    """A server's rules, and who changed them last.

    Attributes:
        by: None if nobody did, or once that person has been erased.
    """

    rules: GuildRules
    by: UserId | None


class ConfigureGuild:
    """Do what commands say, once for a cause; none of them only looks."""

    def __init__(self, ledger: Ledger, *, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._now = now

    async def __call__(
        self, guild: GuildId, admin: Admin, commands: Iterable[Command] = (), *, cause: Cause
    ) -> GuildView:
        """The rules as they are then.

        Raises:
            NotAllowedError: ``not-yours-to-configure``.
            RuleError: ``days-out-of-range``.
            LimitError: ``too-many-channels``.
        """
        admin.must_manage()
        wanted = tuple(commands)
        if wanted:
            await decide_once(
                self._ledger,
                GUILDS,
                guild_stream(guild),
                lambda rules: configure(rules, wanted),
                actor=admin.user,
                cause=cause,
                now=self._now,
            )
        rules, sequence = await self._ledger.read(GUILDS, guild_stream(guild))
        if not sequence:
            return GuildView(rules, None)
        last = await self._ledger.history(guild_stream(guild), after=sequence - 1, limit=1)
        return GuildView(rules, last[0].actor)
