"""Codes of errors: those of the table that this one comes from, and the reason itself for all else."""

from __future__ import annotations

import re

import pytest

from core.errors import CODES, EverquillError, LimitError, NotAllowedError, NotationError, RuleError, UnavailableError

SEED = {
    "ROOM_NOT_FOUND",
    "ROOM_FULL",
    "KICKED",
    "RATE_LIMIT",
    "INVALID_NAME",
    "NOT_IN_ROOM",
    "INVALID_DICE_FORMAT",
    "HIDDEN_NOT_ALLOWED",
    "NOT_DM",
    "ROLL_NOT_FOUND",
    "ROLL_NOT_HIDDEN",
    "INVALID_DC",
    "NOT_ROOM_CREATOR",
    "PLAYER_NOT_FOUND",
    "ALREADY_DM_LED",
    "NOT_ADMIN",
    "CANNOT_KICK_SELF",
    "SERVER_ERROR",
}


def kinds(kind: type[EverquillError] = EverquillError) -> set[type[EverquillError]]:
    return {kind}.union(*(kinds(below) for below in kind.__subclasses__()))


def made(kind: type[EverquillError], reason: str) -> EverquillError:
    if issubclass(kind, NotationError):
        return kind(reason, text="x", column=1, example="1d20")
    return kind(reason)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (RuleError("table-full"), "ROOM_FULL"),
        (NotAllowedError("not-the-dm"), "HIDDEN_NOT_ALLOWED"),
        (LimitError("too-fast"), "RATE_LIMIT"),
        (UnavailableError("database-away"), "SERVER_ERROR"),
        (made(NotationError, "dice-empty"), "INVALID_DICE_FORMAT"),
        (made(NotationError, "dice-dc-out-of-range"), "INVALID_DC"),
        (LimitError("label-too-long"), "LABEL_TOO_LONG"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.reason,
)
def test_an_error_has_its_code(error: EverquillError, code: str) -> None:
    assert error.code == code


def test_every_other_name_is_one_of_the_tables() -> None:
    assert set(CODES.values()) <= SEED


def test_every_reason_has_a_code_fit_for_a_label() -> None:
    codes = {made(kind, reason).code for kind in kinds() for reason in kind.REASONS}
    assert {code for code in codes if not re.fullmatch(r"[A-Z]+(?:_[A-Z]+)*", code)} == set()
    assert {"ROOM_NOT_FOUND", "NOT_IN_ROOM", "NOT_DM", "ROLL_NOT_FOUND", "ROLL_NOT_HIDDEN", "INVALID_DC"} < codes
