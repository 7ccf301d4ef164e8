"""Death saves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.rules.dying import TO_DIE, TO_STABILISE, DeathSaves, Fate

rolls = st.lists(st.tuples(st.integers(1, 20), st.integers(-2, 6)), max_size=12)


@given(rolls)
def test_three_of_a_kind_decide_and_nothing_before(given_rolls: list[tuple[int, int]]) -> None:
    saves = DeathSaves()
    successes = failures = 0
    for natural, bonus in given_rolls:
        saves = saves.rolled(natural, natural + bonus)
        if natural == 20:
            assert saves.fate is Fate.AWAKE
            return
        if natural == 1:
            failures += 2
        elif natural + bonus >= 10:
            successes += 1
        else:
            failures += 1
        if failures >= TO_DIE:
            assert saves.fate is Fate.DEAD
            return
        if successes >= TO_STABILISE:
            assert saves.fate is Fate.STABLE
            return
        assert (saves.fate, saves.successes, saves.failures) == (Fate.DYING, successes, failures)


def test_a_blow_wakes_the_stable_to_dying_again() -> None:
    stable = DeathSaves(successes=2).stabilised()

    assert stable.fate is Fate.STABLE
    assert stable.hurt(3, 20, critical=False) == DeathSaves(failures=1)


def test_what_does_no_damage_is_no_failure() -> None:
    assert DeathSaves(failures=2).hurt(0, 20, critical=True) == DeathSaves(failures=2)
