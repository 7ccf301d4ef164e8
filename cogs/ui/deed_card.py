"""A private menu of deeds: first what, then at whom; the names in it are found again whenever something is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from zlib import crc32

import discord

from cogs.ui.cards import PLAIN
from cogs.ui.deeds import deed_label
from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.combat.castable import Castable
from core.combat.deeds import Possible
from core.combat.known import FoundFight

Control = tuple[str, str, str]
"""What a menu is: its kind, what it concerns, and what it does."""
IN_A_MENU: Final = 25
LONGEST: Final = 100
_ORDER: Final = ("attack", "action", "granted", "escape", "trait", "basic")


def mark_of(name: str) -> str:
    """A name as a button's id can hold it.

    Example:
        >>> mark_of("Fire Breath")
        '7d3eda9c'
    """
    return f"{crc32(name.encode()):08x}"


def deeds_card(
    of: str, who: str, words: Words, *, listed: Sequence[Possible], spells: Sequence[Castable]
) -> discord.ui.LayoutView:
    """What somebody could do now: deeds, and spells."""
    in_order = sorted(listed, key=lambda each: _ORDER.index(each.sort))[:IN_A_MENU]
    deeds = [_option(deed_label(each, words), each.name) for each in in_order]
    ready = [each for each in spells if each.can_be_cast][:IN_A_MENU]
    cast = [_option(_spell_label(each, words), each.spell.name) for each in ready]
    return card(
        f"## {words('deeds-title', who=plain(who))}",
        *([_menu(("deed", of, "what"), deeds, words("deeds-what"))] if deeds else []),
        *([_menu(("deed", of, "spell"), cast, words("deeds-spell"))] if cast else []),
        words("deeds-foot"),
        accent=PLAIN,
        buttons=(),
    )


def targets_card(
    control: Control, what: str, found: FoundFight, words: Words, *, most: int | None
) -> discord.ui.LayoutView:
    """At whom something goes.

    Args:
        control: The kind, the id and the action of the menu.
        what: What it is.
        found: The fight as whoever chooses knows it.
        words: In which language.
        most: At how many at most; None for any number.
    """
    there = [each for each in found.visible() if each.lair_of is None][:IN_A_MENU]
    options = [_option(found.names[each.number], str(each.number)) for each in there]
    count = min(len(options), most or len(options))
    return card(
        f"## {plain(what)}",
        _menu(control, options, words("deeds-whom", most=count), most=count),
        accent=PLAIN,
        buttons=(),
    )


def _option(label: str, value: str) -> discord.SelectOption:
    return discord.SelectOption(label=cut(label, LONGEST - 1), value=value[:LONGEST])


def _spell_label(castable: Castable, words: Words) -> str:
    spell = castable.spell
    level = words("spell-level", level=spell.level) if spell.level else words("spell-cantrip")
    return f"{spell.name} · {level}"


def _menu(
    control: Control, options: Iterable[discord.SelectOption], hint: str, *, most: int = 1
) -> discord.ui.ActionRow[Any]:
    unique = list({each.value: each for each in options}.values())
    menu: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=custom_id(*control),
        placeholder=hint,
        options=unique,
        max_values=max(1, min(most, len(unique))),
    )
    return discord.ui.ActionRow(menu)
