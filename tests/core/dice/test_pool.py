"""Selectors side by side mean what any of them means."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.dice.operations import Modifier, Operation, Selector
from core.dice.pool import Pool
from core.dice.source import ScriptedDice
from core.dice.syntax import Dice

SELECTORS = st.builds(Selector, st.sampled_from(["=", "<", "<=", ">", ">="]), st.integers(0, 9))


@given(st.lists(SELECTORS, min_size=1, max_size=6), st.integers(1, 8))
def test_a_die_succeeds_if_any_selector_means_it(selectors: list[Selector], face: int) -> None:
    counted = Dice(1, 8, (Modifier(Operation.SUCCEED, tuple(selectors)),))
    meant = any(selector.matches(face) for selector in selectors)
    assert Pool(counted, ScriptedDice([face]), []).total == meant


@given(st.lists(SELECTORS, min_size=1, max_size=6), st.lists(st.integers(1, 8), max_size=6))
def test_dice_are_kept_if_any_selector_means_them(selectors: list[Selector], faces: list[int]) -> None:
    kept = Dice(len(faces), 8, (Modifier(Operation.KEEP, tuple(selectors)),))
    meant = [face for face in faces if any(selector.matches(face) for selector in selectors)]
    assert Pool(kept, ScriptedDice(faces), []).total == sum(meant)
