"""Dice that prove themselves, asked as people ask: by link, id, file, and from the menu of a message."""

from __future__ import annotations

import base64
import json
from typing import Any

import aiohttp
import asyncpg
import pytest

from bot.sandbox.client.results import Message
from core.ledger import canonical
from tests.flows.stage import Party, Stage, permalink, total

CHECKS = ["form", "key", "trusted", "signature", "entropy", "commitment", "faces", "verdict", "totals"]


def checks(message: Message) -> dict[str, str]:
    """What the card says of each check: its name, and the word for what came of it."""
    lines = [line.split(" · ") for line in message.text.splitlines() if line.count(" · ") >= 2 and "**" in line]
    return {parts[1].strip("`"): parts[0].split("**")[1] for parts in lines if parts[1].startswith("`")}


async def proof_of(message: Message) -> bytes:
    """The verification file behind a roll's link."""
    async with aiohttp.ClientSession() as session, session.get(f"{permalink(message)}.json") as response:
        assert response.status == 200
        return await response.read()


def upload(content: bytes, filename: str = "roll.json") -> dict[str, Any]:
    return {"filename": filename, "content": base64.b64encode(content).decode()}


async def at_a_closed_table(party: Party, *lines: str) -> list[Message]:
    """Open a table, roll each line, close it."""
    await party.alice.slash("tavern", "table open")
    made = [(await party.alice.slash("tavern", "r", dice=line)).answer for line in lines]
    await party.alice.slash("tavern", "table close")
    return made


async def test_a_roll_is_verified_once_its_table_is_closed(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open")
    rolled = (await party.alice.slash("tavern", "r", dice="4d6kh3+2 dc12")).answer
    early = (await party.bob.slash("tavern", "dice verify", roll=permalink(rolled))).answer
    assert early.ephemeral
    assert early.text.startswith("### Cannot be told yet: the table’s seed is made public when its epoch ends")
    assert checks(early) == dict.fromkeys(CHECKS, "passed") | {"commitment": "open", "faces": "open"}
    await party.alice.slash("tavern", "table close")
    late = (await party.bob.slash("tavern", "dice verify", roll=permalink(rolled))).answer
    assert late.ephemeral
    assert late.text.startswith("### Verified: these faces are what the sealed seed gives.")
    assert checks(late) == dict.fromkeys(CHECKS, "passed")
    assert f"`4d6kh3 + 2` = **{total(rolled)}** · DC 12" in late.text
    assert json.loads(await proof_of(rolled))["key"] in late.text
    assert permalink(late) == permalink(rolled)


async def test_the_card_shows_what_people_compare_and_what_a_dm_said(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open", mode="dm-led")
    added = (await party.alice.slash("tavern", "dice entropy", text="a *fair* wind")).answer
    rolled = (await party.alice.slash("tavern", "r", dice="1d20")).answer
    await party.alice.slash("tavern", "dice rule", roll=permalink(rolled), ruling="void", reason="a cocked die")
    shown = (await party.bob.slash("tavern", "dice verify", roll=permalink(rolled))).answer.text
    commitment = json.loads(await proof_of(rolled))["record"]["commitment"]
    assert commitment in added.text
    assert f"Sealed under `{commitment}`" in shown
    assert r"1\. a \*fair\* wind" in shown
    assert "**DM ruling by Alice**: it does not count. Why: a cocked die" in shown


async def test_a_roll_is_named_in_every_way_that_people_have(shared: Stage, party: Party) -> None:
    (rolled,) = await at_a_closed_table(party, "1d20+5")
    link = permalink(rolled)
    roll_id = link[-22:]
    for given in (
        roll_id,
        f"{link}.json",
        f"{link}/",
        f"{link}?from=chat#total",
        f"<{link}>",
        f"[see]({link})",
        f"`{roll_id}`",
    ):
        verified = (await party.bob.slash("tavern", "dice verify", roll=given)).answer
        assert verified.text.startswith("### Verified"), given


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"roll": "https://evil.example/roll/kN3vQ9xT2mZ7bR5cW8yLfA"}, "leads to evil.example"),
        ({"roll": "the last one"}, "which roll “the last one” is"),
        ({"roll": "kN3vQ9xT2mZ7bR5cW8yLfA"}, "no such roll"),
        ({}, "one thing to verify"),
        ({"roll": "kN3vQ9xT2mZ7bR5cW8yLfA", "file": upload(b"{}")}, "one thing to verify"),
        ({"file": upload(b"x" * 262_145)}, "262,145 bytes"),
    ],
)
async def test_what_cannot_be_verified_is_explained(
    shared: Stage, party: Party, options: dict[str, Any], told: str
) -> None:
    refused = (await party.alice.slash("tavern", "dice verify", **options)).answer
    assert refused.ephemeral
    assert told in refused.text
    assert "`" in refused.text, "with something to type"


async def test_ones_own_rolls_are_offered_and_nobody_elses(shared: Stage, party: Party) -> None:
    await party.bob.slash("tavern", "r", dice="1d20 # bob’s")
    open_roll = (await party.alice.slash("tavern", "r", dice="1d6+40")).answer
    hidden = (await party.alice.slash("tavern", "roll", dice="1d1+7000000", hidden=True)).answer
    offered = await party.alice.autocomplete("tavern", "dice verify", "roll", roll="")
    assert [choice.value for choice in offered] == [permalink(hidden)[-22:], permalink(open_roll)[-22:]]
    assert offered[0].name == "7000001 · 1d1 + 7000000 · hidden · just now"
    assert offered[1].name == f"{total(open_roll)} · 1d6 + 40 · just now"
    narrowed = await party.alice.autocomplete("tavern", "dice verify", "roll", roll="1D6")
    assert [choice.value for choice in narrowed] == [permalink(open_roll)[-22:]]
    assert not await party.carol.autocomplete("tavern", "dice verify", "roll", roll="")
    chosen = (await party.alice.slash("tavern", "dice verify", roll=str(offered[1].value))).answer
    assert "1d6 + 40" in chosen.text


async def test_a_hidden_roll_stays_sealed_to_its_owner_and_to_others(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open", mode="dm-led")
    hidden = (await party.alice.slash("tavern", "roll", dice="1d1+7000000", hidden=True, label="trapdoor")).answer
    sealed = await party.bob.until(lambda m: "hidden roll" in m.text, "tavern")
    await party.alice.slash("tavern", "table close")
    answers = [
        (await party.alice.slash("tavern", "dice verify", roll=permalink(hidden))).answer,
        (await party.bob.slash("tavern", "dice verify", roll=permalink(hidden))).answer,
        (await party.bob.menu("tavern", "Verify roll", sealed)).answer,
    ]
    for answer in answers:
        assert answer.text.startswith("### Cannot be told yet: the roll is hidden")
        assert checks(answer)["signature"] == "passed"
        assert checks(answer)["faces"] == "open"
        assert "700000" not in str(answer.raw)
        assert "trapdoor" not in str(answer.raw)


async def test_an_uploaded_file_is_judged_as_it_is(shared: Stage, party: Party) -> None:
    await party.alice.slash("tavern", "table open")
    rolled = (await party.alice.slash("tavern", "r", dice="1d20+5")).answer
    early = await proof_of(rolled)
    await party.alice.slash("tavern", "table close")
    file = await proof_of(rolled)
    sound = (await party.bob.slash("tavern", "dice verify", file=upload(file))).answer
    assert sound.ephemeral
    assert sound.text.startswith("### Verified")
    assert permalink(sound) == permalink(rolled)
    old = (await party.bob.slash("tavern", "dice verify", file=upload(early))).answer
    assert old.text.startswith("### Cannot be told by this file")


async def test_a_changed_file_is_named_by_what_fails(shared: Stage, party: Party) -> None:
    (rolled,) = await at_a_closed_table(party, "1d20+5")
    proof = json.loads(await proof_of(rolled))
    (draw,) = proof["record"]["draws"]
    honest, draw[1] = draw[1], draw[1] % 20 + 1
    proof["record"]["totals"] = [draw[1] + 5]
    changed = (await party.bob.slash("tavern", "dice verify", file=upload(canonical.dump(proof).encode()))).answer
    assert changed.text.startswith("### Not verified: The record is not what was signed")
    assert f"Die 1, a d20, is said to show {draw[1]}; the seed gives {honest}." in changed.text
    assert [name for name, word in checks(changed).items() if word == "failed"] == ["signature", "faces"]
    with pytest.raises(LookupError):
        permalink(changed)
    none = (await party.bob.slash("tavern", "dice verify", file=upload(b"<html>"))).answer
    assert none.text.startswith("### Not verified: This is no verification file")


async def test_the_menu_of_a_message_verifies_the_roll_that_it_shows(shared: Stage, party: Party) -> None:
    (rolled,) = await at_a_closed_table(party, "1d20+5")
    by_card = (await party.bob.menu("tavern", "Verify roll", rolled)).answer
    assert by_card.ephemeral
    assert by_card.text.startswith("### Verified")
    said = await party.carol.say("tavern", f"look at that: **<{permalink(rolled)}>**!")
    by_link = (await party.bob.menu("tavern", "Verify roll", said)).answer
    assert permalink(by_link) == permalink(rolled)


@pytest.mark.parametrize("said", ["just words", "https://evil.example/roll/kN3vQ9xT2mZ7bR5cW8yLfA"])
async def test_a_message_without_a_roll_of_ours_is_refused(shared: Stage, party: Party, said: str) -> None:
    message = await party.carol.say("tavern", said)
    refused = (await party.bob.menu("tavern", "Verify roll", message)).answer
    assert refused.ephemeral
    assert "works on a roll’s card" in refused.text
    opened = (await party.alice.slash("tavern", "table open")).answer
    assert "works on a roll’s card" in (await party.bob.menu("tavern", "Verify roll", opened)).answer.text


async def test_a_roll_from_before_there_were_proofs_is_said_to_be_one(shared: Stage, party: Party) -> None:
    rolled = (await party.alice.slash("tavern", "r", dice="1d20+5")).answer
    connection = await asyncpg.connect(shared.database_url)
    try:
        forget = "UPDATE roll_permalinks SET proof = NULL, epoch_id = NULL WHERE roll_id = $1"
        assert await connection.execute(forget, permalink(rolled)[-22:]) == "UPDATE 1"
    finally:
        await connection.close()
    told = (await party.bob.menu("tavern", "Verify roll", rolled)).answer
    assert told.ephemeral
    assert "older than proofs" in told.text
