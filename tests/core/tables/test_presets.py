"""Presets: names that can be told apart, lines that can be rolled."""

from __future__ import annotations

import pytest

from core.errors import LimitError, NotationError, RuleError
from core.tables.names import MAX_LABEL
from core.tables.presets import MAX_PRESET_NAME, Preset, matching, new_preset

HAVE = tuple(Preset(name, line) for name, line in [("Bow", "1d20+5"), ("Crossbow", "1d20+7"), ("Axe", "1d12 # elbow")])


def test_a_line_is_kept_as_it_was_typed() -> None:
    assert new_preset("Fire bolt", "1d20+7  adv dc15 # fire") == Preset("Fire bolt", "1d20+7 adv dc15 # fire")


def test_names_that_look_alike_are_the_same() -> None:
    assert new_preset(" FIRE \u200b Bolt", "1d20").key == new_preset("fire bolt", "1d6").key


@pytest.mark.parametrize("line", ["", "4d6kk3", "1001d6", "1d20 dc99"])
def test_a_line_that_cannot_be_rolled_is_refused(line: str) -> None:
    with pytest.raises(NotationError):
        new_preset("x", line)


def test_a_label_that_no_roll_could_have_is_refused_when_saved() -> None:
    with pytest.raises(LimitError, match="label-too-long"):
        new_preset("x", f"1d20 # {'x' * (MAX_LABEL + 1)}")


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e"])
def test_a_name_that_cannot_be_seen_is_refused(name: str) -> None:
    with pytest.raises(RuleError, match="preset-name-empty"):
        new_preset(name, "1d20")


def test_a_name_fits_or_is_refused() -> None:
    assert new_preset("x" * MAX_PRESET_NAME, "1d20").name == "x" * MAX_PRESET_NAME
    with pytest.raises(LimitError, match="preset-name-too-long"):
        new_preset("x" * (MAX_PRESET_NAME + 1), "1d20")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["Axe", "Bow", "Crossbow"]),
        ("BOW", ["Bow", "Crossbow", "Axe"]),
        ("cross", ["Crossbow"]),
        ("d12", ["Axe"]),
        ("zzz", []),
    ],
)
def test_what_begins_so_is_offered_first_then_what_holds_it(typed: str, found: list[str]) -> None:
    assert [preset.name for preset in matching(HAVE, typed)] == found
