"""Messages that go further: forwarded to another channel, published from an announcement channel.

Source: Discord developer docs, "Message", Message Reference Types, Create Message, Crosspost Message.
"""

from __future__ import annotations

from bot.sandbox.administration import traces
from bot.sandbox.errors import (
    ALREADY_CROSSPOSTED,
    FORWARD_NEEDS_HISTORY,
    FORWARD_UNREAD,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    SYSTEM_MESSAGE,
    WRONG_CHANNEL_TYPE,
)
from bot.sandbox.gateway.intents import Intents
from bot.sandbox.gateway.visibility import may_read
from bot.sandbox.limits import Limit
from bot.sandbox.permissions import Permission
from bot.sandbox.posting.followers import Followers
from bot.sandbox.posting.forwards import FORWARDABLE, source
from bot.sandbox.realm import Realm
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate.form import Form, invalid
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import ChannelType
from bot.sandbox.world.messages import Message, MessageFlag

ROUTES = Routes()


def check(realm: Realm, body: Json) -> None:
    """Check that the bot may forward the message that a body names: it sees it, and may read what it says."""
    world, message = realm.world, source(realm.world, body)
    granted = world.permissions(world.bot.id, message.channel_id)
    if Permission.VIEW_CHANNEL not in granted:
        raise MISSING_ACCESS()
    if Permission.READ_MESSAGE_HISTORY not in granted:
        raise FORWARD_NEEDS_HISTORY()
    if message.type not in FORWARDABLE:
        raise SYSTEM_MESSAGE()
    if message.poll is not None:
        raise invalid("message_reference", "MESSAGE_CANNOT_BE_FORWARDED", "A message with a poll cannot be forwarded.")
    if not _reads(realm, message):
        raise FORWARD_UNREAD()


@ROUTES.add("POST", "/channels/{channel}/messages/{message}/crosspost", limit=Limit(5, 5.0))
def crossposted(call: Call) -> Json:
    """Publish a message of an announcement channel to those who follow it."""
    world, channel = call.realm.world, call.channel(Permission.SEND_MESSAGES)
    if channel.type is not ChannelType.ANNOUNCEMENT:
        raise WRONG_CHANNEL_TYPE()
    message = world.message(channel.id, call.args["message"])
    if message.author is not world.bot and Permission.MANAGE_MESSAGES not in call.granted():
        raise MISSING_PERMISSIONS()
    if message.type not in FORWARDABLE:
        raise SYSTEM_MESSAGE()
    if MessageFlag.CROSSPOSTED in message.flags:
        raise ALREADY_CROSSPOSTED()
    message.flags |= MessageFlag.CROSSPOSTED
    call.realm.posting.tell("MESSAGE_UPDATE", message)
    _followers(call).publish(message)
    return message.to_json(viewer=world.bot.id)


@ROUTES.add("POST", "/channels/{channel}/followers")
def followed(call: Call) -> Json:
    """Let another channel follow an announcement channel."""
    world, channel, by = call.realm.world, call.guild_channel(), hand(call)
    if channel.type is not ChannelType.ANNOUNCEMENT:
        raise WRONG_CHANNEL_TYPE()
    form, target_id = Form(), call.form().get("webhook_channel_id")
    if form.required("webhook_channel_id", target_id):
        form.snowflake("webhook_channel_id", target_id)
    form.done()
    target = world.channel(str(target_id))
    by.needs_in(target, Permission.MANAGE_WEBHOOKS)
    if target.type not in (ChannelType.TEXT, ChannelType.ANNOUNCEMENT):
        raise WRONG_CHANNEL_TYPE()
    made = _followers(call).follow(by.user, channel, target)
    traces.webhook(by, Action.WEBHOOK_CREATE, made)
    return {"channel_id": channel.id, "webhook_id": made.id}


def _followers(call: Call) -> Followers:
    return Followers(call.realm.world, call.realm.bus, call.realm.posting)


def _reads(realm: Realm, message: Message) -> bool:
    """Tell whether the application may read a message: its intent, or the message, lets it."""
    guild_id = realm.world.channel(message.channel_id).guild_id
    if guild_id is None or Intents.MESSAGE_CONTENT in realm.gateway.rules.approved:
        return True
    return may_read(message.to_json(), realm.world.bot.id)
