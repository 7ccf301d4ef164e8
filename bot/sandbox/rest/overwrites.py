"""Overwrites of a channel, one at a time.

Source: Discord developer docs, "Channel", Edit Channel Permissions, Delete Channel Permission.
"""

from __future__ import annotations

from bot.sandbox.administration import overwrites
from bot.sandbox.errors import NOT_IN_A_DM, WRONG_CHANNEL_TYPE
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.world.channels import Channel

ROUTES = Routes()
_ONE = "/channels/{channel}/permissions/{overwrite}"


@ROUTES.add("PUT", _ONE)
def put(call: Call) -> None:
    """Set an overwrite."""
    overwrites.put(hand(call), _channel(call), call.args["overwrite"], call.form())


@ROUTES.add("DELETE", _ONE)
def deleted(call: Call) -> None:
    """Take an overwrite away."""
    overwrites.delete(hand(call), _channel(call), call.args["overwrite"])


def _channel(call: Call) -> Channel:
    channel = call.channel()
    if channel.guild_id is None:
        raise NOT_IN_A_DM()
    if channel.is_thread:
        raise WRONG_CHANNEL_TYPE()
    return channel
