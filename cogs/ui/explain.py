"""Errors in words: what went wrong, what is accepted and one example."""

from __future__ import annotations

from cogs.ui.markdown import plain
from cogs.ui.text import Words
from cogs.ui.typed import Typed, mended
from core.errors import EverquillError, NotationError, UnavailableError


def explain(error: EverquillError, words: Words, said: Typed | None = None) -> str:
    """What went wrong, what is accepted and one example, in words; the example of what was typed, where it is known."""
    facts = {name: plain(fact) if isinstance(fact, str) else fact for name, fact in error.facts.items()}
    if isinstance(error, UnavailableError):
        facts["seconds"] = max(1, round(error.retry_after_s))
    if isinstance(error, NotationError):
        return f"{words(f'error-{error.reason}', **error.facts)}\n{pointer(error.text, error.column)}"
    return mended(words(f"error-{error.reason}", **facts), error, said)


POINTED_WIDTH = 60


def pointer(text: str, column: int) -> str:
    """The text with a caret under the column (from 1), as a code block; a long text is cut around it."""
    start = max(0, min(column - POINTED_WIDTH // 2, len(text) - POINTED_WIDTH))
    shown = text[start : start + POINTED_WIDTH].replace("`", "ˋ")  # a backtick could end the block
    line = "".join([sign if sign.isprintable() else " " for sign in shown])
    return f"```\n{line}\n{' ' * (column - 1 - start)}^\n```"
