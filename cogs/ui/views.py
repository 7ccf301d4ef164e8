"""Buttons and menus that outlive the process: each says in its own id what it does, ``v1:<kind>:<id>:<action>``.

A press is matched by discord.py's dynamic items, so a card posted before a restart works after it. Views are sent
stopped: nothing is kept in memory for a message.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import discord

Handler = Callable[[discord.Interaction, str], Awaitable[None]]
Chosen = Callable[[discord.Interaction, str, list[str]], Awaitable[None]]
Filled = Callable[[discord.Interaction, str, Mapping[str, list[str]]], Awaitable[None]]
Run = Callable[[discord.Interaction, Awaitable[None]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Press:
    """A kind of button and who answers it.

    Attributes:
        kind: What it is about: ``table``, ``roll``.
        action: What it does: ``join``.
        handler: Called with the interaction and the id in the button.
    """

    kind: str
    action: str
    handler: Handler


@dataclass(frozen=True, slots=True)
class Pick:
    """A kind of select menu and who answers it.

    Attributes:
        kind: What it is about: ``table``.
        action: What it does: ``skills``.
        handler: Called with the interaction, the id in the menu, and what was chosen.
    """

    kind: str
    action: str
    handler: Chosen


@dataclass(frozen=True, slots=True)
class Fill:
    """A kind of form and who reads it once it is handed in, by whichever process opened it.

    Attributes:
        kind: What it is about: ``edit``.
        action: What it does: ``notes``.
        handler: Called with the interaction, the id in the form, and what stands in each field, by the field's id.
    """

    kind: str
    action: str
    handler: Filled


def custom_id(kind: str, of: str, action: str) -> str:
    """A button's id.

    Example:
        >>> custom_id("table", "118", "join")
        'v1:table:118:join'
    """
    return f"v1:{kind}:{of}:{action}"


def dynamic_item(control: Press | Pick, run: Run) -> type[discord.ui.DynamicItem[Any]]:
    """The dynamic item that answers a control.

    Args:
        control: What is answered.
        run: Awaits the handler and sees to its failures.
    """
    kind = discord.ui.Button if isinstance(control, Press) else discord.ui.Select
    template = f"v1:{control.kind}:(?P<of>[A-Za-z0-9_-]{{1,64}}):{control.action}"

    class Answered(discord.ui.DynamicItem[Any], template=template):
        def __init__(self, item: discord.ui.Item[Any], of: str) -> None:
            super().__init__(item)
            self.of = of

        @classmethod
        async def from_custom_id(
            cls, interaction: discord.Interaction, item: discord.ui.Item[Any], match: re.Match[str]
        ) -> Self:
            assert isinstance(item, kind)
            return cls(item, match["of"])

        async def callback(self, interaction: discord.Interaction) -> None:
            chosen = (self.item.values,) if isinstance(self.item, discord.ui.Select) else ()
            await run(interaction, control.handler(interaction, self.of, *chosen))

    return Answered


def card(
    *parts: str | discord.ui.Item[Any],
    accent: discord.Colour | None = None,
    buttons: tuple[discord.ui.Button[Any], ...],
    more: tuple[discord.ui.Button[Any], ...] = (),
) -> discord.ui.LayoutView:
    """A card: texts one under the other in a frame, a row of buttons at its foot, and another one if there are more."""
    items = [discord.ui.TextDisplay(part) if isinstance(part, str) else part for part in parts]
    items += [discord.ui.ActionRow(*row) for row in (buttons, more) if row]
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(*items, accent_colour=accent))
    view.stop()  # sent as it is: presses are answered by dynamic items, not by this object
    return view
