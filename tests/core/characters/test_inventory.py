"""Things and coins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.characters import inventory
from core.characters.inventory import read_coins, with_coins, without_coins
from core.characters.sheet import Sheet
from core.errors import LimitError, NotFoundError, RuleError
from core.rules.coins import Coin, worth
from tests.core.characters.books import NEW
from tests.core.characters.sheets import THORN

RICH = replace(THORN, coins={Coin.PLATINUM: 1, Coin.SILVER: 3})


def test_a_thing_is_called_and_weighs_as_in_the_book() -> None:
    sheet = inventory.added(THORN, "rOpe", 2, NEW)
    assert sheet.items["Rope"].count == 2
    assert sheet.items["Rope"].pounds == NEW.items["rope"].pounds
    arrows = inventory.added(THORN, "arrows", 20, NEW).items["Arrows"]
    assert (arrows.count, arrows.pounds) == (20, 0.05)
    own = inventory.added(THORN, "  My  lucky coin ", 1, NEW, note="from Mum")
    assert own.items["My lucky coin"].note == "from Mum"


def test_more_of_a_thing_is_the_same_thing() -> None:
    sheet = inventory.added(inventory.added(THORN, "longsword", 1, NEW), "LONGSWORD", 1, NEW)
    assert sheet.items["Longsword"].count == 3
    assert sheet.items["Longsword"].equipped


def test_what_is_taken_away_is_gone_and_not_more_than_there_was() -> None:
    sheet, name, item = inventory.removed(inventory.added(THORN, "Rope", 3, NEW), "rop", 2)
    assert (sheet.items["Rope"].count, name, item.count) == (1, "Rope", 2)
    assert "Rope" not in inventory.removed(sheet, "Rope", None)[0].items
    with pytest.raises(RuleError, match="not-so-many"):
        inventory.removed(sheet, "Rope", 2)
    for unknown in ("Rod", "", "c"):
        with pytest.raises(NotFoundError, match="item-not-carried"):
            inventory.removed(inventory.added(sheet, "Crowbar", 1, NEW), unknown, 1)


def test_who_puts_on_armour_takes_off_what_they_wore() -> None:
    sheet = inventory.equipped(inventory.added(THORN, "Plate Armor", 1, NEW), "Plate", NEW, on=True)
    worn = {name for name, item in sheet.items.items() if item.equipped}
    assert worn == {"Plate Armor", "Shield", "Longsword"}
    assert not inventory.equipped(sheet, "Shield", NEW, on=False).items["Shield"].equipped


def test_three_things_are_attuned_to_and_no_fourth() -> None:
    sheet = THORN
    for name in ("Ring", "Cloak", "Boots", "Wand"):
        sheet = inventory.added(sheet, name, 1, NEW)
    for name in ("Ring", "Cloak", "Boots", "Ring"):
        sheet = inventory.attuned(sheet, name, on=True)
    with pytest.raises(LimitError, match="too-many-attuned"):
        inventory.attuned(sheet, "Wand", on=True)
    assert inventory.attuned(inventory.attuned(sheet, "Ring", on=False), "Wand", on=True).items["Wand"].attuned


def test_a_sheet_has_room_for_so_much() -> None:
    with pytest.raises(LimitError, match="too-many-of-one"):
        inventory.added(THORN, "Rope", 10_000, NEW)
    with pytest.raises(LimitError, match="item-name-too-long"):
        inventory.added(THORN, "x" * 61, 1, NEW)
    with pytest.raises(RuleError, match="item-name-empty"):
        inventory.added(THORN, "  ", 1, NEW)
    full = THORN
    for number in range(inventory.MOST_ITEMS - len(THORN.items)):
        full = inventory.added(full, f"Thing {number}", 1, NEW)
    with pytest.raises(LimitError, match="too-many-items"):
        inventory.added(full, "One more", 1, NEW)
    with pytest.raises(LimitError, match="too-many-items"):
        inventory.received(full, "One more", full.items["Thing 1"])


@pytest.mark.parametrize(
    ("text", "sign", "purse"),
    [
        ("12 gp", 1, {Coin.GOLD: 12}),
        ("+5gp 3 sp", 1, {Coin.GOLD: 5, Coin.SILVER: 3}),
        ("-2 pp, 1 ep and 7 copper", -1, {Coin.PLATINUM: 2, Coin.ELECTRUM: 1, Coin.COPPER: 7}),
        ("−10 g", -1, {Coin.GOLD: 10}),
    ],
)
def test_coins_are_read_as_people_write_them(text: str, sign: int, purse: dict[Coin, int]) -> None:
    assert read_coins(text) == (sign, purse)


@pytest.mark.parametrize("text", ["", "gp", "12", "12 rupees", "5 gp please", "1d6 gp", "--5 gp"])
def test_what_is_no_coins_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="coins-unreadable"):
        read_coins(text)


def test_change_is_given_and_debts_are_not() -> None:
    after = without_coins(RICH, {Coin.SILVER: 5})
    assert worth(after.coins) == worth(RICH.coins) - 50
    assert without_coins(RICH, {Coin.SILVER: 3}).coins == {Coin.PLATINUM: 1}
    with pytest.raises(RuleError, match="coins-short"):
        without_coins(RICH, {Coin.PLATINUM: 2})
    with pytest.raises(LimitError, match="too-many-coins"):
        with_coins(RICH, {Coin.GOLD: inventory.MOST_COINS + 1})


@given(st.dictionaries(st.sampled_from(list(Coin)), st.integers(0, 500)), st.integers(1, 20_000))
def test_what_is_paid_is_worth_what_it_costs(purse: dict[Coin, int], price: int) -> None:
    sheet: Sheet = replace(THORN, coins={coin: count for coin, count in purse.items() if count})
    try:
        after = without_coins(sheet, {Coin.COPPER: price})
    except RuleError:
        assert worth(purse) < price
    else:
        assert worth(after.coins) == worth(purse) - price
        assert all(count > 0 for count in after.coins.values())
