"""What one session may see of an event: message content, members and thread members depend on its intents.

Everything here takes an event as the world knows it and returns it as one session is told it, or None for nothing.
The data of the event is never changed, because other sessions are told from the same object.

Source: Discord developer docs, "Gateway", Message Content Intent and Caveats; "Gateway Events", Guild Create and
Thread Members Update.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox.bus import Event
from bot.sandbox.gateway.intents import Intents, asked_for
from bot.sandbox.gateway.session import Session
from bot.sandbox.wire import Json

_HUGE = 75_000
_CONTENT: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}


def as_told(session: Session, event: Event, bot_id: str) -> Json | None:
    """The data of an event as this session receives it."""
    name, guild = event.name, event.guild
    if not asked_for(session.intents, name, in_guild=guild is not None) and not _of_the_bot_itself(event, bot_id):
        return None
    match name:
        case "MESSAGE_CREATE" | "MESSAGE_UPDATE" if (
            guild is not None and Intents.MESSAGE_CONTENT not in session.intents
        ):
            return without_content(event.data, bot_id)
        case "GUILD_CREATE":
            return _guild_for(session, event.data, bot_id)
        case "THREAD_MEMBERS_UPDATE" if Intents.GUILD_MEMBERS not in session.intents:
            return _thread_members_of_the_bot(event.data, bot_id)
        case _:
            return event.data


def without_content(message: Json, bot_id: str) -> Json:
    """Blank what people wrote, unless the bot wrote it or is mentioned in it."""
    if not may_read(message, bot_id):
        message = message | {key: blank for key, blank in _CONTENT.items() if key in message}
        message.pop("poll", None)
    quoted = message.get("referenced_message")
    if quoted:
        message = message | {"referenced_message": without_content(quoted, bot_id)}
    return message


def may_read(message: Json, bot_id: str) -> bool:
    """Tell whether a bot without the message content intent reads a message: its own, or one that mentions it."""
    if message.get("author", {}).get("id") == bot_id or message.get("application_id") == bot_id:
        return True
    return any(user["id"] == bot_id for user in message.get("mentions", ()))


def _of_the_bot_itself(event: Event, bot_id: str) -> bool:
    """The bot's own member is reported to it with or without the members intent."""
    user: Mapping[str, Any] = event.data.get("user") or {}
    return event.name == "GUILD_MEMBER_UPDATE" and user.get("id") == bot_id


def _guild_for(session: Session, guild: Json, bot_id: str) -> Json:
    """Cut a guild down to the members and presences that the session is sent with it.

    Without the presences intent, or beyond 75,000 members, these are the bot and whoever is in voice; in a guild of
    more than `large_threshold`, whoever is online, has a role or a nickname, or is in voice.
    """
    if guild.get("unavailable"):
        return guild
    everyone: list[Json] = guild["members"]
    speaking = {state["user_id"] for state in guild.get("voice_states", ())} | {bot_id}
    online = {presence["user"]["id"] for presence in guild["presences"] if presence["status"] != "offline"}
    large = len(everyone) > session.large_threshold
    if Intents.GUILD_PRESENCES not in session.intents or len(everyone) > _HUGE:
        sent, online = [member for member in everyone if member["user"]["id"] in speaking], online & speaking
    elif large:
        sent = [member for member in everyone if _stands_out(member) or member["user"]["id"] in online | speaking]
    else:
        return guild | {"large": False}
    presences = [presence for presence in guild["presences"] if presence["user"]["id"] in online]
    return guild | {"large": large, "members": sent, "presences": presences}


def _stands_out(member: Json) -> bool:
    return bool(member.get("roles") or member.get("nick"))


def _thread_members_of_the_bot(change: Json, bot_id: str) -> Json | None:
    added = [member for member in change.get("added_members", ()) if member.get("user_id") == bot_id]
    removed = [user_id for user_id in change.get("removed_member_ids", ()) if user_id == bot_id]
    if not added and not removed:
        return None
    return change | {"added_members": added, "removed_member_ids": removed}
