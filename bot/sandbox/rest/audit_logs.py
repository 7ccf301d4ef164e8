"""The audit log of a guild, read.

Source: Discord developer docs, "Audit Log", Get Guild Audit Log.
"""

from __future__ import annotations

from bot.sandbox.permissions import Permission
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action, Entry
from bot.sandbox.world.guilds import Guild

ROUTES = Routes()
_HIGHEST_ACTION = 1000
_OF_THREADS = (Action.THREAD_CREATE, Action.THREAD_UPDATE)
_OF_MEMBERS = (
    Action.MEMBER_KICK, Action.MEMBER_BAN_ADD, Action.MEMBER_BAN_REMOVE, Action.MEMBER_UPDATE,
    Action.MEMBER_ROLE_UPDATE, Action.BOT_ADD, Action.MESSAGE_DELETE, Action.MESSAGE_PIN, Action.MESSAGE_UNPIN,
)  # fmt: skip


@ROUTES.add("GET", "/guilds/{guild}/audit-logs")
def listed(call: Call) -> Json:
    """Return a page of entries: the newest first, or with `after` the oldest first, and what they are about."""
    guild = call.own_guild()
    hand(call).needs(guild, Permission.VIEW_AUDIT_LOG)
    limit, before, after = call.number("limit", 50, 1, 100), call.snowflake("before"), call.snowflake("after")
    user, target = call.snowflake("user_id"), call.snowflake("target_id")
    action = call.number("action_type", 0, 0, _HIGHEST_ACTION)
    entries = [
        entry
        for entry in guild.audit_log.since(call.realm.clock.now())
        if (not user or entry.user_id == str(user))
        and (not target or entry.target_id == str(target))
        and (not action or entry.action == action)
        and (not before or int(entry.id) < before)
        and int(entry.id) > after
    ]
    if "after" not in call.query or "before" in call.query:
        entries.reverse()
    return _shown(call, guild, entries[:limit])


def _shown(call: Call, guild: Guild, entries: list[Entry]) -> Json:
    """Return entries with the users, webhooks, events and threads that they name, as far as these are still there."""
    world = call.realm.world
    named = {entry.target_id for entry in entries}
    people = {entry.user_id for entry in entries} | {one.target_id for one in entries if one.action in _OF_MEMBERS}
    threads = {entry.target_id for entry in entries if entry.action in _OF_THREADS}
    return {
        "audit_log_entries": [entry.to_json() for entry in entries],
        "users": [user.to_json() for user in world.users.values() if user.id in people],
        "integrations": [],
        "webhooks": [
            webhook.to_json(base_url=call.realm.base_url)
            for webhook in world.webhooks.of_guild(guild.id)
            if webhook.id in named
        ],
        "guild_scheduled_events": [e.to_json() for e in guild.scheduled_events.values() if e.id in named],
        "threads": [one.to_json() for one in world.channels_of(guild.id, threads=True) if one.id in threads],
        "application_commands": [one for one in world.commands.registered(guild.id) if one["id"] in named],
        "auto_moderation_rules": [],
    }
