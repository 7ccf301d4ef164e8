"""Channels that come into somebody's sight, or leave it, because roles or overwrites changed.

A person's client is told of such a channel as if it had been made or deleted. Bots are told of every channel anyhow.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from bot.sandbox.administration.hand import Hand
from bot.sandbox.wire import Json
from bot.sandbox.world.guilds import Guild


@contextmanager
def watched(hand: Hand, guild: Guild) -> Generator[None]:
    """Tell people what they see no longer, or newly, after a change."""
    before = _seen(hand, guild)
    yield
    after = _seen(hand, guild)
    for (user_id, channel_id), sees in after.items():
        if before.get((user_id, channel_id), sees) != sees:
            shown: Json = hand.world.channel(channel_id).to_json()
            name = "CHANNEL_CREATE" if sees else "CHANNEL_DELETE"
            hand.bus.emit(name, shown, guild=guild.id, channel=channel_id, only_user=user_id)


def _seen(hand: Hand, guild: Guild) -> dict[tuple[str, str], bool]:
    people = [member.user for member in guild.members.values() if not member.user.bot]
    channels = hand.world.channels_of(guild.id)
    return {(user.id, channel.id): hand.world.can_see(user.id, channel.id) for user in people for channel in channels}
