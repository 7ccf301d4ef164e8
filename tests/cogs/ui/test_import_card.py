"""Cards of imports and portraits: within Discord's limits whatever a file holds, and in every language."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest

from cogs.ui.change_words import changes_in_words
from cogs.ui.import_card import import_card, imported_card, key_in, stream_in, written_onto_card
from cogs.ui.portraits import portrait_reply
from cogs.ui.text import PSEUDO
from core.characters.importing.imported import Imported, Missed, Source, Why
from core.characters.sheet import ClassLevels, Item, KnownSpell
from core.characters.state import Character
from core.ids import StreamId, UserId
from core.ledger.changes import between
from core.ports.objects import object_key
from core.use_cases.change_character import Written
from core.use_cases.create_character import Created
from core.use_cases.import_sheet import SheetRead
from tests.core.characters.sheets import MIRA, THORN
from tests.words import CATALOGUE

ALICE = UserId(10)
KEY = object_key(ALICE, b"sheet")
LONG = "*_`~|[]()<>#@" * 20
HUGE = replace(
    THORN,
    name=LONG[:60],
    species=LONG[:60],
    background=LONG[:60],
    classes={f"{number}{LONG[:58]}": ClassLevels(f"{number}{LONG[:58]}", 1, 8) for number in range(20)},
    items={f"{number} {LONG[:50]}": Item() for number in range(300)},
    spells={f"{number} {LONG[:50]}": KnownSpell() for number in range(300)},
)
PLAYED = Character(StreamId("character:1234567890123456789"), ALICE, HUGE)


def found(*, missed: int, why: Why = Why.NO_PLACE) -> Imported:
    told = tuple(Missed(LONG[:200], why, LONG[:60]) for _ in range(missed))
    return Imported(HUGE, Source.BEYOND, frozenset({"name"}), told, more_missed=900)


def letters(view: discord.ui.LayoutView) -> int:
    return sum(len(each.content) for each in view.walk_children() if isinstance(each, discord.ui.TextDisplay))


def buttons(view: discord.ui.LayoutView) -> list[discord.ui.Button[Any]]:
    return [each for each in view.walk_children() if isinstance(each, discord.ui.Button)]


@pytest.mark.parametrize("locale", ["en", PSEUDO])
@pytest.mark.parametrize("why", Why)
def test_a_preview_fits_whatever_was_missed(locale: str, why: Why) -> None:
    view = import_card(SheetRead(KEY, found(missed=100, why=why)), PLAYED, CATALOGUE.speak(locale))
    assert letters(view) <= 4_000
    assert [len(each.label or "") <= 80 for each in buttons(view)] == [True] * 3
    assert all(len(each.custom_id or "") <= 100 for each in buttons(view))


@pytest.mark.parametrize("source", Source)
def test_every_source_has_words(source: Source) -> None:
    read = SheetRead(KEY, Imported(MIRA, source, frozenset()))
    assert "Everything was read." in str(import_card(read, None, CATALOGUE.speak("en")).to_components())


@pytest.mark.parametrize("locale", ["en", PSEUDO])
def test_what_became_of_it_fits(locale: str) -> None:
    words = CATALOGUE.speak(locale)
    changes = between(THORN, HUGE)
    assert letters(imported_card(Created(PLAYED, HUGE.name), words)) <= 4_000
    assert letters(written_onto_card(Written(PLAYED, changes), words)) <= 4_000
    reply = portrait_reply(HUGE, b"", words, new=True)
    assert reply.view
    assert letters(reply.view) <= 4_000
    assert all(len(each.alt or "") <= 1_024 for each in reply.files)


def test_a_button_means_the_pressers_own_file() -> None:
    view = import_card(SheetRead(KEY, found(missed=0)), PLAYED, CATALOGUE.speak("en"))
    new, put, _ = (str(each.custom_id).split(":")[2] for each in buttons(view))
    assert key_in(new, ALICE) == key_in(put, ALICE) == KEY
    assert key_in(new, UserId(11)) == f"11/{KEY.partition('/')[2]}"
    assert stream_in(put) == PLAYED.stream


@pytest.mark.parametrize("of", ["", "x", "-" * 64, "A" * 64])
def test_a_button_that_nobody_made_means_nothing_that_is_there(of: str) -> None:
    assert key_in(of, ALICE).startswith("10/")
    assert key_in(of, ALICE) != KEY


def test_without_a_character_there_is_nothing_to_put_it_onto() -> None:
    view = import_card(SheetRead(KEY, found(missed=0)), None, CATALOGUE.speak("en"))
    assert [each.label for each in buttons(view)] == ["Make it a new character", "Cancel"]


def test_changes_are_told_in_lines() -> None:
    changes = between(THORN, replace(THORN, xp=900, species=""))
    told = changes_in_words(changes, CATALOGUE.speak("en"), most=1)
    assert "Human" in told
    assert "1 more" in told
    assert changes_in_words((), CATALOGUE.speak("en")) == "Nothing is otherwise."
