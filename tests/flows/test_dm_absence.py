"""A DM who is away, as people live it: the grace, the vote, a stand-in who learns no secret, and the return."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage, permalink, total

GRACE_S = "2"
HEARTH = 2
"""A voice channel's type."""


async def said(who: Person, command: str, **options: object) -> Message:
    return (await who.completed(await who.slash("tavern", command, **options))).answer


async def led(party: Party, *players: str) -> Message:
    """Alice leads, is in voice, and the others play from seat 2 on, in this order."""
    card = await said(party.alice, "table open", mode="dm-led")
    for name in players:
        await party.people[name].completed(await party.people[name].click(card, "Join"))
    hearth = await party.alice.make_channel("hearth", type=HEARTH)
    party.guild.channels["hearth"] = str(hearth["id"])
    await party.alice.join_voice("hearth")
    return card


async def shows(party: Party, card: Message, words: str) -> None:
    await party.dan.until(lambda m: m.id == card.id and words in m.text, "tavern", what=words)


async def notice(party: Party, words: str, *, after: Message | None = None) -> Message:
    """One that is said; what a bot took to say and died is said again after 20 s."""
    return await party.dan.until(
        lambda m: words in m.text and (after is None or int(m.id) > int(after.id)), "tavern", 60, what=words
    )


def offered(message: Message) -> list[str]:
    """Whom the menu of a vote names."""
    menus = [part for part in message.components if str(part.get("custom_id")).endswith(":stand-in")]
    return [str(option["label"]) for menu in menus for option in menu["options"]]


async def offer(party: Party, *names: str, after: Message) -> Message:
    """The vote's message that names just these, once it is said."""
    return await party.dan.until(
        lambda m: int(m.id) > int(after.id) and offered(m) == list(names), "tavern", 60, what=", ".join(names)
    )


def choice(message: Message) -> list[str]:
    """The menu of a vote; none where no vote is held."""
    return [str(each["custom_id"]) for each in message.components if str(each.get("custom_id")).endswith(":stand-in")]


async def votes(who: Person, message: Message, seat: int) -> Message:
    (menu,) = choice(message)
    return (await who.completed(await who.select(message, menu, str(seat)))).answer


async def test_a_dm_who_leaves_voice_is_stood_in_for_until_they_are_back(stage: Stage) -> None:
    bot = await stage.bot(DM_GRACE_S=GRACE_S)
    party = await stage.party()
    card = await led(party, "bob", "carol")
    await party.alice.change_voice(mute=True, deaf=False)
    await party.alice.leave_voice()
    await shows(party, card, "Alice (DM, away)")
    missed = await notice(party, "has left the voice channels")
    assert "2 votes are needed" in missed.text
    refused = await votes(party.dan, missed, 2)
    assert refused.ephemeral
    assert "You have no seat" in refused.text
    assert "Carol: one vote" in (await votes(party.bob, missed, 3)).text
    assert "Bob: one vote" in (await votes(party.bob, missed, 2)).text
    assert "Bob** stands in" in (await votes(party.carol, missed, 2)).text
    told = await notice(party, "Bob** stands in", after=missed)
    assert not told.ephemeral
    await shows(party, card, "Bob (stand-in)")

    assert "DC 15" in (await said(party.bob, "table dc", value=15)).text
    assert (await said(party.bob, "roll", dice="1d20", hidden=True)).ephemeral
    rolled = await said(party.carol, "roll", dice="1d20")
    assert (
        "rope was wet"
        in (
            await said(
                party.bob, "dice rule", roll=permalink(rolled).rpartition("/")[2], ruling="fails", reason="rope was wet"
            )
        ).text
    )
    for command, options in {
        "table kick": {"user": await party.carol.id()},
        "table handoff": {"user": await party.carol.id()},
        "table settings": {},
        "table close": {},
    }.items():
        assert (await said(party.bob, command, **options)).text.startswith(("Only", "How")), command
    assert "Only the DM of" in (await party.bob.click(told, "I am back")).answer.text

    await party.alice.join_voice("hearth")
    await notice(party, "Alice** is back", after=told)
    await shows(party, card, "Alice (DM)")
    assert "its co-DMs" in (await said(party.bob, "table dc", value=10)).text
    assert (await said(party.bob, "roll", dice="1d20", hidden=True)).text.startswith("Only the DM")
    assert await stage.ledger_holds()
    assert bot.bugs() == []


async def test_a_dm_who_leaves_the_table_keeps_their_seat_and_says_that_they_are_back(stage: Stage) -> None:
    await stage.bot(DM_GRACE_S=GRACE_S)
    party = await stage.party()
    card = await led(party, "bob")
    await party.alice.leave_voice()
    await shows(party, card, "Alice (DM, away)")
    await party.alice.join_voice("hearth")
    await shows(party, card, "Alice (DM)")
    for leave in (party.alice.slash("tavern", "table leave"), party.alice.click(card, "Leave")):
        answer = (await party.alice.completed(await leave)).answer
        assert answer.ephemeral
        assert all(words in answer.text for words in ("2 seconds", "keep your seat", "/table handoff", "/table close"))
    missed = await notice(party, "Alice**, the DM of")
    assert "is away" in missed.text
    assert [event["how"] for event in await stage.events("table.dm_left")] == ["voice", "word"]
    assert len(await stage.events("table.dm_missed")) == 1, "who was back within the grace was not missed"
    back = (await party.alice.completed(await party.alice.click(missed, "I am back"))).answer
    assert back.id == missed.id
    assert "Alice** is here and leads" in back.text
    assert choice(back) == []
    await shows(party, card, "Alice (DM)")
    await said(party.alice, "table leave")
    await shows(party, card, "Alice (DM, away)")
    assert total(await said(party.alice, "roll", dice="1d20"))
    await shows(party, card, "Alice (DM)")
    assert [event["how"] for event in await stage.events("table.dm_returned")] == ["voice", "word", "deed"]


async def test_where_there_is_a_co_dm_they_lead_on_without_a_vote(stage: Stage) -> None:
    await stage.bot(DM_GRACE_S=GRACE_S)
    party = await stage.party()
    await led(party, "bob", "carol")
    await said(party.alice, "table role", user=await party.bob.id(), role="co-dm")
    await party.alice.leave_voice()
    missed = await notice(party, "has left the voice channels")
    assert "**Bob** leads on" in missed.text
    assert choice(missed) == []
    await said(party.bob, "table leave")
    again = await notice(party, "has left the voice channels", after=missed)
    assert "Carol** stands in" in (await votes(party.carol, again, 3)).text


async def reported(who: Person) -> Message:
    """`/table away`, typed again until the DM has been quiet for long enough."""
    while "did something there" in (answer := await said(who, "table away")).text:
        assert answer.ephemeral
        await asyncio.sleep(0.25)
    return answer


async def test_a_dm_who_does_not_answer_is_asked_by_name_and_then_stood_in_for(stage: Stage) -> None:
    bot = await stage.bot(DM_GRACE_S="5", DM_QUIET_S="2")
    party = await stage.party()
    card = await said(party.alice, "table open", mode="dm-led")
    for person in (party.bob, party.carol):
        await person.completed(await person.click(card, "Join"))
    await said(party.alice, "table dc", value=15)
    early = await said(party.bob, "table away")
    assert "did something there" in early.text
    assert "use `/table away` again in" in early.text
    told = await reported(party.bob)
    assert told.ephemeral
    assert "I ask Alice in the channel" in told.text
    asked = await notice(party, "**Bob** says that")
    assert [each["id"] for each in asked.raw["mentions"]] == [await party.alice.id()]
    assert not asked.raw["mention_everyone"]
    await shows(party, card, "Alice (DM, away)")
    assert "Alice (DM, away)" in (await said(party.carol, "table status")).text
    assert "Only the DM of" in (await party.bob.click(asked, "I am here")).answer.text
    here = (await party.alice.completed(await party.alice.click(asked, "I am here"))).answer
    assert here.id == asked.id
    assert "Alice** is here and leads" in here.text
    assert "so again in 10 minutes" in (await said(party.bob, "table away")).text

    await reported(party.carol)
    again = await notice(party, "**Carol** says that", after=asked)
    assert "is away already" in (await said(party.bob, "table away")).text
    missed = await notice(party, "Players, choose", after=again)
    assert "does not answer" in missed.text
    assert missed.raw["mentions"] == []
    await votes(party.bob, missed, 2)
    assert "Bob** stands in" in (await votes(party.carol, missed, 2)).text
    assert total(await said(party.alice, "roll", dice="1d20"))
    await shows(party, card, "Alice (DM)")
    assert len(await stage.events("table.dm_reported")) == 2
    assert await stage.ledger_holds()
    assert bot.bugs() == []


async def test_a_dm_who_is_asked_late_still_has_their_grace(stage: Stage) -> None:
    bot = await stage.bot(DM_GRACE_S="6", DM_QUIET_S="1")
    party = await stage.party()
    card = await said(party.alice, "table open", mode="dm-led")
    await party.bob.completed(await party.bob.click(card, "Join"))
    await stage.sandbox.fault(method="POST", path="/channels/[0-9]+/messages$", count=1, delay_s=9)
    await reported(party.bob)
    asked = await notice(party, "**Bob** says that")
    assert await stage.events("table.dm_missed") == [], "nobody is missed who was not asked"
    here = (await party.alice.completed(await party.alice.click(asked, "I am here"))).answer
    assert here.id == asked.id
    assert "Alice** is here and leads" in here.text
    assert [await stage.events(f"table.dm_{kind}") for kind in ("missed", "left")] == [[], []]
    assert "so again in 10 minutes" in (await said(party.bob, "table away")).text

    await party.carol.completed(await party.carol.click(card, "Join"))
    await reported(party.carol)
    missed = await notice(party, "Players, choose", after=asked)
    await votes(party.bob, missed, 2)
    assert "Bob** stands in" in (await votes(party.carol, missed, 2)).text
    assert len(await stage.events("table.dm_asked")) == 2
    assert await stage.ledger_holds()
    assert bot.bugs() == []


async def test_who_sits_down_during_a_vote_can_be_chosen_and_who_gets_up_cannot(stage: Stage) -> None:
    bot = await stage.bot(DM_GRACE_S=GRACE_S)
    party = await stage.party()
    card = await led(party)
    await party.alice.leave_voice()
    alone = await notice(party, "Nobody plays here")
    assert choice(alone) == []
    await party.bob.completed(await party.bob.click(card, "Join"))
    first = await offer(party, "Bob", after=alone)
    await party.carol.completed(await party.carol.click(card, "Join"))
    await party.dan.completed(await party.dan.click(card, "Join"))
    three = await offer(party, "Bob", "Carol", "Dan", after=first)
    anew = await votes(party.bob, first, 2)
    assert "Bob: one vote" in anew.text
    assert offered(anew) == ["Bob", "Carol", "Dan"], "an older menu is drawn anew by a vote"
    assert "Carol: one vote" in (await votes(party.bob, three, 3)).text
    await said(party.carol, "table leave")
    two = await offer(party, "Bob", "Dan", after=three)
    assert "Carol" not in two.text, "nor does anybody's vote for her count"
    refused = await votes(party.dan, three, 3)
    assert refused.ephemeral
    assert "does not any more" in refused.text
    await votes(party.dan, two, 4)
    assert "Dan** stands in" in (await votes(party.bob, two, 4)).text
    await shows(party, card, "Dan (stand-in)")
    await party.alice.join_voice("hearth")
    await notice(party, "Alice** is back", after=two)
    await shows(party, card, "Alice (DM)")
    await shows(party, card, "• Dan\n")
    assert await stage.ledger_holds()
    assert bot.bugs() == []


@pytest.mark.timeout(180)
async def test_an_absence_survives_restarts_of_the_bot(stage: Stage) -> None:
    bot = await stage.bot(DM_GRACE_S=GRACE_S, LEASE_TTL_S="5")
    party = await stage.party()
    card = await led(party, "bob", "carol")
    await party.alice.leave_voice()
    await shows(party, card, "Alice (DM, away)")
    await bot.kill()
    bot = await stage.bot(DM_GRACE_S=GRACE_S, LEASE_TTL_S="5")
    missed = await notice(party, "has left the voice channels")
    await votes(party.bob, missed, 3)
    await bot.kill()
    bot = await stage.bot(DM_GRACE_S=GRACE_S, LEASE_TTL_S="5")
    assert "Carol** stands in" in (await votes(party.carol, missed, 3)).text
    await bot.kill()
    bot = await stage.bot(DM_GRACE_S=GRACE_S, LEASE_TTL_S="5")
    assert "DC 12" in (await said(party.carol, "table dc", value=12)).text
    await notice(party, "Carol** stands in", after=missed)
    told = [m.text for m in await party.dan.messages("tavern")]
    assert [text for text in told if "has left the voice channels" in text] == [], (
        "the vote's own message shows its end"
    )
    assert len([text for text in told if "Carol** stands in" in text]) == 2, "there, and told to all"
    await bot.kill()
    await party.alice.join_voice("hearth")
    await stage.bot(DM_GRACE_S=GRACE_S, LEASE_TTL_S="5")
    await notice(party, "Alice** is back", after=missed)
    await shows(party, card, "Alice (DM)")
    assert await stage.ledger_holds()


async def test_two_processes_that_hear_the_same_say_and_write_it_once(stage: Stage) -> None:
    await asyncio.gather(stage.bot(DM_GRACE_S=GRACE_S), stage.bot(DM_GRACE_S=GRACE_S))
    party = await stage.party()
    card = await led(party, "bob")
    back: Message | None = None
    for _ in range(2):
        await party.alice.leave_voice()
        await shows(party, card, "Alice (DM, away)")
        missed = await notice(party, "has left the voice channels", after=back)
        await party.alice.join_voice("hearth")
        back = await notice(party, "Alice** is back", after=missed)
        assert "there is nobody to vote for" in (await votes(party.bob, missed, 2)).text
    await shows(party, card, "Alice (DM)")
    for kind in ("left", "missed", "returned"):
        assert len(await stage.events(f"table.dm_{kind}")) == 2, kind
    await party.alice.slash("tavern", "table leave")
    last = await notice(party, "is away")
    told = [m.text for m in await party.dan.messages("tavern") if int(m.id) <= int(last.id)]
    assert len([text for text in told if "Alice** is back" in text]) == 2
    assert await stage.ledger_holds()


async def test_no_secret_of_the_dm_reaches_a_stand_in(stage: Stage) -> None:
    """The canary: a number that only what was hidden before can show, sought in all that the stand-in is shown."""
    await stage.bot(DM_GRACE_S=GRACE_S)
    party = await stage.party()
    await led(party, "bob", "carol")
    panel = await said(party.alice, "table settings")
    (skills,) = [str(part["custom_id"]) for part in panel.components if str(part.get("custom_id")).endswith(":skills")]
    await party.alice.completed(await party.alice.select(panel, skills, "stealth"))
    canary = "7000000"
    hidden = await said(party.alice, "roll", dice=f"1d1000000+{canary}", hidden=True)
    secret = str(total(hidden))
    sealed = await party.dan.until(lambda m: "hidden roll" in m.text, "tavern")
    blind = await said(party.carol, "r", dice="1d1000000 # stealth")
    blind_result = str(total((await party.alice.click(blind, "Look")).answer))
    await party.alice.leave_voice()
    missed = await notice(party, "has left the voice channels")
    for person in (party.bob, party.carol):
        await votes(person, missed, 2)
    await notice(party, "Bob** stands in", after=missed)

    shown: list[str] = []
    async with aiohttp.ClientSession() as session:
        for message in (sealed, blind):
            url = permalink(message)
            roll_id = url.rpartition("/")[2]
            for answer in (
                (await party.bob.click(message, "Look")).answer,
                await said(party.bob, "dice reveal", roll=roll_id),
                (await party.bob.menu("tavern", "Reveal hidden roll", message)).answer,
            ):
                assert "before you stood in" in answer.text
            for page in (url, url.replace("/roll/", "/api/v1/rolls/")):
                async with session.get(page) as response:
                    shown.append(await response.text())
    shown += [str((await said(party.bob, command)).raw) for command in ("dice history", "dice export", "table status")]
    shown += [str(each) for each in await party.bob.autocomplete("tavern", "dice reveal", "roll", roll="")]
    shown.append(str([message.raw for message in await party.bob.messages("tavern")]))
    assert len(shown) >= 8
    for text in shown:
        assert canary not in text
        assert secret not in text
        assert blind_result not in text

    own = await said(party.bob, "roll", dice="1d1000000", hidden=True)
    since = await said(party.carol, "r", dice="1d1000000 # stealth")
    assert total((await party.bob.click(since, "Look")).answer)
    await said(party.alice, "table dc", value=15)
    assert "Only whoever made" in (await party.bob.click(since, "Look")).answer.text
    assert "Only whoever made" in (await party.bob.click(blind, "Look")).answer.text
    mine = await said(party.bob, "dice reveal", roll=permalink(own).rpartition("/")[2])
    assert total(mine) == total(own)


async def test_who_is_back_is_not_said_of_whoever_leads_since(stage: Stage) -> None:
    bot = await stage.bot(DM_GRACE_S="60", DM_QUIET_S="1")
    party = await stage.party()
    card = await said(party.alice, "table open", mode="dm-led")
    await party.bob.completed(await party.bob.click(card, "Join"))
    await reported(party.bob)
    asked = await notice(party, "**Bob** says that")
    await said(party.alice, "table handoff", user=await party.bob.id())
    here = (await party.bob.completed(await party.bob.click(asked, "I am here"))).answer
    assert "Bob** is here and leads" in here.text
    await shows(party, card, "Bob (DM)")
    await said(party.bob, "table close")
    told = [m.text for m in await party.dan.messages("tavern")]
    assert [text for text in told if "is back" in text] == []
    assert bot.bugs() == []
