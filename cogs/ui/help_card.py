"""Help, drawn from the commands' own descriptions, so that it tells of what there is and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import app_commands

from cogs.ui.cards import PLAIN
from cogs.ui.markdown import cut
from cogs.ui.text import Words
from cogs.ui.views import card
from core.errors import NotFoundError
from core.matching.names import Names, Way

FIRST: Final[Mapping[str, str]] = {
    "table open": "help-try-table",
    "character create": "help-try-character",
    "r": "help-try-roll",
    "check": "help-try-check",
    "combat start": "help-try-combat",
    "attack": "help-try-attack",
}
"""The six commands of a first evening, each with the key of an example that can be typed."""
MOST_LETTERS: Final = 3_600
_MARKS: Final = 20
NEAREST: Final = 4


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to say of a command, or of a group of them.

    Attributes:
        name: As it is typed, without the slash.
        description: The key of its words.
        options: Of a command: each option's name, the key of its words, and whether it has to be given.
        below: Of a group: the commands in it.
    """

    name: str
    description: str
    options: tuple[tuple[str, str, bool], ...] = ()
    below: tuple[Page, ...] = ()


def pages(commands: Iterable[Any]) -> dict[str, Page]:
    """A page for each command, each group and each group within one, by name.

    Args:
        commands: As a command tree has them; those of menus have no page.
    """
    found: dict[str, Page] = {}
    for command in commands:
        if isinstance(command, app_commands.Group):
            below = pages(command.commands)
            leaves = tuple(page for page in below.values() if not page.below)
            found[command.qualified_name] = Page(command.qualified_name, str(command.description), below=leaves)
            found |= below
        elif isinstance(command, app_commands.Command):
            options = tuple((each.display_name, str(each.description), each.required) for each in command.parameters)
            found[command.qualified_name] = Page(command.qualified_name, str(command.description), options)
    return found


def topic_named(there: Mapping[str, Page], typed: str) -> Page:
    """The page that somebody means, though its name is begun or misspelt.

    Raises:
        NotFoundError: ``help-not-found``, with what is near.
    """
    names = Names([(name, name) for name in there])
    wanted = typed.strip().removeprefix("/")
    if called := names.called(wanted):
        return there[called[0]]
    found = names.best(wanted, NEAREST) if wanted else []
    if found and found[0].way is not Way.WITHIN:
        return there[found[0].thing]
    near = [each.thing for each in found] or names.nearest(wanted, NEAREST) or sorted(there)[:NEAREST]
    raise NotFoundError("help-not-found", named=wanted[:60], near=", ".join(near))


def first_card(there: Mapping[str, Page], words: Words) -> discord.ui.LayoutView:
    """Six commands, each with an example and what it does."""
    known = {name: example for name, example in FIRST.items() if name in there}
    lines = [f"{words(example)}\n-# {words(there[name].description)}" for name, example in known.items()]
    return card(
        f"## {words('help-title')}", "\n".join(lines), words("help-more"), words("help-foot"), accent=PLAIN, buttons=()
    )


def topic_card(page: Page, words: Words) -> discord.ui.LayoutView:
    """All commands of a group, or all options of a command."""
    lines = [(f"**/{each.name}**", each.description) for each in page.below]
    for name, description, required in page.options:
        key = "help-option-needed" if required else "help-option"
        lines.append((words(key, name=name), description))
    room = MOST_LETTERS // max(1, len(lines))
    told = [f"{head} · {cut(words(key), max(room - len(head) - _MARKS, 10))}" for head, key in lines]
    return card(
        f"## /{page.name}",
        words(page.description),
        *(["\n".join(told)] if told else []),
        words("help-foot"),
        accent=PLAIN,
        buttons=(),
    )
