"""A guild's own settings.

Source: Discord developer docs, "Guild", Modify Guild.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.validate.form import Form
from bot.sandbox.validate.localization import LOCALES
from bot.sandbox.wire import Json
from bot.sandbox.world.channels import Channel, ChannelType

_LEVELS = {
    "verification_level": range(5),
    "default_message_notifications": range(2),
    "explicit_content_filter": range(3),
    "afk_timeout": (60, 300, 900, 1800, 3600),
}
_CHANNELS = {
    "afk_channel_id": ChannelType.VOICE,
    "system_channel_id": ChannelType.TEXT,
    "rules_channel_id": ChannelType.TEXT,
    "public_updates_channel_id": ChannelType.TEXT,
    "safety_alerts_channel_id": ChannelType.TEXT,
}
SETTINGS = (*_LEVELS, *_CHANNELS, "description", "system_channel_flags", "premium_progress_bar_enabled")
"""What a guild keeps beside its name and its locale."""


def change(body: Json, channels: Iterable[Channel]) -> None:
    """Check a change of a guild, and raise 50035 on a fault."""
    form = Form(body)
    if "name" in body:
        form.text("name", body["name"], 2, 100, required=True, trim=True)
    form.text("description", body.get("description"), 0, 300)
    for name, allowed in _LEVELS.items():
        if body.get(name) is not None:
            form.choice(name, body[name], allowed)
    known = {channel.id: channel.type for channel in channels}
    for name, kind in _CHANNELS.items():
        if body.get(name) is not None and form.snowflake(name, body[name]) and known.get(str(body[name])) is not kind:
            form.fault(name, "CHANNEL_INVALID", "Not a channel of this guild that can be used so")
    if body.get("preferred_locale") is not None:
        form.choice("preferred_locale", body["preferred_locale"], sorted(LOCALES))
    form.integer("system_channel_flags", body.get("system_channel_flags"), 0)
    form.boolean("premium_progress_bar_enabled", body.get("premium_progress_bar_enabled"))
    form.done()
