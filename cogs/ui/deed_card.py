"""A private menu of deeds: first what; then how and at whom.

What was chosen so far stands in the ids of the menus; names are found again whenever something is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from zlib import crc32

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.deeds import deed_label
from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.combat.acts.castable import Castable
from core.combat.acts.deeds import Possible
from core.combat.views.known import FoundFight
from core.use_cases.read_deeds import Asked

Kind = Literal["deed", "spell", "answer", "readied"]
Control = tuple[str, str, str]
"""What a menu is: its kind, what it concerns, and what it does."""
IN_A_MENU: Final = 25
LONGEST: Final = 100
_ORDER: Final = ("attack", "feature", "action", "granted", "escape", "trait", "basic")


def mark_of(name: str) -> str:
    """A name as a button's id can hold it.

    Example:
        >>> mark_of("Fire Breath")
        '7d3eda9c'
    """
    return f"{crc32(name.encode()):08x}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody has chosen of something so far that they can do, as the ids of its menus say it.

    Attributes:
        kind: What it is, as its menus' ids begin.
        of: The fight, and the combatant or the opening, as buttons say them.
        mark: The deed, or the spell; see `mark_of`. Empty for what `of` tells.
        slot: The level of the slot; 0 for the lowest.
        ways: The places of the ways that were chosen, among those of the deed.
    """

    kind: Kind
    of: str
    mark: str = ""
    slot: int = 0
    ways: tuple[int, ...] = ()

    def __str__(self) -> str:
        """As a button's id has it.

        Example:
            >>> str(Wish("spell", "118-3", "7d3eda9c", 4, (0, 2)))
            '118-3-7d3eda9c-4-0_2'
        """
        return f"{self.of}-{self.mark}-{self.slot}-{'_'.join(map(str, self.ways))}"

    def said(self, asked: Asked) -> frozenset[str]:
        """The ways that were chosen."""
        return frozenset(asked.ways[each].casefold() for each in self.ways if each < len(asked.ways))


def wish_in(kind: Kind, text: str) -> Wish:
    """What a button's id says of a wish.

    Example:
        >>> wish_in("spell", "118-3-7d3eda9c-4-0_2")
        Wish(kind='spell', of='118-3', mark='7d3eda9c', slot=4, ways=(0, 2))
    """
    of, mark, slot, ways = text.rsplit("-", 3)
    return Wish(kind, of, mark, int(slot), tuple(int(each) for each in ways.split("_") if each))


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


def _whom(control: Control, found: FoundFight, words: Words, *, most: int | None) -> discord.ui.ActionRow[Any]:
    there = [each for each in found.visible() if each.lair_of is None][:IN_A_MENU]
    options = [_option(found.names[each.number], str(each.number)) for each in there]
    count = min(len(options), most or len(options))
    return _menu(control, options, words("deeds-whom", most=count), most=count)


def wish_card(wish: Wish, asked: Asked, found: FoundFight, words: Words) -> discord.ui.LayoutView:
    """How and at whom: what is chosen at once is said again by the menus; choosing at whom, or the button, does it.

    Args:
        wish: What was chosen so far.
        asked: What can be chosen.
        found: The fight as whoever chooses knows it.
        words: In which language.
    """
    rows = []
    if asked.slots:
        now = wish.slot or asked.slots[0]
        levels = [_option(words("deeds-slot", level=each), str(each), default=each == now) for each in asked.slots]
        rows.append(_menu((wish.kind, str(wish), "slot"), levels, words("deeds-slots")))
    if asked.ways:
        there = list(enumerate(asked.ways[:IN_A_MENU]))
        ways = [_option(each, str(place), default=place in wish.ways) for place, each in there]
        rows.append(_menu((wish.kind, str(wish), "way"), ways, words("deeds-ways"), most=len(ways), least=0))
    title = f"## {plain(asked.name)}"
    if asked.most == 0:
        done = button(wish.kind, str(wish), "do", words("deeds-do"), style=discord.ButtonStyle.primary)
        return card(title, *rows, accent=PLAIN, buttons=(done,))
    return card(
        title, *rows, _whom((wish.kind, str(wish), "at"), found, words, most=asked.most), accent=PLAIN, buttons=()
    )


def _option(label: str, value: str, *, default: bool = False) -> discord.SelectOption:
    return discord.SelectOption(label=cut(label, LONGEST - 1), value=value[:LONGEST], default=default)


def _spell_label(castable: Castable, words: Words) -> str:
    spell = castable.spell
    level = words("spell-level", level=spell.level) if spell.level else words("spell-cantrip")
    return f"{spell.name} · {level}"


def _menu(
    control: Control, options: Iterable[discord.SelectOption], hint: str, *, most: int = 1, least: int = 1
) -> discord.ui.ActionRow[Any]:
    unique = list({each.value: each for each in options}.values())
    menu: discord.ui.Select[Any] = discord.ui.Select(
        custom_id=custom_id(*control),
        placeholder=hint,
        options=unique,
        min_values=least,
        max_values=max(1, min(most, len(unique))),
    )
    return discord.ui.ActionRow(menu)
