"""The cards: what they say, and that no language overflows Discord's limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from cogs.ui.cards import revealed_card, roll_card, rolled_at, sealed_card
from cogs.ui.table_card import table_card
from cogs.ui.text import PSEUDO
from core.dice.layout import DieGroup
from core.dice.style import SHOWN_DICE
from core.ids import ChannelId, GuildId, RollId, StreamId, TableCode, UserId
from core.tables.events import Part, Proof, Rolled
from core.tables.names import MAX_LABEL, MAX_NAME
from core.tables.rolls import RollMade
from core.tables.state import SEATS, Seat, Table
from tests.words import CATALOGUE

AT = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
URL = "https://dice.example/roll/abc"
ROLLED = Rolled(
    roll_id=RollId("abc"),
    code=TableCode("MIST-1234"),
    mode="open",
    seat=1,
    notation="4d6kh3",
    advantage="none",
    dice=(DieGroup("4d6kh3", 6, (6, 1, 5, 4), (True, False, True, True), 15),),
    total=15,
    dc=12,
    passed=True,
    hidden=False,
    expires_at=AT,
    name="Mara",
    label="stealth",
)
TABLE = Table(
    StreamId("table:118"),
    code=TableCode("MIST-1234"),
    guild=GuildId(1),
    channel=ChannelId(2),
    creator=UserId(9),
    seats=(Seat(1, "dm", UserId(9), "Mara"), Seat(2, "player", UserId(8), "*Tobin*")),
    rolls=3,
    mode="dm-led",
    opened_at=AT,
)


@pytest.fixture(params=[None, PSEUDO])
def words(request: pytest.FixtureRequest) -> Any:
    return CATALOGUE.speak(request.param)


@pytest.fixture
def english() -> Any:
    return CATALOGUE.speak(None)


def texts(view: Any) -> str:
    return "\n".join(item.content for item in view.walk_children() if hasattr(item, "content"))


def buttons(view: Any) -> list[Any]:
    return [item for item in view.walk_children() if hasattr(item, "style")]


def made(rolled: Rolled) -> RollMade:
    return RollMade(rolled, AT, StreamId("table:118"), 7)


def test_a_rolls_total_and_verdict_come_first_in_words(english: Any) -> None:
    assert texts(roll_card(made(ROLLED), english, url=URL)).startswith("## 15 — passes DC 12")
    missed = replace(ROLLED, total=11, passed=False)
    assert texts(roll_card(made(missed), english, url=URL)).startswith("## 11 — misses DC 12")


def test_no_dice_are_said_to_be_none(english: Any) -> None:
    none = replace(ROLLED, notation="0d6", dice=(DieGroup("0d6", 6, (), (), 0),), total=0, dc=None, passed=None)
    assert "`0d6`: *no dice*" in texts(roll_card(made(none), english, url=URL))


def test_a_label_cannot_become_a_link(english: Any) -> None:
    lure = replace(ROLLED, label="[a](http://x) [b](http://y)", name="<@1>")
    assert "](" not in texts(roll_card(made(lure), english, url=URL))
    assert "<@" not in texts(roll_card(made(lure), english, url=URL))
    assert "<@" not in texts(sealed_card(made(lure), english, url=URL))


def test_dice_that_do_not_count_are_struck_through(english: Any) -> None:
    assert "6, ~~1~~, 5, 4" in texts(roll_card(made(ROLLED), english, url=URL))


def test_each_of_several_rolls_has_a_line_with_its_label_and_verdict(english: Any) -> None:
    dice = tuple(DieGroup("1d20", 20, (face,), (True,), face) for face in (3, 20))
    parts = (Part("1d20 + 5", 1, 8, 10, False), Part("1d20 + 5", 1, 25, 10, True))
    twice = replace(ROLLED, notation="2x1d20 + 5", dice=dice, parts=parts, total=33, dc=None, passed=None)
    text = texts(roll_card(made(replace(twice, label="bite; claw")), english, url=URL))
    assert text.startswith("## 8 · 25")
    assert "bite: **8 — misses DC 10** · 3" in text
    assert "claw: **25 — passes DC 10** · **20**" in text
    assert "\n2. **25 — passes" in texts(roll_card(made(twice), english, url=URL))


def test_a_long_pool_is_folded(english: Any) -> None:
    many = DieGroup("1000d6", 6, (3,) * 1000, (True,) * 1000, 3000)
    text = texts(roll_card(made(replace(ROLLED, dice=(many,))), english, url=URL))
    assert f"and {1000 - SHOWN_DICE} more" in text


def test_roll_again_names_the_rolls_place_in_the_ledger(english: Any) -> None:
    again, link = buttons(roll_card(made(ROLLED), english, url=URL))
    assert again.custom_id == "v1:roll:table-118-7:again"
    assert rolled_at("table-118-7") == ("table:118", 7)
    assert link.url == URL


def test_a_sealed_card_tells_nothing_of_the_roll(english: Any) -> None:
    hidden = replace(ROLLED, hidden=True, total=777, label="a secret door", notation="9d9")
    said = str(sealed_card(made(hidden), english, url=URL).to_components())
    assert "Mara" in said
    assert not any(secret in said for secret in ("777", "secret", "9d9", "DC", "12"))


@pytest.mark.parametrize(
    ("opened", "proof", "said"),
    [
        (True, Proof("{}", "", ""), "its permalink shows that nothing was changed"),
        (False, Proof("{}", "", ""), "secret key was changed meanwhile"),
        (False, None, "older than proofs"),
    ],
)
def test_a_revealed_roll_says_since_when_and_whether_its_seal_shows_it(
    english: Any, opened: bool, proof: Proof | None, said: str
) -> None:
    roll = replace(made(replace(ROLLED, proof=proof)), opened=opened)
    shown = texts(revealed_card(roll, english, url="https://x"))
    assert said in shown
    assert ":f>" in shown, "with its day, for it may have been another one"
    assert ("nothing was changed" in shown) is opened


def test_names_cannot_format_the_card(english: Any) -> None:
    assert "\\*Tobin\\*" in texts(table_card(TABLE, english))


def test_a_full_table_cannot_be_joined(english: Any) -> None:
    full = replace(TABLE, seats=tuple(Seat(n, "player", UserId(n), f"P{n}") for n in range(1, SEATS + 1)))
    join, leave, roll = buttons(table_card(full, english))
    assert (join.disabled, leave.disabled, roll.disabled) == (True, False, False)


def test_a_closed_table_has_no_buttons(english: Any) -> None:
    assert not buttons(table_card(replace(TABLE, closed_at=AT), english))


def test_no_card_overflows_in_any_language(words: Any) -> None:
    long_name = "W" * MAX_NAME
    groups = tuple(DieGroup("1000d1000000", 10**6, (10**6,) * 1000, (False,) * 1000, 10**9) for _ in range(8))
    worst_roll = replace(
        ROLLED, name=long_name, label="*" * MAX_LABEL, notation="9" * 500, dice=groups, total=10**12, hidden=True
    )
    seats = tuple(Seat(n, "player", UserId(n), "_" * MAX_NAME) for n in range(1, SEATS + 1))
    for view in (
        roll_card(made(worst_roll), words, url=URL),
        sealed_card(made(worst_roll), words, url=URL),
        table_card(replace(TABLE, seats=seats, rolls=10**9), words),
    ):
        assert view.content_length() <= 4000
        assert view.total_children_count <= 40
        assert all(len(button.label) <= 80 for button in buttons(view))
