"""What `/config show` shows: each thing that can be set, how it is set now, and what changes it."""

from __future__ import annotations

import discord
from discord.utils import format_dt

from cogs.ui.cards import PLAIN
from cogs.ui.text import Words
from cogs.ui.views import card
from core.guilds.state import GuildRules
from core.use_cases.configure_guild import GuildView


def rules_card(view: GuildView, words: Words, *, permalink_days: int) -> discord.ui.LayoutView:
    """All that is set in a server."""
    rules = view.rules
    return card(
        f"## {words('config-title')}",
        f"{_roles(rules, words)}\n{words('config-change-roles')}",
        f"{_channels(rules, words)}\n{words('config-change-channels')}",
        f"{_links(rules, words, permalink_days)}\n{words('config-change-links')}",
        f"{_last_changed(view, words)}\n{words('config-doctor-hint')}",
        accent=PLAIN,
        buttons=(),
    )


def _roles(rules: GuildRules, words: Words) -> str:
    opens = (
        words("config-open-everybody") if rules.openers is None else words("config-open-role", role=str(rules.openers))
    )
    leads = (
        words("config-lead-everybody") if rules.leaders is None else words("config-lead-role", role=str(rules.leaders))
    )
    return f"{opens}\n{leads}"


def _channels(rules: GuildRules, words: Words) -> str:
    if not rules.channels:
        return words("config-channels-everywhere")
    return words("config-channels-some", channels=" ".join(f"<#{channel}>" for channel in rules.channels))


def _links(rules: GuildRules, words: Words, permalink_days: int) -> str:
    if rules.link_days is None:
        return words("config-links-usual", days=permalink_days)
    return words("config-links-set", days=rules.link_days)


def _last_changed(view: GuildView, words: Words) -> str:
    if view.rules.changed_at is None:
        return words("config-never-changed")
    by = f"<@{view.by}>" if view.by else words("someone")
    return words("config-last-changed", when=format_dt(view.rules.changed_at, "R"), by=by)
