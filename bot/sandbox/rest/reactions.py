"""Reactions: the bot's own, other people's, all of them.

Source: Discord developer docs, "Message", Create Reaction and the five routes after it.
"""

from __future__ import annotations

import re
import unicodedata

from bot.sandbox.errors import MISSING_PERMISSIONS, TOO_MANY_REACTIONS, UNKNOWN_EMOJI
from bot.sandbox.limits import Limit
from bot.sandbox.permissions import Permission
from bot.sandbox.posting import thread_rules
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json
from bot.sandbox.world.messages import Message

ROUTES = Routes()
_ALL = "/channels/{channel}/messages/{message}/reactions"
_OF_EMOJI = _ALL + "/{emoji}"
_LIMIT = Limit(1, 0.25)
_CUSTOM = re.compile(r"\w{2,32}:\d{1,20}")
_MOST = 20
_KEYCAP = "\u20e3"


@ROUTES.add("PUT", _OF_EMOJI + "/@me", limit=_LIMIT)
def added(call: Call) -> None:
    """React."""
    message, emoji = _touched(call, Permission.READ_MESSAGE_HISTORY), _emoji(call)
    if emoji not in message.reactions:
        _may_use(call, emoji)
        if Permission.ADD_REACTIONS not in call.granted():
            raise MISSING_PERMISSIONS()
        if len(message.reactions) >= _MOST:
            raise TOO_MANY_REACTIONS()
    call.realm.posting.react(message, call.realm.world.bot, emoji)


@ROUTES.add("DELETE", _OF_EMOJI + "/@me", limit=_LIMIT)
def taken_back(call: Call) -> None:
    """Take the bot's own reaction back."""
    call.realm.posting.unreact(_touched(call), call.realm.world.bot.id, _emoji(call))


@ROUTES.add("DELETE", _OF_EMOJI + "/{user}", limit=_LIMIT)
def taken_away(call: Call) -> None:
    """Take somebody's reaction away."""
    call.realm.posting.unreact(_moderated(call), call.args["user"], _emoji(call))


@ROUTES.add("GET", _OF_EMOJI)
def who(call: Call) -> list[Json]:
    """Return who reacted with an emoji."""
    world, message = call.realm.world, _message(call, Permission.READ_MESSAGE_HISTORY)
    after = call.snowflake("after")
    ids = sorted((one for one in message.reactions.get(_emoji(call), []) if int(one) > after), key=int)
    return [world.user(one).to_json() for one in ids[: call.number("limit", 25, 1, 100)]]


@ROUTES.add("DELETE", _ALL, limit=_LIMIT)
def cleared(call: Call) -> None:
    """Take all reactions away."""
    call.realm.posting.clear_reactions(_moderated(call))


@ROUTES.add("DELETE", _OF_EMOJI, limit=_LIMIT)
def cleared_of_emoji(call: Call) -> None:
    """Take all reactions of one emoji away."""
    call.realm.posting.clear_reactions(_moderated(call), _emoji(call))


def _message(call: Call, *needed: Permission) -> Message:
    channel = call.channel(*needed)
    return call.realm.world.message(channel.id, call.args["message"])


def _touched(call: Call, *needed: Permission) -> Message:
    """Return the message in the path, whose reactions change."""
    thread_rules.may_react(call.channel(*needed))
    return _message(call)


def _moderated(call: Call) -> Message:
    """Return the message in the path, of which others' reactions are taken."""
    channel = call.guild_channel(Permission.MANAGE_MESSAGES)
    thread_rules.may_react(channel)
    return call.realm.world.message(channel.id, call.args["message"])


def _may_use(call: Call, emoji: str) -> None:
    """Refuse a custom emoji that the bot does not have: neither its application nor one of its guilds does."""
    if not _CUSTOM.fullmatch(emoji):
        return
    world, emoji_id = call.realm.world, emoji.rpartition(":")[2]
    if emoji_id in world.emojis:
        return
    homes = [guild.id for guild in world.guilds.values() if world.bot.id in guild.members and emoji_id in guild.emojis]
    if not homes:
        raise UNKNOWN_EMOJI()
    if call.channel().guild_id not in homes and Permission.USE_EXTERNAL_EMOJIS not in call.granted():
        raise MISSING_PERMISSIONS()


def _emoji(call: Call) -> str:
    """Return the emoji in the path: a character of Unicode's pictures, or ``name:id`` of a custom one."""
    emoji = call.args["emoji"]
    pictured = any(unicodedata.category(sign) in ("So", "Sk") or sign == _KEYCAP for sign in emoji)
    if _CUSTOM.fullmatch(emoji) or (pictured and len(emoji) <= 16) or emoji in ("‼️", "⁉️", "↔️", "〰️"):
        return emoji
    raise UNKNOWN_EMOJI()
