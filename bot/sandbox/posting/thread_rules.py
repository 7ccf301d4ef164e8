"""Who may do what with threads: the same rules for the bot by REST and for a person in a client.

Each function raises what Discord answers to who may not.

Source: Discord developer docs, "Threads", Locked Threads, Permissions, Editing & Deleting Threads; "Channel", Modify
Channel (Thread), Add Thread Member, Remove Thread Member.
"""

from __future__ import annotations

from bot.sandbox.errors import (
    HAS_A_THREAD,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    SYSTEM_MESSAGE,
    THREAD_ARCHIVED,
    THREAD_LOCKED,
    TOO_MANY_THREAD_MEMBERS,
    TOO_MANY_THREADS,
    UNKNOWN_MEMBER,
    WRONG_CHANNEL_TYPE,
)
from bot.sandbox.permissions import Permission
from bot.sandbox.posting.forwards import FORWARDABLE
from bot.sandbox.posting.thread_life import of
from bot.sandbox.wire import Json, as_truth
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.messages import Message
from bot.sandbox.world.threads import MOST_MEMBERS
from bot.sandbox.world.world import World

_P = Permission
MOST_ACTIVE = 1000
_THE_OWNERS = frozenset({"name", "archived", "auto_archive_duration", "invitable", "applied_tags"})
"""What the one who started a thread may change without MANAGE_THREADS."""
_NEEDED = {
    ChannelType.PUBLIC_THREAD: _P.CREATE_PUBLIC_THREADS,
    ChannelType.ANNOUNCEMENT_THREAD: _P.CREATE_PUBLIC_THREADS,
    ChannelType.PRIVATE_THREAD: _P.CREATE_PRIVATE_THREADS,
}


def may_start(world: World, user_id: str, parent: Channel, kind: ChannelType) -> None:
    """Check that somebody may start a thread of a kind in a channel."""
    _needs(world, user_id, parent, _P.SEND_MESSAGES if parent.forum is not None else _NEEDED[kind])
    if parent.guild_id is not None and _active_in(world, parent.guild_id) >= MOST_ACTIVE:
        raise TOO_MANY_THREADS()


def may_start_from(world: World, user_id: str, parent: Channel, source: Message) -> None:
    """Check that somebody may start a thread from a message."""
    if parent.type not in (ChannelType.TEXT, ChannelType.ANNOUNCEMENT):
        raise WRONG_CHANNEL_TYPE()
    may_start(world, user_id, parent, ChannelType.PUBLIC_THREAD)
    if source.type not in FORWARDABLE:
        raise SYSTEM_MESSAGE()
    if source.id in world.channels:
        raise HAS_A_THREAD()


def may_write(world: World, user_id: str, channel: Channel) -> None:
    """Check that a thread lets somebody write, who has the permission to; an archived one will wake up."""
    if is_locked(world, user_id, channel):
        raise THREAD_LOCKED()


def is_locked(world: World, user_id: str, channel: Channel) -> bool:
    """Tell whether a channel is a thread that is locked against somebody: against all who do not manage threads."""
    return channel.thread is not None and channel.thread.locked and not _manages(world, user_id, channel)


def may_touch(world: World, user_id: str, channel: Channel) -> None:
    """Check that a thread lets somebody change what stands in it: it is awake, and not locked against them."""
    may_react(channel)
    may_write(world, user_id, channel)


def may_react(channel: Channel) -> None:
    """Check that a thread takes reactions and lets go of them, which it does while awake, be it locked or not."""
    if channel.thread is not None and channel.thread.archived:
        raise THREAD_ARCHIVED()


def may_delete(world: World, user_id: str, channel: Channel) -> None:
    """Check that a thread lets somebody delete messages: an archived one does, unless it is locked as well."""
    if channel.thread is not None and channel.thread.archived:
        may_write(world, user_id, channel)


def may_change(world: World, user_id: str, channel: Channel, body: Json) -> None:
    """Check that somebody may change what a body of Modify Channel names of a thread."""
    thread, manages = of(channel), _manages(world, user_id, channel)
    opening = thread.archived and as_truth(body.get("archived")) is False
    if thread.archived and not opening:
        raise THREAD_ARCHIVED()
    if manages:
        return
    if thread.locked:
        raise MISSING_PERMISSIONS()
    own = set(body) <= _THE_OWNERS and thread.owner_id == user_id
    if not own and not (opening and set(body) == {"archived"}):
        raise MISSING_PERMISSIONS()
    _needs(world, user_id, channel, _P.SEND_MESSAGES_IN_THREADS)


def may_end(world: World, user_id: str, channel: Channel) -> None:
    """Check that somebody may delete a thread."""
    _needs(world, user_id, channel, _P.MANAGE_THREADS)


def may_join(world: World, user_id: str, channel: Channel) -> None:
    """Check that somebody may join a thread, or leave it."""
    _awake(channel)
    _needs(world, user_id, channel)
    _has_room(channel, user_id)


def may_add(world: World, user_id: str, channel: Channel, added_id: str) -> None:
    """Check that somebody may bring a member of the guild into a thread."""
    thread = of(channel)
    _awake(channel)
    _needs(world, user_id, channel, _P.SEND_MESSAGES_IN_THREADS)
    if added_id not in world.guild(channel.guild_id or "").members:
        raise UNKNOWN_MEMBER()
    inviting = thread.invitable is not False or thread.owner_id == user_id
    if not inviting and not _manages(world, user_id, channel):
        raise MISSING_PERMISSIONS()
    if _P.VIEW_CHANNEL not in world.permissions(added_id, channel.parent_id or ""):
        raise MISSING_ACCESS()
    _has_room(channel, added_id)


def may_remove(world: World, user_id: str, channel: Channel) -> None:
    """Check that somebody may take others out of a thread."""
    _awake(channel)
    _needs(world, user_id, channel)
    own = channel.type is ChannelType.PRIVATE_THREAD and of(channel).owner_id == user_id
    if not own and not _manages(world, user_id, channel):
        raise MISSING_PERMISSIONS()


def _needs(world: World, user_id: str, channel: Channel, *needed: Permission) -> None:
    granted = world.permissions(user_id, channel.id)
    if _P.VIEW_CHANNEL not in granted:
        raise MISSING_ACCESS()
    if any(permission not in granted for permission in needed):
        raise MISSING_PERMISSIONS()


def _manages(world: World, user_id: str, channel: Channel) -> bool:
    return _P.MANAGE_THREADS in world.permissions(user_id, channel.id)


def _awake(channel: Channel) -> None:
    if of(channel).archived:
        raise THREAD_ARCHIVED()


def _has_room(channel: Channel, user_id: str) -> None:
    thread = of(channel)
    if user_id not in thread.members and len(thread.members) >= MOST_MEMBERS:
        raise TOO_MANY_THREAD_MEMBERS()


def _active_in(world: World, guild_id: str) -> int:
    threads = world.channels_of(guild_id, threads=True)
    return sum(1 for channel in threads if channel.thread is not None and not channel.thread.archived)
