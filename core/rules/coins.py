"""Coins, and what they are worth in each other.

Source: SRD 5.1 and 5.2.1, "Equipment", Coins (the standard rates of exchange).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Coin(StrEnum):
    """The five, the least first."""

    COPPER = "cp"
    SILVER = "sp"
    ELECTRUM = "ep"
    GOLD = "gp"
    PLATINUM = "pp"


IN_COPPER: Final[Mapping[Coin, int]] = {
    Coin.COPPER: 1,
    Coin.SILVER: 10,
    Coin.ELECTRUM: 50,
    Coin.GOLD: 100,
    Coin.PLATINUM: 1_000,
}
COINS_PER_POUND: Final = 50

Purse = Mapping[Coin, int]
"""How many there are of each; none of a coin that is not named."""


def worth(purse: Purse) -> int:
    """What a purse is worth, in copper.

    Example:
        >>> worth({Coin.GOLD: 1, Coin.SILVER: 2})
        120
    """
    return sum(IN_COPPER[coin] * count for coin, count in purse.items())


def paid(purse: Purse, price: int) -> dict[Coin, int] | None:
    """What is left after paying so many copper, with the change given back; None if it does not suffice.

    Small coins go first, so nobody has to break platinum for a drink; change comes in as few coins as there can be,
    electrum aside, which few people take.

    Example:
        >>> paid({Coin.GOLD: 1}, 30), paid({Coin.COPPER: 5}, 6)
        ({<Coin.SILVER: 'sp'>: 7}, None)
    """
    if price > worth(purse):
        return None
    left, due = dict(purse), price
    for coin in Coin:
        given = min(left.get(coin, 0), -(-due // IN_COPPER[coin]) if due > 0 else 0)
        left[coin] = left.get(coin, 0) - given
        due -= given * IN_COPPER[coin]
    for coin in (Coin.PLATINUM, Coin.GOLD, Coin.SILVER, Coin.COPPER):
        back, due = divmod(-due, IN_COPPER[coin])
        left[coin] = left.get(coin, 0) + back
        due = -due
    return {coin: count for coin, count in left.items() if count}
