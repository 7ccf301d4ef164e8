"""Casting spells and acting by name, as people type and press it: through the bot, on a real ledger."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage

_NUMBERS = itertools.count(1)


@pytest.fixture
async def party(shared: Stage) -> Party:
    """Alice leads, Bob plays a wizard and Carol a fighter."""
    number = next(_NUMBERS)
    names = {name: f"{name}-c{number}" for name in ("alice", "bob", "carol")}
    party = await shared.party(people=tuple(names.values()))
    party = Party(party.guild, {name: party.people[whole] for name, whole in names.items()})
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await knows(party.bob, "Scorching Ray", "Shield")
    return party


async def knows(who: Person, *spells: str) -> None:
    """With these spells, and some of those laid aside that were prepared."""
    offered = await who.autocomplete("tavern", "cast", "spell", spell="")
    ready = [each.value for each in offered if "slots left" in each.name and each.value not in spells]
    for each in ready[-len(spells) :]:
        await said(who, "character spell prepare", spell=each, ready=False)
    for each in spells:
        await said(who, "character spell learn", spell=each)
        told = await said(who, "character spell prepare", spell=each)
        assert "at this level" not in told.text


async def said(who: Person, command: str, /, **options: object) -> Message:
    """What the bot answers."""
    return (await who.completed(await who.slash("tavern", command, **options))).answer


async def pressed(who: Person, card: Message, label: str) -> Message:
    return (await who.completed(await who.click(card, label))).answer


async def fight(party: Party) -> None:
    """At Alice's table: Mira, and Thorn who is Carol's, against an ogre."""
    opened = await said(party.alice, "table open", mode="dm-led")
    for each in (party.bob, party.carol):
        await pressed(each, opened, "Join")
    await said(party.carol, "character create", quick="Thorn, human fighter 5, soldier")
    await said(party.alice, "combat start")
    await said(party.alice, "combat add", monster="Ogre")


async def until_turn_of(party: Party, name: str) -> Message:
    while True:
        card = await said(party.alice, "combat next")
        assert not card.ephemeral, card.text
        if card.text.startswith(f"## {name}: your turn"):
            return card


async def struck(striker: tuple[Person, Person], options: Mapping[str, object], told: str) -> Message:
    """An attack that comes to what a test is about: what missed, or slew, is undone by the leader and made again."""
    attacker, leader = striker
    told_instead: list[str] = []
    while len(told_instead) < 12:
        card = await said(attacker, "attack", **options)
        assert not card.ephemeral, card.text
        if told in card.text:
            return card
        told_instead.append(card.text)
        assert not (await said(leader, "combat undo")).ephemeral
    raise AssertionError(f"no {told} in {told_instead}")


async def test_a_spell_outside_a_fight_spends_its_slot_and_rolls_its_dice(shared: Stage, party: Party) -> None:
    bob = party.bob
    offered = await bob.autocomplete("tavern", "cast", "spell", spell="skorching")
    assert [each.name for each in offered] == ["Scorching Ray · level 2 · 5 slots left, of levels 2 and up together"]
    levels = await bob.autocomplete("tavern", "cast", "slot", spell="Scorching Ray", slot="")
    assert [each.name for each in levels] == ["Level 2 · 3 left", "Level 3 · 2 left"]
    card = await said(bob, "cast", spell="Scorching Ray", target="the *ogre*", slot=3)
    assert not card.ephemeral
    assert card.text.startswith("## Mira casts Scorching Ray → the")
    assert "With a slot of level 3" in card.text
    assert card.text.count("to hit (`1d20+7`)") == 4
    assert card.text.count("fire damage (`2d6`)") == 4
    assert card.link("Permalink")
    assert "level 3: 1 of 2" in (await said(bob, "character spell slots")).text
    await pressed(bob, card, "Undo")
    assert "level 3: 2 of 2" in (await said(bob, "character spell slots")).text


async def test_what_cannot_be_cast_is_refused_to_oneself_with_what_mends_it(shared: Stage, party: Party) -> None:
    for options, told in (
        ({"spell": "Wish"}, "no spell “Wish”"),
        ({"spell": "Scorching Ray", "slot": 1}, "is of level 2"),
        ({"spell": "Scorching Ray", "slot": 9}, "no spell slot"),
        ({"spell": "Scorching Ray", "ritual": True}, "is no ritual"),
    ):
        refused = await said(party.bob, "cast", **options)
        assert refused.ephemeral
        assert told in refused.text
    assert "level 2: 3 of 3" in (await said(party.bob, "character spell slots")).text


async def test_in_a_fight_a_spell_is_played_to_its_end(shared: Stage, party: Party) -> None:
    await fight(party)
    await until_turn_of(party, "Mira")
    targets = await party.bob.autocomplete("tavern", "cast", "target", spell="Scorching Ray", target="Ogre, th")
    assert [each.value for each in targets] == ["Ogre, Thorn"]
    card = await said(party.bob, "cast", spell="Scorching Ray", target="Ogre")
    assert card.text.startswith("## Mira casts Scorching Ray → Ogre")
    assert card.text.count("Ogre: **") == 3
    assert "level 2: 2 of 3" in (await said(party.bob, "character spell slots")).text
    again = await said(party.bob, "cast", spell="Scorching Ray", target="Ogre")
    assert again.ephemeral
    assert "action" in again.text
    await said(party.alice, "combat undo")
    assert "level 2: 3 of 3" in (await said(party.bob, "character spell slots")).text


async def test_whatever_somebody_can_do_is_offered_and_done_by_name(shared: Stage, party: Party) -> None:
    await fight(party)
    await until_turn_of(party, "Thorn")
    offered = await party.carol.autocomplete("tavern", "combat act", "action", action="gra")
    assert [each.name for each in offered] == ["grapple · an action"]
    refused = await said(party.bob, "combat act", action="dodge")
    assert refused.ephemeral
    done = await said(party.carol, "combat act", action="dodge")
    assert done.text.startswith("## Thorn · dodge")
    await until_turn_of(party, "Ogre")
    hit = await said(party.alice, "attack", **{"with": "Greatclub", "target": "Thorn", "as": "Ogre"})
    assert hit.text.startswith("## Ogre · Greatclub → Thorn")


async def test_a_hit_says_how_those_are_whom_it_hurt_and_of_foes_no_number(shared: Stage, party: Party) -> None:
    await fight(party)
    await until_turn_of(party, "Thorn")
    options = {"with": "Unarmed Strike", "target": "Ogre", "bonus": "+20"}
    hit = await struck((party.carol, party.alice), options, "Ogre takes")
    assert re.search(r"^-# Ogre (hurt|bloodied|nearly down)$", hit.text, re.MULTILINE), hit.text
    undone = await said(party.alice, "combat undo")
    assert "Ogre is unhurt again" in undone.text, undone.text
    assert "Thorn has an action again" in undone.text
    await until_turn_of(party, "Ogre")
    options = {"with": "Greatclub", "target": "Thorn", "as": "Ogre", "bonus": "+20"}
    hit = await struck((party.alice, party.alice), options, "Thorn takes")
    assert re.search(r"^-# Thorn \d+/\d+ HP", hit.text, re.MULTILINE), hit.text


async def test_a_hit_can_be_answered_by_whoever_it_befalls_and_by_nobody_else(shared: Stage, party: Party) -> None:
    await fight(party)
    await until_turn_of(party, "Ogre")
    options = {"with": "Greatclub", "target": "Mira", "as": "Ogre", "bonus": "+20"}
    hit = await struck((party.alice, party.alice), options, "Mira can use **Shield** on Ogre now (a reaction)")
    stranger = await pressed(party.carol, hit, "Mira: Shield")
    assert stranger.ephemeral
    assert "You do not play Mira" in stranger.text
    shield = await pressed(party.bob, hit, "Mira: Shield")
    assert shield.text.startswith("## Mira casts Shield")
    assert not shield.ephemeral
    twice = await pressed(party.bob, hit, "Mira: Shield")
    assert twice.ephemeral
    assert "cannot be answered any more" in twice.text


async def test_what_was_readied_happens_at_the_press_of_whoever_readied_it(shared: Stage, party: Party) -> None:
    await fight(party)
    await until_turn_of(party, "Thorn")
    waits = await said(party.carol, "combat ready", action="unarmed", when="the ogre *roars*")
    assert waits.text.startswith("## Thorn readies Unarmed Strike")
    assert "when the ogre" in waits.text
    await until_turn_of(party, "Ogre")
    assert (await pressed(party.bob, waits, "Let it happen")).ephemeral
    menu = await pressed(party.carol, waits, "Let it happen")
    assert menu.ephemeral
    struck = await picked(party.carol, menu, "Ogre")
    assert struck.text.startswith("## Thorn attacks Ogre · Unarmed Strike")
    gone = await pressed(party.carol, waits, "Let it happen")
    assert gone.ephemeral
    assert "Nothing is readied" in gone.text


async def picked(who: Person, card: Message, label: str) -> Message:
    """What a menu's choice comes to."""
    for part in card.components:
        for option in part.get("options", ()):
            if option["label"].startswith(label):
                return (await who.completed(await who.select(card, part["custom_id"], option["value"]))).answer
    raise AssertionError(f"no {label} in {card.text}")


async def test_the_tracker_opens_a_menu_of_deeds_and_spells_for_whose_turn_it_is(shared: Stage, party: Party) -> None:
    await fight(party)
    await until_turn_of(party, "Mira")
    tracker = await party.bob.until(lambda m: m.text.startswith("## Round") and "Mira has the turn" in m.text, "tavern")
    menu = await pressed(party.bob, tracker, "Attack")
    assert menu.ephemeral
    assert menu.text.startswith("## What does Mira do?")
    at = await picked(party.bob, menu, "Scorching Ray")
    cast = await picked(party.bob, at, "Ogre")
    assert cast.text.startswith("## Mira casts Scorching Ray → Ogre")
    await until_turn_of(party, "Thorn")
    at = await picked(party.carol, await pressed(party.carol, tracker, "Attack"), "Unarmed Strike")
    assert (await picked(party.carol, at, "Ogre")).text.startswith("## Thorn attacks Ogre · Unarmed Strike")
    dodged = await picked(party.alice, await pressed(party.alice, tracker, "Attack"), "dodge")
    assert "action" in dodged.text
    assert dodged.ephemeral


async def test_a_higher_slot_and_a_choice_are_picked_before_at_whom(shared: Stage, party: Party) -> None:
    await fight(party)
    await until_turn_of(party, "Mira")
    tracker = await party.bob.until(lambda m: m.text.startswith("## Round") and "Mira has the turn" in m.text, "tavern")
    at = await picked(party.bob, await pressed(party.bob, tracker, "Attack"), "Scorching Ray")
    higher = await picked(party.bob, at, "With a slot of level 3")
    assert (higher.id, higher.ephemeral) == (at.id, True), "the question is drawn again"
    assert [each["label"] for part in higher.components for each in part.get("options", ()) if each.get("default")] == [
        "With a slot of level 3"
    ]
    cast = await picked(party.bob, higher, "Ogre")
    assert cast.text.count("to hit") == 4, "a ray more"
    await until_turn_of(party, "Thorn")
    at = await picked(party.carol, await pressed(party.carol, tracker, "Attack"), "shove")
    chosen = await picked(party.carol, at, "prone")
    assert (await picked(party.carol, chosen, "Ogre")).text.startswith("## Thorn")


async def test_concentration_is_let_go_by_button_and_the_dm_decides_by_form(shared: Stage, party: Party) -> None:
    await knows(party.bob, "Blur")
    await fight(party)
    await until_turn_of(party, "Mira")
    cast = await said(party.bob, "cast", spell="Blur")
    assert "concentrates on Blur" in cast.text
    assert (await pressed(party.carol, cast, "End concentration")).ephemeral
    assert "Blur ends early for Mira" in (await pressed(party.bob, cast, "End concentration")).text
    tracker = await party.bob.until(lambda m: m.text.startswith("## Round") and "Mira has the turn" in m.text, "tavern")
    refused = await pressed(party.bob, tracker, "HP")
    assert "Only whoever leads" in refused.text
    opened = await party.alice.click(tracker, "HP")
    assert opened.modal
    done = (await party.alice.completed(await party.alice.submit(opened, who="Ogre", amount="-5", kind="fire"))).answer
    assert "Ogre takes **5** fire damage" in done.text


async def test_a_foes_legendary_actions_are_only_shown_to_those_who_lead(shared: Stage, party: Party) -> None:
    await fight(party)
    await said(party.alice, "combat add", monster="Adult Red Dragon")
    await until_turn_of(party, "Mira")
    await until_turn_of(party, "Ogre")
    ended = await said(party.alice, "combat next")
    if ended.text.startswith("## Adult Red Dragon"):
        ended = await said(party.alice, "combat next")
    everything = " ".join(each.text for each in await party.bob.messages("tavern"))
    assert "legendary" not in everything.casefold()
    assert "Open to answer" not in everything
    status = await said(party.alice, "combat status")
    assert status.ephemeral
    if "Open to answer" not in status.text:
        await said(party.alice, "combat next")
        status = await said(party.alice, "combat status")
    assert "Open to answer" in status.text
    assert "Open to answer" not in (await said(party.bob, "combat status")).text
    label = next(each["label"] for each in status.components if str(each.get("custom_id")).endswith(":give"))
    assert label.startswith("Adult Red Dragon: ")
    answered = await pressed(party.alice, status, label)
    if answered.ephemeral:
        answered = await picked(party.alice, answered, "Thorn")
    assert answered.text.startswith("## Adult Red Dragon")
    sneaky = await said(party.bob, "combat act", action=label.partition(": ")[2], **{"as": "Adult Red Dragon"})
    assert sneaky.ephemeral


async def test_what_no_data_can_say_hands_the_dm_forms_with_those_named_whom_it_concerns(
    shared: Stage, party: Party
) -> None:
    await fight(party)
    await until_turn_of(party, "Thorn")
    waits = await said(party.carol, "combat ready", action="I cut the rope", when="the bell rings")
    await until_turn_of(party, "Mira")
    left = await pressed(party.carol, waits, "Let it happen")
    assert "**The DM decides**" in left.text
    assert "Only whoever leads" in (await pressed(party.bob, left, "Effect")).text
    opened = await party.alice.click(left, "Effect")
    filled = await party.alice.submit(opened, name="prone", rounds="2")
    done = (await party.alice.completed(filled)).answer
    assert "Thorn is prone" in done.text


async def test_nothing_that_is_done_to_the_unseen_or_follows_of_them_is_told_to_the_players(
    shared: Stage, party: Party
) -> None:
    await fight(party)
    await said(party.alice, "combat add", monster="Adult Red Dragon", hidden=True)
    for place, who in enumerate(("Ogre", "Adult Red Dragon", "Thorn", "Mira")):
        await said(party.alice, "combat move", who=who, to=20 + place)
    await until_turn_of(party, "Mira")
    before = len(await party.bob.messages("tavern"))
    for answer in (
        await said(party.alice, "combat effect", who="Adult Red Dragon", name="Poisoned"),
        await said(party.alice, "combat lair", who="Adult Red Dragon"),
        await said(party.alice, "combat lair", who="Ogre"),
    ):
        assert answer.ephemeral, answer.text
    assert "from Mira" not in (await said(party.alice, "combat status")).text
    assert len(await party.bob.messages("tavern")) == before
    await until_turn_of(party, "Thorn")
    ended = await said(party.carol, "combat next")
    assert (ended.ephemeral, ended.text) == (True, "Your turn is over; the tracker shows who has the next.")
    assert "▶ **Adult Red Dragon**" in (await said(party.alice, "combat status")).text
    everything = " ".join(each.text for each in await party.bob.messages("tavern"))
    assert "unseen" not in everything
    assert "Dragon" not in everything
