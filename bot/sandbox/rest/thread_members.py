"""Who is in a thread: joining, leaving, bringing others in and taking them out.

Source: Discord developer docs, "Channel", Join Thread and the routes after it.
"""

from __future__ import annotations

from bot.sandbox.errors import MISSING_ACCESS, UNKNOWN_MEMBER, WRONG_CHANNEL_TYPE
from bot.sandbox.gateway.intents import Intents
from bot.sandbox.posting import thread_rules
from bot.sandbox.posting.thread_life import of
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel

ROUTES = Routes()
_ALL = "/channels/{channel}/thread-members"
_ME = _ALL + "/@me"
_ONE = _ALL + "/{user}"
_MOST = 100


@ROUTES.add("PUT", _ME)
def joined(call: Call) -> None:
    """Let the bot join."""
    world, channel = call.realm.world, _thread(call)
    thread_rules.may_join(world, world.bot.id, channel)
    call.realm.threads.add(channel, world.bot, world.bot)


@ROUTES.add("DELETE", _ME)
def left(call: Call) -> None:
    """Let the bot leave."""
    world, channel = call.realm.world, _thread(call)
    thread_rules.may_join(world, world.bot.id, channel)
    call.realm.threads.remove(channel, world.bot.id, world.bot)


@ROUTES.add("PUT", _ONE)
def added(call: Call) -> None:
    """Bring a member of the guild in."""
    world, channel = call.realm.world, _thread(call)
    user = world.user(call.args["user"])
    thread_rules.may_add(world, world.bot.id, channel, user.id)
    call.realm.threads.add(channel, user, world.bot)


@ROUTES.add("DELETE", _ONE)
def removed(call: Call) -> None:
    """Take somebody out."""
    world, channel = call.realm.world, _thread(call)
    user = world.user(call.args["user"])
    thread_rules.may_remove(world, world.bot.id, channel)
    call.realm.threads.remove(channel, user.id, world.bot)


@ROUTES.add("GET", _ME, _ONE)
def one(call: Call) -> Json:
    """Return one member, with their guild member object when asked for."""
    channel, user_id = _thread(call), call.args.get("user", call.realm.world.bot.id)
    if user_id not in of(channel).members:
        raise UNKNOWN_MEMBER()
    return _member(call, channel, user_id, full=call.flag("with_member"))


@ROUTES.add("GET", _ALL)
def listed(call: Call) -> list[Json]:
    """Return the members by id; a page at a time, when their guild member objects are asked for."""
    channel, full = _thread(call), call.flag("with_member")
    if Intents.GUILD_MEMBERS not in call.realm.gateway.rules.approved:
        raise MISSING_ACCESS()
    after, limit = call.snowflake("after"), call.number("limit", _MOST, 1, _MOST)
    found = sorted(of(channel).members, key=int)
    if full:
        found = [user_id for user_id in found if int(user_id) > after][:limit]
    return [_member(call, channel, user_id, full=full) for user_id in found]


def _thread(call: Call) -> Channel:
    channel = call.channel()
    if not channel.is_thread:
        raise WRONG_CHANNEL_TYPE()
    return channel


def _member(call: Call, channel: Channel, user_id: str, *, full: bool) -> Json:
    shown = of(channel).member_json(channel.id, user_id)
    if full and (member := call.realm.world.guild(channel.guild_id or "").members.get(user_id)):
        shown["member"] = member.to_json()
    return shown
