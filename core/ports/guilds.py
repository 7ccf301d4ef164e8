"""The door to servers' rules: read from the ledger, and remembered for a moment, for every roll asks for them.

What is remembered is dropped when a hint says that it has changed, and in any case after some seconds, for a hint can
be lost. So a busy server costs a read now and then, whatever is rolled in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from core.guilds.books import GUILDS, guild_stream
from core.guilds.state import GuildRules
from core.ids import GuildId, StreamId
from core.ports.ledger import Ledger

REMEMBERED_S: Final = 5.0
"""How long a change may go unheard where hints are lost."""
MOST_REMEMBERED: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Remembered:
    rules: GuildRules
    until: float


class KnownGuilds:
    """The rules of servers, as this process knows them."""

    def __init__(self, ledger: Ledger, *, clock: Callable[[], float]) -> None:
        """Know nothing yet.

        Args:
            ledger: Where the rules are.
            clock: Seconds, which only ever grow.
        """
        self._ledger = ledger
        self._clock = clock
        self._remembered: dict[StreamId, _Remembered] = {}
        self._forgotten = 0

    async def rules(self, guild: GuildId | None) -> GuildRules:
        """A server's rules; of a direct message there are none.

        Raises:
            UnavailableError: ``database-away``.
        """
        if guild is None:
            return GUILDS.start(StreamId(GUILDS.prefix))
        stream, now = guild_stream(guild), self._clock()
        known = self._remembered.get(stream)
        if known and now < known.until:
            return known.rules
        forgotten = self._forgotten
        rules, _ = await self._ledger.read(GUILDS, stream)
        if forgotten == self._forgotten:  # else it may have changed while it was read
            self._remember(stream, _Remembered(rules, now + REMEMBERED_S))
        return rules

    def forget(self, stream: StreamId) -> None:
        """This stream has grown: if it is a server's, its rules are read anew."""
        if GUILDS.owns(stream):
            self._forgotten += 1
            self._remembered.pop(stream, None)

    def _remember(self, stream: StreamId, known: _Remembered) -> None:
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[stream] = known
