"""Messages of a channel: written, edited, deleted by the bot.

Source: Discord developer docs, "Message".
"""

from __future__ import annotations

from datetime import timedelta

from bot.sandbox.administration import traces
from bot.sandbox.errors import (
    BULK_DELETE_COUNT,
    MISSING_PERMISSIONS,
    NO_MUTUAL_GUILDS,
    NO_VOICE_MESSAGES_HERE,
    NOT_A_TEXT_CHANNEL,
    NOT_IN_A_DM,
    NOT_IN_A_FORUM,
    NOT_YOUR_MESSAGE,
    REPLY_NEEDS_HISTORY,
    SYSTEM_MESSAGE,
    TOO_OLD_TO_BULK_DELETE,
)
from bot.sandbox.limits import Limit
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.posting.forwards import is_forward
from bot.sandbox.rest import forwards
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.snowflake import minted_at
from bot.sandbox.validate import messages as rules
from bot.sandbox.validate.form import Form
from bot.sandbox.validate.messages import Setting
from bot.sandbox.wire import Json, as_list, as_truth, as_whole
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import MessageFlag, MessageType
from bot.sandbox.world.world import World

ROUTES = Routes()
_SEVERAL = "/channels/{channel}/messages"
_ONE = _SEVERAL + "/{message}"
_WRITING = Limit(5, 5.0)
_OLD = timedelta(hours=1)
_TOO_OLD = timedelta(days=14)
_UNDELETABLE = (
    MessageType.RECIPIENT_ADDED,
    MessageType.RECIPIENT_REMOVED,
    MessageType.NAME_CHANGED,
    MessageType.THREAD_STARTER,
)


@ROUTES.add("POST", _SEVERAL, limit=_WRITING)
def written(call: Call) -> Json:
    """Write a message."""
    world, body = call.realm.world, call.form()
    channel = _writable(call, body)
    rules.create(body, Setting(call.uploads, channel=channel, has_emoji=world.has_emoji))
    if is_forward(body):
        forwards.check(call.realm, body)
    nonce = body.get("nonce")
    if body.get("enforce_nonce") and nonce is not None:
        known = call.realm.posting.recent(channel, world.bot, nonce)
        if known is not None:
            return known.to_json(viewer=world.bot.id)
    return call.realm.posting.post(channel, world.bot, body, call.uploads).to_json(viewer=world.bot.id)


@ROUTES.add("POST", _SEVERAL + "/bulk-delete", limit=Limit(1, 1.0))
def bulk_deleted(call: Call) -> None:
    """Delete between 2 and 100 messages that are under two weeks old."""
    channel = call.guild_channel(Permission.MANAGE_MESSAGES)
    thread_rules.may_delete(call.realm.world, call.realm.world.bot.id, channel)
    form, given = Form(), call.form().get("messages")
    form.count("messages", given, 0, 1000, required=True)
    ids = [str(one) for index, one in enumerate(as_list(given)) if form.snowflake(f"messages.{index}", one)]
    form.done()
    if not 2 <= len(ids) <= 100:
        raise BULK_DELETE_COUNT()
    form.distinct("messages", ids)
    form.done()
    horizon = call.realm.clock.now() - _TOO_OLD
    if any(minted_at(one) < horizon for one in ids):
        raise TOO_OLD_TO_BULK_DELETE()
    gone = len(channel.messages)
    call.realm.posting.delete_many(channel, ids)
    traces.messages(hand(call), channel, gone - len(channel.messages))


@ROUTES.add("PATCH", _ONE, limit=_WRITING)
def edited(call: Call) -> Json:
    """Change a message of the bot's own; of others only whether their embeds show."""
    realm, body = call.realm, call.form()
    channel = call.channel()
    message = realm.world.message(channel.id, call.args["message"])
    if message.author is not realm.world.bot:
        _may_suppress(call, body)
    if message.type not in (MessageType.DEFAULT, *_ANSWERS):
        raise SYSTEM_MESSAGE()
    _may_attach(call, body)
    thread_rules.may_touch(realm.world, realm.world.bot.id, channel)
    rules.edit(body, message, Setting(call.uploads, has_emoji=realm.world.has_emoji))
    if realm.rate_limits and realm.clock.now() - message.created > _OLD:
        realm.limits.edit_old(channel.id)
    return realm.posting.edit(message, body, call.uploads).to_json(viewer=realm.world.bot.id)


@ROUTES.add("DELETE", _ONE, limit=Limit(5, 1.0))
def deleted(call: Call) -> None:
    """Delete a message; somebody else's with the permission to."""
    world, channel = call.realm.world, call.channel()
    message = world.message(channel.id, call.args["message"])
    if message.type in _UNDELETABLE:
        raise SYSTEM_MESSAGE()
    if message.author is not world.bot and channel.guild_id is None:
        raise NOT_IN_A_DM()
    if message.author is not world.bot and Permission.MANAGE_MESSAGES not in call.granted():
        raise MISSING_PERMISSIONS()
    thread_rules.may_delete(world, world.bot.id, channel)
    by = hand(call)
    call.realm.posting.delete(message)
    traces.message(by, Action.MESSAGE_DELETE, message)


_ANSWERS = (MessageType.REPLY, MessageType.CHAT_INPUT_COMMAND, MessageType.CONTEXT_MENU_COMMAND)


def _writable(call: Call, body: Json) -> Channel:
    """Return the channel when the bot may write this there."""
    channel, granted = call.channel(), call.granted()
    if channel.forum is not None:
        raise NOT_IN_A_FORUM()
    if not channel.is_written:
        raise NOT_A_TEXT_CHANNEL()
    if channel.guild_id is None and not _reachable(call.realm.world, channel):
        raise NO_MUTUAL_GUILDS()
    needed = [Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES]
    if as_truth(body.get("tts")):
        needed.append(Permission.SEND_TTS_MESSAGES)
    if body.get("poll"):
        needed.append(Permission.SEND_POLLS)
    if any(one not in granted for one in needed):
        raise MISSING_PERMISSIONS()
    _may_attach(call, body)
    flags = as_whole(body.get("flags")) or 0
    if flags & MessageFlag.IS_VOICE_MESSAGE and Permission.SEND_VOICE_MESSAGES not in granted:
        raise NO_VOICE_MESSAGES_HERE()
    if body.get("message_reference") and not is_forward(body) and Permission.READ_MESSAGE_HISTORY not in granted:
        raise REPLY_NEEDS_HISTORY()
    thread_rules.may_write(call.realm.world, call.realm.world.bot.id, channel)
    return channel


def _may_attach(call: Call, body: Json) -> None:
    """Check that the bot may write what stands beside the text, be it in a new message or in an old one."""
    granted = call.granted()
    if call.uploads and Permission.ATTACH_FILES not in granted:
        raise MISSING_PERMISSIONS()
    if body.get("embeds") and Permission.EMBED_LINKS not in granted:
        raise MISSING_PERMISSIONS()


def _reachable(world: World, channel: Channel) -> bool:
    """Tell whether the bot still shares a guild with somebody of a direct message."""
    people = {user.id for user in channel.recipients}
    return any(world.bot.id in guild.members and people & guild.members.keys() for guild in world.guilds.values())


def _may_suppress(call: Call, body: Json) -> None:
    if set(body) - {"flags"}:
        raise NOT_YOUR_MESSAGE()
    if Permission.MANAGE_MESSAGES not in call.granted():
        raise MISSING_PERMISSIONS()
