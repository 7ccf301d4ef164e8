"""Find the table somebody means: the one in this channel, or the one with this code."""

from __future__ import annotations

from core.errors import NotFoundError
from core.ids import ChannelId, GuildId, StreamId
from core.ports.tables import TableDirectory
from core.tables.codes import read_code


class FindTable:
    """Which stream is meant. A code works in its own guild only, so that codes cannot be tried from outside."""

    def __init__(self, directory: TableDirectory) -> None:
        self._directory = directory

    async def __call__(self, guild: GuildId, channel: ChannelId, code: str | None = None) -> StreamId:
        """The open table's stream.

        Raises:
            NotFoundError: ``no-table-here`` without a code, ``table-not-found`` with one.
        """
        if code is None:
            here = await self._directory.in_channel(channel)
            if here is None:
                raise NotFoundError("no-table-here")
            return here.stream
        asked = read_code(code)
        entry = await self._directory.by_code(asked) if asked else None
        if entry is None or entry.guild != guild:
            raise NotFoundError("table-not-found", code=code[:20])
        return entry.stream
