"""Looking things up as people do: names half typed and misspelt, pages, sharing, what is not there."""

from __future__ import annotations

import time

import pytest

from bot.sandbox.client.results import Message, walk
from tests.flows.stage import Party, Stage

HANGS_S = 2.0


async def suggested(party: Party, typed: str, **options: str) -> list[str]:
    return [choice.name for choice in await party.alice.autocomplete("tavern", "lookup", "name", name=typed, **options)]


def labels(message: Message) -> dict[str, bool]:
    """The buttons of a card, and whether each can be pressed."""
    buttons = [part for part in walk(message.components) if part["type"] == 2]
    return {part["label"]: not part.get("disabled", False) for part in buttons}


async def looked_up(party: Party, **options: str) -> Message:
    return (await party.alice.completed(await party.alice.slash("tavern", "lookup", **options))).answer


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("firbal", "Fireball · spell"),
        ("terrask", "Tarrasque · monster"),
        ("bag hold", "Bag of Holding · magic item"),
        ("sneak at", "Sneak Attack · feature, Rogue"),
        ("grappl", "Grappled · condition"),
    ],
)
async def test_names_are_offered_while_somebody_types(shared: Stage, party: Party, typed: str, first: str) -> None:
    assert (await suggested(party, typed))[0] == first


async def test_nothing_is_offered_for_what_is_not_in_the_books(shared: Stage, party: Party) -> None:
    assert await suggested(party, "beholdr") == []


async def test_the_other_edition_is_offered_where_it_is_asked_for(shared: Stage, party: Party) -> None:
    assert "Goblin · monster" not in await suggested(party, "goblin")
    assert "Goblin · monster" in await suggested(party, "goblin", edition="5.1")


async def test_a_spell_is_shown_to_who_asks_and_shared_with_everybody(shared: Stage, party: Party) -> None:
    offered = await party.alice.autocomplete("tavern", "lookup", "name", name="firbal")
    card = await looked_up(party, name=str(offered[0].value))
    assert card.ephemeral
    assert "Level 3 evocation" in card.text
    assert "8d6 fire" in card.text
    assert "bright streak" in card.text
    assert labels(card) == {"Share": True}
    posted = (await party.alice.completed(await party.alice.click(card, "Share"))).answer
    assert not posted.ephemeral
    seen = await party.bob.until(lambda message: "Fireball" in message.text, "tavern")
    assert "bright streak" in seen.text
    assert labels(seen) == {}


async def test_a_stat_block_has_its_numbers_and_what_it_does(shared: Stage, party: Party) -> None:
    old = await looked_up(party, name="adult red dragon", edition="5.1")
    new = await looked_up(party, name="Adult Red Dragon", edition="5.2")
    for card in (old, new):
        assert "**Armor Class** 19" in card.text
        assert "256 (19d12+133)" in card.text
        assert "STR 27 (+8)" in card.text
        assert "Fire Breath (Recharge 5–6)" in card.text
    assert "63 (18d6)" in old.text
    assert "59 (17d6)" in new.text


async def test_long_entries_are_paged_and_their_buttons_outlive_a_restart(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    first = await looked_up(party, name="class:monk")
    assert "page 1 of" in first.text
    assert labels(first) == {"Back": False, "Read on": True, "Share": True}
    await bot.kill()
    await stage.bot()
    second = (await party.alice.completed(await party.alice.click(first, "Read on"))).answer
    assert "page 2 of" in second.text
    assert labels(second) == {"Back": True, "Read on": True, "Share": True}
    posted = (await party.alice.completed(await party.alice.click(second, "Share"))).answer
    assert labels(posted) == {"Read it all": True}
    seen = await party.bob.until(lambda message: "page 2 of" in message.text, "tavern")
    own = (await party.bob.completed(await party.bob.click(seen, "Read it all"))).answer
    assert own.ephemeral
    assert "page 2 of" in own.text
    assert labels(own) == {"Back": True, "Read on": True, "Share": True}
    back = (await party.alice.completed(await party.alice.click(second, "Back"))).answer
    assert back.text == first.text


async def test_of_one_name_the_other_is_a_button_away(shared: Stage, party: Party) -> None:
    spell = await looked_up(party, name="shield")
    assert "spell" in spell.text
    assert "Shield (item)" in labels(spell)
    item = (await party.alice.completed(await party.alice.click(spell, "Shield (item)"))).answer
    assert "**Armor Class** +2" in item.text
    assert item.id == spell.id


async def test_what_is_not_there_is_told_with_what_is_near(shared: Stage, party: Party) -> None:
    refused = await looked_up(party, name="beholdr")
    assert refused.ephemeral
    assert "“beholdr”" in refused.text
    assert "Behir" in refused.text
    assert "nor anything like it" in (await looked_up(party, name="zzzzzzzz")).text


async def test_rules_are_found_by_their_headings(shared: Stage, party: Party) -> None:
    card = await looked_up(party, name="opportunity attacks", edition="5.1")
    assert "rule (Making an Attack)" in card.text
    assert "reaction" in card.text


async def test_a_keystroke_is_answered_at_once(shared: Stage, party: Party) -> None:
    """With everything around it: the sandbox, the gateway and the answer; the bot's own time is measured beside it."""
    await suggested(party, "f")
    started = time.perf_counter()
    for typed in ("fi", "fir", "fire", "fireb", "firebal"):
        assert await suggested(party, typed)
    assert time.perf_counter() - started < 5 * HANGS_S
