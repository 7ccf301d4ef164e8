"""The examples in the docstrings of fights hold."""

from __future__ import annotations

import doctest

import pytest

from cogs.ui import fight_card
from core.combat.record import events
from core.combat.views import known, seen, seen_turn


@pytest.mark.parametrize("module", [events, fight_card, known, seen, seen_turn], ids=lambda module: module.__name__)
def test_examples_hold(module: object) -> None:
    result = doctest.testmod(module)  # pyright: ignore[reportArgumentType] -- modules have no type of their own
    assert result.failed == 0
    assert result.attempted > 0
