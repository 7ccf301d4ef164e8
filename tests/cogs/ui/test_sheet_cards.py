"""Every card of a character fits on Discord's screen, whoever it is and whatever they carry."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import discord
import pytest

from cogs.ui.change_words import change_in_words, changes_in_words
from cogs.ui.character_list import characters_card
from cogs.ui.draft_card import DraftView, draft_card, pages_of
from cogs.ui.level_card import LevelView, level_card
from cogs.ui.level_card import pages_of as level_pages_of
from cogs.ui.made_card import made_card
from cogs.ui.sheet_card import sheet_card
from cogs.ui.sheet_sections import Section, SheetView
from cogs.ui.text import PSEUDO, Words
from cogs.ui.version_card import changed_card, versions_card
from core.characters.creation import Choices, Method, made
from core.characters.directory import CharacterEntry
from core.characters.drafts import Draft, LevelChoices
from core.characters.inventory import MOST_ITEMS
from core.characters.levelling import Step, gained
from core.characters.quick import read_any
from core.characters.rulebook import Rulebook
from core.characters.sheet import Counter, Item, KnownSpell, Sheet
from core.characters.state import Character
from core.ids import Cause, StreamId, UserId
from core.ledger.changes import Change, between
from core.rules.conditions import Condition
from core.rules.dying import DeathSaves
from core.rules.edition import Edition
from core.use_cases.change_character import Written
from core.use_cases.read_versions import Version
from tests.core.characters.books import BOOKS, CLASSES, LIBRARY, NEW
from tests.core.characters.sheets import MIRA, THORN
from tests.words import CATALOGUE

WORDS: Final = CATALOGUE.speak(None)
LONG: Final = CATALOGUE.speak(PSEUDO)
MOST_COMPONENTS, MOST_TEXT = 40, 4_000
AT: Final = datetime(2026, 11, 22, tzinfo=UTC)
STREAM: Final = StreamId("character:1180000000000000000")


def parts(components: list[Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for each in components:
        found += [each, *parts(each.get("components", []))]
    return found


def text_of(view: discord.ui.LayoutView) -> str:
    return "\n".join(each["content"] for each in parts(view.to_components()) if each["type"] == 10)


def fits(view: discord.ui.LayoutView) -> bool:
    every = parts(view.to_components())
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    assert len(set(ids)) == len(ids)
    assert all(len(each) <= 100 for each in ids)
    assert all(len(each.get("options", [])) <= 25 for each in every)
    assert all(len(each["label"]) <= 80 for each in every if each["type"] == 2)
    assert all(
        1 <= len(o["label"]) <= 100 and len(o["value"]) <= 100 for each in every for o in each.get("options", [])
    )
    assert all(each["content"] for each in every if each["type"] == 10)
    assert len(every) <= MOST_COMPONENTS, len(every)
    assert len(text_of(view)) <= MOST_TEXT, len(text_of(view))
    return True


def view_of(sheet: Sheet) -> SheetView:
    return SheetView(STREAM.partition(":")[2], sheet, BOOKS[sheet.edition], LIBRARY.records(sheet))


def packed(sheet: Sheet) -> Sheet:
    """With all that fits on it."""
    stars = "*_~`|" * 12
    return replace(
        sheet,
        name=stars,
        items={**sheet.items, **{f"{stars[:50]}{n}": Item(2, note=stars) for n in range(MOST_ITEMS)}},
        counters={**sheet.counters, **{f"{stars[:30]}{n}": Counter(5) for n in range(60)}},
        spells={name: KnownSpell("Wizard") for name in (each.name for each in NEW.spells.values())},
        fields={f"{stars[:40]}{n}": stars * 4 for n in range(40)},
        notes=stars * 66,
        conditions=dict.fromkeys(Condition, ""),
        languages=tuple(f"{stars[:20]}{n}" for n in range(60)),
        feats=tuple(f"{stars[:50]}{n}" for n in range(60)),
        choices={f"{stars[:40]}{n}": stars * 4 for n in range(40)},
    )


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", CLASSES)
def test_every_section_of_every_class_fits_at_the_highest_level(edition: Edition, name: str) -> None:
    sheet = made(Choices(edition, "Thorn", ((name, 20),)), BOOKS[edition]).sheet
    for words in (WORDS, LONG):
        for section in Section:
            assert fits(sheet_card(view_of(sheet), section, words))
            assert fits(sheet_card(view_of(sheet), section, words, private=False))


@pytest.mark.parametrize("section", Section)
def test_a_sheet_that_is_full_fits(section: Section) -> None:
    sheet = made(Choices(name="Thorn", classes=(("Wizard", 20),)), NEW).sheet
    for words in (WORDS, LONG):
        assert fits(sheet_card(view_of(packed(sheet)), section, words))


def test_a_sheet_says_how_it_is() -> None:
    dying = replace(THORN, vitals=replace(THORN.vitals.hurt(28), exhaustion=2), inspired=True, concentration="Bless")
    dying = replace(dying, conditions={Condition.PRONE: ""}, vitals=replace(dying.vitals, death=DeathSaves(1, 2)))
    told = text_of(sheet_card(view_of(dying), Section.SUMMARY, WORDS))
    for each in ("Hit points 0/28", "dying", "1 of 3 passed, 2 of 3 failed", "prone", "level 2", "Inspired", "Bless"):
        assert each in told, each
    assert "rules of 2024" in told
    old = replace(THORN, edition=Edition.SRD_51)
    assert "rules of 2014" in text_of(sheet_card(view_of(old), Section.SUMMARY, WORDS))
    fight = text_of(sheet_card(view_of(THORN), Section.COMBAT, WORDS))
    assert "**Longsword** +5 to hit · 1d8+3 slashing" in fight
    assert "Unarmed Strike** +5 to hit · 4 bludgeoning" in fight
    spells = text_of(sheet_card(view_of(MIRA), Section.SPELLS, WORDS))
    assert "Intelligence: spell save DC **15**, spell attack **+7**" in spells
    assert "level 3: 2 of 2" in spells


def told_of_features(sheet: Sheet, **choices: str) -> str:
    named = {name.replace("_", " "): chosen for name, chosen in choices.items()}
    return text_of(sheet_card(view_of(replace(sheet, choices=named)), Section.FEATURES, WORDS))


def test_features_name_what_was_chosen_and_mark_what_the_table_applies() -> None:
    ranger = made(Choices(Edition.SRD_51, "Rik", (("Ranger", 7),)), BOOKS[Edition.SRD_51]).sheet
    told = text_of(sheet_card(view_of(ranger), Section.FEATURES, WORDS))
    for line in ("Hunter's Prey: Colossus Slayer\n", "Defensive Tactics: Multiattack Defense\\*"):
        assert line in told, told
    assert "Favored Enemy: Undead\\*, Fiends\\*" in told
    assert "the table applies these" in told

    cleric = made(Choices(classes=(("Cleric", 14),)), NEW).sheet
    assert "Improved Blessed Strikes\\*" not in told_of_features(cleric, Blessed_Strikes="Divine Strike")
    assert "Improved Blessed Strikes\\*" in told_of_features(cleric, Blessed_Strikes="Potent Spellcasting")


def test_features_say_what_nobody_has_chosen_yet() -> None:
    warlock = made(Choices(classes=(("Warlock", 5),)), NEW).sheet
    told = told_of_features(warlock)
    assert "Eldritch Invocations: nothing chosen yet" in told
    assert "Eldritch Invocations\\*" in told
    assert "nothing chosen yet" not in told_of_features(warlock, **{"class": "Agonizing Blast"})


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", CLASSES)
def test_every_page_of_every_draft_fits(edition: Edition, name: str) -> None:
    book = BOOKS[edition]
    wanted = Choices(edition, "*" * 60, ((name, 1),), roll="kN3vQ9xT2mZ7bR5cW8yLfA")
    for species in book.species.values():
        shown(replace(wanted, species=species.name), book)
    for background in book.backgrounds.values():
        shown(replace(wanted, background=background.name), book)
    for method, rolled in ((Method.ROLLED, ()), (Method.ROLLED, (18, 17, 16, 15, 14, 13)), (Method.POINTS, ())):
        shown(replace(wanted, method=method, rolled=rolled), book)


def shown(wanted: Choices, book: Rulebook) -> None:
    new = made(wanted, book)
    draft = Draft(Cause("1180000000000000000"), UserId(1), new=wanted)
    view = DraftView(draft, new, book, LIBRARY.records(new.sheet), "https://example.com/roll/kN3vQ9xT2mZ7bR5cW8yLfA")
    for page in pages_of(new.asked):
        assert fits(draft_card(view, page, WORDS))
    topics = {"abilities", *pages_of(new.asked)}
    assert {each.topic for each in new.asked} <= topics
    assert fits(made_card(new, wanted, view_of(new.sheet), WORDS))


def of_line(line: str, words: Words = WORDS) -> discord.ui.LayoutView:
    wanted = read_any(line, BOOKS)
    new = made(wanted, BOOKS[wanted.edition])
    return made_card(new, wanted, view_of(new.sheet), words)


@pytest.mark.parametrize("rules", ["2014", "2024"])
@pytest.mark.parametrize("name", CLASSES)
def test_what_was_chosen_of_twenty_levels_fits_on_one_card(rules: str, name: str) -> None:
    for words in (WORDS, LONG):
        assert fits(of_line(f"Thorn, human {name} 20, {rules}", words))


def test_a_card_of_one_line_tells_what_every_level_chose() -> None:
    told = text_of(of_line("Zed, tiefling warlock 5"))
    assert "**Eldritch Invocations**: Pact of the Tome, Agonizing Blast, Devil’s Sight" in told
    assert "**Spells (Warlock)**: Hex, Hellish Rebuke, Detect Magic, Misty Step" in told
    assert told.count("**Spells (Warlock)**") == 1
    assert "**Scores that rise (Ability Score Improvement)**: CON +1, CHA +1" in told
    assert "**Feat (general)**: Ability Score Improvement ×4" in text_of(of_line("Bo, human fighter 12"))


def test_a_long_list_of_what_was_chosen_says_how_many_more_there_are() -> None:
    told = text_of(of_line("Mira, high elf wizard 20"))
    book = next(line for line in told.splitlines() if line.startswith("**Into the spellbook**"))
    assert book.endswith(" and 20 more")
    assert book.count(", ") + 1 + 20 == 6 + 19 * 2


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("name", CLASSES)
def test_every_level_of_every_class_fits(edition: Edition, name: str) -> None:
    book = BOOKS[edition]
    sheet = made(Choices(edition, "Thorn", ((name, 1),)), book).sheet
    for level in range(2, 21):
        after = gained(sheet, Step(name), book)
        draft = Draft(Cause("1180000000000000000"), UserId(1), STREAM, level=LevelChoices(level, name))
        view = LevelView(draft, sheet, after, book, name, book.classes[name.casefold()].features_at(level))
        for page in level_pages_of(after):
            assert fits(level_card(view, page, WORDS))
        sheet = after.sheet


def test_all_that_a_level_changes_is_told_in_words() -> None:
    for book in BOOKS.values():
        for name in CLASSES:
            sheet = made(Choices(book.edition, "Thorn", ((name, 1),)), book).sheet
            for _ in range(19):
                after = gained(sheet, Step(name), book).sheet
                for change in between(sheet, after):
                    assert change_in_words(change, WORDS)
                assert fits(changed_card(Written(Character(STREAM, UserId(1), after), between(sheet, after), 7), WORDS))
                sheet = after


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(("scores", "str"), 14, 16), "Strength: 14 → 16"),
        (Change(("name",), "Thorn", "*Thorn*"), "Name: Thorn → \\*Thorn\\*"),
        (Change(("vitals", "hit_points", "current"), 12, 7), "Hit points: 12 → 7"),
        (Change(("vitals", "death"), None, {"successes": 0, "failures": 0, "fate": "dying"}), "Death saves added"),
        (Change(("classes", "Fighter", "level"), 3, 4), "Fighter level: 3 → 4"),
        (Change(("skills", "stealth"), None, 2), "Stealth: proficient"),
        (Change(("skills", "stealth"), 3, None), "Stealth: expert → nothing"),
        (Change(("items", "Rope"), None, {"count": 2}), "Rope × 2 added"),
        (Change(("items", "Rope"), {"count": 2}, None), "Rope removed"),
        (Change(("items", "Shield", "equipped"), False, True), "Shield, equipped: no → yes"),
        (Change(("languages",), ["Common"], ["Common", "Elvish"]), "Languages: Elvish added"),
        (Change(("languages",), ["Common", "Orc"], ["Common"]), "Languages: Orc removed"),
        (Change(("slots_spent", "1"), None, 1), "Level 1 slots spent: 1"),
        (Change(("coins", "gp"), 10, 5), "gp: 10 → 5"),
        (Change(("notes",), "old", "new"), "Notes changed"),
        (Change(("inspired",), False, True), "Inspiration: no → yes"),
        (Change(("background",), "Soldier", ""), "Background: Soldier → nothing"),
        (Change(("overrides", "armor class"), None, 17), "Armor class, fixed: 17"),
        (Change(("counters", "Rage", "spent"), 0, 1), "Rage, spent: 0 → 1"),
        (Change(("conditions", "prone"), None, "a kick"), "Prone: a kick"),
        (Change(("conditions", "prone"), None, ""), "Prone: yes"),
        (Change(("speeds", "walk"), 30, 35), "Speed (walk): 30 → 35"),
    ],
)
def test_a_change_is_told_as_people_say_it(change: Change, told: str) -> None:
    assert change_in_words(change, WORDS) == told


def test_a_crowd_of_changes_is_counted() -> None:
    changes = [Change(("items", f"Thing {each}"), None, {"count": 1}) for each in range(20)]
    assert changes_in_words(changes, WORDS).endswith("… and 8 more")
    assert changes_in_words([], WORDS) == "Nothing is otherwise."


def test_versions_and_lists_fit() -> None:
    long = "*" * 60
    many = tuple(Change(("items", f"{long}{each}"), None, {"count": 1}) for each in range(200))
    versions = [Version(each, AT, "levelled-up", UserId(10**18), True, many, long * 10) for each in range(999, 0, -1)]
    character = Character(STREAM, UserId(1), replace(THORN, name=long))
    for page in (0, 1, 249, 999):
        assert fits(versions_card(character, versions, page, WORDS, may_undo=True))
    entries = [
        CharacterEntry(StreamId(f"character:{n}"), UserId(1), long, long, (), AT if n % 2 else None) for n in range(99)
    ]
    assert fits(characters_card(entries, entries, entries[0], WORDS))
    assert "You have no character yet" in text_of(characters_card([], [], None, WORDS))
