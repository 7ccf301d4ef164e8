"""What can go wrong, and whose turn it is to mend it.

A `GameError` is for the player to mend, a `ProviderError` for someone else; anything else is a bug. Errors carry a
reason and the facts around it, never words: the catalogue has one message a reason (``error-<reason>``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from core import reasons

Fact = str | int

CODES: Mapping[str, str] = {
    **dict.fromkeys(("table-not-found", "no-table-here", "table-closed"), "ROOM_NOT_FOUND"),
    "table-full": "ROOM_FULL",
    "kicked": "KICKED",
    **dict.fromkeys(("too-fast", "dm-was-there"), "RATE_LIMIT"),
    **dict.fromkeys(("not-seated", "spectators-watch", "not-yours-to-report"), "NOT_IN_ROOM"),
    "not-yours-to-resume": "NOT_IN_ROOM",
    "not-the-dm": "HIDDEN_NOT_ALLOWED",
    **dict.fromkeys(("not-yours-to-lead", "not-yours-to-set", "nobody-leads", "nobody-rules"), "NOT_DM"),
    **dict.fromkeys(("not-yours-to-look-at", "not-yours-to-reveal", "not-yours-to-rule"), "NOT_DM"),
    **dict.fromkeys(("not-its-rollers-to-see", "hidden-before-stand-in", "hidden-for-its-roller"), "NOT_DM"),
    "roll-not-found": "ROLL_NOT_FOUND",
    "roll-not-hidden": "ROLL_NOT_HIDDEN",
    **dict.fromkeys(("dc-out-of-range", "table-dc-out-of-range", "dice-dc-out-of-range"), "INVALID_DC"),
    **dict.fromkeys(("not-the-creator", "not-yours-to-close"), "NOT_ROOM_CREATOR"),
    "player-not-found": "PLAYER_NOT_FOUND",
    "already-dm-led": "ALREADY_DM_LED",
    **dict.fromkeys(("not-yours-to-kick", "not-yours-to-configure"), "NOT_ADMIN"),
    "cannot-kick-self": "CANNOT_KICK_SELF",
    **dict.fromkeys(("database-away", "codes-used-up", "written-by-another-version"), "SERVER_ERROR"),
}
"""What logs and metrics call a reason, where a web table would have a code for it; people never read these."""


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

    @property
    def code(self) -> str:
        """What logs and metrics call it: the reason in capitals, where `CODES` has no other name for it."""
        return CODES.get(self.reason) or self.reason.upper().replace("-", "_")


class GameError(EverquillError):
    """The player can mend it."""


class NotFoundError(GameError):
    """What was named does not exist, or not for this person."""

    REASONS = reasons.NOT_FOUND


class NotAllowedError(GameError):
    """It exists, but this person may not do that."""

    REASONS = reasons.NOT_ALLOWED


class RuleError(GameError):
    """The game's own rules say no."""

    REASONS = reasons.RULES


class LimitError(GameError):
    """A bound that keeps the bot usable for everybody was reached."""

    REASONS = reasons.LIMITS


class NotationError(GameError):
    """Dice notation that is wrong, not known here, or asks for too much.

    Attributes:
        text: What was typed.
        column: Where it goes wrong, counted from one; one past the end if something is missing there.
        found: What stands at that place; empty at the end.
        expected: What could stand there instead, as notation; for a limit, the limit.
        example: A valid notation near what was meant.
    """

    SYNTAX: ClassVar[frozenset[str]] = frozenset(
        {
            "dice-empty",
            "dice-unexpected",
            "dice-unfinished",
            "dice-unclosed",
            "dice-unopened",
            "dice-missing-operator",
            "dice-spaced",
            "dice-unknown-modifier",
            "dice-needs-dice",
            "dice-not-known-here",
            "dice-foreign-digit",
            "dice-whole-count",
            "dice-late-arithmetic",
            "dice-stray-option",
            "dice-option-here",
            "dice-dc-missing",
            "dice-dc-twice",
            "dice-dc-out-of-range",
            "dice-hidden-here",
            "dice-bad-label",
            "dice-arguments",
        }
    )
    VALUE: ClassVar[frozenset[str]] = frozenset({"dice-no-sides", "dice-divide-by-zero", "dice-needs-d20"})
    LIMIT: ClassVar[frozenset[str]] = frozenset(
        {
            "dice-too-long",
            "dice-too-deep",
            "dice-too-many-parts",
            "dice-too-many-modifiers",
            "dice-too-many",
            "dice-too-many-rolls",
            "dice-too-many-sides",
            "dice-number-too-long",
            "dice-total-too-large",
            "dice-never-ends",
        }
    )
    REASONS = SYNTAX | VALUE | LIMIT

    def __init__(
        self, reason: str, *, text: str, column: int, found: str = "", expected: tuple[str, ...] = (), example: str
    ) -> None:
        super().__init__(reason, column=column, found=found, expected=", ".join(expected), example=example)
        self.text = text
        self.column = column
        self.found = found
        self.expected = expected
        self.example = example

    @property
    def code(self) -> str:
        """One for all notation that is wrong, save what is said of a DC or of hiding."""
        return CODES.get(self.reason, "INVALID_DICE_FORMAT")


class ProviderError(EverquillError):
    """Somebody else must mend it: a database, a model, Discord."""


class UnavailableError(ProviderError):
    """Not answering now; trying again later may help."""

    REASONS = reasons.UNAVAILABLE

    def __init__(self, reason: str, *, retry_after_s: float = 5.0) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class UnreadableError(UnavailableError):
    """It concerns the stream that was asked for and no other: who sees to many goes on with the rest."""

    REASONS = frozenset({"written-by-another-version"})
