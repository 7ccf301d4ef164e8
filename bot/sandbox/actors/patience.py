"""What keeps a person from writing although they have the permission: a locked thread, slow mode.

Source: Discord developer docs, "Threads", Locked Threads; "Channel", `rate_limit_per_user`.
"""

from __future__ import annotations

import math

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.permissions import Permission
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import MessageType
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

_P = Permission
_SAID = (MessageType.DEFAULT, MessageType.REPLY)


def check(world: World, user: User, channel: Channel) -> None:
    """Refuse to write in a thread that is locked, or before slow mode lets this person."""
    may = world.permissions(user.id, channel.id)
    if channel.thread is not None and channel.thread.locked and _P.MANAGE_THREADS not in may:
        raise ClientRefusal("this thread is locked", "channel")
    if channel.rate_limit_per_user and _P.BYPASS_SLOWMODE not in may:
        wait_s = channel.rate_limit_per_user - _since_last(world, user, channel)
        if wait_s > 0:
            raise ClientRefusal(f"slow mode: wait another {math.ceil(wait_s)} s", "channel")


def _since_last(world: World, user: User, channel: Channel) -> float:
    """Return how many seconds ago somebody last wrote in a channel."""
    for message in reversed(channel.messages.values()):
        if message.author is user and message.type in _SAID:
            return (world.clock.now() - message.created).total_seconds()
    return math.inf
