"""Somebody's characters as a card, and while they type: their own, those lent to them, those that were deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import discord
from discord import app_commands
from discord.utils import format_dt, snowflake_time

from cogs.ui.cards import PLAIN
from cogs.ui.choices import CHOICE
from cogs.ui.markdown import cut, plain
from cogs.ui.sheet_things import fitted
from cogs.ui.text import Words
from cogs.ui.views import card
from core.characters.directory import CharacterEntry

TITLE = 60


def alike(entries: Iterable[CharacterEntry]) -> frozenset[str]:
    """The streams of those that neither their name nor their classes tell from others."""
    listed = list(entries)
    times = Counter((each.name, each.title) for each in listed)
    return frozenset(each.stream for each in listed if times[each.name, each.title] > 1)


def made_at(entry: CharacterEntry) -> datetime | None:
    """When a character was made: it is named by the interaction that made it, and that has its time within.

    Source: Discord developer docs, "Reference", Snowflakes.
    """
    number = entry.stream.partition(":")[2]
    return snowflake_time(int(number)) if number.isdecimal() else None


def character_choices(
    entries: Sequence[CharacterEntry], words: Words, *, most: int, titled: bool = True
) -> list[app_commands.Choice[str]]:
    """Characters to choose among; those of one name are told apart.

    Args:
        entries: Which.
        words: What they are told in.
        most: How many at most.
        titled: Whether the classes of those are told, too, whose name is theirs alone.
    """
    names, same = Counter(each.name for each in entries), alike(entries)
    choices: list[app_commands.Choice[str]] = []
    for each in entries[:most]:
        shown = f"{each.name} · {each.title}" if titled or names[each.name] > 1 else each.name
        made = made_at(each) if each.stream in same else None
        end = f" · {words('characters-made', when=f'{made:%Y-%m-%d %H:%M} UTC')}" if made else ""
        value = each.stream if titled or names[each.name] > 1 else each.name
        choices.append(app_commands.Choice(name=f"{cut(shown, CHOICE - 1 - len(end))}{end}", value=value))
    return choices


def characters_card(
    own: Sequence[CharacterEntry], lent: Sequence[CharacterEntry], played: CharacterEntry | None, words: Words
) -> discord.ui.LayoutView:
    """One line each."""
    there = [each for each in own if each.deleted_at is None]
    same = alike([*there, *lent])
    lines = [_line(each, played, words, ("characters-line", same)) for each in there]
    lines += [_line(each, played, words, ("characters-lent", same)) for each in lent]
    gone = [
        words("characters-deleted", name=plain(each.name), title=plain(cut(each.title, TITLE)),
              when=format_dt(each.deleted_at, "R"))
        for each in own
        if each.deleted_at
    ]  # fmt: skip
    told = fitted([*lines, *gone], words, most=3_400)
    return card(f"## {words('characters-title')}", told or words("characters-none"), accent=PLAIN, buttons=())


def _line(entry: CharacterEntry, played: CharacterEntry | None, words: Words, how: tuple[str, frozenset[str]]) -> str:
    key, same = how
    here = played is not None and played.stream == entry.stream
    told = words(key, name=plain(entry.name), title=plain(cut(entry.title, TITLE)), played="yes" if here else "no")
    made = made_at(entry) if entry.stream in same else None
    return f"{told} · {words('characters-made', when=format_dt(made, 'f'))}" if made else told
