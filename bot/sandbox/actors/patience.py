"""What keeps a person from acting although they have the permission: a thread that is locked or asleep, slow mode.

Source: Discord developer docs, "Threads", Locked Threads, Active & Archived Threads; "Channel", `rate_limit_per_user`.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import MessageType
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

_P = Permission
_SAID = (MessageType.DEFAULT, MessageType.REPLY)


def check(world: World, user: User, channel: Channel) -> None:
    """Refuse to write in a thread that is locked, or before slow mode lets this person."""
    if _is_locked(world, user, channel):
        raise ClientRefusal("this thread is locked", "channel")
    _slowly(world, user, channel, _since_last_message)


def check_start(world: World, user: User, parent: Channel) -> None:
    """Refuse to start a thread before slow mode does; messages and threads have a waiting time each."""
    _slowly(world, user, parent, _since_last_thread)


def check_touch(world: World, user: User, channel: Channel) -> None:
    """Refuse to change a message in a thread that is asleep, or locked."""
    check_awake(channel)
    if _is_locked(world, user, channel):
        raise ClientRefusal("this thread is locked", "channel")


def check_awake(channel: Channel) -> None:
    """Refuse to react, to use commands or to take anything back in a thread that is asleep."""
    if channel.thread is not None and channel.thread.archived:
        raise ClientRefusal("this thread is archived", "channel")


def check_delete(world: World, user: User, channel: Channel) -> None:
    """Refuse to delete messages in a thread that is both asleep and locked; in one that sleeps only, it is allowed."""
    if channel.thread is not None and channel.thread.archived and _is_locked(world, user, channel):
        raise ClientRefusal("this thread is locked", "channel")


def _is_locked(world: World, user: User, channel: Channel) -> bool:
    """Tell whether a thread is locked against somebody."""
    return thread_rules.is_locked(world, user.id, channel)


def _slowly(world: World, user: User, channel: Channel, since: Callable[[World, User, Channel], float]) -> None:
    if channel.rate_limit_per_user and _P.BYPASS_SLOWMODE not in world.permissions(user.id, channel.id):
        wait_s = channel.rate_limit_per_user - since(world, user, channel)
        if wait_s > 0:
            raise ClientRefusal(f"slow mode: wait another {math.ceil(wait_s)} s", "channel")


def _since_last_thread(world: World, user: User, parent: Channel) -> float:
    """Return how many seconds ago somebody last started a thread in a channel."""
    threads = (one for one in world.channels_of(parent.guild_id or "", threads=True) if one.parent_id == parent.id)
    started = [one.thread.created for one in threads if one.thread is not None and one.thread.owner_id == user.id]
    return (world.clock.now() - max(started)).total_seconds() if started else math.inf


def _since_last_message(world: World, user: User, channel: Channel) -> float:
    """Return how many seconds ago somebody last wrote in a channel."""
    for message in reversed(channel.messages.values()):
        if message.author is user and message.type in _SAID:
            return (world.clock.now() - message.created).total_seconds()
    return math.inf
