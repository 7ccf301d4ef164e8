"""A channel looked at, changed and deleted, and the sign that the bot is typing in it.

Source: Discord developer docs, "Channel".
"""

from __future__ import annotations

from bot.sandbox.administration import channels
from bot.sandbox.errors import NOT_IN_A_DM
from bot.sandbox.limits import Limit
from bot.sandbox.permissions import Permission
from bot.sandbox.rest import threads
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json

ROUTES = Routes()


@ROUTES.add("GET", "/channels/{channel}")
def one(call: Call) -> Json:
    """Return a channel."""
    return call.channel().to_json(viewer=call.realm.world.bot.id)


@ROUTES.add("PATCH", "/channels/{channel}")
def changed(call: Call) -> Json:
    """Change a channel."""
    channel = call.channel()
    if channel.is_thread:
        return threads.changed(call, channel)
    if channel.guild_id is None:
        raise NOT_IN_A_DM()
    guild = call.realm.world.guild(channel.guild_id)
    return channels.change(hand(call), guild, channel, call.form()).to_json()


@ROUTES.add("DELETE", "/channels/{channel}")
def deleted(call: Call) -> Json:
    """Delete a channel, or close a direct message, which opens again when somebody writes."""
    channel = call.channel()
    if channel.is_thread:
        return threads.deleted(call, channel)
    shown = channel.to_json()
    if channel.guild_id is not None:
        channels.delete(hand(call), call.realm.world.guild(channel.guild_id), channel)
    return shown


@ROUTES.add("POST", "/channels/{channel}/typing", limit=Limit(5, 5.0))
def typing(call: Call) -> None:
    """Show that the bot is typing."""
    realm, world, channel = call.realm, call.realm.world, call.channel()
    call.channel(Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES)
    typing: Json = {
        "channel_id": channel.id,
        "user_id": world.bot.id,
        "timestamp": int(realm.clock.now().timestamp()),
    }
    if channel.guild_id is not None:
        typing |= {
            "guild_id": channel.guild_id,
            "member": world.member(channel.guild_id, world.bot.id).to_json(),
        }
    realm.bus.emit("TYPING_START", typing, guild=channel.guild_id, channel=channel.id)
