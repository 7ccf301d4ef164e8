"""A table's card when Discord fails it: posted once though the answer is lost, and in the end though refused."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Stage

POSTS: dict[str, Any] = {"method": "POST", "path": "/channels/[0-9]+/messages"}


async def opened_apart(who: Person) -> str:
    """The thread of a table that has just been opened in one of its own."""
    told = (await who.completed(await who.slash("tavern", "table open", where="thread"))).answer
    found = re.search(r"<#(\d+)>", told.text)
    assert found, told.text
    return found[1]


def cards(messages: list[Message]) -> list[str]:
    return [message.text for message in messages if message.text.startswith("## Table")]


async def test_a_card_whose_answer_is_lost_is_posted_once_and_follows_the_table(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    await stage.sandbox.fault(**POSTS, drop_reply=True)
    thread = await opened_apart(party.alice)
    await bot.said("card_not_drawn")
    await party.bob.slash(thread, "table join")
    await party.bob.until(lambda m: "Bob" in m.text, thread)
    (card,) = cards(await party.bob.messages(thread))
    assert "Bob" in card
    assert bot.bugs() == []


async def test_a_card_that_was_refused_is_posted_when_we_are_let_though_nobody_acts(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    await stage.sandbox.fault(**POSTS, status=403, code=50013, count=2)
    thread = await opened_apart(party.alice)
    await party.bob.until(lambda m: m.text.startswith("## Table"), thread, 60)
    refused = [line for line in bot.log if line["event"] == "card_not_drawn"]
    assert [(line["status"], line["code"]) for line in refused] == [(403, 50013)] * 2
    assert len(cards(await party.bob.messages(thread))) == 1
