"""Points discord.py at another Discord than discord.com: the sandbox, or a proxy of Discord's API.

Three class attributes and nothing else, so that the bot which plays in the sandbox is the bot which plays for real.
All three are needed: where discord.py does not ask `/gateway/bot` (an explicit shard count, a fresh session after op 9)
it falls back to its own default gateway, and avatars have a base of their own.
"""

from __future__ import annotations

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route


def point_at(base: str) -> None:
    """Use the Discord at `base` (``http://127.0.0.1:8099``) from now on."""
    Route.BASE = f"{base}/api/v10"
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{base.replace('http', 'ws', 1)}/gateway")
    setattr(discord.Asset, "BASE", f"{base}/cdn")  # noqa: B010 - typed as the one literal
