"""The panel behind `/table settings`: what can be set at a table, and how it is set now."""

from __future__ import annotations

from typing import Any

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.rules.skills import SKILLS
from core.tables.state import Table


def settings_card(table: Table, words: Words) -> discord.ui.LayoutView:
    """Each setting: what it does, and a menu to change it."""
    of = table.stream.partition(":")[2]
    kinds = [
        discord.SelectOption(label=words("choice-kind-quick"), value="quick", default=not table.lasting),
        discord.SelectOption(label=words("choice-kind-campaign"), value="campaign", default=table.lasting),
    ]
    kind: discord.ui.Select[Any] = discord.ui.Select(custom_id=custom_id("table", of, "kind"), options=kinds)
    skills = [
        discord.SelectOption(label=skill.capitalize(), value=skill, default=skill in table.secret_skills)
        for skill in SKILLS
    ]
    secret: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=custom_id("table", of, "skills"),
        placeholder=words("settings-skills-none"),
        min_values=0,
        max_values=len(skills),
        options=skills,
    )
    return card(
        f"## {words('settings-title', code=table.code)}",
        words("settings-kind"),
        discord.ui.ActionRow(kind),
        words("settings-skills" if table.mode == "dm-led" else "settings-skills-later"),
        discord.ui.ActionRow(secret),
        words("settings-dm-thread"),
        accent=PLAIN,
        buttons=(button("table", of, "dm-thread", words("button-dm-thread")),),
    )
