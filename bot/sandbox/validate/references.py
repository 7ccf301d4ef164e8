"""What a message refers to: the one it replies to, the one it forwards.

Source: Discord developer docs, "Message", Message Reference Structure, Message Reference Types, Create Message.
"""

from __future__ import annotations

from bot.sandbox.posting.forwards import is_forward
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import MessageType

_REPLY, _FORWARD = 0, 1
_UNKNOWN = ("MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message")
_ANSWERABLE = (
    MessageType.DEFAULT,
    MessageType.REPLY,
    MessageType.CHAT_INPUT_COMMAND,
    MessageType.CONTEXT_MENU_COMMAND,
)


def reference(form: Form, path: str, body: Json, channel: Channel) -> None:
    """Check `message_reference` of a message that is written to a channel."""
    given = form.mapping(path, body.get("message_reference"))
    if given is None:
        return
    if given.get("type") is not None:
        form.choice(join(path, "type"), given["type"], (_REPLY, _FORWARD))
    form.boolean(join(path, "fail_if_not_exists"), given.get("fail_if_not_exists"))
    for key in ("channel_id", "guild_id"):
        if given.get(key) is not None:
            form.snowflake(join(path, key), given[key])
    where, target = join(path, "message_id"), given.get("message_id")
    if not form.required(where, target) or not form.snowflake(where, target):
        return
    if is_forward(body):
        form.required(join(path, "channel_id"), given.get("channel_id"))
    else:
        _reply(form, path, given, channel)


def _reply(form: Form, path: str, given: Json, channel: Channel) -> None:
    there, guild = given.get("channel_id"), given.get("guild_id")
    if there is not None and str(there) != channel.id:
        message = "Cannot reply to a message in a different channel"
        form.fault(path, "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", message)
        return
    if guild is not None and str(guild) != channel.guild_id:
        form.fault(path, *_UNKNOWN)
        return
    answered = channel.messages.get(str(given["message_id"]))
    if answered is None:
        if given.get("fail_if_not_exists", True) is not False:
            form.fault(path, *_UNKNOWN)
    elif answered.type not in _ANSWERABLE:
        form.fault(path, "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message")
