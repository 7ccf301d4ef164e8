"""Lead a table: set its DC, give it a DM, hand roles around, send people away and let them in again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.errors import NotAllowedError
from core.ids import Cause, GuildId, RoleId, StreamId, UserId
from core.ports.guilds import KnownGuilds
from core.ports.ledger import Ledger
from core.tables.absence import with_return
from core.tables.books import TABLES
from core.tables.leading import Command, HandOff, Promote, lead
from core.tables.state import Table


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a command names, as their server knows them.

    Attributes:
        roles: Theirs there.
    """

    guild: GuildId | None = None
    roles: frozenset[RoleId] = frozenset()


@dataclass(frozen=True, slots=True)
class Led:
    """What a command has changed.

    Attributes:
        before: The table without it; the same as `after` when the command was heard a second time.
        after: The table with it.
    """

    before: Table
    after: Table


class LeadTable:
    """Do what a command says, once for a cause."""

    def __init__(self, ledger: Ledger, *, guilds: KnownGuilds, now: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._guilds = guilds
        self._now = now

    async def __call__(
        self, stream: StreamId, leader: UserId, command: Command, *, named: Named | None = None, cause: Cause
    ) -> Led:
        """The table before and after.

        Args:
            stream: The table.
            leader: Who says it.
            command: What.
            named: Whom it names; needed where it makes somebody the DM, which a server can keep to a role.
            cause: The interaction.

        Raises:
            GameError: As `core.tables.leading.lead` says.
            NotAllowedError: ``not-theirs-to-lead``.
        """
        led = named or Named()
        rules = await self._guilds.rules(led.guild) if isinstance(command, Promote | HandOff) else None
        async with self._ledger.unit_of_work() as work:
            loaded = await work.load(TABLES, stream, cause)
            if loaded.recorded:
                return Led(loaded.state, loaded.state)
            drafts = with_return(loaded.state, leader, lead(loaded.state, leader, command))
            if rules and not rules.lets_lead(led.roles):
                raise NotAllowedError("not-theirs-to-lead", role=str(rules.leaders))
            appended = await work.append(TABLES, loaded, drafts, at=self._now(), actor=leader, cause=cause)
        return Led(loaded.state, appended.state)
