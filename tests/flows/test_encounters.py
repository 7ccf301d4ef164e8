"""An encounter from its plan to its end, as a DM has it: kept, brought in hidden, suggested, and played by itself."""

from __future__ import annotations

import json
import re

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage
from tests.flows.test_dm_thread import led


async def said(who: Person, command: str, **options: object) -> Message:
    return (await who.completed(await who.slash("tavern", command, **options))).answer


def monsters_of(card: Message) -> list[str]:
    return re.findall(r"\d+ × \*\*(.+?)\*\*", card.text)


async def test_an_encounter_is_saved_loaded_suggested_and_plays_itself(stage: Stage) -> None:
    party = await stage.party()
    alice, bob = party.alice, party.bob
    await stage.bot()
    await led(party, "alice", "bob")
    await said(bob, "character create", quick="Thorn, human fighter 5, soldier")

    told = await said(alice, "combat encounter difficulty", monsters="2 goblin warior, Ogre", party="4x5")
    assert told.ephemeral
    assert "Hardly a fight · 550 XP" in told.text
    assert "low up to **2,000**" in told.text
    near = await said(alice, "combat encounter difficulty", monsters="2 Goblin", party="4x5")
    assert "Goblin Warrior" in near.text

    kept = await said(alice, "combat encounter save", name="The old mill", monsters="Goblin Warrior, Ogre")
    assert kept.ephemeral
    assert "The old mill" in (await said(alice, "combat encounter list")).text
    assert "There are none yet" in (await said(bob, "combat encounter list")).text
    assert "You keep no encounter" in (await said(bob, "combat encounter load", name="The old mill")).text
    offered = await alice.autocomplete("tavern", "combat encounter load", "name", name="mil")
    assert [choice.value for choice in offered] == ["The old mill"]

    came = await said(alice, "combat encounter load", name="the old MILL", hidden=True)
    assert came.ephemeral, "a fight began, and its monsters are hidden"
    hard = await said(alice, "combat encounter difficulty")
    assert "2 foes for a character of level" in hard.text
    refused = await said(bob, "combat encounter difficulty")
    assert "Only whoever leads the fight" in refused.text

    await _until_an_ogre(alice)
    assert "Only whoever leads the fight" in (await said(bob, "combat suggest")).text
    suggested = await said(alice, "combat suggest", **{"as": "Ogre", "profile": "weakest", "keep": True})
    assert suggested.ephemeral
    assert "Ogre · Weakest, for good" in suggested.text
    assert "Thorn" in suggested.text
    done = (await alice.completed(await alice.click(suggested, "Do 1"))).answer
    assert done.ephemeral, "the players know nothing of it"
    again = (await alice.completed(await alice.click(suggested, "Do 1"))).answer
    assert "Something has happened since" in again.text
    assert "Taken back" in (await said(alice, "combat undo")).text

    played = await said(alice, "combat auto")
    assert played.ephemeral
    assert "Ogre" in played.text
    for name in ("Ogre", "Goblin"):
        public = [each for each in await bob.messages("tavern") if not each.ephemeral]
        assert [each.text for each in public if name in json.dumps(each.raw)] == []
    assert stage.bots[0].bugs() == []
    assert await stage.ledger_holds()
    await stage.no_gaps()


async def _until_an_ogre(alice: Person) -> None:
    for _ in range(4):
        await said(alice, "combat next")
        if "**Ogre" in (status := (await said(alice, "combat status")).text) and re.search(r"▶.*Ogre", status):
            return
    raise AssertionError("the ogre never had a turn")


async def test_a_proposal_is_another_is_kept_and_is_added_where_everybody_sees_it(stage: Stage) -> None:
    party: Party = await stage.party()
    alice, bob = party.alice, party.bob
    await stage.bot()
    await led(party, "alice", "bob")
    first = await said(alice, "combat encounter build", difficulty="high", party="2x3", type="undead", seed="k3v9a")
    assert "High difficulty" in first.text
    assert "Seed `k3v9a`" in first.text
    assert (
        first.text
        == (
            await said(alice, "combat encounter build", difficulty="high", party="2x3", type="undead", seed="k3v9a")
        ).text
    )
    other = (await alice.completed(await alice.click(first, "Another"))).answer
    assert "Seed `k3v9b`" in other.text
    opened = await alice.click(other, "Save")
    named = (await alice.completed(await alice.submit(opened, name="Crypt"))).answer
    assert "I keep **Crypt**" in named.text

    refused = (await bob.completed(await bob.click(await _his_own(bob), "Add to the fight"))).answer
    assert "Only whoever leads" in refused.text
    added = (await alice.completed(await alice.click(other, "Add to the fight"))).answer
    assert not added.ephemeral
    for name in monsters_of(other):
        assert name in added.text
    hidden = (await alice.completed(await alice.click(other, "Add hidden"))).answer
    assert hidden.ephemeral
    await said(alice, "combat next")
    played = [await said(alice, "combat auto") for _ in range(6)]
    shown = [each for each in played if not each.ephemeral]
    assert shown, "the turns of monsters that everybody sees are played before everybody"
    assert any(name in each.text for each in shown for name in monsters_of(other))
    assert stage.bots[0].bugs() == []


async def _his_own(bob: Person) -> Message:
    return await said(bob, "combat encounter build", party="2x3")


async def test_help_tells_of_the_first_evening_and_of_a_topic(stage: Stage) -> None:
    party = await stage.party()
    await stage.bot()
    told = await said(party.alice, "help")
    assert told.ephemeral
    assert "`/table open`" in told.text
    topic = await said(party.alice, "help", topic="combat encounter")
    assert "/combat encounter build" in topic.text
    offered = await party.alice.autocomplete("tavern", "help", "topic", topic="comb")
    assert offered[0].value == "combat"
    assert "I have no command like" in (await said(party.alice, "help", topic="xylophone")).text
