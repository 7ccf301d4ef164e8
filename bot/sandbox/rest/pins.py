"""Pinned messages, by the routes of today and by those that came before.

Source: Discord developer docs, "Message", Get Channel Pins, Pin Message, Unpin Message and their deprecated forms.
"""

from __future__ import annotations

from datetime import datetime

from bot.sandbox.administration import traces
from bot.sandbox.clock import iso
from bot.sandbox.errors import SYSTEM_MESSAGE, TOO_MANY_PINS
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate.form import invalid
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.messages import Message, MessageType

ROUTES = Routes()
_PINS = "/channels/{channel}/messages/pins"
_OLD_PINS = "/channels/{channel}/pins"
_MOST = 250
_PINNABLE = (
    MessageType.DEFAULT,
    MessageType.REPLY,
    MessageType.CHAT_INPUT_COMMAND,
    MessageType.CONTEXT_MENU_COMMAND,
)


@ROUTES.add("GET", _PINS)
def listed(call: Call) -> Json:
    """Return pins, the last pinned first, a page at a time."""
    before, limit = _moment(call.query.get("before")), call.number("limit", 50, 1, 50)
    pins = [pin for pin in _pins(call) if before is None or (pin.pinned is not None and pin.pinned < before)]
    viewer = call.realm.world.bot.id
    items = [
        {"pinned_at": iso(pin.pinned), "message": pin.to_json(viewer=viewer)} for pin in pins[:limit] if pin.pinned
    ]
    return {"items": items, "has_more": len(pins) > limit}


@ROUTES.add("GET", _OLD_PINS)
def listed_as_before(call: Call) -> list[Json]:
    """Return the last fifty pins."""
    return [pin.to_json(viewer=call.realm.world.bot.id) for pin in _pins(call)[:50]]


@ROUTES.add("PUT", _PINS + "/{message}", _OLD_PINS + "/{message}")
def pinned(call: Call) -> None:
    """Pin a message."""
    message = _message(call)
    if message.type not in _PINNABLE:
        raise SYSTEM_MESSAGE()
    if message.pinned is None and len(_pins(call)) >= _MOST:
        raise TOO_MANY_PINS()
    _change(call, message, pinned=True)


@ROUTES.add("DELETE", _PINS + "/{message}", _OLD_PINS + "/{message}")
def unpinned(call: Call) -> None:
    """Take a pin out."""
    _change(call, _message(call), pinned=False)


def _change(call: Call, message: Message, *, pinned: bool) -> None:
    """Pin a message, or take its pin out; what is so already is no news."""
    by = hand(call)
    if pinned == (message.pinned is not None):
        return
    if pinned:
        call.realm.posting.pin(message, by.user)
    else:
        call.realm.posting.unpin(message)
    traces.message(by, Action.MESSAGE_PIN if pinned else Action.MESSAGE_UNPIN, message)


def _message(call: Call) -> Message:
    channel = call.channel(Permission.PIN_MESSAGES)
    thread_rules.may_touch(call.realm.world, call.realm.world.bot.id, channel)
    return call.realm.world.message(channel.id, call.args["message"])


def _pins(call: Call) -> list[Message]:
    channel = call.channel()
    if Permission.READ_MESSAGE_HISTORY not in call.granted():
        return []
    pins = [message for message in channel.messages.values() if message.pinned]
    return sorted(pins, key=lambda pin: (pin.pinned, int(pin.id)), reverse=True)


def _moment(raw: str | None) -> datetime | None:
    if raw is None:
        return None
    try:
        return datetime.fromisoformat(raw)
    except ValueError:
        raise invalid("before", "DATE_TIME_TYPE_PARSE", f'Could not parse "{raw}". Should be ISO8601.') from None
