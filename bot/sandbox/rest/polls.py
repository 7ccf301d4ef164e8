"""Polls: who voted, and ending one.

Applications do not vote.

Source: Discord developer docs, "Poll", Get Answer Voters, End Poll.
"""

from __future__ import annotations

from bot.sandbox.errors import NOT_A_POLL, NOT_YOUR_MESSAGE
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate.form import invalid
from bot.sandbox.wire import Json
from bot.sandbox.world.messages import Message

ROUTES = Routes()
_POLL = "/channels/{channel}/polls/{message}"


@ROUTES.add("GET", _POLL + "/answers/{answer}")
def voters(call: Call) -> Json:
    """Return who chose an answer."""
    message = _message(call)
    if message.poll is None:
        raise NOT_A_POLL()
    answer_id = int(call.args["answer"])
    if answer_id not in message.poll.answers:
        raise invalid("answer_id", "POLL_ANSWER_INVALID", "The poll has no such answer.")
    after, limit = call.snowflake("after"), call.number("limit", 25, 1, 100)
    found = sorted((one for one in message.poll.votes.get(answer_id, []) if int(one) > after), key=int)
    return {"users": [call.realm.world.user(one).to_json() for one in found[:limit]]}


@ROUTES.add("POST", _POLL + "/expire")
def ended(call: Call) -> Json:
    """End a poll of the bot's own before its time."""
    message, bot = _message(call), call.realm.world.bot
    if message.poll is None:
        raise NOT_A_POLL()
    if message.author is not bot:
        raise NOT_YOUR_MESSAGE()
    call.realm.polls.end(message)
    return message.to_json(viewer=bot.id)


def _message(call: Call) -> Message:
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return call.realm.world.message(channel.id, call.args["message"])
