"""What a character carries: things, what is worn, what it is attuned to, coins.

Source: SRD 5.1, "Equipment" and "Magic Items", Attunement; SRD 5.2.1, "Equipment" and "Magic Items", Attunement.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.characters.rulebook import Rulebook, find, key
from core.characters.sheet import Item, Sheet
from core.errors import LimitError, NotFoundError, RuleError
from core.rules.coins import Coin, paid, worth
from core.rules.equipment import Weight
from core.rules.rests import MOST_ATTUNED

MOST_ITEMS: Final = 200
"""Sorts of things on one sheet."""
MOST_OF_ONE: Final = 9_999
MOST_COINS: Final = 10_000_000
LONGEST_ITEM: Final = 60
_COINS: Final = re.compile(r"(\d{1,9})\s*([a-z]+)", re.IGNORECASE)
_SIGN: Final = re.compile(r"\s*([-+−–]?)\s*(.*)", re.DOTALL)
_NAMED: Final = {
    **{coin.value: coin for coin in Coin},
    **{name: coin for coin, name in zip(Coin, ("copper", "silver", "electrum", "gold", "platinum"), strict=True)},
    **{name: coin for coin, name in zip(Coin, "cseg", strict=False)},
}


def of_book(name: str, book: Rulebook) -> tuple[str, float]:
    """A thing's name as the book has it, and what one weighs; of what it does not have, as it was given, weightless."""
    weapon, armor = find(book.weapons, name), find(book.armor, name)
    if record := weapon or armor:
        return record.name, record.pounds
    if thing := find(book.items, name):
        return thing.name, round(thing.pounds / max(1, thing.count), 3)
    magic = find(book.magic_items, name)
    return (magic.name if magic else " ".join(name.split())), 0


def carried(sheet: Sheet, name: str) -> str:
    """The name under which something is on a sheet: given whole, or the only one that begins so.

    Raises:
        NotFoundError: ``item-not-carried``.
    """
    wanted = key(name)
    exact = [each for each in sheet.items if key(each) == wanted]
    begun = exact or [each for each in sheet.items if key(each).startswith(wanted)]
    if len(begun) != 1 or not wanted:
        raise NotFoundError("item-not-carried", named=name[:LONGEST_ITEM], name=sheet.name)
    return begun[0]


def added(sheet: Sheet, name: str, count: int, book: Rulebook, *, note: str = "") -> Sheet:
    """With more of something.

    Raises:
        LimitError: ``name-too-long``, ``too-many-items`` or ``too-many-of-one``.
        RuleError: ``name-empty``.
    """
    title, pounds = of_book(name, book)
    if not title:
        raise RuleError("item-name-empty")
    if len(title) > LONGEST_ITEM:
        raise LimitError("item-name-too-long", length=len(title), limit=LONGEST_ITEM)
    there = next((each for each in sheet.items if key(each) == key(title)), title)
    item = sheet.items.get(there, Item(0, pounds=pounds))
    if there not in sheet.items and len(sheet.items) >= MOST_ITEMS:
        raise LimitError("too-many-items", limit=MOST_ITEMS)
    if item.count + count > MOST_OF_ONE:
        raise LimitError("too-many-of-one", limit=MOST_OF_ONE)
    more = replace(item, count=item.count + count, note=note or item.note)
    return replace(sheet, items={**sheet.items, there: more})


def removed(sheet: Sheet, name: str, count: int | None) -> tuple[Sheet, str, Item]:
    """Without so many of something, or without all of it; and what was taken, with its name.

    Raises:
        NotFoundError: ``item-not-carried``.
        RuleError: ``not-so-many``.
    """
    there = carried(sheet, name)
    item = sheet.items[there]
    taken = item.count if count is None else count
    if taken > item.count:
        raise RuleError("not-so-many", named=there, count=item.count, asked=taken)
    left = replace(item, count=item.count - taken)
    rest = {each: kept for each, kept in sheet.items.items() if each != there}
    items = {**sheet.items, there: left} if left.count else rest
    return replace(sheet, items=items), there, replace(item, count=taken, equipped=False, attuned=False)


def received(sheet: Sheet, name: str, item: Item) -> Sheet:
    """With something that another had.

    Raises:
        LimitError: ``too-many-items`` or ``too-many-of-one``.
    """
    there = sheet.items.get(name)
    if there is None and len(sheet.items) >= MOST_ITEMS:
        raise LimitError("too-many-items", limit=MOST_ITEMS)
    count = item.count + (there.count if there else 0)
    if count > MOST_OF_ONE:
        raise LimitError("too-many-of-one", limit=MOST_OF_ONE)
    return replace(sheet, items={**sheet.items, name: replace(there or item, count=count)})


def equipped(sheet: Sheet, name: str, book: Rulebook, *, on: bool) -> Sheet:
    """With something put on or taken in hand, or laid aside; whoever puts on armour takes off what they wore.

    Raises:
        NotFoundError: ``item-not-carried``.
    """
    there = carried(sheet, name)
    items = dict(sheet.items)
    kind = _worn_as(items[there], there, book)
    for other, item in sheet.items.items():
        if on and kind and other != there and item.equipped and _worn_as(item, other, book) == kind:
            items[other] = replace(item, equipped=False)
    items[there] = replace(items[there], equipped=on)
    return replace(sheet, items=items)


def _worn_as(item: Item, name: str, book: Rulebook) -> str:
    """What there is room for one of: "body" armour, a "shield"; empty for anything else."""
    armor = find(book.armor, item.is_like or name)
    return "" if armor is None else "shield" if armor.weight is Weight.SHIELD else "body"


def attuned(sheet: Sheet, name: str, *, on: bool) -> Sheet:
    """Attuned to something, or no longer.

    Raises:
        NotFoundError: ``item-not-carried``.
        LimitError: ``too-many-attuned``.
    """
    there = carried(sheet, name)
    others = sum(item.attuned for other, item in sheet.items.items() if other != there)
    if on and others >= MOST_ATTUNED:
        raise LimitError("too-many-attuned", limit=MOST_ATTUNED)
    return replace(sheet, items={**sheet.items, there: replace(sheet.items[there], attuned=on)})


def read_coins(text: str) -> tuple[int, dict[Coin, int]]:
    """Coins as people write them: +1 or -1 for what they do, and how many of each.

    Raises:
        RuleError: ``coins-unreadable``.

    Example:
        >>> read_coins("-12 gp 5sp")
        (-1, {<Coin.GOLD: 'gp'>: 12, <Coin.SILVER: 'sp'>: 5})
    """
    matched = _SIGN.fullmatch(text.strip())
    sign, rest = matched.groups() if matched else ("", "")
    purse: dict[Coin, int] = {}
    for count, name in _COINS.findall(rest):
        coin = _NAMED.get(name.casefold())
        if coin is None:
            raise RuleError("coins-unreadable", given=text[:40])
        purse[coin] = purse.get(coin, 0) + int(count)
    if not purse or re.sub(r"[\s,+&]|and", "", _COINS.sub("", rest)):
        raise RuleError("coins-unreadable", given=text[:40])
    return (-1 if sign and sign != "+" else 1), purse


def with_coins(sheet: Sheet, purse: dict[Coin, int]) -> Sheet:
    """With more coins.

    Raises:
        LimitError: ``too-many-coins``.
    """
    coins = {coin: sheet.coins.get(coin, 0) + purse.get(coin, 0) for coin in Coin}
    if max(coins.values()) > MOST_COINS:
        raise LimitError("too-many-coins", limit=MOST_COINS)
    return replace(sheet, coins={coin: count for coin, count in coins.items() if count})


def with_money(sheet: Sheet, copper: int) -> Sheet:
    """With money worth so many copper, in gold, silver and copper."""
    gold, rest = divmod(copper, 100)
    silver, left = divmod(rest, 10)
    return with_coins(sheet, {Coin.GOLD: gold, Coin.SILVER: silver, Coin.COPPER: left})


def without_coins(sheet: Sheet, purse: dict[Coin, int]) -> Sheet:
    """With so much paid: these very coins if they are there, else their worth, with change.

    Raises:
        RuleError: ``coins-short``.
    """
    if all(sheet.coins.get(coin, 0) >= count for coin, count in purse.items()):
        left = {coin: count - purse.get(coin, 0) for coin, count in sheet.coins.items()}
        return replace(sheet, coins={coin: count for coin, count in left.items() if count})
    after = paid(sheet.coins, worth(purse))
    if after is None:
        raise RuleError("coins-short", name=sheet.name)
    return replace(sheet, coins={coin: after[coin] for coin in Coin if coin in after})
