"""Threads: started, listed; changed and deleted through their channel.

Source: Discord developer docs, "Channel", Start Thread from Message, Start Thread without Message, List Public Archived
Threads and the two routes after it, Modify Channel (Thread), Delete/Close Channel; "Guild", List Active Guild Threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.sandbox.administration import traces
from bot.sandbox.errors import TOO_MANY_PINNED_THREADS
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.posting.thread_life import of
from bot.sandbox.rest import forums
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.validate import threads as rules
from bot.sandbox.validate.form import Form
from bot.sandbox.validate.values import moment
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action
from bot.sandbox.world.channels import THREADS, Channel, ChannelType
from bot.sandbox.world.forums import PINNED

ROUTES = Routes()
_ARCHIVED = "/channels/{channel}/threads/archived"
_PUBLIC = THREADS - {ChannelType.PRIVATE_THREAD}


@ROUTES.add("POST", "/channels/{channel}/messages/{message}/threads")
def started_from_message(call: Call) -> Reply:
    """Start a thread from a message, whose id it takes."""
    world, parent = call.realm.world, call.channel()
    source = world.message(parent.id, call.args["message"])
    thread_rules.may_start_from(world, world.bot.id, parent, source)
    asked = rules.from_message(call.form(), parent)
    return _started(call, lambda: call.realm.threads.start(parent, world.bot, asked, source))


@ROUTES.add("POST", "/channels/{channel}/threads")
def started(call: Call) -> Reply:
    """Start a thread without a message, or, in a forum, with one of its own."""
    world, parent = call.realm.world, call.channel()
    if parent.forum is not None:
        return forums.posted(call, parent)
    asked = rules.without_message(call.form(), parent)
    thread_rules.may_start(world, world.bot.id, parent, asked.kind)
    return _started(call, lambda: call.realm.threads.start(parent, world.bot, asked))


def changed(call: Call, channel: Channel) -> Json:
    """Change a thread; what Modify Channel does for one."""
    world, body = call.realm.world, call.form()
    thread_rules.may_change(world, world.bot.id, channel, body)
    forum = world.channel(channel.parent_id or "")
    in_forum = forum.forum is not None
    manages = Permission.MANAGE_THREADS in world.permissions(world.bot.id, channel.id)
    rules.change(body, forum if in_forum else None, manages=manages)
    if (body.get("flags") or 0) & PINNED and _others_pinned(call, channel):
        raise TOO_MANY_PINNED_THREADS()
    by, before = hand(call), traces.thread_state(channel)
    call.realm.threads.change(channel, body, world.bot)
    traces.thread(by, Action.THREAD_UPDATE, channel, before=before)
    return channel.to_json(viewer=world.bot.id)


def deleted(call: Call, channel: Channel) -> Json:
    """Delete a thread; what Delete Channel does for one."""
    world = call.realm.world
    thread_rules.may_end(world, world.bot.id, channel)
    by, shown = hand(call), channel.to_json(viewer=world.bot.id)
    call.realm.threads.end(channel)
    traces.thread(by, Action.THREAD_DELETE, channel)
    return shown


@ROUTES.add("GET", "/guilds/{guild}/threads/active")
def active(call: Call) -> Json:
    """Return the threads of a guild that are awake and that the bot may see."""
    world, guild = call.realm.world, call.own_guild()
    listed = _listed(call, world.active_threads(guild.id, world.bot.id), has_more=False)
    del listed["has_more"]
    return listed


@ROUTES.add("GET", _ARCHIVED + "/public")
def archived_public(call: Call) -> Json:
    """Return a channel's public archived threads, the last archived first."""
    return _archived(call, lambda thread: thread.type in _PUBLIC, Permission.READ_MESSAGE_HISTORY)


@ROUTES.add("GET", _ARCHIVED + "/private")
def archived_private(call: Call) -> Json:
    """Return a channel's private archived threads, the last archived first."""
    needed = (Permission.READ_MESSAGE_HISTORY, Permission.MANAGE_THREADS)
    return _archived(call, lambda thread: thread.type is ChannelType.PRIVATE_THREAD, *needed)


@ROUTES.add("GET", "/channels/{channel}/users/@me/threads/archived/private")
def archived_joined(call: Call) -> Json:
    """Return a channel's private archived threads that the bot is in, the newest first."""
    channel, bot = call.channel(Permission.READ_MESSAGE_HISTORY), call.realm.world.bot
    before, limit = call.snowflake("before"), call.number("limit", 50, 2, 100)
    threads = [
        thread
        for thread in _sleeping(call, channel)
        if thread.type is ChannelType.PRIVATE_THREAD and bot.id in of(thread).members
    ]
    threads = [thread for thread in threads if not before or int(thread.id) < before]
    threads.sort(key=lambda thread: int(thread.id), reverse=True)
    return _listed(call, threads[:limit], has_more=len(threads) > limit)


def _archived(call: Call, fits: Callable[[Channel], bool], *needed: Permission) -> Json:
    channel = call.channel(*needed)
    before, limit = _before(call), call.number("limit", 50, 2, 100)
    threads = [thread for thread in _sleeping(call, channel) if fits(thread)]
    if before is not None:
        threads = [thread for thread in threads if of(thread).archive_stamp < before]
    threads.sort(key=lambda thread: (of(thread).archive_stamp, int(thread.id)), reverse=True)
    return _listed(call, threads[:limit], has_more=len(threads) > limit)


def _sleeping(call: Call, parent: Channel) -> list[Channel]:
    threads = call.realm.world.channels_of(parent.guild_id or "", threads=True)
    return [thread for thread in threads if thread.parent_id == parent.id and of(thread).archived]


def _listed(call: Call, threads: Iterable[Channel], *, has_more: bool) -> Json:
    bot, shown = call.realm.world.bot.id, list(threads)
    members = [of(thread).member_json(thread.id, bot) for thread in shown if bot in of(thread).members]
    return {"threads": [thread.to_json() for thread in shown], "members": members, "has_more": has_more}


def _before(call: Call) -> datetime | None:
    form = Form()
    before = moment(form, "before", call.query.get("before"))
    form.done()
    return before


def _others_pinned(call: Call, channel: Channel) -> bool:
    threads = call.realm.world.channels_of(channel.guild_id or "", threads=True)
    return any(one.flags & PINNED and one.parent_id == channel.parent_id and one is not channel for one in threads)


def _started(call: Call, start: Callable[[], Channel]) -> Reply:
    by = hand(call)
    thread = start()
    traces.thread(by, Action.THREAD_CREATE, thread)
    return Reply(201, thread.to_json(viewer=call.realm.world.bot.id))
