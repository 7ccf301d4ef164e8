"""Webhooks as a channel and its guild have them: whether there is room for one more, and what is told of them.

Source: Discord developer docs, "Opcodes and Status Codes", JSON Error Codes 30007 and 30058; "Gateway Events", Webhooks
Update.
"""

from __future__ import annotations

from bot.sandbox.bus import Bus
from bot.sandbox.errors import TOO_MANY_WEBHOOKS, TOO_MANY_WEBHOOKS_IN_GUILD
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.webhooks import MOST_IN_A_CHANNEL, MOST_IN_A_GUILD, Webhooks


def check_room(webhooks: Webhooks, channel: Channel) -> None:
    """Refuse one more webhook where a channel or its guild has as many as it can."""
    if len(webhooks.of_channel(channel.id)) >= MOST_IN_A_CHANNEL:
        raise TOO_MANY_WEBHOOKS()
    if len(webhooks.of_guild(channel.guild_id or "")) >= MOST_IN_A_GUILD:
        raise TOO_MANY_WEBHOOKS_IN_GUILD()


def tell(bus: Bus, guild_id: str, channel_id: str) -> None:
    """Tell that a channel's webhooks are not what they were; which, Discord does not say."""
    bus.emit("WEBHOOKS_UPDATE", {"guild_id": guild_id, "channel_id": channel_id}, guild=guild_id, channel=channel_id)
