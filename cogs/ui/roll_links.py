"""Which roll is meant: by its link or its id as people give them, and by a message that shows it.

A link of another host is refused rather than followed: this bot makes no call that its settings do not name, and of a
link of its own it needs nothing but the id at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, Literal

import discord

from cogs.ui.markdown import cut
from core.errors import NotFoundError, RuleError
from core.ids import RollId

Deed = Literal["verify", "reveal", "rule"]
"""What is to be done with a roll: a refusal gives its own command as the example."""
_ID: Final = r"[A-Za-z0-9_-]{22}"
_WRAPPING: Final = "<>`*|()[]\"'“” \t\r\n"
"""What people and markdown put around an id; an underscore or a dash may be its own."""
_OWN_LINK: Final = re.compile(rf"/roll/({_ID})$")
_ADDRESS: Final = re.compile(r"https?://([^\s/?#<>()|`*]+)", re.IGNORECASE)
_AGAIN: Final = re.compile(r"v1:roll:([A-Za-z0-9_-]{1,64}):again")
SHOWN: Final = 40


def read_roll(given: str, public_url: str, deed: Deed) -> RollId:
    """The roll that somebody named: by its page's address or its file's, or by its id.

    Args:
        given: What they typed.
        public_url: What our own links start with.
        deed: What they want to do with it.

    Raises:
        NotFoundError: ``roll-elsewhere``: the link is another house's.
        RuleError: ``roll-unreadable``.

    Example:
        >>> read_roll("<https://dice.example/roll/kN3vQ9xT2mZ7bR5cW8yLfA.json?a=b>", "https://dice.example", "verify")
        'kN3vQ9xT2mZ7bR5cW8yLfA'
    """
    bare = given.strip(_WRAPPING)
    found = RollId(bare) if re.fullmatch(_ID, bare) else linked_roll(given, public_url)
    if found:
        return found
    address = _ADDRESS.search(given)
    if address and address[1].lower() != _base(public_url).partition("/")[0]:
        raise NotFoundError("roll-elsewhere", host=cut(address[1], SHOWN), deed=deed)
    raise RuleError("roll-unreadable", given=cut(bare, SHOWN), deed=deed)


def linked_roll(text: str, public_url: str) -> RollId | None:
    """The roll of the first of our own links in a text; None without one."""
    beginning = rf"(?:(?<=://)|(?<![\w./:@-])){re.escape(_base(public_url))}"
    found = re.search(rf"{beginning}/roll/({_ID})(?![A-Za-z0-9-])", text, re.IGNORECASE)
    return RollId(found[1]) if found else None


def shown_roll(message: discord.Message, ours: int | None, public_url: str, deed: Deed) -> RollId:
    """The roll that a message shows: on a card of ours, or by a link of ours that somebody wrote.

    Args:
        message: The message.
        ours: Our own user's id: buttons are believed on our own messages alone.
        public_url: What our own links start with.
        deed: What is to be done with it.

    Raises:
        NotFoundError: ``no-roll-shown``.
    """
    if message.author.id != ours:
        found = linked_roll(message.content, public_url)
    else:  # a card that we sent under another address shows the same roll
        links = (_OWN_LINK.search(button.url or "") for button in _buttons(message.components))
        found = next((RollId(link[1]) for link in links if link), None)
    if found is None:
        raise NotFoundError("no-roll-shown", deed=deed)
    return found


def repeatable_roll(message: discord.Message) -> str | None:
    """What *Roll again* on a card of ours names; None if the message has no such button."""
    ids = (_AGAIN.fullmatch(button.custom_id or "") for button in _buttons(message.components))
    return next((found[1] for found in ids if found), None)


def _base(public_url: str) -> str:
    return public_url.partition("://")[2].lower()


def _buttons(components: Sequence[Any]) -> Iterator[discord.Button]:
    """The buttons of a message, however deep they stand."""
    for each in components:
        if isinstance(each, discord.Button):
            yield each
        else:
            yield from _buttons(getattr(each, "children", ()))
