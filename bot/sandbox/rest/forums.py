"""Forums and media channels: a thread begins with its first message.

Source: Discord developer docs, "Channel", Start Thread in Forum or Media Channel.
"""

from __future__ import annotations

from bot.sandbox.administration import traces
from bot.sandbox.errors import MISSING_PERMISSIONS
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Reply
from bot.sandbox.validate import messages, threads
from bot.sandbox.validate.messages import Setting
from bot.sandbox.wire import as_object
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import Channel, ChannelType


def posted(call: Call, forum: Channel) -> Reply:
    """Start a thread in a forum, with the message that it begins with."""
    world, body = call.realm.world, call.form()
    thread_rules.may_start(world, world.bot.id, forum, ChannelType.PUBLIC_THREAD)
    granted = world.permissions(world.bot.id, forum.id)
    asked = threads.in_forum(body, forum, manages=Permission.MANAGE_THREADS in granted)
    first = as_object(body["message"])
    messages.create(first, Setting(call.uploads, "message", has_emoji=world.has_emoji))
    files = Permission.ATTACH_FILES not in granted and call.uploads
    if files or (Permission.EMBED_LINKS not in granted and first.get("embeds")):
        raise MISSING_PERMISSIONS()
    by = hand(call)
    channel, message = call.realm.threads.post(forum, world.bot, asked, first, uploads=call.uploads)
    traces.thread(by, Action.THREAD_CREATE, channel)
    shown = channel.to_json(viewer=world.bot.id)
    return Reply(201, shown | {"message": message.to_json(viewer=world.bot.id)})
