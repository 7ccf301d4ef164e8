"""An evening at a table, as people have it: open, join, roll, look at the permalink, close."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.sandbox.actors.refusal import ClientRefusal
from tests.flows.stage import Party, Stage, permalink, total


async def fetch(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        return response.status, await response.text()


async def api(url: str) -> dict[str, Any]:
    base, _, roll_id = url.rpartition("/roll/")
    async with aiohttp.ClientSession() as session, session.get(f"{base}/api/permalink/{roll_id}") as response:
        return await response.json()


async def test_several_rolls_at_once(shared: Stage, party: Party) -> None:
    rolled = await party.alice.slash("tavern", "r", dice="1d20+5 adv dc15 # bite; 2x2d6+3[fire] # claw")
    lines = rolled.answer.text.splitlines()
    assert lines[0].count(" · ") == 2
    assert "`2d20kh1 + 5 dc15; 2x2d6 + 3[fire]`" in rolled.answer.text
    assert [("DC 15" in line) for line in lines[3:6]] == [True, False, False]
    told = await api(permalink(rolled.answer))
    assert [part["dice_formula"] for part in told["parts"]] == ["2d20kh1 + 5", "2d6 + 3[fire]", "2d6 + 3[fire]"]
    again = await party.bob.completed(await party.bob.click(rolled.answer, "Roll again"))
    assert "`2d20kh1 + 5 dc15; 2x2d6 + 3[fire]`" in again.answer.text


async def test_the_card_follows_what_happens(shared: Stage, party: Party) -> None:
    opened = await party.alice.slash("tavern", "table open", mode="dm-led")
    await party.bob.slash("tavern", "table join")
    card = await party.carol.until(lambda m: m.id == opened.answer.id and "Bob" in m.text, "tavern")
    assert "Alice (DM)" in card.text
    await party.alice.slash("tavern", "table close")
    closed = await party.carol.until(lambda m: m.id == opened.answer.id and "closed" in m.text, "tavern")
    assert [m.id for m in await party.carol.messages("tavern") if "Table" in m.text and m.components] == [closed.id]
    assert not [part for part in closed.components if part["type"] == 2]


async def test_a_code_seats_people_from_another_channel(shared: Stage, party: Party) -> None:
    opened = await party.alice.slash("tavern", "table open")
    code = opened.answer.text.splitlines()[0].split()[-1]
    joined = await party.bob.slash("cellar", "table join", code=code.lower())
    assert code in joined.answer.text
    assert joined.answer.ephemeral
    status = await party.carol.slash("tavern", "table status")
    assert "Bob" in status.answer.text
    assert status.answer.ephemeral


async def test_joining_from_ones_own_status_keeps_its_private_lines(shared: Stage, party: Party) -> None:
    opened = await party.alice.slash("tavern", "table open")
    status = await party.bob.slash("tavern", "table status")
    (ends,) = [line for line in status.answer.text.splitlines() if "<t:" in line]
    assert "<t:" not in opened.answer.text
    joined = (await party.bob.completed(await party.bob.click(status.answer, "Join"))).answer
    assert joined.id == status.answer.id
    assert "Bob" in joined.text
    assert [line.partition("<t:")[0] for line in joined.text.splitlines() if "<t:" in line] == [
        ends.partition("<t:")[0]
    ]
    await party.carol.until(lambda m: m.id == opened.answer.id and "Bob" in m.text, "tavern")


async def test_leaving_and_closing_belong_to_whom_they_should(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open", mode="dm-led")
    assert "/table close" in (await party.alice.slash("tavern", "table leave")).answer.text
    await party.bob.slash("tavern", "table join")
    refused = await party.bob.slash("tavern", "table close")
    assert refused.answer.ephemeral
    assert "can close it" in refused.answer.text
    assert "You left" in (await party.bob.slash("tavern", "table leave")).answer.text
    assert "is closed after no rolls." in (await party.alice.slash("tavern", "table close")).answer.text
    assert "No table is open" in (await party.alice.slash("tavern", "table status")).answer.text


async def test_a_stranger_cannot_roll_by_the_tables_button(shared: Stage, party: Party) -> None:
    opened = await party.alice.slash("tavern", "table open")
    refused = await party.dan.click(opened.answer, "Roll d20")
    assert refused.answer.ephemeral
    assert "no seat" in refused.answer.text
    await party.dan.click(opened.answer, "Join")
    assert 1 <= total((await party.dan.click(opened.answer, "Roll d20")).answer) <= 20


async def test_roll_again_asks_the_same(shared: Stage, party: Party) -> None:
    rolled = await party.alice.slash("tavern", "r", dice="2d6+3 dc9 # fire bolt")
    again = await party.bob.click(rolled.answer, "Roll again")
    assert "fire bolt" in again.answer.text
    assert "Bob" in again.answer.text
    assert 5 <= total(again.answer) <= 15
    assert permalink(again.answer) != permalink(rolled.answer)


@pytest.mark.parametrize(
    ("dice", "told"),
    [
        ("4d6kk3", "column 4"),
        ("2d", "Example"),
        ("1001d6", "over 1000 dice"),
        ("(" * 60 + "1" + ")" * 60, "deep"),
        ("9" * 600, "500"),
        ("1d20 + 5 )", "column"),
        (" ", "for example"),
        ("@everyone", "Example"),
    ],
)
async def test_bad_dice_are_explained_to_the_one_who_typed_them(
    shared: Stage, party: Party, dice: str, told: str
) -> None:
    refused = await party.alice.slash("tavern", "r", dice=dice)
    assert refused.answer.ephemeral
    assert told in refused.answer.text
    assert refused.answer.raw["mentions"] == []
    assert refused.answer.raw["mention_everyone"] is False
    assert not await party.bob.messages("tavern")


async def test_a_hidden_roll_reaches_nobody_else_by_any_path(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open", mode="dm-led")
    await party.bob.slash("tavern", "table join")
    hidden = await party.alice.slash("tavern", "roll", dice="1d1000000+7000000", hidden=True, label="trapdoor", dc=29)
    secret = str(total(hidden.answer))
    assert hidden.answer.ephemeral
    assert "only you" in hidden.answer.text
    sealed = await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    status, page = await fetch(permalink(sealed))
    seen = [m.raw for m in await party.bob.messages("tavern")]
    for leak in (secret, "trapdoor", "7000000", "1000000"):
        assert leak not in sealed.text
        assert leak not in str([part for part in sealed.components if not part.get("url")])
    for tie in ("interaction_metadata", "interaction", "message_reference", "referenced_message"):
        assert not sealed.raw.get(tie), "Discord shows what was typed to get an answer"
    assert status == 200
    for leak in (secret, "trapdoor", "7000000"):
        assert leak not in page
        assert leak not in str(seen)
        assert leak not in str(await api(permalink(sealed)))
    refused = await party.bob.slash("tavern", "roll", dice="1d20", hidden=True)
    assert "Only the DM" in refused.answer.text


async def test_at_an_open_table_anyone_rolls_for_themselves(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open")
    private = (await party.alice.slash("tavern", "roll", dice="1d20", hidden=True)).answer
    await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    again = (await party.alice.click(private, "Roll again")).answer
    assert again.ephemeral
    assert "only you" in again.text
    await party.bob.until(lambda m: "hidden roll" in m.text and m.id > again.id, "tavern")
    assert not any(m.ephemeral for m in await party.bob.messages("tavern"))


async def test_a_hidden_roll_where_the_bot_may_not_write_is_told_to_its_roller_alone(
    shared: Stage, party: Party
) -> None:
    await shared.sandbox.fault(method="POST", path="/channels/[0-9]+/messages$", status=403, code=50013, count=1)
    hidden = await party.alice.slash("tavern", "roll", dice="1d20", hidden=True)
    assert 1 <= total(hidden.answer) <= 20
    told = await party.alice.until(lambda m: "Nobody else was shown" in m.text, "tavern")
    assert told.ephemeral
    assert not await party.bob.messages("tavern")


async def test_a_name_that_is_markup_pings_and_formats_nothing(shared: Stage) -> None:
    people = ("@everyone", "**<b>bold</b>**")
    party = await shared.party(people=people)
    rolled = await party.people["@everyone"].slash("tavern", "r", dice="1d20 # <@1> @here <script>")
    assert rolled.answer.raw["mention_everyone"] is False
    assert rolled.answer.raw["mentions"] == []
    _, page = await fetch(permalink(rolled.answer))
    assert "<script>" not in page
    bold = await party.people["**<b>bold</b>**"].slash("tavern", "r", dice="1d20")
    _, page = await fetch(permalink(bold.answer))
    assert "<b>bold" not in page


@pytest.mark.parametrize("times", [1, 2])
async def test_a_sealed_card_that_is_lost_on_the_way_is_posted_once_or_its_roller_told(
    shared: Stage, party: Party, times: int
) -> None:
    await shared.sandbox.fault(method="POST", path="/channels/[0-9]+/messages$", reset=True, count=times)
    hidden = await party.alice.slash("tavern", "roll", dice="1d20", hidden=True)
    assert 1 <= total(hidden.answer) <= 20
    if times == 1:
        await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    else:
        await party.alice.until(lambda m: "Nobody else was shown" in m.text, "tavern")
    assert len(await party.bob.messages("tavern")) == 2 - times


async def test_in_a_direct_message_dice_roll_and_tables_are_not_offered(shared: Stage, party: Party) -> None:
    assert 1 <= total((await party.alice.slash("@bot", "r", dice="1d6")).answer) <= 6
    assert "only you" in (await party.alice.slash("@bot", "roll", dice="1d6", hidden=True)).answer.text
    assert not [m for m in await party.alice.messages("@bot") if "hidden roll" in m.text]
    with pytest.raises(ClientRefusal):
        await party.alice.slash("@bot", "table status")
