"""Events that only those are told who have a permission in the guild, or in the channel where it happens.

Source: Discord developer docs, "Gateway Events", Guild Audit Log Entry Create, Guild Ban Add, Guild Ban Remove. Of
invites the page is silent; libraries document that MANAGE_CHANNELS is needed.
"""

from __future__ import annotations

from bot.sandbox.bus import Event
from bot.sandbox.permissions import Permission
from bot.sandbox.world.world import World

_BANS = Permission.BAN_MEMBERS | Permission.VIEW_AUDIT_LOG
_ANY_OF = {
    "GUILD_AUDIT_LOG_ENTRY_CREATE": Permission.VIEW_AUDIT_LOG,
    "GUILD_BAN_ADD": _BANS,
    "GUILD_BAN_REMOVE": _BANS,
    "INVITE_CREATE": Permission.MANAGE_CHANNELS,
    "INVITE_DELETE": Permission.MANAGE_CHANNELS,
}


def may_hear(world: World, user_id: str, event: Event) -> bool:
    """Tell whether a user has what an event asks for, be it the bot or a person."""
    enough = _ANY_OF.get(event.name)
    if enough is None or event.guild is None:
        return True
    if user_id not in world.guild(event.guild).members:
        return False
    if event.channel in world.channels:
        return bool(world.permissions(user_id, event.channel) & enough)
    return bool(world.guild_permissions(user_id, event.guild) & enough)
