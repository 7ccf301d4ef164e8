"""What is told of webhooks.

Source: Discord developer docs, "Gateway Events", Webhooks Update.
"""

from __future__ import annotations

from bot.sandbox.bus import Bus


def tell(bus: Bus, guild_id: str, channel_id: str) -> None:
    """Tell that a channel's webhooks are not what they were; which, Discord does not say."""
    bus.emit("WEBHOOKS_UPDATE", {"guild_id": guild_id, "channel_id": channel_id}, guild=guild_id, channel=channel_id)
