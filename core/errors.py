"""What can go wrong, and whose turn it is to mend it.

A `GameError` is for the player to mend, a `ProviderError` for someone else; anything else is a bug. Errors carry a
reason and the facts around it, never words: the catalogue has one message a reason (``error-<reason>``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

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

    REASONS = frozenset(
        {
            "table-not-found",
            "no-table-here",
            "roll-not-found",
            "roll-unproven",
            "roll-elsewhere",
            "no-roll-shown",
            "no-dice-said",
            "preset-not-found",
            "player-not-found",
            "nobody-kicked",
            "nothing-put-aside",
            "no-character",
            "character-not-found",
            "character-not-named",
            "version-not-found",
            "combatant-not-found",
            "combatant-not-named",
            "not-in-fight",
            "no-fight-here",
            "attack-not-found",
            "action-not-found",
            "check-not-found",
            "monster-not-found",
            "spell-not-known",
        }
    )


class NotAllowedError(GameError):
    """It exists, but this person may not do that."""

    REASONS = frozenset(
        {
            "not-seated",
            "spectators-watch",
            "kicked",
            "not-the-dm",
            "not-the-creator",
            "not-yours-to-lead",
            "not-yours-to-set",
            "not-yours-to-look-at",
            "not-yours-to-kick",
            "cannot-kick-self",
            "cannot-kick-leader",
            "not-yours-to-close",
            "not-yours-to-reveal",
            "not-its-rollers-to-see",
            "hidden-before-stand-in",
            "hidden-for-its-roller",
            "not-yours-to-rule",
            "not-yours-to-resume",
            "not-yours-to-return",
            "not-yours-to-report",
            "only-players-vote",
            "not-yours-to-configure",
            "not-a-table-opener",
            "not-a-dm-here",
            "not-theirs-to-lead",
            "no-tables-here",
            "threads-not-allowed",
            "dm-thread-not-allowed",
            "not-your-character",
            "not-offered-to-you",
            "not-yours-to-run",
            "not-your-combatant",
            "not-your-turn-to-end",
        }
    )


class RuleError(GameError):
    """The game's own rules say no."""

    REASONS = frozenset(
        {
            "already-seated",
            "kicked-already",
            "table-full",
            "too-many-spectators",
            "not-put-aside",
            "nobody-leads",
            "already-dm-led",
            "role-held-already",
            "dm-hands-off",
            "table-closed",
            "table-here-already",
            "dm-not-missed",
            "dm-away-already",
            "dm-just-acted",
            "co-dm-leads",
            "stands-in-already",
            "cannot-stand-in",
            "dc-out-of-range",
            "table-dc-out-of-range",
            "no-dc-to-clear",
            "bots-take-no-seat",
            "entropy-empty",
            "entropy-unreadable",
            "since-unreadable",
            "roll-unreadable",
            "verify-one-thing",
            "preset-name-empty",
            "roll-not-hidden",
            "roll-still-hidden",
            "roll-made-elsewhere",
            "nobody-rules",
            "nobody-rules-here",
            "reason-empty",
            "servers-only",
            "days-out-of-range",
            "thread-already",
            "dm-thread-already",
            "dm-thread-here",
            "no-private-threads-here",
            "threads-not-here",
            "too-many-threads",
            "no-room-for-dm-thread",
            "delegate-yourself",
            "offered-to-yourself",
            "no-such-scope-here",
            "fight-here-already",
            "fight-over",
            "fight-not-begun",
            "nobody-in-order",
            "no-turn-before",
            "not-your-turn",
            "cannot-act",
            "surprised",
            "action-spent",
            "bonus-action-spent",
            "reaction-spent",
            "lair-action-spent",
            "legendary-actions-spent",
            "used-up",
            "no-slot",
            "cannot-rest",
            "no-hit-dice",
            "hit-points-unreadable",
            "damage-type-unknown",
            "no-rest-in-fight",
            "target-covered",
            "charmed-by-target",
            "in-fight-already",
            "undo-later-first",
            "nothing-to-undo",
            "not-dying",
            "no-such-effect",
            "no-way-out",
            "undo-outrun",
            "kept-from-it",
            "compelled",
            "out-of-reach",
            "clings-elsewhere",
            "holds-enough",
            "target-needed",
            "too-many-targets",
            "target-twice",
            "form-not-chosen",
            "spell-not-chosen",
            "spell-not-prepared",
            "slot-too-low",
            "casting-too-long",
            "trigger-missing",
            "way-not-chosen",
        }
    )


class LimitError(GameError):
    """A bound that keeps the bot usable for everybody was reached."""

    REASONS = frozenset(
        {
            "label-too-long",
            "dcs-too-long",
            "entropy-too-long",
            "reason-too-long",
            "preset-name-too-long",
            "too-many-presets",
            "too-many-kicked",
            "too-many-channels",
            "file-too-large",
            "odds-under-way",
            "too-many-characters",
            "too-many-delegates",
            "too-many-combatants",
            "too-many-monsters",
            "too-fast",
            "dm-was-there",
        }
    )


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

    REASONS = frozenset({"database-away", "codes-used-up", "file-away", "thread-not-made", "dm-thread-not-made"})

    def __init__(self, reason: str, *, retry_after_s: float = 5.0) -> None:
        super().__init__(reason)
        self.retry_after_s = retry_after_s


class UnreadableError(UnavailableError):
    """It concerns the stream that was asked for and no other: who sees to many goes on with the rest."""

    REASONS = frozenset({"written-by-another-version"})
