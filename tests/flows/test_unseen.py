"""What somebody hidden does befalls those whom the players see, and tells them nothing of who it was."""

from __future__ import annotations

from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage
from tests.flows.test_casting import knows, pressed, said
from tests.flows.test_dm_thread import led

PEOPLE = ("moe", "alice", "bob", "carol")
SECRETS = ("Ogre", "Greatclub", "somebody unseen")


async def ambush(party: Party) -> None:
    """Bob's Mira, who knows Shield, and an ogre that nobody sees, whose turn it is."""
    await led(party, "alice", "bob", "carol")
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await knows(party.bob, "Shield")
    await said(party.alice, "combat start")
    await said(party.alice, "combat add", monster="Ogre", hidden=True)
    while not (await said(party.alice, "combat next")).text.startswith("## Ogre: your turn"):
        pass


def of_ambush(message: Message) -> bool:
    return message.text.startswith("## Something befalls Mira") and "Mira can use **Shield**" in message.text


async def test_a_hidden_ones_blow_is_told_and_can_be_answered(stage: Stage) -> None:
    party = await stage.party(people=PEOPLE)
    bot = await stage.bot()
    await ambush(party)
    options = {"with": "Greatclub", "target": "Mira", "as": "Ogre", "bonus": "+20"}
    own = await struck_in_secret(party, options)
    assert own.text.startswith("## Ogre · Greatclub → Mira")
    seen = await party.bob.until(of_ambush, "tavern")
    assert "to hit" in seen.text
    shield = await pressed(party.bob, seen, "Mira: Shield")
    assert shield.text.startswith("## Mira casts Shield"), shield.text
    assert not shield.ephemeral
    await said(party.alice, "combat undo", steps=2)
    await party.bob.until(lambda m: m.text.startswith("## Taken back") and "Mira: hit points" in m.text, "tavern")
    everything = " ".join(str(each.raw) for each in await party.bob.messages("tavern"))
    told = [each for each in SECRETS if each in everything]
    assert told == ["somebody unseen"], "what Mira can use Shield on, and no more"
    assert bot.bugs() == []


async def struck_in_secret(party: Party, options: dict[str, str]) -> Message:
    """A blow that lands, and leaves Mira up, so that she can answer it."""
    for _ in range(12):
        card = await said(party.alice, "attack", **options)
        assert card.ephemeral, card.text
        if "Mira can use **Shield**" in card.text:
            return card
        await said(party.alice, "combat undo")
    raise AssertionError("no blow in twelve lets Mira answer")


async def test_turns_that_nobody_saw_are_taken_back_unseen(stage: Stage) -> None:
    party = await stage.party(people=PEOPLE)
    bot = await stage.bot()
    await ambush(party)
    assert (await said(party.alice, "combat next")).text.startswith("## Mira: your turn")
    back = await said(party.alice, "combat undo")
    assert not back.ephemeral
    assert (await said(party.alice, "combat undo")).ephemeral, "the ogre's turn is theirs who lead"
    everything = " ".join(str(each.raw) for each in await party.bob.messages("tavern"))
    assert [each for each in SECRETS if each in everything] == []
    assert bot.bugs() == []
