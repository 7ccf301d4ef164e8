"""A sheet as a card: one section, and a button to each of the others."""

from __future__ import annotations

from typing import Any, Final

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.markdown import plain
from cogs.ui.sheet_sections import SECTIONS, Section, SheetView
from cogs.ui.text import Words
from cogs.ui.views import card
from core.ids import StreamId

IN_A_ROW: Final = 5
"""Buttons, as Discord has it."""


def named(stream: StreamId) -> str:
    """What buttons call a character: its stream without the book's name."""
    return stream.partition(":")[2]


def streamed(of: str) -> StreamId:
    """The stream that a button means.

    Example:
        >>> streamed("118"), named(streamed("118"))
        ('character:118', '118')
    """
    return StreamId(f"character:{of}")


def sheet_card(
    view: SheetView, section: Section, words: Words, *, private: bool = True, note: str = ""
) -> discord.ui.LayoutView:
    """One section, and a note. What all see has no buttons: whoever wants another section has a sheet of their own."""
    parts: list[str | discord.ui.Item[Any]] = [f"## {words('sheet-title', name=plain(view.sheet.name))}"]
    parts += [text for text in SECTIONS[section](view, words) if text]
    parts += [note] if note else []
    if private:
        turns = [_turn(view.of, each, section, words) for each in Section]
        share = button("sheet", f"{view.of}-{section}", "share", words("button-share"))
        rows = [*turns, share]
        parts += [discord.ui.ActionRow(*rows[at : at + IN_A_ROW]) for at in range(0, len(rows), IN_A_ROW)]
    return card(*parts, accent=PLAIN, buttons=())


def _turn(of: str, to: Section, shown: Section, words: Words) -> discord.ui.Button[Any]:
    style = discord.ButtonStyle.primary if to is shown else discord.ButtonStyle.secondary
    label = words(f"choice-section-{to}")
    return button("sheet", f"{of}-{to}", "show", label, style=style, disabled=to is shown)


def section_of(of: str) -> tuple[StreamId, Section]:
    """The character and the section that a button means.

    Example:
        >>> section_of("118-skills")
        ('character:118', <Section.SKILLS: 'skills'>)
    """
    name, _, section = of.rpartition("-")
    return streamed(name), Section(section)
