"""Forms (Discord's modals) that outlive the process: each says in its own id what it is for, as buttons do.

discord.py remembers the forms that it sent and drops what is handed in for any other. Ours are not remembered: whatever
process hears of one reads its fields from the interaction itself.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import discord

from cogs.ui.markdown import cut
from cogs.ui.replies import Reply
from cogs.ui.text import Words
from cogs.ui.views import Fill, custom_id
from core.tables.names import one_line

_ID: Final = re.compile(r"v1:([a-z]+):([A-Za-z0-9_-]{1,64}):([a-z-]+)")
TITLE, LABEL, HINT, LINE, LONGEST = 45, 45, 100, 200, 4_000
"""As long as Discord lets them be; a line is our own bound."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text to fill in.

    Attributes:
        name: By which it is read.
        label: What stands above it.
        value: What stands in it already.
        hint: What stands below the label.
        long: Whether it has several lines.
        required: Whether it may not be left empty.
        most: How many characters it takes.
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    long: bool = False
    required: bool = False
    most: int = LINE


def form(kind: str, of: str, action: str, *, title: str, fields: Sequence[Field]) -> discord.ui.Modal:
    """A form with up to five texts."""
    modal = discord.ui.Modal(title=cut(title, TITLE - 1), custom_id=custom_id(kind, of, action), timeout=None)
    for field in fields:
        modal.add_item(_labelled(field))
    modal.stop()  # sent as it is: what is handed in is read by `Forms`, not by this object
    return modal


def form_reply(modal: discord.ui.Modal, words: Words) -> Reply:
    """The answer that opens a form, or asks to try again where it is too late for one."""
    return Reply(form=modal, text=words("form-late"), private=True)


def _labelled(field: Field) -> discord.ui.Label[Any]:
    most = LONGEST if field.long else field.most
    text: discord.ui.TextInput[Any] = discord.ui.TextInput(
        custom_id=field.name,
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        default=field.value[:most] or None,
        required=field.required,
        max_length=most,
    )
    hint = cut(field.hint, HINT - 1) if field.hint else None
    return discord.ui.Label(text=cut(field.label, LABEL - 1), description=hint, component=text)


class Forms:
    """Who reads which form."""

    def __init__(self) -> None:
        self._fills: dict[tuple[str, str], Fill] = {}

    def add(self, fill: Fill) -> None:
        """Read such forms from now on."""
        self._fills[fill.kind, fill.action] = fill

    def work(self, interaction: discord.Interaction[Any]) -> Awaitable[None] | None:
        """What is to be done about a form that was handed in; None for anything else."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return None
        sent: Mapping[str, Any] = interaction.data or {}  # pyright: ignore[reportAssignmentType] - a union of TypedDicts
        matched = _ID.fullmatch(str(sent.get("custom_id", "")))
        fill = self._fills.get((matched[1], matched[3])) if matched else None
        return fill.handler(interaction, matched[2], filled(sent)) if matched and fill else None


def filled(sent: Mapping[str, Any]) -> dict[str, list[str]]:
    """What stands in each field of a form that was handed in, by the field's id.

    Example:
        >>> filled({"components": [{"type": 18, "component": {"type": 4, "custom_id": "name", "value": "Thorn"}}]})
        {'name': ['Thorn']}
    """
    return dict(_fields(sent.get("components", ())))


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    for each in components:
        inner = [each["component"]] if "component" in each else each.get("components", ())
        yield from _fields(inner)
        if "custom_id" in each:
            yield str(each["custom_id"]), [_seen(str(value)) for value in each.get("values", [each.get("value") or ""])]


def _seen(text: str) -> str:
    """A text without what cannot be seen, line by line."""
    return "\n".join(one_line(line) for line in text.splitlines())
