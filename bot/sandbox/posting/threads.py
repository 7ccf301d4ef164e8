"""Threads begin and change here, whoever does it: the bot by REST, a person, a webhook.

Callers have checked that it is allowed and that the body is valid; what is left is to make it so, to tell, and to write
the system messages that go with it.

Source: Discord developer docs, "Threads", New Message Types; "Channel", Start Thread from Message and the routes after
it; "Message", Message Types.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.bus import Bus
from bot.sandbox.posting.origin import PLAIN, Origin
from bot.sandbox.posting.parts import Upload
from bot.sandbox.posting.posting import Posting
from bot.sandbox.posting.thread_life import ThreadLife, of
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel, ChannelType
from bot.sandbox.world.messages import Message, MessageFlag, MessageType
from bot.sandbox.world.threads import Thread
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World

_SILENT: Json = {"allowed_mentions": {"parse": []}}
_DEFAULT_DURATION = 4320


@dataclass(frozen=True, slots=True)
class Start:
    """How a thread is to be; None takes what the channel gives to its threads.

    Attributes:
        tags: The ids of a forum thread's tags.
    """

    name: str
    kind: ChannelType = ChannelType.PUBLIC_THREAD
    auto_archive_duration: int | None = None
    rate_limit_per_user: int | None = None
    invitable: bool = True
    tags: tuple[str, ...] = ()


class Threads:
    """Starts, fills, changes and ends threads."""

    def __init__(self, world: World, bus: Bus, posting: Posting) -> None:
        self._world = world
        self._bus = bus
        self._posting = posting

    @property
    def life(self) -> ThreadLife:
        """Who is in them, and whether they are awake."""
        return self._posting.threads

    def start(self, parent: Channel, owner: User, asked: Start, source: Message | None = None) -> Channel:
        """Start a thread, from a message or without one.

        A message that is not its channel's latest, and a public thread without any, is announced in the channel.
        """
        late = source is not None and source.id != parent.last_message_id
        channel = self._made(parent, owner, asked, source)
        if source is not None:
            source.thread = channel
            source.flags |= MessageFlag.HAS_THREAD
            self._posting.tell("MESSAGE_UPDATE", source)
            self._posting.post(
                channel, owner, _SILENT, origin=Origin(kind=MessageType.THREAD_STARTER, referenced=source)
            )
        if late or (source is None and asked.kind is not ChannelType.PRIVATE_THREAD):
            announced = Origin(kind=MessageType.THREAD_CREATED, thread=channel)
            self._posting.post(parent, owner, _SILENT | {"content": asked.name}, origin=announced)
        return channel

    def post(
        self,
        forum: Channel,
        owner: User,
        asked: Start,
        body: Json,
        *,
        uploads: Sequence[Upload] = (),
        origin: Origin = PLAIN,
    ) -> tuple[Channel, Message]:
        """Start a thread in a forum, whose first message bears the thread's id."""
        channel = self._made(forum, owner, asked, None)
        forum.last_message_id = channel.id
        first = Origin(
            message_id=channel.id,
            parse=origin.parse,
            application_id=origin.application_id,
            webhook_id=origin.webhook_id,
        )
        return channel, self._posting.post(channel, owner, body, uploads, origin=first)

    def add(self, channel: Channel, user: User, by: User) -> None:
        """Bring somebody into a thread; when it was somebody else's doing, the thread is told so."""
        if user.id in of(channel).members:
            return
        self.life.join(channel, user.id)
        if user is not by:
            self._posting.post(channel, by, _SILENT, origin=Origin(kind=MessageType.RECIPIENT_ADDED, about=user))

    def remove(self, channel: Channel, user_id: str, by: User) -> None:
        """Take somebody out of a thread."""
        if user_id not in of(channel).members:
            return
        user = self._world.user(user_id)
        self.life.leave(channel, user_id)
        if user is not by:
            self._posting.post(channel, by, _SILENT, origin=Origin(kind=MessageType.RECIPIENT_REMOVED, about=user))

    def change(self, channel: Channel, body: Json, by: User) -> None:
        """Change what a body of Modify Channel names of a thread; a new name is told in the thread."""
        renamed = body.get("name") not in (None, channel.name)
        self.life.change(channel, lambda place, thread: _apply(place, thread, body))
        if renamed and not of(channel).archived:
            told = _SILENT | {"content": str(channel.name)}
            self._posting.post(channel, by, told, origin=Origin(kind=MessageType.NAME_CHANGED))

    def end(self, channel: Channel) -> None:
        """Delete a thread; the message that it began with stays, and is free to begin another."""
        parent = self._world.channels.get(channel.parent_id or "")
        source = parent.messages.get(channel.id) if parent is not None else None
        if source is not None:
            source.thread = None
            source.flags &= ~MessageFlag.HAS_THREAD
        self.life.end(channel)

    def _made(self, parent: Channel, owner: User, asked: Start, source: Message | None) -> Channel:
        channel = self._world.add_thread(parent, asked.name, owner, kind=asked.kind, starter=source)
        thread = of(channel)
        if owner.id not in self._world.users:
            thread.members.clear()  # a webhook starts threads and is in none
        thread.auto_archive_duration = (
            asked.auto_archive_duration or parent.default_auto_archive_duration or _DEFAULT_DURATION
        )
        slow = asked.rate_limit_per_user
        channel.rate_limit_per_user = parent.default_thread_rate_limit_per_user if slow is None else slow
        thread.invitable = asked.invitable if asked.kind is ChannelType.PRIVATE_THREAD else None
        thread.applied_tags = None if parent.forum is None else list(asked.tags)
        told = channel.to_json() | {"newly_created": True}
        self._bus.emit("THREAD_CREATE", told, guild=channel.guild_id, channel=channel.id)
        if owner.id in thread.members:
            self.life.tell_joined(channel, owner.id)
        self.life.stir(channel)
        return channel


def _apply(channel: Channel, thread: Thread, body: Json) -> None:
    if body.get("name") is not None:
        channel.name = str(body["name"]).strip()
    if "rate_limit_per_user" in body:
        channel.rate_limit_per_user = body["rate_limit_per_user"] or 0
    if body.get("flags") is not None:
        channel.flags = int(body["flags"])
    for name in ("archived", "locked", "invitable", "auto_archive_duration"):
        if body.get(name) is not None:
            setattr(thread, name, body[name])
    if body.get("applied_tags") is not None:
        thread.applied_tags = [str(one) for one in body["applied_tags"]]
