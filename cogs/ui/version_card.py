"""What was changed on a sheet, as cards: just now, by a DM, and in every version that there is."""

from __future__ import annotations

from typing import Any, Final

import discord
from discord.utils import format_dt

from cogs.ui.cards import PLAIN, button
from cogs.ui.change_words import changes_in_words
from cogs.ui.markdown import cut, plain
from cogs.ui.sheet_card import named
from cogs.ui.text import Words
from cogs.ui.views import card, custom_id
from core.characters.decide import Hand
from core.characters.state import Character
from core.use_cases.change_character import Written
from core.use_cases.read_versions import Version

ON_A_PAGE: Final = 4
LINES: Final = 5
"""As many changes as a version shows in the list; four such fit on a card."""


def changed_card(written: Written, words: Words, *, title: str = "", undoable: bool = True) -> discord.ui.LayoutView:
    """What somebody has just changed, with a button to take it back."""
    name = plain(written.sheet.name)
    if not written.changes:
        return card(title or words("character-unchanged", name=name), accent=PLAIN, buttons=())
    of = f"{named(written.character.stream)}-{written.number}"
    return card(
        title or words("character-changed", name=name),
        changes_in_words(written.changes, words),
        accent=PLAIN,
        buttons=(button("sheet", of, "undo", words("button-undo")),) if undoable else (),
    )


def by_dm_card(character: Character, hand: Hand, told: str, words: Words) -> discord.ui.LayoutView:
    """What a DM has changed on a player's sheet, for its owner to see; nobody is pinged."""
    sheet = character.written()
    owner = f"<@{character.owner}>" if character.owner else words("someone")
    return card(
        words("character-by-dm", dm=plain(hand.name), name=plain(sheet.name), owner=owner),
        told,
        words("character-owner-told"),
        accent=PLAIN,
        buttons=(),
    )


def versions_card(
    character: Character, versions: list[Version], page: int, words: Words, *, may_undo: bool
) -> discord.ui.LayoutView:
    """A page of versions, the newest first."""
    last = max(0, (len(versions) - 1) // ON_A_PAGE)
    page = min(page, last)
    shown = versions[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    parts: list[str | discord.ui.Item[Any]] = [
        f"## {words('versions-title', name=plain(character.written().name))}",
        *(_version(each, words) for each in shown),
        words("versions-foot"),
    ]
    of = named(character.stream)
    undoable = [each for each in shown if each.changes and may_undo]
    if undoable:
        undos = [
            button("versions", f"{of}-{each.number}-{page}", "undo", words("button-undo-version", number=each.number))
            for each in undoable
        ]
        parts.append(discord.ui.ActionRow(*undos))
    if last:
        parts.append(
            discord.ui.ActionRow(
                _turn(of, page - 1, "newer", words("button-newer"), disabled=page == 0),
                _turn(of, page + 1, "older", words("button-older"), disabled=page == last),
            )
        )
    return card(*parts, accent=PLAIN, buttons=())


def _turn(of: str, page: int, action: str, label: str, *, disabled: bool) -> discord.ui.Button[Any]:
    target = custom_id("versions", f"{of}-{max(0, page)}", action)
    return discord.ui.Button(label=label, custom_id=target, disabled=disabled)


def _version(version: Version, words: Words) -> str:
    head = words(
        "versions-line",
        number=version.number,
        why=words(f"why-{version.why}"),
        when=format_dt(version.at, "f"),
        by=f"<@{version.by}>" if version.by else "none",
        leading="yes" if version.leading else "no",
    )
    note = [words("versions-note", note=plain(cut(version.note, 100)))] if version.note else []
    changes = [cut(changes_in_words(version.changes, words, most=LINES), 700)] if version.changes else []
    return "\n".join([head, *note, *changes])
