"""Characters as people make and play them: through the bot, on a real ledger."""

from __future__ import annotations

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message, Result
from tests.flows.stage import Party, Stage

THORN = "Thorn, human fighter 3, soldier"


async def done(who: Person, command: str, **options: object) -> Result:
    return await who.completed(await who.slash("tavern", f"character {command}", **options))


async def said(who: Person, command: str, **options: object) -> Message:
    """What the bot answers."""
    return (await done(who, command, **options)).answer


async def pressed(who: Person, card: Message, label: str) -> Message:
    return (await who.completed(await who.click(card, label))).answer


def menu(card: Message, *ends: str) -> str:
    """The id of a menu of a card."""
    ids = [str(each.get("custom_id")) for each in card.components]
    return next(each for each in ids if all(end in each for end in ends))


async def picked(who: Person, card: Message, values: tuple[str, ...], *ends: str) -> Message:
    return (await who.completed(await who.select(card, menu(card, *ends), *values))).answer


async def test_a_line_makes_a_character_and_says_what_was_assumed(shared: Stage, party: Party) -> None:
    made = await said(party.alice, "create", quick=THORN)
    assert made.ephemeral
    for told in ("Thorn", "Fighter 3", "rules of 2024", "Soldier", "standard array", "Champion", "Fighting style"):
        assert told in made.text, told
    sheet = await pressed(party.alice, made, "Summary")
    assert "Hit points 25/25" in sheet.text
    assert "Armor Class 17" in sheet.text


async def test_a_line_that_cannot_be_read_says_what_is_wrong_and_makes_nothing(shared: Stage, party: Party) -> None:
    assert "flumph" in (await said(party.alice, "create", quick="Bo, flumph fighter")).text
    assert "“" not in (await said(party.alice, "create", quick="fighter")).text
    assert "You have no character yet" in (await said(party.alice, "list")).text


async def test_every_section_of_a_sheet_is_shown_to_whoever_asks_alone(shared: Stage, party: Party) -> None:
    await said(party.alice, "create", quick="Mira, high elf wizard 5, sage")
    sheet = await said(party.alice, "sheet")
    assert sheet.ephemeral
    expected = {
        "Skills": "Passive Perception",
        "Combat": "Unarmed Strike",
        "Spells": "spell save DC",
        "Items": "Spellbook",
        "Features": "Arcane Recovery",
        "Notes": "No notes yet",
        "Summary": "Hit dice: 5 of 5d6",
    }
    for section, told in expected.items():
        sheet = await pressed(party.alice, sheet, section)
        assert told in sheet.text, (section, sheet.text)
    shared_card = await pressed(party.alice, sheet, "Show to all")
    assert not shared_card.ephemeral
    assert "Mira" in (await party.bob.until(lambda m: m.id == shared_card.id, "tavern")).text
    assert "Slots: level 1: 4 of 4" in (await said(party.alice, "sheet", section="spells")).text


async def test_a_character_is_made_step_by_step(shared: Stage, party: Party) -> None:
    alice = party.alice
    card = await said(alice, "create")
    assert card.ephemeral
    card = await picked(alice, card, ("Wizard",), ":class")
    card = await picked(alice, card, ("Elf",), ":species")
    card = await picked(alice, card, ("Drow",), ":lineage")
    card = await picked(alice, card, ("Criminal",), ":background")
    asked = await alice.click(card, "Name")
    assert asked.modal
    card = (await alice.completed(await alice.submit(asked, name="Vex"))).answer
    assert "Vex" in card.text
    card = await pressed(alice, card, "Next")
    card = await picked(alice, card, ("15",), "_dex:score")
    assert "Drow Wizard 1, Criminal" in card.text
    card = await picked(alice, card, ("dex +1, con +1, int +1",), "background-scores")
    assert "DEX 16" in card.text
    while "Spells: page" not in card.text:
        card = await pressed(alice, card, "Next")
    card = await picked(alice, card, ("Mage Hand", "Light", "Prestidigitation"), "_cantrips_")
    sheet = await pressed(alice, card, "Create")
    assert "Wizard 1 · rules of 2024" in sheet.text
    assert "Dexterity 16" in sheet.text
    spells = await pressed(alice, sheet, "Spells")
    assert "Mage Hand" in spells.text
    assert "Vex" in (await said(alice, "list")).text
    assert "finished or thrown away" in (await pressed(alice, card, "Next")).text


async def test_scores_are_rolled_once_in_the_ledger_and_shown_to_all(shared: Stage, party: Party) -> None:
    alice = party.alice
    card = await pressed(alice, await said(alice, "create"), "Next")
    card = await picked(alice, card, ("rolled",), ":method")
    rolled = await pressed(alice, card, "Roll the scores")
    assert "Rolled:" in rolled.text
    shown = await party.bob.until(lambda m: "6x4d6kh3" in m.text, "tavern")
    assert not shown.ephemeral
    again = await pressed(alice, card, "Roll the scores")
    assert rolled.text.partition("Rolled:")[2][:30] == again.text.partition("Rolled:")[2][:30]
    back = await picked(alice, again, ("array",), ":method")
    back = await picked(alice, back, ("rolled",), ":method")
    assert rolled.text.partition("Rolled:")[2][:30] == back.text.partition("Rolled:")[2][:30]
    sheet = await pressed(alice, back, "Create")
    features = await pressed(alice, sheet, "Features")
    assert "Ability scores: rolled" in features.text


async def test_points_buy_scores_and_no_more_than_there_are(shared: Stage, party: Party) -> None:
    alice = party.alice
    card = await pressed(alice, await said(alice, "create"), "Next")
    card = await picked(alice, card, ("points",), ":method")
    assert "27 of 27 points are spent" in card.text
    refused = await picked(alice, card, ("15",), "_cha:score")
    assert "points" in refused.text
    assert "there are 27" in refused.text
    card = await picked(alice, card, ("8",), "_dex:score")
    assert "of 27 points" in card.text


async def test_a_bot_that_is_killed_in_the_middle_of_making_loses_nothing(stage: Stage) -> None:
    bot = await stage.bot()
    party = await stage.party()
    alice = party.alice
    card = await picked(alice, await said(alice, "create"), ("Rogue",), ":class")
    asked = await alice.click(card, "Name")
    await bot.kill()
    await stage.bot()
    named = (await alice.completed(await alice.submit(asked, name="Nim"))).answer
    assert "Nim" in named.text
    assert "Rogue 1" in named.text
    again = await said(alice, "create")  # somebody whose card is gone finds the draft as it was
    assert "Nim" in again.text
    assert "Rogue 1" in (await pressed(alice, card, "Create")).text
    assert await stage.ledger_holds()
