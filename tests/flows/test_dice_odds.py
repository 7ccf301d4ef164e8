"""Asking for odds as people do: a number, a range and a picture, to oneself."""

from __future__ import annotations

import pytest

from tests.flows.stage import Party, Stage


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"dice": "1d20+5 adv dc15"}, ["79.8 % to reach 15", "`2d20kh1 + 5`", "from 6 to 25"]),
        ({"dice": "4d6kh3", "reach": 15}, ["23.1 % to reach 15", "On average 12.24"]),
        ({"dice": "2d6"}, ["7 on average", "Half of all rolls come to 5 to 9."]),
        ({"dice": "3d6!"}, ["12.6 on average", "endless tail"]),
        ({"dice": "1d20 dc11; 1d20 dc20"}, ["50.0 % to reach 11", "5.0 % to reach 20"]),
        ({"dice": "6x4d6kh3", "reach": 15}, ["23.1 % to reach 15", "`4d6kh3` · 6 times"]),
        ({"dice": "300d1000kh150"}, ["sampled, each chance ±"]),
    ],
)
async def test_odds_are_told_in_private_with_a_picture(
    shared: Stage, party: Party, asked: dict[str, object], said: list[str]
) -> None:
    told = await party.bob.completed(await party.bob.slash("tavern", "dice odds", **asked))
    assert told.answer.ephemeral
    assert [words for words in said if words not in told.answer.text] == []
    gallery = next(part for part in told.answer.components if part["type"] == 12)
    assert gallery["items"][0]["description"].startswith("Bars for ")


async def test_what_is_no_roll_is_refused_with_an_example(shared: Stage, party: Party) -> None:
    told = await party.bob.slash("tavern", "dice odds", dice="4d6kh")
    assert "Example: `4d6kh3`" in told.answer.text
