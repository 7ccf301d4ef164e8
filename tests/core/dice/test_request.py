"""The one line of `/r`: dice, options and words."""

from __future__ import annotations

import pytest

from core.dice.advantage import Advantage, together
from core.dice.request import parse_request
from core.errors import NotationError

NONE, ADV, DIS = Advantage.NONE, Advantage.ADVANTAGE, Advantage.DISADVANTAGE


@pytest.mark.parametrize(
    ("asked", "text", "advantage", "dc", "label"),
    [
        ("1d20+5 adv dc15 # fire bolt", "1d20 + 5", ADV, 15, "fire bolt"),
        ("1d20+5", "1d20 + 5", NONE, None, None),
        ("1d20+5 stealth", "1d20 + 5", NONE, None, "stealth"),
        ("1d20 adv", "1d20", ADV, None, None),
        ("1d20 ADVANTAGE", "1d20", ADV, None, None),
        ("1d20 dis", "1d20", DIS, None, None),
        ("1d20 disadvantage", "1d20", DIS, None, None),
        ("1d20 adv dis adv", "1d20", NONE, None, None),
        ("1d20 adv adv", "1d20", ADV, None, None),
        ("1d20 dc15", "1d20", NONE, 15, None),
        ("1d20 dc 15", "1d20", NONE, 15, None),
        ("1d20 dc:15", "1d20", NONE, 15, None),
        ("1d20 DC: 15", "1d20", NONE, 15, None),
        ("1d20 dc=15", "1d20", NONE, 15, None),
        ("1d20 dc1", "1d20", NONE, 1, None),
        ("1d20 dc30", "1d20", NONE, 30, None),
        ("1d20 dc0015", "1d20", NONE, 15, None),
        ("1d20 dc15 adv", "1d20", ADV, 15, None),
        ("1d20+5 adv, dc 15, stealth", "1d20 + 5", ADV, 15, "stealth"),
        ("1d20+5 stealth adv dc 15", "1d20 + 5", ADV, 15, "stealth"),
        ("1d20+5 dc 15 stealth check dis", "1d20 + 5", DIS, 15, "stealth check"),
        ("1d20 jump 20 feet dc15", "1d20", NONE, 15, "jump 20 feet"),
        ("1d20 take advantage of the orc", "1d20", NONE, None, "take advantage of the orc"),
        ("1d20 # hidden", "1d20", NONE, None, "hidden"),
        ("1d20 # hidden door", "1d20", NONE, None, "hidden door"),
        ("1d20 adv search # hidden", "1d20", ADV, None, "search hidden"),
        ("1d20 # the hidden door", "1d20", NONE, None, "the hidden door"),
        ("1d20 hiddenite", "1d20", NONE, None, "hiddenite"),
        ("1d20 # adv dc15", "1d20", NONE, None, "adv dc15"),
        ("1d20 adv # adv", "1d20", ADV, None, "adv"),
        ("1d20 advance", "1d20", NONE, None, "advance"),
        ("1d20 dcx", "1d20", NONE, None, "dcx"),
        ("4d6kh3 # a # b", "4d6kh3", NONE, None, "a # b"),
        ("1d20+7 +1 longsword".replace(" +1", " with +1"), "1d20 + 7", NONE, None, "with +1 longsword"),
    ],
)
def test_reads_dice_options_and_label(asked: str, text: str, advantage: Advantage, dc: int | None, label: str) -> None:
    request = parse_request(asked)
    assert (request.expression.text, request.advantage, request.dc, request.label) == (text, advantage, dc, label)


@pytest.mark.parametrize(
    ("asked", "reason", "column", "found"),
    [
        ("1d20 stealth +5", "dice-late-arithmetic", 14, "+5"),
        ("1d20 stealth + 5", "dice-late-arithmetic", 14, "+ 5"),
        ("2d6 fire + 2d6 cold", "dice-late-arithmetic", 10, "+ 2d6"),
        ("2d6 fire 1d6 cold", "dice-late-arithmetic", 10, "1d6"),
        ("1d20 adv +2", "dice-late-arithmetic", 10, "+2"),
        ("1d20 adv 2d6", "dice-late-arithmetic", 10, "2d6"),
        ("1d20 adv kh1", "dice-late-arithmetic", 10, "kh1"),
        ("1d20 stealth adv now", "dice-stray-option", 14, "adv"),
        ("1d20 beat dc15 or die", "dice-stray-option", 11, "dc15"),
        ("1d20 dc", "dice-dc-missing", 6, "dc"),
        ("1d20 dc high", "dice-dc-missing", 6, "dc"),
        ("1d20 dc15 dc20", "dice-dc-twice", 11, "dc20"),
        ("1d20 dc15 stealth dc 20", "dice-dc-twice", 19, "dc 20"),
        ("1d20 dc0", "dice-dc-out-of-range", 6, "dc0"),
        ("1d20 dc31", "dice-dc-out-of-range", 6, "dc31"),
        ("1d20 adv, DC:99, stealth", "dice-dc-out-of-range", 11, "DC:99"),
        ("1d20 dc99999", "dice-dc-out-of-range", 6, "dc99999"),
        ("1d20 dc" + "9" * 400, "dice-dc-out-of-range", 6, "dc" + "9" * 21 + "…"),
        ("1d20 stealth dc 99999", "dice-dc-out-of-range", 14, "dc 99999"),
        ("2d6+3 fire adv", "dice-needs-d20", 12, "2d6 + 3"),
        ("1d20kh1 dis", "dice-needs-d20", 9, "1d20kh1"),
        ("1d20 hidden", "dice-hidden-here", 6, "hidden"),
        ("1d20 HIDDEN, dc12", "dice-hidden-here", 6, "HIDDEN,"),
        ("1d20+3 hidden # mine", "dice-hidden-here", 8, "hidden"),
        ("1d20 adv hidden dc12 # mine", "dice-hidden-here", 10, "hidden"),
        ("1d20 hidden mine", "dice-hidden-here", 6, "hidden"),
        ("1d20 stealth hidden", "dice-hidden-here", 14, "hidden"),
        ("1d20 hidden:True", "dice-hidden-here", 6, "hidden:True"),
        ("1d20 stealth hidden: true", "dice-hidden-here", 14, "hidden:"),
        ("1d20 stealth (hidden)", "dice-hidden-here", 14, "(hidden)"),
        ("2d6; 1d20 hidden # mine", "dice-hidden-here", 11, "hidden"),
        ("1d20 stealth hidden true", "dice-hidden-here", 14, "hidden"),
        ("1d20 search the hidden door", "dice-hidden-here", 17, "hidden"),
        ("1d20 hidden,adv", "dice-hidden-here", 6, "hidden,adv"),
        ("1d20 adv,hidden", "dice-hidden-here", 6, "adv,hidden"),
        ("1d20 _hidden_", "dice-hidden-here", 6, "_hidden_"),
        ("1d20 strike ea hard", "dice-stray-option", 13, "ea"),
        ("2d6 axe gwf hit", "dice-stray-option", 9, "gwf"),
        ("2d6 ea", "dice-needs-d20", 5, "2d6"),
        ("adv 1d20", "dice-unexpected", 1, "adv"),
    ],
)
def test_refuses_what_a_player_may_have_meant_otherwise(asked: str, reason: str, column: int, found: str) -> None:
    with pytest.raises(NotationError) as caught:
        parse_request(asked)
    error = caught.value
    assert (error.reason, error.column, error.found) == (reason, column, found)
    parse_request(error.example)


def test_an_option_in_front_is_answered_with_its_place() -> None:
    with pytest.raises(NotationError) as caught:
        parse_request("adv 1d20+5")
    assert caught.value.example == "1d20+5 adv"


def test_a_dc_out_of_range_is_told_the_range() -> None:
    with pytest.raises(NotationError) as caught:
        parse_request("1d20 dc99999")
    assert caught.value.expected == ("1–30",)


def test_of_several_rolls_a_dc_is_for_the_one_that_names_it() -> None:
    request = parse_request("1d20+5 dc15; 2d6+3")
    assert request.dc is None
    assert [line.note.dc for line in request.expression.lines] == [15, None]


@pytest.mark.parametrize("asked", ["2d6+3 adv dis", "1d20ro1 adv", "2d6+1d20 dis"])
def test_luck_is_refused_only_where_it_could_not_be_rolled(asked: str) -> None:
    parse_request(asked)


@pytest.mark.parametrize(
    ("sources", "sum_of_luck"),
    [((), NONE), ((NONE,), NONE), ((ADV, NONE, ADV), ADV), ((DIS,), DIS), ((ADV, DIS), NONE), ((ADV, ADV, DIS), NONE)],
)
def test_any_advantage_and_any_disadvantage_cancel(sources: tuple[Advantage, ...], sum_of_luck: Advantage) -> None:
    assert together(sources) is sum_of_luck
