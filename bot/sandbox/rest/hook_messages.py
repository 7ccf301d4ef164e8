"""What webhooks write: messages in their channel and its threads, posts in their forum.

An interaction's token opens the same paths, under the application's id; `followups` has those.

Source: Discord developer docs, "Webhook", Execute Webhook, Get, Edit and Delete Webhook Message.
"""

from __future__ import annotations

from bot.sandbox.errors import (
    HOOK_HAS_TWO_THREADS,
    HOOK_NEEDS_FORUM,
    HOOK_NEEDS_THREAD,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
)
from bot.sandbox.posting.mentions import BY_HOOK
from bot.sandbox.posting.origin import Origin
from bot.sandbox.posting.threads import Start
from bot.sandbox.rest.routing import Call
from bot.sandbox.rest.webhooks import known
from bot.sandbox.validate import threads
from bot.sandbox.validate import webhooks as rules
from bot.sandbox.validate.messages import Setting
from bot.sandbox.wire import Json, as_list
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Message
from bot.sandbox.world.webhooks import Webhook


def is_for_webhook(call: Call) -> bool:
    """Tell whether the path names a webhook, and not the application with an interaction's token."""
    return call.args["application"] != call.realm.world.application.id


def executed(call: Call) -> Json | None:
    """Write a message; it comes back when the request waits for it."""
    webhook, body = _webhook(call), call.form()
    channel = _target(call, webhook, body)
    setting = Setting(call.uploads, has_emoji=call.realm.world.has_emoji)
    written = rules.execute(body, setting, owned=_is_owned(webhook), components=call.flag("with_components"))
    author = webhook.author(body.get("username"), body.get("avatar_url"))
    origin = Origin(parse=BY_HOOK, webhook_id=webhook.id, application_id=webhook.application_id)
    if channel.forum is not None:
        start = _start(channel, body)
        _, message = call.realm.threads.post(channel, author, start, written, uploads=call.uploads, origin=origin)
    else:
        message = call.realm.posting.post(channel, author, written, call.uploads, origin=origin)
    return message.to_json() if call.flag("wait") else None


def read(call: Call) -> Json:
    """Return a message that the webhook wrote."""
    return _message(call, _webhook(call)).to_json()


def edited(call: Call) -> Json:
    """Change a message that the webhook wrote."""
    webhook, body = _webhook(call), call.form()
    message, setting = _message(call, webhook), Setting(call.uploads, has_emoji=call.realm.world.has_emoji)
    owned, components = _is_owned(webhook), call.flag("with_components")
    written = rules.edit(body, message, setting, owned=owned, components=components)
    return call.realm.posting.edit(message, written, call.uploads, BY_HOOK).to_json()


def deleted(call: Call) -> None:
    """Delete a message that the webhook wrote."""
    call.realm.posting.delete(_message(call, _webhook(call)))


def _webhook(call: Call) -> Webhook:
    return known(call, call.args["application"])


def _is_owned(webhook: Webhook) -> bool:
    return webhook.application_id is not None


def _target(call: Call, webhook: Webhook, body: Json) -> Channel:
    """Return where a message goes: the webhook's channel, a thread of it, or a forum in which it starts one."""
    home, named = call.realm.world.channel(webhook.channel_id), bool(body.get("thread_name"))
    asked = "thread_id" in call.query
    if named and asked:
        raise HOOK_HAS_TWO_THREADS()
    if asked:
        return _thread(call, home)
    if named and home.forum is None:
        raise HOOK_NEEDS_FORUM()
    if home.forum is not None and not named:
        raise HOOK_NEEDS_THREAD()
    return home


def _thread(call: Call, home: Channel) -> Channel:
    thread = call.realm.world.channel(str(call.snowflake("thread_id")))
    if thread.parent_id != home.id or not thread.is_thread:
        raise UNKNOWN_CHANNEL()
    return thread


def _start(forum: Channel, body: Json) -> Start:
    tags = [str(one) for one in as_list(body.get("applied_tags"))]
    threads.check_tags(forum, tags, manages=True)
    return Start(str(body["thread_name"]).strip(), tags=tuple(tags))


def _message(call: Call, webhook: Webhook) -> Message:
    home = call.realm.world.channel(webhook.channel_id)
    channel = _thread(call, home) if "thread_id" in call.query else home
    message = channel.messages.get(call.args.get("message", ""))
    if message is None or message.webhook_id != webhook.id:
        raise UNKNOWN_MESSAGE()
    return message
