"""Which events a session asked for, and how much of a message it may read.

Source: Discord developer docs, "Gateway", List of Intents, Caveats, Message Content Intent.
"""

from __future__ import annotations

from enum import IntFlag

from bot.sandbox.event_names import ALWAYS, IN_DIRECT_MESSAGES, IN_GUILDS


class Intents(IntFlag):
    """Groups of events."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


PRIVILEGED = Intents.GUILD_MEMBERS | Intents.GUILD_PRESENCES | Intents.MESSAGE_CONTENT
KNOWN = Intents(sum(Intents))

_ASKED_BY = {
    in_guild: {event: Intents[intent] for intent, group in table.items() for event in group.split()}
    for in_guild, table in ((True, IN_GUILDS), (False, IN_DIRECT_MESSAGES))
}


def asked_for(intents: Intents, name: str, *, in_guild: bool) -> bool:
    """Whether a session with these intents is sent events of this name; never, if Discord has no such event."""
    if name in ALWAYS:
        return True
    needed = _ASKED_BY[in_guild].get(name)
    return needed is not None and needed in intents
