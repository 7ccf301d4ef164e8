"""A guild's own settings, changed.

Source: Discord developer docs, "Guild", Modify Guild; "Gateway Events", Guild Update.
"""

from __future__ import annotations

from bot.sandbox.administration import traces
from bot.sandbox.administration.hand import Hand
from bot.sandbox.permissions import Permission
from bot.sandbox.validate import guilds as rules
from bot.sandbox.wire import Json
from bot.sandbox.world.audit_log import Action, Change
from bot.sandbox.world.guilds import Guild


def change(hand: Hand, guild: Guild, body: Json) -> Guild:
    """Change what the body names of a guild."""
    hand.needs(guild, Permission.MANAGE_GUILD)
    rules.change(body, hand.world.channels_of(guild.id))
    before = guild.to_json()
    guild.name = str(body.get("name") or guild.name).strip()
    guild.preferred_locale = body.get("preferred_locale") or guild.preferred_locale
    guild.settings |= {name: body[name] for name in rules.SETTINGS if name in body}
    hand.bus.emit("GUILD_UPDATE", guild.to_json(), guild=guild.id)
    hand.record_change(guild, Action.GUILD_UPDATE, guild.id, Change(before, guild.to_json(), traces.GUILD))
    return guild
