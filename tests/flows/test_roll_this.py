"""*Roll this* in the menu of a message: people's texts, cards of ours, and secrets that stay secrets."""

from __future__ import annotations

import pytest

from tests.flows.stage import Party, Stage, permalink, total


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("I attack with 1d20+7 to hit!", ["`1d20 + 7`"]),
        ("1d20+5 adv dc27 # fire bolt", ["misses DC 27", "advantage", "fire bolt"]),
        ("Bite [[1d20+5]], claw [[2d6+3]]", ["`1d20 + 5; 2d6 + 3`", "Bite: ", "claw: "]),
        ("try `4d6kh3`, <@1>", ["`4d6kh3`"]),
    ],
)
async def test_what_a_message_says_is_rolled_for_all_to_see(
    shared: Stage, party: Party, said: str, shown: list[str]
) -> None:
    message = await party.carol.say("tavern", said)
    rolled = (await party.bob.menu("tavern", "Roll this", message)).answer
    assert not rolled.ephemeral
    assert "Bob" in rolled.text
    assert all(each in rolled.text for each in shown)
    assert permalink(rolled)
    assert rolled.id in [each.id for each in await party.dan.messages("tavern")]


@pytest.mark.parametrize("said", ["5 goblins, AC 15", "hello", "d4tabase"])
async def test_a_message_without_dice_is_refused_with_an_example(shared: Stage, party: Party, said: str) -> None:
    refused = (await party.bob.menu("tavern", "Roll this", await party.carol.say("tavern", said))).answer
    assert refused.ephemeral
    assert "nothing to roll" in refused.text
    assert "`[[1d20+7]]`" in refused.text


async def test_a_card_is_rolled_again_by_whoever_asks(shared: Stage, party: Party) -> None:
    rolled = (await party.alice.slash("tavern", "r", dice="2d6+3 dc9 # fire bolt")).answer
    again = (await party.bob.menu("tavern", "Roll this", rolled)).answer
    assert not again.ephemeral
    assert "Bob" in again.text
    assert "fire bolt" in again.text
    assert "DC 9" in again.text
    assert permalink(again) != permalink(rolled)


async def test_of_our_own_messages_only_roll_cards_are_rolled(shared: Stage, party: Party) -> None:
    opened = (await party.alice.slash("tavern", "table open")).answer
    example = (await party.alice.slash("tavern", "r", dice="4d6kk3")).answer
    assert "4d6k3" in example.text or "`" in example.text
    for message in (opened, example):
        refused = (await party.alice.menu("tavern", "Roll this", message)).answer
        assert "nothing to roll" in refused.text
    assert not [event for event in await shared.events("table.rolled") if event["cause"] == refused.id]


async def test_a_hidden_roll_is_rolled_again_by_its_owner_alone(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open", mode="dm-led")
    await party.bob.slash("tavern", "table join")
    hidden = (await party.alice.slash("tavern", "roll", dice="1d1+7000000", hidden=True, label="trapdoor")).answer
    sealed = await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    for person in (party.bob, party.alice):
        refused = (await person.menu("tavern", "Roll this", sealed)).answer
        assert refused.ephemeral
        assert "nothing to roll" in refused.text
    again = (await party.alice.menu("tavern", "Roll this", hidden)).answer
    assert again.ephemeral
    assert total(again) == 7_000_001
    await party.bob.until(lambda m: "hidden roll" in m.text and m.id > sealed.id, "tavern")
    seen = str([m.raw for m in await party.bob.messages("tavern")])
    assert "700000" not in seen
    assert "trapdoor" not in seen


async def test_a_message_is_rolled_once_however_often_it_is_delivered(shared: Stage, party: Party) -> None:
    message = await party.carol.say("tavern", "2d6 it is")
    await shared.sandbox.fault(duplicate="INTERACTION_CREATE")
    rolled = await party.bob.menu("tavern", "Roll this", message)
    made = [event for event in await shared.events("table.rolled") if event["cause"] == rolled.interaction]
    assert [event["total"] for event in made] == [total(rolled.answer)]


async def test_it_works_in_a_direct_message(shared: Stage, party: Party) -> None:
    message = await party.alice.say("@bot", "let me try 1d6")
    assert 1 <= total((await party.alice.menu("@bot", "Roll this", message)).answer) <= 6
