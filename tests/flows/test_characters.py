"""Characters as people make and play them: through the bot, on a real ledger."""

from __future__ import annotations

import itertools

import pytest

from bot.sandbox.client.person import Person
from bot.sandbox.client.results import Message, Result
from tests.flows.stage import Party, Stage

THORN = "Thorn, human fighter 3, soldier"
_NUMBERS = itertools.count(1)


@pytest.fixture
async def party(shared: Stage) -> Party:
    """A fresh guild of people who have no characters yet."""
    number = next(_NUMBERS)
    names = {name: f"{name}-{number}" for name in ("alice", "bob", "mara", "stan")}
    party = await shared.party(people=tuple(names.values()))
    return Party(party.guild, {name: party.people[whole] for name, whole in names.items()})


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


async def test_scores_are_rolled_once_in_the_ledger_and_shown_to_all(shared: Stage, party: Party) -> None:
    alice = party.alice
    card = await pressed(alice, await said(alice, "create"), "Next")
    card = await picked(alice, card, ("rolled",), ":method")
    assert "nobody has rolled them yet" in (await pressed(alice, card, "Create")).text
    rolled = await pressed(alice, card, "Roll the scores")
    assert "Rolled:" in rolled.text
    shown = await party.bob.until(lambda m: "6x4d6kh3" in m.text, "tavern")
    assert not shown.ephemeral
    back = await picked(alice, rolled, ("array",), ":method")
    back = await picked(alice, back, ("rolled",), ":method")
    assert "Roll the scores" not in back.text
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


async def test_a_part_of_a_sheet_is_edited_in_a_form(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick=THORN)
    opened = await done(alice, "edit", part="abilities")
    assert opened.modal
    changed = (await alice.completed(await alice.submit(opened, scores="STR 18, CON 15"))).answer
    for told in ("Strength: 17 → 18", "Constitution: 13 → 15", "Hit point maximum: 25 → 28"):
        assert told in changed.text, changed.text
    undone = await pressed(alice, changed, "Undo")
    assert "Strength: 18 → 17" in undone.text
    opened = await done(alice, "edit", part="numbers")
    refused = (await alice.completed(await alice.submit(opened, overrides="luck: 7"))).answer
    assert "luck: 7" in refused.text
    await alice.completed(await alice.submit(await done(alice, "edit", part="numbers"), overrides="armor class: 21"))
    assert "Armor Class 21" in (await said(alice, "sheet")).text
    await alice.completed(await alice.submit(await done(alice, "edit", part="notes"), notes="Owes Mara *five* gold."))
    assert "five" in (await said(alice, "sheet", section="notes")).text


async def test_a_level_is_gained_with_hit_points_from_the_ledger(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick="Thorn, human fighter 1, soldier")
    card = await said(alice, "levelup")
    assert "level 2" in card.text
    assert "11 → 18" in card.text  # the fixed 6, and 1 of Constitution
    rolled = await pressed(alice, card, "Roll hit points")
    assert "from a roll of" in rolled.text
    shown = await party.bob.until(lambda m: "hit points of level 2" in m.text, "tavern")
    face = int(shown.text.splitlines()[0].removeprefix("## "))
    gained = await pressed(alice, rolled, "Gain the level")
    assert "Fighter 2" in gained.text
    assert f"Hit point maximum: 11 → {12 + face}" in gained.text
    assert "Action Surge added" in gained.text
    await pressed(alice, gained, "Undo")
    again = await said(alice, "levelup")  # a level is rolled for once, whoever undoes it
    assert f"from a roll of {face}\n" in again.text
    assert "Roll hit points" not in again.text


async def test_a_level_asks_for_what_its_features_let_one_choose(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick="Zed, tiefling warlock 2, 2014")
    card = await said(alice, "levelup")
    assert "Pact Boon" in card.text
    card = await picked(alice, card, ("Pact of the Blade",), "pact-boon-choice")
    gained = await pressed(alice, card, "Gain the level")
    assert "Pact of the Blade" in gained.text, gained.text
    sheet = await said(alice, "sheet", section="features")
    assert "Pact Boon: Pact of the Blade" in sheet.text
    assert "Eldritch Invocations: Agonizing Blast, Devil's Sight" in sheet.text


async def test_a_level_in_another_class_asks_for_scores(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick="Thorn, human fighter 1, soldier")
    card = await said(alice, "levelup")
    refused = await picked(alice, card, ("Wizard",), ":class")
    assert "Wizard asks for INT 13" in refused.text
    card = await picked(alice, card, ("Rogue",), ":class")
    assert "Fighter 1 / Rogue 1" in (await pressed(alice, card, "Gain the level")).text


async def test_a_class_that_is_refused_is_not_kept_for_the_next_time(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick="Thorn, human fighter 1, soldier")
    refused = await said(alice, "levelup", **{"class": "Wizard"})
    assert "`/character levelup class:Fighter`" in refused.text
    assert "level 2" in (await said(alice, "levelup")).text


async def test_things_coins_and_counters(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick=THORN)
    assert "Rope × 2 added" in (await said(alice, "item add", item="rope", count=2)).text
    assert "count: 2 → 1" in (await said(alice, "item remove", item="Rope", count=1)).text
    assert "Rope removed" in (await said(alice, "item remove", item="Rope")).text
    assert "equipped: yes → no" in (await said(alice, "item equip", item="Chain Mail", on=False)).text
    for name in ("Ring of Luck", "Cloak", "Boots"):
        await said(alice, "item add", item=name)
        assert "attuned: no → yes" in (await said(alice, "item equip", item=name, attune=True)).text
    await said(alice, "item add", item="Wand")
    assert "at most" in (await said(alice, "item equip", item="Wand", attune=True)).text
    assert "gp: 18 → 5" in (await said(alice, "item coins", amount="-12 gp 5 sp")).text
    assert "5 gp, 5 sp" in (await said(alice, "item coins")).text
    assert "has not so much money" in (await said(alice, "item coins", amount="-9 pp")).text
    assert "Luck added" in (await said(alice, "counter add", counter="Luck", max=3, resets="dawn")).text
    assert "Luck, spent: 0 → 2" in (await said(alice, "counter set", counter="luck", to="-2")).text
    assert "less than nothing" in (await said(alice, "counter set", counter="luck", to="-2")).text
    assert "**Luck**: 1 of 3 · back at dawn" in (await said(alice, "counter list")).text
    assert "Luck, spent: 2 → 0" in (await said(alice, "counter reset", counter="Luck")).text
    assert "Luck removed" in (await said(alice, "counter delete", counter="Luck")).text
    assert "Chain Mail" in (await said(alice, "item list")).text


async def test_spells_are_learnt_and_prepared_as_far_as_a_class_goes(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick="Mira, high elf wizard 5, sage")
    assert "Fly added" in (await said(alice, "spell learn", spell="fly")).text
    assert "prepares 9 spells" in (await said(alice, "spell prepare", spell="Fly")).text
    await said(alice, "spell prepare", spell="Fireball", ready=False)
    assert "prepared: no → yes" in (await said(alice, "spell prepare", spell="Fly")).text
    assert "level 9" in (await said(alice, "spell learn", spell="Wish")).text
    assert "Fly removed" in (await said(alice, "spell forget", spell="Fly")).text
    assert "Level 3 slots spent: 1" in (await said(alice, "spell slots", level=3, left=1)).text
    assert "level 3: 1 of 2" in (await said(alice, "spell slots")).text
    assert "from 0 to 2" in (await said(alice, "spell slots", level=3, left=3)).text
    offered = await alice.autocomplete("tavern", "character spell learn", "spell", spell="fireb")
    assert "Fireball" not in {each.name for each in offered}  # it is on the sheet


async def test_every_version_is_told_undone_and_restored(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick=THORN)
    for scores in ("STR 10", "STR 11", "STR 12", "STR 13", "STR 14", "STR 15"):
        await alice.completed(await alice.submit(await done(alice, "edit", part="abilities"), scores=scores))
    listed = await said(alice, "history")
    assert listed.ephemeral
    assert "Strength: 14 → 15" in listed.text
    assert "made" not in listed.text
    undone = await pressed(alice, listed, "Undo 7")
    assert "Strength: 15 → 14" in undone.text
    assert "made" in (await pressed(alice, undone, "Older")).text
    restored = await said(alice, "restore", version=2)
    assert "as it was in version 2" in restored.text
    assert "Strength: 14 → 10" in restored.text
    assert "version 2" in (await said(alice, "history")).text
    assert "no version 99" in (await said(alice, "restore", version=99)).text


async def test_what_was_changed_since_is_not_taken_back_alone(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick=THORN)
    for name in ("Thorn II", "Thorn III"):
        await alice.completed(await alice.submit(await done(alice, "edit", part="identity"), name=name))
    listed = await said(alice, "history")
    assert "cannot be taken back alone" in (await pressed(alice, listed, "Undo 2")).text


async def test_a_character_is_given_away_once_it_is_taken(shared: Stage, party: Party) -> None:
    alice, bob, stan = party.alice, party.bob, party.stan
    await said(alice, "create", quick=THORN)
    offer = await said(alice, "transfer", user=await bob.id())
    assert not offer.ephemeral
    assert "offered to somebody else" in (await pressed(stan, offer, "Take it")).text
    assert "Thorn" in (await said(alice, "sheet")).text
    taken = await pressed(bob, offer, "Take it")
    assert "belongs to" in taken.text
    assert "Thorn" in (await said(bob, "list")).text
    assert "You have no character yet" in (await said(alice, "list")).text
    assert "taken over" in (await said(bob, "history")).text


async def test_delegates_do_what_they_may_and_no_more(shared: Stage, party: Party) -> None:
    alice, bob = party.alice, party.bob
    await said(alice, "create", quick=THORN)
    bobs = await bob.id()
    assert "There is no character" in (await said(bob, "sheet", name="Thorn")).text
    await said(alice, "delegate", user=bobs, may="see")
    assert "Hit points" in (await said(bob, "sheet", name="Thorn")).text
    assert "not yours to play" in (await said(bob, "item add", item="Rope", name="Thorn")).text
    await said(alice, "delegate", user=bobs, may="play")
    added = await said(bob, "item add", item="Rope", name="Thorn")
    assert "Rope added" in added.text
    assert "not yours to edit" in (await said(bob, "edit", part="notes", name="Thorn")).text
    assert "lent to you" in (await said(bob, "list")).text
    assert await bob.id() in (await said(alice, "history")).text
    await said(alice, "delegate", user=bobs, may="nothing")
    assert "There is no character" in (await said(bob, "sheet", name="Thorn")).text


async def test_what_is_deleted_comes_back(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick=THORN)
    sure = await said(alice, "delete")
    kept = await pressed(alice, sure, "Keep it")
    assert "stays" in kept.text
    gone = await pressed(alice, await said(alice, "delete"), "Delete")
    assert "can be brought back until" in gone.text
    assert "You play no character here" in (await said(alice, "sheet")).text
    assert "deleted" in (await said(alice, "list")).text
    back = await pressed(alice, gone, "Undo")
    assert "is back" in back.text
    await pressed(alice, await said(alice, "delete"), "Delete")
    assert "is back" in (await said(alice, "restore", name="Thorn")).text
    assert "Hit points" in (await said(alice, "sheet")).text


async def test_a_dm_sees_and_edits_what_is_played_and_its_owner_is_told(shared: Stage, party: Party) -> None:
    alice, mara, stan = party.alice, party.mara, party.stan
    await said(alice, "create", quick=THORN)
    opened = await mara.completed(await mara.slash("tavern", "table open", mode="dm-led"))
    await alice.completed(await alice.click(opened.answer, "Join"))
    assert "Hit points" in (await said(mara, "sheet", name="Thorn")).text
    offered = await mara.autocomplete("tavern", "character sheet", "name", name="tho")
    assert [each.name for each in offered] == ["Thorn · Fighter 3"]
    added = await said(mara, "item add", item="Rope", name="Thorn")
    assert added.ephemeral
    told = await alice.until(lambda m: "who leads this table" in m.text, "tavern")
    assert "Rope added" in told.text
    assert await alice.id() in told.text
    assert told.raw["mentions"] == []
    history = await said(alice, "history")
    assert "as DM" in history.text
    refused = await said(stan, "sheet", name="Thorn")
    assert "There is no character" in refused.text
    viewed = await mara.completed(await mara.menu("tavern", "View sheet", await alice.id()))
    assert "Hit points" in viewed.answer.text
    strange = await stan.completed(await stan.menu("tavern", "View sheet", await alice.id()))
    assert "not yours to look at" in strange.answer.text


async def test_things_go_from_one_sheet_to_the_other(shared: Stage, party: Party) -> None:
    alice, bob = party.alice, party.bob
    await said(alice, "create", quick=THORN)
    await said(bob, "create", quick="Mira, high elf wizard 5, sage")
    opened = await alice.completed(await alice.slash("tavern", "table open"))
    await bob.completed(await bob.click(opened.answer, "Join"))
    given = await said(alice, "item give", item="Javelin", to="Mira", count=3)
    assert not given.ephemeral
    assert "gives **Mira** 3 × Javelin" in given.text
    assert "3 × Javelin" in (await said(bob, "item list")).text
    assert "5 × Javelin" in (await said(alice, "item list")).text
    assert "10 gp" in (await said(alice, "item give", item="10 gp", to="Mira")).text
    assert "8 gp" in (await said(alice, "item coins")).text
    history = await said(alice, "history")
    refused = await pressed(alice, history, "Undo 2")
    assert "given to another character" in refused.text
    assert await shared.ledger_holds()


async def test_a_character_is_played_where_it_is_said(shared: Stage, party: Party) -> None:
    alice = party.alice
    await said(alice, "create", quick=THORN)
    await said(alice, "create", quick="Mira, high elf wizard 5, sage")
    assert "## Mira" in (await said(alice, "sheet")).text
    assert "in this channel" in (await said(alice, "use", name="Thorn")).text
    assert "## Thorn" in (await said(alice, "sheet")).text
    await said(alice, "use", name="Mira", scope="everywhere")
    cellar = await alice.completed(await alice.slash("cellar", "character sheet"))
    assert "## Mira" in cellar.answer.text
    assert "There is no table here" in (await said(alice, "use", name="Mira", scope="table")).text
