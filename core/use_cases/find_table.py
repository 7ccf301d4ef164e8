"""Find the table somebody means: the one in this channel, or the one with this code."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import NotFoundError
from core.ids import Cause, ChannelId, GuildId, StreamId, UserId
from core.ports.quota import Allowance
from core.ports.tables import TableDirectory
from core.tables.codes import read_code


@dataclass(frozen=True, slots=True)
class Asker:
    """Who tries a code, and the cause: wrong codes are counted."""

    user: UserId
    cause: Cause


class FindTable:
    """Which stream is meant. A code works in its own guild only, and wrong ones are counted: none is guessed."""

    def __init__(self, directory: TableDirectory, wrong_codes: Allowance) -> None:
        self._directory = directory
        self._wrong_codes = wrong_codes

    async def __call__(
        self, guild: GuildId, channel: ChannelId, code: str | None = None, asker: Asker | None = None
    ) -> StreamId:
        """The open table's stream.

        Args:
            guild: Where it is asked.
            channel: Where in there.
            code: What was typed, if anything was.
            asker: Who typed it. Without one, the code is not somebody's guess, and is not counted.

        Raises:
            NotFoundError: ``no-table-here`` without a code, ``table-not-found`` with one.
            LimitError: ``too-fast`` after too many wrong codes; then even a right one is not looked up.
        """
        if code is None:
            here = await self._directory.in_channel(channel)
            if here is None:
                raise NotFoundError("no-table-here")
            return here.stream
        stream = await (self._guessed(guild, code, asker) if asker else self._with_code(guild, code))
        if stream is None:
            raise NotFoundError("table-not-found", code=code[:20])
        return stream

    async def _guessed(self, guild: GuildId, code: str, asker: Asker) -> StreamId | None:
        """Look a code up, charged beforehand, or many at once would all be let through; only a wrong one stays so."""
        wrong = False
        await self._wrong_codes.take(asker.user, asker.cause)
        try:
            found = await self._with_code(guild, code)
            wrong = found is None
        finally:
            if not wrong:
                await self._wrong_codes.give_back(asker.user, asker.cause)
        return found

    async def _with_code(self, guild: GuildId, code: str) -> StreamId | None:
        asked = read_code(code)
        entry = await self._directory.by_code(asked) if asked else None
        return entry.stream if entry and entry.guild == guild else None
