"""What somebody typed, and how it would be typed rightly: refusals show an example of the very command that was used.

A refusal that can follow from several commands has an example of one of them in the catalogue. If another was typed,
that takes its place: with what was typed, and with what the refusal asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord
from discord import app_commands

from cogs.ui.text import Words
from core.errors import EverquillError

_WHOSE: Final = ("as", "who", "target")
_AT: Final = ("target", "who")
_OVERRULED: Final = (("overrule",), "True")
_AT_ANOTHER: Final = (_AT, "Goblin")
MENDED: Final[Mapping[str, tuple[Sequence[str], str]]] = {
    "not-your-combatant": (_WHOSE, "Thorn"),
    "not-in-fight": (_WHOSE, "Goblin"),
    "combatant-not-named": ((*_AT, "as"), "Goblin"),
    **dict.fromkeys(("target-needed", "too-many-targets", "target-twice"), _AT_ANOTHER),
    **dict.fromkeys(("target-dead", "target-covered", "charmed-by-target", "out-of-reach"), _AT_ANOTHER),
    **dict.fromkeys(("not-your-turn", "action-spent", "kept-from-it"), _OVERRULED),
}
"""By reason: which option mends it (the first of these that the command has), and with what."""
_STAND_IN: Final = re.compile(r"`/(?:attack|cast) [^`]*`")
"""An example that stands for what was typed, unless that is known."""
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as somebody typed it.

    Attributes:
        command: Its whole name, as ``combat leave``.
        options: All that it has, in their order.
        given: Those that were typed, with their values as people see them.
    """

    command: str
    options: tuple[str, ...]
    given: Mapping[str, str]


def typed(interaction: discord.Interaction, words: Words) -> Typed | None:
    """What an interaction typed; None for a press."""
    command = interaction.command
    if not isinstance(command, app_commands.Command):
        return None
    parameters = command.parameters
    given = dict(iter(interaction.namespace))
    shown = {each.display_name: _shown(each, given[each.display_name], words) for each in parameters if
             each.display_name in given}  # fmt: skip
    return Typed(
        command.qualified_name,
        tuple(each.display_name for each in parameters),
        {name: value for name, value in shown.items() if value},
    )


def _shown(option: app_commands.Parameter, value: Any, words: Words) -> str:
    """A value as whoever types sees it; empty for what cannot be typed again."""
    chosen = next((each.name for each in option.choices if each.value == value), None)
    if chosen is not None:
        return words(chosen)
    if not isinstance(value, str | int | float) or (isinstance(value, str) and value.startswith("character:")):
        return ""
    told = " ".join(str(value).replace("`", "").split())
    return told if len(told) <= LONGEST else ""


def mended(text: str, error: EverquillError, said: Typed | None) -> str:
    """A refusal with an example of the command that was typed, in place of one that stands for it.

    Example:
        >>> from core.errors import NotAllowedError
        >>> hp = Typed("hp", ("amount", "target"), {"amount": "-7", "target": "Ogre"})
        >>> mended("Ask: `/attack with:Bow as:Thorn`.", NotAllowedError("not-your-combatant"), hp)
        'Ask: `/hp amount:-7 target:Thorn`.'
    """
    if said is None or (mends := MENDED.get(error.reason)) is None:
        return text
    options, value = mends
    option = _meant(options, error, said)
    if option is None:
        return text
    if error.reason == "combatant-not-named":
        value = str(error.facts.get("names", "")).partition(", ")[0] or value
    given = {**said.given, option: value}
    line = " ".join([said.command, *(f"{name}:{given[name]}" for name in said.options if name in given)])
    return _STAND_IN.sub(lambda _: f"`/{line}`", text, count=1)


def _meant(options: Sequence[str], error: EverquillError, said: Typed) -> str | None:
    """Which option is to be mended: the one in which what was not understood stands, else the first that there is."""

    def wrong() -> Iterator[str]:
        if named := str(error.facts.get("named", "")):
            yield from (each for each in options if named in said.given.get(each, ""))

    return next(wrong(), next((each for each in options if each in said.options), None))
