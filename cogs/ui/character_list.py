"""Somebody's characters as a card: their own, those lent to them, those that were deleted."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord.utils import format_dt

from cogs.ui.cards import PLAIN
from cogs.ui.markdown import cut, plain
from cogs.ui.sheet_things import fitted
from cogs.ui.text import Words
from cogs.ui.views import card
from core.characters.directory import CharacterEntry

TITLE = 60


def characters_card(
    own: Sequence[CharacterEntry], lent: Sequence[CharacterEntry], played: CharacterEntry | None, words: Words
) -> discord.ui.LayoutView:
    """One line each."""
    lines = [_line(each, played, words, "characters-line") for each in own if each.deleted_at is None]
    lines += [_line(each, played, words, "characters-lent") for each in lent]
    gone = [
        words("characters-deleted", name=plain(each.name), title=plain(cut(each.title, TITLE)),
              when=format_dt(each.deleted_at, "R"))
        for each in own
        if each.deleted_at
    ]  # fmt: skip
    told = fitted([*lines, *gone], words, most=3_400)
    return card(f"## {words('characters-title')}", told or words("characters-none"), accent=PLAIN, buttons=())


def _line(entry: CharacterEntry, played: CharacterEntry | None, words: Words, key: str) -> str:
    here = played is not None and played.stream == entry.stream
    return words(key, name=plain(entry.name), title=plain(cut(entry.title, TITLE)), played="yes" if here else "no")
