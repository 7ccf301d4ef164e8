"""What can go wrong, and whose turn it is to mend it.

A `GameError` is for the player to mend, a `ProviderError` for someone else; anything else is a bug. Errors carry a
reason and the facts around it, never words: the catalogue has one message a reason (``error-<reason>``).
"""

from __future__ import annotations

from typing import ClassVar

Fact = str | int


class EverquillError(Exception):
    """A failure with a known reason.

    Attributes:
        reason: One of the class's `REASONS`; it picks the words.
        facts: What the words need to name: codes, limits, positions.
    """

    REASONS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, reason: str, **facts: Fact) -> None:
        if reason not in self.REASONS:
            raise ValueError(f"{type(self).__name__} has no reason {reason!r}; it has {sorted(self.REASONS)}")
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class GameError(EverquillError):
    """The player can mend it."""


class NotFoundError(GameError):
    """What was named does not exist, or not for this person."""

    REASONS = frozenset({"table-not-found", "no-table-here", "roll-not-found"})


class NotAllowedError(GameError):
    """It exists, but this person may not do that."""

    REASONS = frozenset({"not-seated", "not-the-dm", "not-yours-to-close"})


class RuleError(GameError):
    """The game's own rules say no."""

    REASONS = frozenset(
        {"already-seated", "table-full", "table-closed", "table-here-already", "dm-cannot-leave", "dc-out-of-range"}
    )


class LimitError(GameError):
    """A bound that keeps the bot usable for everybody was reached."""

    REASONS = frozenset({"label-too-long"})


class ProviderError(EverquillError):
    """Somebody else must mend it: a database, a model, Discord."""


class UnavailableError(ProviderError):
    """Not answering now; trying again later may help."""

    REASONS = frozenset({"database-away", "codes-used-up"})

    def __init__(self, reason: str, *, retry_after_s: float = 5.0) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s
