"""What was written: a channel's messages, one or many.

Source: Discord developer docs, "Message", Get Channel Messages.
"""

from __future__ import annotations

from bot.sandbox.errors import MISSING_PERMISSIONS, WRONG_CHANNEL_TYPE
from bot.sandbox.limits import Limit
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate.form import Form
from bot.sandbox.wire import Json
from bot.sandbox.world.messages import Message

ROUTES = Routes()
_SEVERAL = "/channels/{channel}/messages"


@ROUTES.add("GET", _SEVERAL, limit=Limit(5, 1.0))
def listed(call: Call) -> list[Json]:
    """Return messages of a channel, newest first; none where the bot may not read history."""
    channel, limit = call.channel(), call.number("limit", 50, 1, 100)
    if not channel.is_written:
        raise WRONG_CHANNEL_TYPE()
    cursors = [name for name in ("around", "before", "after") if name in call.query]
    form = Form()
    for name in cursors:
        form.snowflake(name, call.query[name])
    if len(cursors) > 1:
        form.fault(cursors[1], "QUERY_EXCLUSIVE", "The around, before and after parameters are mutually exclusive.")
    form.done()
    if Permission.READ_MESSAGE_HISTORY not in call.granted():
        return []
    cursor = (cursors[0], int(call.query[cursors[0]])) if cursors else None
    chosen = _page(list(channel.messages.values()), limit, cursor)
    return [message.to_json(viewer=call.realm.world.bot.id) for message in reversed(chosen)]


@ROUTES.add("GET", _SEVERAL + "/{message}")
def one(call: Call) -> Json:
    """Return one message."""
    world, channel = call.realm.world, call.channel()
    if Permission.READ_MESSAGE_HISTORY not in call.granted():
        raise MISSING_PERMISSIONS()
    return world.message(channel.id, call.args["message"]).to_json(viewer=world.bot.id)


def _page(messages: list[Message], limit: int, cursor: tuple[str, int] | None) -> list[Message]:
    """Return up to `limit` messages, oldest first, on the asked side of the cursor."""
    if cursor is None:
        return messages[-limit:]
    name, at = cursor
    older = [message for message in messages if int(message.id) < at]
    newer = [message for message in messages if int(message.id) > at]
    match name:
        case "before":
            return older[-limit:]
        case "after":
            return newer[:limit]
        case _:
            there = [message for message in messages if int(message.id) == at]
            half = limit // 2
            return (older[-half:] if half else []) + there + newer[: max(0, limit - half - len(there))]
