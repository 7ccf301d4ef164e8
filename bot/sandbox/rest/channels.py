"""A channel looked at, and the sign that the bot is typing in it.

Source: Discord developer docs, "Channel".
"""

from __future__ import annotations

from bot.sandbox.limits import Limit
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json

ROUTES = Routes()


@ROUTES.add("GET", "/channels/{channel}")
def one(call: Call) -> Json:
    """Return a channel."""
    return call.channel().to_json()


@ROUTES.add("POST", "/channels/{channel}/typing", limit=Limit(5, 5.0))
def typing(call: Call) -> None:
    """Show that the bot is typing."""
    realm, world, channel = call.realm, call.realm.world, call.channel()
    call.channel(Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
    data: Json = {
        "channel_id": channel.id,
        "user_id": world.bot.id,
        "timestamp": int(realm.clock.now().timestamp()),
    }
    if channel.guild_id is not None:
        data |= {
            "guild_id": channel.guild_id,
            "member": world.member(channel.guild_id, world.bot.id).to_json(),
        }
    realm.bus.emit("TYPING_START", data, guild=channel.guild_id, channel=channel.id)
