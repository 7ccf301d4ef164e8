"""What is otherwise on a sheet, in words: ``xp: 300 → 900``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from core.ledger.changes import Change

SHOWN: Final = 12
"""As many lines as an answer lists."""
LONGEST: Final = 60


def changes_in_words(changes: Sequence[Change], words: Words, *, most: int = SHOWN) -> str:
    """One line a change, and how many more there are."""
    if not changes:
        return words("change-none")
    lines = [f"• {_line(each, words)}" for each in changes[:most]]
    more = [words("change-more", more=len(changes) - most)] if len(changes) > most else []
    return "\n".join([*lines, *more])


def _line(change: Change, words: Words) -> str:
    what = plain(cut(" ".join(part.replace("_", " ") for part in change.path), LONGEST))
    before, after = (plain(cut(_value(each), LONGEST)) for each in (change.before, change.after))
    if not after:
        return words("change-cleared", what=what, before=before)
    return words("change-plain", what=what, before=before, after=after) if before else f"{what}: {after}"


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items() if part not in (None, "", 0, False))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
