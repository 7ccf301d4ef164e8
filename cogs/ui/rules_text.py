"""How numbers of the rules are written in a line of a card."""

from __future__ import annotations

from collections.abc import Iterable

from cogs.ui.text import Words


def labelled(words: Words, key: str, value: object) -> str:
    """A number with what it is; nothing for nothing."""
    return f"**{words(key)}** {value}" if value not in ("", None, 0) else ""


def listed(parts: Iterable[str]) -> str:
    """Parts one after the other, those that are empty left out.

    Example:
        >>> listed(["fire", "", "cold"])
        'fire, cold'
    """
    return ", ".join(part for part in parts if part)


def signed(number: int) -> str:
    """A number that is added.

    Example:
        >>> signed(3), signed(0), signed(-1)
        ('+3', '+0', '−1')
    """
    return f"+{number}" if number >= 0 else f"−{-number}"
