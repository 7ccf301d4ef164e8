"""Channels in which the bot speaks by itself, and how Discord says that it cannot.

Source: Discord developer docs, "JSON Error Codes".
"""

from __future__ import annotations

from typing import Final, Protocol

import aiohttp
import discord

UNKNOWN_CHANNEL: Final = 10003
UNKNOWN_MEMBER: Final = 10007
UNKNOWN_MESSAGE: Final = 10008
UNKNOWN_USER: Final = 10013
MISSING_ACCESS: Final = 50001
MISSING_PERMISSIONS: Final = 50013
OUT_OF_REACH: Final = frozenset({UNKNOWN_CHANNEL, MISSING_ACCESS, MISSING_PERMISSIONS})
"""The channel is gone, or closed to us: nothing can be posted there."""
CONNECTION_LOST: Final = (aiohttp.ClientError, OSError, TimeoutError)
"""What discord.py lets through of a connection that broke: the request may have arrived, or not."""


class Channels(Protocol):
    """Gives the channel with this id, without asking Discord."""

    def __call__(self, channel: int, /, *, guild_id: int | None = None) -> discord.PartialMessageable: ...
