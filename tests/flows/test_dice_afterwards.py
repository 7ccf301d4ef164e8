"""What becomes of rolls: hidden ones are revealed with their seal, a DM rules in the open, nothing is rolled anew."""

from __future__ import annotations

import json
from typing import Any

import aiohttp
import pytest

from core.proofs.verify import verify
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.flows.stage import Party, Stage, permalink, total


async def fetched(url: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200
        return await response.read()


async def checked(url: str) -> str:
    return verify(await fetched(f"{url}.json"), Ed25519SignatureCheck().verify).result


async def api(url: str) -> dict[str, Any]:
    base, _, roll_id = url.rpartition("/roll/")
    return json.loads(await fetched(f"{base}/api/permalink/{roll_id}"))


async def test_a_hidden_roll_is_revealed_by_its_button_and_proves_itself(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open", mode="dm-led")
    own = (await party.alice.slash("tavern", "roll", dice="1d20+3", hidden=True, label="stealth")).answer
    url = permalink(own)
    assert await checked(url) == "open"
    shown = (await party.alice.completed(await party.alice.click(own, "Reveal"))).answer
    assert not shown.ephemeral
    assert total(shown) == total(own)
    assert "stealth" in shown.text
    assert "Hidden since" in shown.text
    assert await checked(url) == "passed"
    verified = (await party.bob.slash("tavern", "dice verify", roll=url)).answer
    assert "Verified" in verified.text

    again = await party.bob.completed(await party.bob.click(shown, "Roll again"))
    assert not again.answer.ephemeral
    assert "1d20 + 3" in again.answer.text


async def test_a_hidden_roll_is_revealed_by_name_once_and_by_its_own_maker(shared: Stage, party: Party) -> None:
    own = (await party.bob.slash("tavern", "roll", dice="2d6", hidden=True)).answer
    await party.bob.slash("tavern", "r", dice="1d4 # in the open")
    offered = await party.bob.autocomplete("tavern", "dice reveal", "roll", roll="")
    assert [choice.value for choice in offered] == [permalink(own).rpartition("/")[2]]
    assert not await party.carol.autocomplete("tavern", "dice reveal", "roll", roll="")
    refused = (await party.carol.slash("tavern", "dice reveal", roll=permalink(own))).answer
    assert refused.ephemeral
    assert "made a hidden roll" in refused.text
    shown = (await party.bob.slash("tavern", "dice reveal", roll=offered[0].value)).answer
    assert total(shown) == total(own)
    again = (await party.bob.slash("tavern", "dice reveal", roll=offered[0].value)).answer
    assert again.ephemeral
    assert permalink(again) == permalink(shown)
    assert (await api(permalink(own)))["total"] == total(own)
    events = [each for each in await shared.events("table.roll_revealed") if each["roll_id"] == offered[0].value]
    assert len(events) == 1


async def test_the_dm_rules_beside_the_roll_whose_dice_stay(shared: Stage, party: Party) -> None:
    opened = (await party.alice.slash("tavern", "table open", mode="dm-led")).answer
    await party.bob.click(opened, "Join")
    rolled = (await party.bob.slash("tavern", "roll", dice="1d20", dc=30)).answer
    offered = await party.alice.autocomplete("tavern", "dice rule", "roll", roll="1d20")
    assert [choice.value for choice in offered] == [permalink(rolled).rpartition("/")[2]]
    why = "a *good* plan"
    ruled = await party.alice.slash("tavern", "dice rule", roll=offered[0].value, ruling="succeeds", reason=why)
    assert not ruled.answer.ephemeral
    assert "DM ruling: it counts as a success" in ruled.answer.text
    assert r"a \*good\* plan" in ruled.answer.text
    assert "**Alice** on **Bob**" in ruled.answer.text
    assert permalink(ruled.answer) == permalink(rolled)

    told = await api(permalink(rolled))
    assert (told["total"], told["dc_check"]) == (total(rolled), {"dc": 30, "passed": False})
    assert [(each["ruling"], each["by"], each["reason"]) for each in told["rulings"]] == [("succeeds", "Alice", why)]
    page = (await fetched(permalink(rolled))).decode()
    assert "DM ruling by Alice: it counts as a success." in page


@pytest.mark.parametrize(
    ("person", "roll", "told"),
    [
        ("bob", "open", "Only the DM"),
        ("alice", "hidden", "still hidden"),
        ("alice", "beside", "beside any table"),
        ("alice", "nonsense", "for example"),
    ],
)
async def test_who_may_not_rule_is_told_why(shared: Stage, party: Party, person: str, roll: str, told: str) -> None:
    rolls = {"nonsense": "seventeen"}
    rolls["beside"] = permalink((await party.bob.slash("tavern", "r", dice="1d20")).answer)
    opened = (await party.alice.slash("tavern", "table open", mode="dm-led")).answer
    await party.bob.click(opened, "Join")
    rolls["open"] = permalink((await party.bob.slash("tavern", "r", dice="1d20")).answer)
    rolls["hidden"] = permalink((await party.alice.slash("tavern", "roll", dice="1d20", hidden=True)).answer)
    refused = await party.people[person].slash(
        "tavern", "dice rule", roll=rolls[roll], ruling="fails", reason="the rope was wet"
    )
    assert refused.answer.ephemeral
    assert told in refused.answer.text


async def test_a_hidden_roll_is_offered_however_many_were_made_since(shared: Stage, party: Party) -> None:
    own = (await party.bob.slash("tavern", "roll", dice="2d6", hidden=True)).answer
    for _ in range(11):
        await party.bob.slash("tavern", "r", dice="1d4")
    offered = await party.bob.autocomplete("tavern", "dice reveal", "roll", roll="")
    assert [choice.value for choice in offered] == [permalink(own).rpartition("/")[2]]


async def test_what_becomes_of_a_roll_is_not_told_elsewhere(shared: Stage, party: Party) -> None:
    own = (await party.bob.slash("tavern", "roll", dice="2d6", hidden=True)).answer
    refused = (await party.bob.slash("cellar", "dice reveal", roll=permalink(own))).answer
    assert refused.ephemeral
    assert "<#" in refused.text
    assert (await api(permalink(own)))["hidden"]
