"""What somebody who knows nothing of the bot ran into, and what it says to them now."""

from __future__ import annotations

import itertools

import pytest

from tests.flows.stage import Party, Stage
from tests.flows.test_casting import fight, pressed, said, until_turn_of

_NUMBERS = itertools.count(1)


@pytest.fixture
async def party(shared: Stage) -> Party:
    """Alice leads, Bob and Carol play."""
    number = next(_NUMBERS)
    names = {name: f"{name}-m{number}" for name in ("alice", "bob", "carol")}
    party = await shared.party(people=tuple(names.values()))
    return Party(party.guild, {name: party.people[whole] for name, whole in names.items()})


async def test_two_characters_of_one_name_are_told_apart(shared: Stage, party: Party) -> None:
    for quick in ("Mira, high elf wizard 5, sage", "Mira, human fighter 3, soldier", "Mira, human fighter 3, soldier"):
        await said(party.bob, "character create", quick=quick)
    listed = (await said(party.bob, "character list")).text
    assert "Wizard 5" in listed
    assert listed.count("· made <t:") == 2, "the fighters alone are alike"
    offered = await party.bob.autocomplete("tavern", "character use", "name", name="mira")
    assert len({each.value for each in offered}) == 3
    assert sum("· made 20" in each.name for each in offered) == 2
    fighter = next(each for each in offered if "Fighter" in each.name)
    used = await said(party.bob, "character use", name=fighter.value)
    assert used.text.startswith("You play **Mira** (Fighter 3")
    healed = await party.bob.autocomplete("tavern", "hp", "target", target="mi", amount="-1")
    assert len({each.value for each in healed}) == 3


async def test_a_character_is_in_one_fight_at_a_time(shared: Stage, party: Party) -> None:
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await fight(party)
    opened = (await party.bob.completed(await party.bob.slash("cellar", "table open"))).answer
    assert "Table" in opened.text or not opened.ephemeral
    started = (await party.bob.completed(await party.bob.slash("cellar", "combat start"))).answer
    assert "in another fight: Mira" in started.text
    refused = (await party.bob.completed(await party.bob.slash("cellar", "combat join"))).answer
    assert refused.ephemeral
    tavern = (await said(party.bob, "combat status")).channel_id
    assert f"<#{tavern}>" in refused.text
    await said(party.bob, "combat leave")
    joined = (await party.bob.completed(await party.bob.slash("cellar", "combat join"))).answer
    assert "Mira" in joined.text
    assert not joined.ephemeral


async def test_an_attack_outside_a_fight_says_which_number_is_what(shared: Stage, party: Party) -> None:
    await said(party.bob, "character create", quick="Thorn, human fighter 3, soldier")
    rolled = (await said(party.bob, "attack", **{"with": "greatsword", "target": "the door; oak"})).text
    assert "Greatsword at the door, oak, to hit: **" in rolled
    assert "slashing damage: **" in rolled
    assert "Unarmed Strike to hit: **" in (await said(party.bob, "attack", **{"with": "unarmed"})).text


async def test_a_fight_that_begins_says_who_of_the_table_is_not_in_it(shared: Stage, party: Party) -> None:
    await said(party.alice, "table open")
    for player in (party.bob, party.carol):
        await said(player, "table join")
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    started = await said(party.alice, "combat start")
    assert "Mira" in started.text
    assert f"<@{party.guild.members[party.carol.name]}> (`/character use` or" in started.text
    assert f"<@{party.guild.members[party.bob.name]}>" not in started.text


async def test_a_refusal_shows_an_example_of_the_command_that_was_typed(shared: Stage, party: Party) -> None:
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await fight(party)
    await until_turn_of(party, "Mira")
    for command, options, example in (
        ("hp", {"amount": "-3", "target": "Ogre"}, "`/hp amount:-3 target:Thorn`"),
        ("combat leave", {"who": "Ogre"}, "`/combat leave who:Thorn`"),
        ("combat effect", {"who": "Ogre", "name": "prone"}, "`/combat effect who:Thorn name:prone`"),
        ("combat effect", {"who": "Orcus", "name": "prone"}, "`/combat effect who:"),
        ("attack", {}, "`/attack target:Goblin`"),
        ("attack", {"target": "Ogre", "as": "Ogre"}, "`/attack target:Ogre as:Thorn`"),
        ("combat act", {"action": "grapple"}, "`/combat act action:grapple target:Goblin`"),
    ):
        refused = await said(party.bob, command, **options)
        assert refused.ephemeral
        assert example in refused.text, (command, refused.text)


async def test_what_is_refused_is_said_to_be_what_it_is(shared: Stage, party: Party) -> None:
    text = (await said(party.bob, "character import", text="the quick brown fox")).text
    assert "That is text" in text
    assert "JSON" in text
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    assert "at most 9 digits" in (await said(party.bob, "hp", amount="-99999999999")).text
    await fight(party)
    hidden = await said(party.alice, "combat hide", who="Ogre")
    assert (hidden.ephemeral, hidden.text.split(".")[0]) == (True, "Ogre is hidden from the players now")
    shown = await said(party.alice, "combat hide", who="Ogre", shown=True)
    assert shown.text == "The players see Ogre from now on."


async def test_a_turn_that_is_ended_twice_is_called_once(shared: Stage, party: Party) -> None:
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await fight(party)
    tracker = await party.bob.until(
        lambda m: m.text.startswith("## Roll for initiative") and "Ogre" in m.text, "tavern"
    )
    begun = await pressed(party.alice, tracker, "Begin")
    assert not begun.ephemeral
    again = await pressed(party.alice, tracker, "Begin")
    assert again.ephemeral
    assert "over already" in again.text


async def test_a_fight_ends_with_its_table(shared: Stage, party: Party) -> None:
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await fight(party)
    await until_turn_of(party, "Mira")
    assert "It is not the turn of Ogre" in (await said(party.alice, "combat suggest", **{"as": "Ogre"})).text
    closed = await said(party.alice, "table close")
    assert "is closed" in closed.text
    assert "The fight is over after one round" in closed.text
    await party.bob.until(lambda m: m.text.startswith("## The fight is over"), "tavern", 60)
    await said(party.alice, "table open")
    assert "No fight is on" in (await said(party.alice, "combat status")).text


async def test_a_condition_that_is_given_by_hand_can_be_somebodys_doing(shared: Stage, party: Party) -> None:
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await fight(party)
    await said(party.alice, "combat effect", who="Mira", name="charmed", **{"from": "Ogre"})
    await until_turn_of(party, "Mira")
    assert "from Ogre" in (await said(party.alice, "combat status")).text
    refused = await said(party.bob, "attack", target="Ogre")
    assert "charmed by that target" in refused.text


async def test_whoever_leads_lets_a_death_save_be_rolled_out_of_turn(shared: Stage, party: Party) -> None:
    await said(party.bob, "character create", quick="Mira, high elf wizard 5, sage")
    await fight(party)
    await until_turn_of(party, "Thorn")
    await said(party.alice, "hp", amount="=0", target="Mira")
    early = await said(party.bob, "save", ability="death")
    assert early.ephemeral
    assert "`/save ability:Death save overrule:True`" in early.text
    assert "Only whoever leads" in (await said(party.bob, "save", ability="death", overrule=True)).text
    saved = await said(party.alice, "save", ability="death", overrule=True, **{"as": "Mira"})
    assert "Mira: death save" in saved.text
    assert "it is not their turn" in saved.text
