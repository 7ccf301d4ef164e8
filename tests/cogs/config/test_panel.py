"""What `/config show` shows, whole and in words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import discord

from cogs.config.panel import rules_card
from cogs.ui.text import PSEUDO
from core.guilds.books import GUILDS, guild_stream
from core.guilds.decide import MOST_CHANNELS
from core.guilds.state import GuildRules
from core.ids import ChannelId, GuildId, RoleId, UserId
from core.use_cases.configure_guild import GuildView
from tests.words import CATALOGUE

STREAM = guild_stream(GuildId(1))
SNOWFLAKE = 1_573_818_237_437_607_936
WHEN = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
FULL = GuildRules(
    STREAM,
    openers=RoleId(SNOWFLAKE),
    leaders=RoleId(SNOWFLAKE + 1),
    channels=tuple(ChannelId(SNOWFLAKE + number) for number in range(MOST_CHANNELS)),
    link_days=1,
    changed_at=WHEN,
)


def shown(rules: GuildRules, by: UserId | None = None, locale: str | None = None) -> str:
    view: Any = rules_card(GuildView(rules, by), CATALOGUE.speak(locale), permalink_days=30)
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay))


def test_where_nothing_is_set_the_usual_is_said() -> None:
    text = shown(GUILDS.start(STREAM))
    assert "30 days, as is usual with me." in text
    assert "Nothing of this was ever changed here." in text
    assert "<" not in text


def test_everything_that_is_set_is_named_and_fits_on_the_card() -> None:
    text = shown(FULL, UserId(9))
    assert f"<@&{SNOWFLAKE}>" in text
    assert f"<@&{SNOWFLAKE + 1}>" in text
    assert text.count("<#") == MOST_CHANNELS
    assert "one day." in text
    assert "<t:1795287600:R> by <@9>" in text
    assert len(shown(FULL, UserId(9), PSEUDO)) <= 4000


def test_who_was_erased_is_someone() -> None:
    assert "by Someone." in shown(FULL)


def test_each_thing_says_which_command_changes_it() -> None:
    text = shown(FULL)
    assert all(f"`/config {command}" in text for command in ("roles", "channels", "links", "doctor"))
