"""The life of a thread: who joins and leaves it, what wakes it up, and when it goes to sleep by itself.

Source: Discord developer docs, "Threads", Active & Archived Threads, Thread Membership, Unarchiving a Thread.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.sandbox.bus import Bus
from bot.sandbox.clock import Timer
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.forums import PINNED
from bot.sandbox.world.messages import Message, MessageType
from bot.sandbox.world.threads import Thread
from bot.sandbox.world.world import World


def of(channel: Channel) -> Thread:
    """Return what a thread has beside an ordinary channel.

    Raises:
        TypeError: The channel is no thread.
    """
    if channel.thread is None:
        raise TypeError(f"{channel.id} is no thread")
    return channel.thread


class ThreadLife:
    """Members and activity of all threads."""

    def __init__(self, world: World, bus: Bus) -> None:
        self._world = world
        self._bus = bus
        self._timers: dict[str, Timer] = {}

    # Members.

    def join(self, channel: Channel, user_id: str) -> None:
        """Let somebody join, and tell; the one who joins is told of the whole thread."""
        thread = of(channel)
        if user_id in thread.members:
            return
        thread.members[user_id] = self._world.clock.now()
        self._tell(channel, "THREAD_CREATE", channel.to_json(viewer=user_id), only_user=user_id)
        self.tell_joined(channel, user_id)

    def tell_joined(self, channel: Channel, user_id: str) -> None:
        """Tell that somebody is in a thread now."""
        thread = of(channel)
        added: Json = thread.member_json(channel.id, user_id) | {"presence": None}
        if channel.guild_id and (member := self._world.guild(channel.guild_id).members.get(user_id)):
            added["member"] = member.to_json()
        change: Json = {"id": channel.id, "member_count": thread.member_count, "added_members": [added]}
        self._tell(channel, "THREAD_MEMBERS_UPDATE", change)

    def leave(self, channel: Channel, user_id: str) -> None:
        """Let somebody leave, and tell."""
        thread = of(channel)
        if user_id not in thread.members:
            return
        joined = thread.members.pop(user_id)
        change: Json = {"id": channel.id, "member_count": thread.member_count, "removed_member_ids": [user_id]}
        thread.members[user_id] = joined  # told while they are in it: one who leaves a private thread sees it no more
        self._tell(channel, "THREAD_MEMBERS_UPDATE", change)
        del thread.members[user_id]

    # Activity.

    def written(self, channel: Channel, message: Message) -> None:
        """Take note of a message: it wakes the thread up, brings its author in, and is counted."""
        thread = of(channel)
        if thread.archived:
            self.change(channel, _unarchived)
        member = channel.guild_id is not None and message.author.id in self._world.guild(channel.guild_id).members
        if member and message.ephemeral_to is None:
            self.join(channel, message.author.id)
        self.stir(channel)
        if _is_counted(channel, message):
            thread.message_count += 1
            thread.total_message_sent += 1

    def erased(self, channel: Channel, message: Message) -> None:
        """Take note that a message is gone."""
        if channel.thread is not None and _is_counted(channel, message):
            channel.thread.message_count = max(0, channel.thread.message_count - 1)

    def stir(self, channel: Channel) -> None:
        """Begin anew to wait for the end of activity."""
        of(channel).active = self._world.clock.now()
        if channel.id not in self._timers:
            self._wait(channel)

    def change(self, channel: Channel, apply: Callable[[Channel, Thread], None]) -> None:
        """Change a thread and tell THREAD_UPDATE; opening it anew tells its members that they are in it."""
        thread = of(channel)
        archived, duration = thread.archived, thread.auto_archive_duration
        apply(channel, thread)
        if (archived, duration) != (thread.archived, thread.auto_archive_duration):
            thread.archived_changed = self._world.clock.now()
            self._rest(channel)
            if thread.archived:
                channel.flags &= ~PINNED
            else:
                self.stir(channel)
        self._tell(channel, "THREAD_UPDATE", channel.to_json())
        if archived and not thread.archived:
            for user_id in thread.members:
                self._tell(channel, "THREAD_MEMBER_UPDATE", thread.member_json(channel.id, user_id), only_user=user_id)

    def end(self, channel: Channel) -> None:
        """Delete a thread and tell so; who could not see it hears nothing."""
        gone: Json = {"id": channel.id, "parent_id": channel.parent_id, "type": int(channel.type)}
        self._tell(channel, "THREAD_DELETE", gone)
        self._rest(channel)
        del self._world.channels[channel.id]

    def _wait(self, channel: Channel) -> None:
        left = of(channel).archives_at - self._world.clock.now()
        self._timers[channel.id] = self._world.clock.call_later(
            max(0.0, left.total_seconds()), lambda: self._fall_asleep(channel)
        )

    def _fall_asleep(self, channel: Channel) -> None:
        del self._timers[channel.id]
        thread = of(channel)
        if channel.id not in self._world.channels or thread.archived:
            return
        if channel.flags & PINNED:
            self.stir(channel)
        elif self._world.clock.now() < thread.archives_at:
            self._wait(channel)
        else:
            self.change(channel, _archived)

    def _rest(self, channel: Channel) -> None:
        if (timer := self._timers.pop(channel.id, None)) is not None:
            timer.cancel()

    def _tell(self, channel: Channel, name: str, data: Json, only_user: str | None = None) -> None:
        data["guild_id"] = channel.guild_id
        self._bus.emit(name, data, guild=channel.guild_id, channel=channel.id, only_user=only_user)


def _is_counted(channel: Channel, message: Message) -> bool:
    """Tell whether a message counts: the one that a thread begins with does not."""
    return not message.is_ephemeral and message.type is not MessageType.THREAD_STARTER and message.id != channel.id


def _archived(_: Channel, thread: Thread) -> None:
    thread.archived = True


def _unarchived(_: Channel, thread: Thread) -> None:
    thread.archived = False
