"""Laws in the smallest numbers, as far as that pays."""

from __future__ import annotations

from core.dice.odds.law import Law, reduced
from core.dice.odds.work import Work

ENOUGH = 1e9


def test_a_law_is_told_in_the_smallest_numbers() -> None:
    assert reduced(Law({1: 6, 2: 12, 3: 6}, 24), Work(ENOUGH)) == Law({1: 1, 2: 2, 3: 1}, 4)


def test_common_divisors_of_long_numbers_are_charged() -> None:
    whole = 3**20_000
    work = Work(ENOUGH)
    law = Law({face: whole // 3**face + face for face in range(1, 40)}, whole)
    reduced(law, work)
    assert ENOUGH - work.left > 5_000


def test_numbers_stay_long_where_shortening_them_would_take_too_much() -> None:
    law = Law({1: 6**9_000, 2: 10**9_000}, 14**9_000)
    assert reduced(law, Work(ENOUGH)).whole == 7**9_000
    assert reduced(law, Work(20_000)) is law
