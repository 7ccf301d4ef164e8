"""Purses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.rules.coins import IN_COPPER, Coin, paid, worth

purses = st.dictionaries(st.sampled_from(Coin), st.integers(0, 200))


@given(purses, st.integers(0, 300_000))
def test_what_is_paid_is_what_a_purse_loses(purse: dict[Coin, int], price: int) -> None:
    left = paid(purse, price)

    if price > worth(purse):
        assert left is None
    else:
        assert left is not None
        assert worth(left) == worth(purse) - price
        assert all(count > 0 for count in left.values())


@given(purses)
def test_paying_nothing_changes_nothing(purse: dict[Coin, int]) -> None:
    assert paid(purse, 0) == {coin: count for coin, count in purse.items() if count}


def test_the_rates_are_the_standard_ones() -> None:
    assert IN_COPPER[Coin.PLATINUM] == 10 * IN_COPPER[Coin.GOLD] == 100 * IN_COPPER[Coin.SILVER]
    assert IN_COPPER[Coin.ELECTRUM] == 5 * IN_COPPER[Coin.SILVER]
