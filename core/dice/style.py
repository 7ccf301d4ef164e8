"""How dice are marked in a text: for Discord, for a terminal, or with nothing but signs.

A die that does not count is struck through, one that was rolled again has a ``↻`` behind it, one that exploded a
``!``, one that counts for something else an arrow (``1→3``), successes are ticked. A long pool is folded: nobody reads
a thousand numbers, and `core.dice.layout` has them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.dice.layout import DieGroup

SHOWN_DICE: Final = 40
"""Dice of one pool that are shown."""
_D20: Final = 20


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """What stands before and behind parts of the text.

    Attributes:
        dropped: Around a die, or a value of a set, that does not count.
        best: Around a kept d20 that shows 20.
        worst: Around one that shows 1.
        total: Around the result.
    """

    dropped: tuple[str, str]
    best: tuple[str, str]
    worst: tuple[str, str]
    total: tuple[str, str]


MARKDOWN: Final = Style(("~~", "~~"), ("**", "**"), ("**", "**"), ("**", "**"))
"""As Discord formats messages."""
PLAIN: Final = Style(("~", "~"), ("", ""), ("", ""), ("", ""))
"""Without any formatting; a tilde on either side of what does not count."""
UNMARKED: Final = Style(("", ""), ("", ""), ("", ""), ("", ""))
"""Inside what is struck through as a whole."""
ANSI: Final = Style(
    ("\x1b[30m", "\x1b[0m"), ("\x1b[1;32m", "\x1b[0m"), ("\x1b[1;31m", "\x1b[0m"), ("\x1b[1m", "\x1b[0m")
)
"""Colours of a terminal, or of an ``ansi`` block on Discord: grey for what does not count."""


def faces(group: DieGroup, style: Style = MARKDOWN, *, most: int = SHOWN_DICE) -> str:
    """The dice of a pool as it fell, as many as are shown.

    Example:
        >>> faces(DieGroup("2d20kh1", 20, (4, 20), (False, True), 20))
        '~~4~~, **20**'
    """
    values = group.values or group.faces
    marks = group.marks or ("",) * min(len(group.faces), most)
    return ", ".join(
        [
            _die(group, style, die)
            for die in zip(group.faces[:most], values[:most], group.kept[:most], marks[:most], strict=True)
        ]
    )


def _die(group: DieGroup, style: Style, die: tuple[int, int, bool, str]) -> str:
    face, value, kept, mark = die
    shown = str(face)
    if group.counted:
        # A die that was dropped before the counting has no successes; what it counts for is its face, up to a million.
        shown += "" if not kept else "✓" * value if value > 0 else "✗" * -value
    elif value != face:
        shown += f"→{value}"
    if mark == "exploded":
        shown += "!"
    if not kept:
        shown = f"{style.dropped[0]}{shown}{style.dropped[1]}"
    elif group.sides == _D20 and face in (1, _D20):
        before, behind = style.best if face == _D20 else style.worst
        shown = f"{before}{shown}{behind}"
    return f"{shown}↻" if mark == "rerolled" else shown
