"""What classes and mastered weapons can do, as people type and press it: through the bot, on a real ledger."""

from __future__ import annotations

import itertools

import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message
from tests.flows.stage import Party, Stage
from tests.flows.test_casting import struck

_NUMBERS = itertools.count(1)


@pytest.fixture
async def party(shared: Stage) -> Party:
    """Alice leads, Bob and Carol play."""
    number = next(_NUMBERS)
    names = {name: f"{name}-f{number}" for name in ("alice", "bob", "carol")}
    party = await shared.party(people=tuple(names.values()))
    return Party(party.guild, {name: party.people[whole] for name, whole in names.items()})


async def said(who: Person, command: str, /, **options: object) -> Message:
    """What the bot answers."""
    return (await who.completed(await who.slash("tavern", command, **options))).answer


async def fight(party: Party, line: str, edition: str = "5.2") -> None:
    """At Alice's table: Bob's character and two goblins, whose turns come after."""
    opened = await said(party.alice, "table open", mode="dm-led")
    await party.bob.completed(await party.bob.click(opened, "Join"))
    await said(party.bob, "character create", quick=line)
    started = await said(party.alice, "combat start", edition=edition)
    assert f"Rules of {2024 if edition == '5.2' else 2014}" in started.text
    await said(party.alice, "combat add", monster="Goblin Warrior" if edition == "5.2" else "Goblin", count=2)
    while not (await said(party.alice, "combat next")).text.startswith(f"## {line.partition(',')[0]}: your turn"):
        pass


async def test_a_rage_is_offered_begun_told_and_paid_for(party: Party) -> None:
    await fight(party, "Korga, orc barbarian 3, soldier")
    offered = await party.bob.autocomplete("tavern", "combat act", "action", action="rage")
    assert any(each.name.startswith("Rage") for each in offered), [each.name for each in offered]
    card = await said(party.bob, "combat act", action="Rage")
    assert not card.ephemeral
    assert "Korga uses Rage; 2 left" in card.text
    refused = await said(party.bob, "combat act", action="Rage")
    assert refused.ephemeral
    assert "bonus action" in refused.text
    assert "Rage" in (await said(party.alice, "combat status")).text
    await party.alice.completed(await party.alice.click(card, "Undo"))
    again = await said(party.bob, "combat act", action="Rage")
    assert "Korga uses Rage; 2 left" in again.text, "it was given back"


async def test_cleave_takes_a_second_target(party: Party) -> None:
    await fight(party, "Korga, orc barbarian 5, soldier")
    options = {"with": "Greataxe", "target": "Goblin Warrior 1, Goblin Warrior 2", "bonus": "+20"}
    card = await struck((party.bob, party.alice), options, "Goblin Warrior 2: **")
    hits = [line for line in card.text.splitlines() if "Goblin Warrior 2" in line]
    assert len(hits) > 1, card.text


async def test_what_comes_with_a_hit_is_offered_by_button(party: Party) -> None:
    await fight(party, "Ling, human monk 5, acolyte")
    options = {"with": "Unarmed Strike", "target": "Goblin Warrior 1", "bonus": "+20"}
    hit = await struck((party.bob, party.alice), options, "Stunning Strike")
    stunned = (await party.bob.completed(await party.bob.click(hit, "Ling: Stunning Strike"))).answer
    assert stunned.text.startswith("## Ling · Stunning Strike"), stunned.text
    assert "Ling uses Focus Points; 4 left" in stunned.text
    refused = await said(party.bob, "combat act", action="Stunning Strike", target="Goblin Warrior 1")
    assert refused.ephemeral


async def test_a_flurry_before_the_attack_says_what_it_follows(party: Party) -> None:
    await fight(party, "Ling, human monk 5, acolyte, 2014", edition="5.1")
    refused = await said(party.bob, "combat act", action="Flurry of Blows", target="Goblin 1")
    assert refused.ephemeral
    assert "Flurry of Blows follows an attack" in refused.text
    await said(party.bob, "attack", **{"with": "Unarmed Strike", "target": "Goblin 1"})
    done = await said(party.bob, "combat act", action="Flurry of Blows", target="Goblin 2")
    assert not done.ephemeral, done.text
    assert "Ling uses Ki; 4 left" in done.text


async def test_a_reaction_that_answers_nothing_is_refused_with_when_it_comes(party: Party) -> None:
    await fight(party, "Ling, human monk 5, acolyte")
    await said(party.alice, "combat add", monster="Knight")
    refused = await said(party.alice, "combat act", **{"action": "Parry", "as": "Knight"})
    assert refused.ephemeral
    assert "Parry answers an attack" in refused.text
    done = await said(party.alice, "combat act", **{"action": "Parry", "as": "Knight", "overrule": True})
    assert "no attack has just been made that it answers" in done.text


async def test_a_ranger_marks_by_favored_enemy_before_a_slot(party: Party) -> None:
    await fight(party, "Rik, human ranger 5, soldier")
    marked = await said(party.bob, "cast", spell="Hunter’s Mark", target="Goblin Warrior 1")
    assert "Rik uses Favored Enemy; 2 left" in marked.text, marked.text


async def test_a_spell_in_answer_asks_with_which_slot_where_that_makes_it_another(party: Party) -> None:
    await fight(party, "Gareth, human paladin 5, soldier")
    hit = await struck((party.bob, party.alice), {"with": "Longsword", "target": "Goblin Warrior 1"}, "Divine Smite")
    menu = (await party.bob.completed(await party.bob.click(hit, "Gareth: Divine Smite"))).answer
    assert menu.ephemeral
    (slots,) = [str(part["custom_id"]) for part in menu.components if str(part.get("custom_id")).endswith(":slot")]
    chosen = (await party.bob.completed(await party.bob.select(menu, slots, "2"))).answer
    smite = (await party.bob.completed(await party.bob.click(chosen, "Do it"))).answer
    assert smite.text.startswith("## Gareth casts Divine Smite"), smite.text
    assert "level 2: 1 of 2" in (await said(party.bob, "character spell slots")).text
    late = (await party.bob.completed(await party.bob.click(chosen, "Do it"))).answer
    assert late.ephemeral
    assert "cannot be answered any more" in late.text


async def test_sneak_attack_is_offered_by_a_button_after_a_hit_that_it_comes_with(party: Party) -> None:
    await fight(party, "Wren, human rogue 5, criminal")
    options = {"with": "Shortsword", "target": "Goblin Warrior 1", "bonus": "+20", "advantage": "advantage"}
    hit = await struck((party.bob, party.alice), options, "Wren can use **Sneak Attack** on Goblin Warrior 1")
    sneak = (await party.bob.completed(await party.bob.click(hit, "Wren: Sneak Attack"))).answer
    assert sneak.text.startswith("## Wren · Sneak Attack → Goblin Warrior 1"), sneak.text
    assert "piercing" in sneak.text
    late = (await party.bob.completed(await party.bob.click(hit, "Wren: Sneak Attack"))).answer
    assert late.ephemeral
    refused = await said(party.bob, "combat act", action="Sneak Attack")
    assert refused.ephemeral


async def test_hiding_rolls_and_a_search_may_find(party: Party) -> None:
    await fight(party, "Wren, human rogue 5, criminal")
    hides = await said(party.bob, "combat act", action="Cunning Action: Hide")
    while "stealth" in hides.text and "success" not in hides.text.casefold():
        assert not (await said(party.alice, "combat undo")).ephemeral
        hides = await said(party.bob, "combat act", action="Cunning Action: Hide")
    assert "Wren is invisible (Hidden)" in hides.text, hides.text
    attack = await said(party.bob, "attack", **{"with": "Shortsword", "target": "Goblin Warrior 1"})
    assert "Hidden is over for Wren" in attack.text, attack.text
    assert "advantage" in attack.text.casefold()
    searched = await said(party.alice, "combat act", action="search", **{"as": "Goblin Warrior 2", "overrule": True})
    assert "perception" in searched.text.casefold(), searched.text


async def test_a_dragonborn_breathes_in_place_of_an_attack(party: Party) -> None:
    await fight(party, "Rhogar, dragonborn fighter 5, soldier")
    options = {"action": "Breath Weapon", "target": "Goblin Warrior 1, Goblin Warrior 2"}
    card = await said(party.bob, "combat act", **options, choice="line")
    if card.ephemeral:
        raise AssertionError(card.text)
    assert "Rhogar uses Breath Weapon; 2 left" in card.text, card.text
    assert card.text.count("Dexterity") >= 2, card.text
    attack = await said(
        party.bob, "attack", **{"with": "Unarmed Strike", "target": "Goblin Warrior 1", "overrule": True}
    )
    assert "sets a rule aside" not in attack.text or "dead" in attack.text, attack.text
