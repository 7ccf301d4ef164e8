"""What a message is, beside what stands in it; and what it refers to: a reply, a forward, a thread.

Source: Discord developer docs, "Message", Message Reference Structure, Message Reference Content Attribution.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.posting import forwards, mentions
from bot.sandbox.wire import Json, as_object
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Message, MessageFlag, MessageType
from bot.sandbox.world.users import User
from bot.sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message comes from.

    Attributes:
        kind: The message's type; None for an ordinary one or, when the body has a reference, a reply.
        message_id: The id that it must have: the first message of a forum's thread has the thread's.
        parse: The mentions that are allowed when the body says nothing about them.
        ephemeral_to: The one user who will see it.
        referenced: The message it answers.
        thread: The thread that it tells the beginning of.
        about: Whom it tells about, when it says that somebody came or went.
        interaction: The interaction metadata, `name` the command's, when it answers an interaction.
        published: The message of an announcement channel that it is a copy of.
        followed: The announcement channel that it tells to be followed from now on.
        application_id: The application whose message it is, when an application's it is.
        webhook_id: The webhook that wrote it.
    """

    kind: MessageType | None = None
    message_id: str | None = None
    parse: frozenset[str] = mentions.BY_HAND
    ephemeral_to: str | None = None
    referenced: Message | None = None
    thread: Channel | None = None
    about: User | None = None
    interaction: Json | None = None
    interaction_name: str | None = None
    published: Message | None = None
    followed: Channel | None = None
    application_id: str | None = None
    webhook_id: str | None = None


PLAIN = Origin()


def refer(world: World, message: Message, body: Json, origin: Origin) -> None:
    """Give a message its type and what it refers to."""
    if forwards.is_forward(body):
        source = forwards.source(world, body)
        message.reference = _reference(world, source, kind=1)
        message.snapshots = forwards.snapshots(source)
        message.flags |= MessageFlag.HAS_SNAPSHOT
        return
    if origin.published is not None:
        message.reference = _reference(world, origin.published, kind=0)
        message.flags |= MessageFlag.IS_CROSSPOST
        message.attachments = list(origin.published.attachments)
        return
    asked = as_object(body.get("message_reference"))
    referenced = origin.referenced or world.channel(message.channel_id).messages.get(str(asked.get("message_id")))
    message.type = origin.kind or (MessageType.REPLY if referenced else MessageType.DEFAULT)
    if referenced is not None:
        message.referenced = referenced
        message.reference = _reference(world, referenced, kind=0)
    elif (place := origin.thread or origin.followed) is not None:
        message.reference = {"type": 0, "channel_id": place.id, "guild_id": place.guild_id}


def _reference(world: World, to: Message, *, kind: int) -> Json:
    guild_id = world.channel(to.channel_id).guild_id
    place = {"guild_id": guild_id} if guild_id else {}
    return {"type": kind, "channel_id": to.channel_id, "message_id": to.id, **place}
