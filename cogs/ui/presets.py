"""Presets in words: one, and all of them."""

from __future__ import annotations

from typing import Final

import discord

from cogs.ui.cards import PLAIN
from cogs.ui.markdown import code, plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.tables.presets import MOST_PRESETS, Preset

SHOWN_LINE: Final = 60
"""As many presets as there may be fit on one card so, even if every sign of their names has to be escaped."""
SAID_LINE: Final = 1_000


def preset_said(key: str, preset: Preset, words: Words) -> str:
    """What has become of a preset: ``preset-saved`` or ``preset-deleted``."""
    return words(key, name=plain(preset.name), line=code(preset.line, SAID_LINE))


def preset_card(presets: tuple[Preset, ...], words: Words) -> discord.ui.LayoutView:
    """A person's presets, one a line."""
    lines = [f"**{plain(preset.name)}** · {code(preset.line, SHOWN_LINE)}" for preset in presets]
    return card(
        f"## {words('preset-title')}",
        "\n".join(lines) or words("preset-none"),
        *([words("preset-foot", count=len(presets), limit=MOST_PRESETS)] if presets else []),
        accent=PLAIN,
        buttons=(),
    )
