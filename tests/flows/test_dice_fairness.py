"""Dice that a group can hold to account: sealed before, stirred by anybody, opened after."""

from __future__ import annotations

import json
import re
from typing import Any

import aiohttp

from core.proofs import derive
from core.proofs.keys import read_keys
from core.proofs.verify import verify
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.flows.stage import Party, Stage, permalink

HEX = re.compile(r"[0-9a-f]{64}")


async def fetched(url: str) -> bytes:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200
        return await response.read()


async def proof(url: str) -> dict[str, Any]:
    """A roll's verification file, as its page serves it."""
    return json.loads(await fetched(f"{url}.json"))


async def checked(url: str) -> str:
    """How a roll's own file is judged, by the keys of the house that serves it."""
    keys = read_keys(await fetched(f"{url.rpartition('/roll/')[0]}/.well-known/everquill.json"))
    return verify(await fetched(f"{url}.json"), Ed25519SignatureCheck().verify, keys).result


async def test_a_tables_card_seals_its_dice_and_opens_them_when_it_closes(shared: Stage, party: Party) -> None:
    opened = (await party.alice.slash("tavern", "table open")).answer
    (sealed,) = HEX.findall(opened.text)
    rolled = (await party.alice.slash("tavern", "r", dice="4d6kh3")).answer
    assert (await proof(permalink(rolled)))["record"]["commitment"] == sealed
    assert await checked(permalink(rolled)) == "open"

    await party.alice.slash("tavern", "table close")
    card = await party.carol.until(lambda m: m.id == opened.id and "Opened:" in m.text, "tavern")
    commitment, seed = HEX.findall(card.text)
    epoch_id = bytes.fromhex((await proof(permalink(rolled)))["record"]["epoch"])
    assert commitment == sealed == derive.commitment(epoch_id, bytes.fromhex(seed)).hex()
    assert await checked(permalink(rolled)) == "passed"


async def test_what_a_player_adds_is_in_every_roll_after_it(shared: Stage, party: Party) -> None:
    opened = (await party.alice.slash("tavern", "table open")).answer
    before = permalink((await party.alice.slash("tavern", "r", dice="1d20")).answer)
    await party.bob.click(opened, "Join")
    added = (await party.bob.slash("tavern", "dice entropy", text="a *fair* wind")).answer
    assert not added.ephemeral
    assert "Bob" in added.text
    assert r"a \*fair\* wind" in added.text
    assert HEX.findall(added.text) == HEX.findall(opened.text)
    assert re.search(r"[A-Z]{3,}-\d{4}", added.text)
    after = permalink((await party.alice.slash("tavern", "r", dice="1d20")).answer)
    await party.carol.until(lambda m: m.id == opened.id and "one text added" in m.text, "tavern")

    texts = {url: [text["text"] for text in (await proof(url))["epoch"]["entropy"]] for url in (before, after)}
    assert texts == {before: [], after: ["a *fair* wind"]}
    await party.alice.slash("tavern", "table close")
    assert [await checked(url) for url in (before, after)] == ["passed", "passed"]


async def test_beside_a_table_the_dice_are_sealed_before_a_text_is_taken(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open")
    text = "from the next table"
    began = (await party.dan.slash("tavern", "dice entropy", text=text)).answer
    assert "sealed anew" in began.text
    assert text not in began.text
    (sealed,) = HEX.findall(began.text)
    added = (await party.dan.slash("tavern", "dice entropy", text=text)).answer
    assert "beside any table" in added.text
    assert HEX.findall(added.text) == [sealed]
    rolls = {
        who: permalink((await party.people[who].slash("tavern", "r", dice="1d20")).answer) for who in ("alice", "dan")
    }
    texts = {who: [text["text"] for text in (await proof(url))["epoch"]["entropy"]] for who, url in rolls.items()}
    assert texts == {"alice": [], "dan": ["from the next table"]}
    assert (await proof(rolls["dan"]))["record"]["commitment"] == sealed


async def test_a_channels_first_roll_tells_what_the_next_are_sealed_under(shared: Stage, party: Party) -> None:
    first = (await party.bob.slash("tavern", "r", dice="1d20")).answer
    (sealed,) = HEX.findall(first.text)
    second = (await party.bob.slash("tavern", "r", dice="1d20")).answer
    assert not HEX.findall(second.text)
    assert (await proof(permalink(second)))["record"]["commitment"] == sealed
    shown = (await party.carol.slash("tavern", "dice entropy")).answer
    assert HEX.findall(shown.text) == [sealed]
    assert "no text added" in shown.text


async def test_a_text_is_added_once_however_often_it_is_delivered(shared: Stage, party: Party) -> None:
    await party.carol.slash("tavern", "dice entropy")
    await shared.sandbox.fault(duplicate="INTERACTION_CREATE")
    added = await party.carol.slash("tavern", "dice entropy", text="once")
    made = [event for event in await shared.events("table.entropy_added") if event["cause"] == added.interaction]
    assert len(made) == 1


async def test_a_blank_text_is_explained_to_the_one_who_typed_it(shared: Stage, party: Party) -> None:
    refused = (await party.alice.slash("tavern", "dice entropy", text=" ")).answer
    assert refused.ephemeral
    assert "a fair wind" in refused.text
