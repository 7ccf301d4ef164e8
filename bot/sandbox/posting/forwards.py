"""Forwarded messages: a copy of what a message said at that moment, which nothing changes any more.

Source: Discord developer docs, "Message", Message Reference Types, Message Snapshot Object.
"""

from __future__ import annotations

import copy

from bot.sandbox.wire import Json, as_object, as_whole
from bot.sandbox.world.messages import Message, MessageType
from bot.sandbox.world.world import World

FORWARDABLE = (
    MessageType.DEFAULT,
    MessageType.REPLY,
    MessageType.CHAT_INPUT_COMMAND,
    MessageType.CONTEXT_MENU_COMMAND,
)
_FORWARD = 1
_COPIED = (
    "type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "mentions", "mention_roles",
    "components",
)  # fmt: skip


def is_forward(body: Json) -> bool:
    """Tell whether a body asks to forward a message."""
    return as_whole(as_object(body.get("message_reference")).get("type")) == _FORWARD


def source(world: World, body: Json) -> Message:
    """Return the message that a body asks to forward.

    Raises:
        ApiError: There is no such channel (10003) or message (10008).
    """
    asked = as_object(body.get("message_reference"))
    return world.message(str(asked.get("channel_id")), str(asked.get("message_id")))


def snapshots(message: Message) -> list[Json]:
    """Return what a forward of this message shows; forwarding a forward passes on what that one shows."""
    if message.snapshots:
        return copy.deepcopy(message.snapshots)
    whole = message.to_json(nested=True)
    return [{"message": copy.deepcopy({key: whole[key] for key in _COPIED})}]
