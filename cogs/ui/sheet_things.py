"""What stands on a sheet line by line: counters, things, coins; and how much of it fits on a card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from cogs.ui.markdown import cut, plain
from cogs.ui.text import Words
from core.characters.sheet import Counter, Item, Sheet
from core.rules.abilities import Ability
from core.rules.coins import Coin
from core.rules.growth import UNLIMITED
from core.rules.sizes import capacity

PARAGRAPH: Final = 1_500
"""As long as a paragraph may be: two of them, and a title, fit on a card."""


def signed(number: int) -> str:
    """A bonus as sheets have it.

    Example:
        >>> signed(3), signed(0), signed(-1)
        ('+3', '+0', '−1')
    """
    return f"−{-number}" if number < 0 else f"+{number}"


def fitted(lines: Iterable[str], words: Words, between: str = "\n", most: int = PARAGRAPH) -> str:
    """As many lines as fit, and how many more there are."""
    kept: list[str] = []
    every = list(lines)
    for at, line in enumerate(every):
        if sum(len(each) + len(between) for each in kept) + len(line) > most:
            return between.join([*kept, words("sheet-more", more=len(every) - at)])
        kept.append(line)
    return between.join(kept)


_RESETS: Final = {"short rest": "short", "long rest": "long", "dawn": "dawn", "never": "never"}


def counter_line(name: str, counter: Counter, words: Words) -> str:
    """A counter: how much is left, and when it comes back."""
    if counter.maximum >= UNLIMITED:
        return words("counter-line-unlimited", name=plain(name))
    return words(
        "counter-line",
        name=plain(name),
        left=counter.left,
        maximum=counter.maximum,
        resets=_RESETS[counter.resets.value],
        back=counter.comes_back or 0,
        short=counter.on_short,
    )


def items(sheet: Sheet, words: Words) -> Iterator[str]:
    """The section of what it carries."""
    in_order = sorted(sheet.items.items(), key=lambda each: (not each[1].equipped, each[0].casefold()))
    yield fitted([item_line(name, item, words) for name, item in in_order], words, most=3_000) or words(
        "sheet-no-items"
    )
    pounds = sum(item.pounds * item.count for item in sheet.items.values())
    attuned = sum(item.attuned for item in sheet.items.values())
    weight = words(
        "sheet-weight",
        pounds=f"{pounds:g}",
        capacity=str(int(capacity(sheet.scores[Ability.STRENGTH], sheet.size))),
        attuned=attuned,
    )
    yield f"{words('sheet-coins', coins=coins_in_words(sheet.coins, words))}\n{weight}"


def coins_in_words(purse: Mapping[Coin, int], words: Words) -> str:
    """Coins, the dearest first."""
    listed = [words("sheet-coin", count=purse[coin], coin=coin.value) for coin in reversed(Coin) if purse.get(coin)]
    return ", ".join(listed) or words("coins-none")


def item_line(name: str, item: Item, words: Words) -> str:
    """Something that is carried."""
    bonus = f" {signed(item.bonus)}" if item.bonus else ""
    return words(
        "sheet-item",
        name=plain(name) + bonus,
        count=item.count,
        worn="yes" if item.equipped else "no",
        attuned="yes" if item.attuned else "no",
        note=plain(cut(item.note, 80)) or "none",
    )
