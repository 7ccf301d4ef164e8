"""Answers outlive the process that offered them, and what those who lead do in their thread is shown at the table."""

from __future__ import annotations

from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage
from tests.flows.test_casting import knows, picked, pressed, said, struck, until_turn_of
from tests.flows.test_dm_thread import becomes, led, linked, paired

PEOPLE = ("moe", "alice", "bob", "carol")


async def against(party: Party, monster: str) -> None:
    """Bob's Mira against somebody, at Alice's table."""
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await knows(party.bob, "Shield")
    await said(party.alice, "combat start")
    await said(party.alice, "combat add", monster=monster)


async def test_an_answer_that_was_offered_before_a_restart_is_given_after_it(stage: Stage) -> None:
    party = await stage.party(people=PEOPLE)
    first = await stage.bot()
    await led(party, "alice", "bob", "carol")
    await against(party, "Ogre")
    await until_turn_of(party, "Ogre")
    options = {"with": "Greatclub", "target": "Mira", "as": "Ogre", "bonus": "+20"}
    hit = await struck((party.alice, party.alice), options, "Mira can use **Shield**")
    await first.kill()
    second = await stage.bot()
    assert (await pressed(party.carol, hit, "Mira: Shield")).ephemeral
    shield = await pressed(party.bob, hit, "Mira: Shield")
    assert shield.text.startswith("## Mira casts Shield")
    assert (await pressed(party.bob, hit, "Mira: Shield")).ephemeral
    assert len([each for each in await stage.events("fight.stepped") if each.get("name") == "Shield"]) <= 1
    assert second.bugs() == []
    assert await stage.ledger_holds()


async def test_a_legendary_action_is_pressed_on_the_mirror_and_told_at_the_table(stage: Stage) -> None:
    party = await stage.party(people=PEOPLE)
    bot = await stage.bot()
    await led(party, "alice", "bob", "carol")
    thread = linked(await paired(party.alice))
    await becomes(stage, party, "alice", thread, seen=True)
    await against(party, "Adult Red Dragon")
    await until_turn_of(party, "Mira")
    await said(party.alice, "combat next")
    mirror = await party.alice.until(lambda m: "Open to answer" in m.text, thread, 60)
    label = next(each["label"] for each in mirror.components if str(each.get("custom_id")).endswith(":give"))
    assert label.startswith("Adult Red Dragon: ")
    menu = await pressed(party.alice, mirror, label)
    done = await picked(party.alice, menu, "Mira") if menu.ephemeral else menu
    told = f"## Adult Red Dragon · {label.partition(': ')[2]}"
    assert done.text.startswith(told)
    assert done.channel_id == thread

    def is_it(message: Message) -> bool:
        return message.text.startswith(told)

    assert (await party.bob.until(is_it, "tavern", 30)).text.startswith(told)
    everything = " ".join(str(each.raw) for each in await party.bob.messages("tavern"))
    assert ":give" not in everything
    assert "Open to answer" not in everything
    assert bot.bugs() == []
