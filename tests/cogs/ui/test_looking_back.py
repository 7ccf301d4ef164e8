"""History, statistics, presets and files as they are shown: in plain words, within Discord's limits, as plain text."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import discord
import pytest
from PIL import Image

from cogs.ui.charts import HEIGHT, WIDTH
from cogs.ui.choices import CHOICE, preset_choice
from cogs.ui.exports import as_csv, as_json, exported, roll_files
from cogs.ui.history_card import history_card
from cogs.ui.presets import preset_card, preset_said
from cogs.ui.stats_card import stats_reply, told_unevenness
from cogs.ui.text import Words
from core.dice.fairness import Tally
from core.dice.layout import DieGroup
from core.tables.events import Part
from core.tables.presets import MAX_PRESET_NAME, MOST_PRESETS, Preset
from core.tables.records import Mark, Page, Record, Sought, Tallies
from core.use_cases.export_rolls import Exported
from core.use_cases.read_history import ON_A_PAGE
from tests.data.postgres.rolled import ALICE, D20, NOW
from tests.words import CATALOGUE

CARD_LETTERS = 4_000


@pytest.fixture(scope="module")
def words() -> Words:
    return CATALOGUE.speak(None)


def texts(view: discord.ui.LayoutView) -> str:
    return "\n".join(item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay))


def buttons(view: discord.ui.LayoutView) -> dict[str | None, bool]:
    return {item.label: item.disabled for item in view.walk_children() if isinstance(item, discord.ui.Button)}


def record(number: int = 1, **changes: Any) -> Record:
    return Record(Mark(NOW + timedelta(seconds=number), number), ALICE, replace(D20, **changes))


MARK = Mark(NOW, 7)


def test_a_line_says_what_came_out_who_rolled_what_for_and_when(words: Words) -> None:
    page = Page((record(label="fire bolt", dc=15, passed=False, total=9),), None, None)
    shown = texts(history_card(page, Sought(), words))
    assert "**9 — misses DC 15** · Alice · fire bolt · `1d20` · <t:" in shown


def test_buttons_lead_where_there_is_something(words: Words) -> None:
    page = (record(),)
    assert buttons(history_card(Page(page, None, None), Sought(), words)) == {}
    assert buttons(history_card(Page(page, None, MARK), Sought(), words)) == {"Newer": True, "Older": False}
    assert buttons(history_card(Page(page, MARK, MARK), Sought(), words)) == {"Newer": False, "Older": False}


def test_the_longest_page_fits_a_card(words: Words) -> None:
    parts = tuple(Part("1d20", 1, -(10**15), 30, False) for _ in range(20))
    longest = record(name="*" * 32, label="_" * 100, notation="1d20+" * 99 + "1", parts=parts, hidden=True)
    page = Page((longest,) * ON_A_PAGE, MARK, MARK)
    assert len(texts(history_card(page, Sought(ALICE, NOW), words))) < CARD_LETTERS


def test_what_people_typed_formats_nothing(words: Words) -> None:
    page = Page((record(name="**x**", label="<@1> [a](http://b)", notation="1d20[`x`]"),), None, None)
    shown = texts(history_card(page, Sought(), words))
    assert "\\*\\*x\\*\\* · \\<\\@1\\> \\[a\\]" in shown
    assert "`1d20[ˋxˋ]`" in shown


def test_an_erased_person_is_someone(words: Words) -> None:
    page = Page((replace(record(name=None), user=None),), None, None)
    assert "Someone" in texts(history_card(page, Sought(), words))


def tally(sides: int, *counts: int) -> Tally:
    return Tally(sides, False, {face: count for face, count in enumerate(counts, start=1) if count})


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((10, 10, 10, 10, 10, 10), "Nearly all fair sets"),
        ((8, 12, 9, 11, 7, 13), "7 in 10 fair sets"),
        ((5, 8, 9, 8, 10, 20), "2 in 100 fair sets"),
        ((5, 8, 9, 8, 5, 25), "Fewer than 1 in 1,000"),
        ((0, 0, 0, 0, 0, 29), "One more die, and"),
        ((1, 1, 1, 1, 1, 1), "24 more dice, and"),
    ],
)
def test_unevenness_is_told_in_plain_words(words: Words, counts: tuple[int, ...], told: str) -> None:
    assert told_unevenness(tally(6, *counts), words).startswith(told)


def test_statistics_are_told_in_words_and_drawn_with_alt_text(words: Words) -> None:
    tallies = Tallies(3, True, (tally(20, *[1] * 20), tally(6, 2, 0, 1), Tally(1000, False, {7: 1})))
    reply = stats_reply(tallies, Sought(ALICE), words)
    assert reply.private
    assert reply.view
    assert "3 rolls, 24 dice." in texts(reply.view)
    assert "**d6** · 3 dice · 1.67 on average; fair ones tend to 3.5." in texts(reply.view)
    (picture,) = reply.files
    assert picture.alt is not None
    assert "d1000" not in picture.alt, "a thousand bars cannot be told apart"
    assert "d6, 3 dice; times that each face fell, from 1 to 6: 2, 0, 1, 0, 0, 0." in picture.alt
    assert Image.open(BytesIO(picture.content)).size == (WIDTH, 2 * HEIGHT), "one under the other"
    assert all(Image.open(BytesIO(each.content)).format == "PNG" for each in reply.files)
    (gallery,) = [item for item in reply.view.walk_children() if isinstance(item, discord.ui.MediaGallery)]
    assert [(item.media.url, item.description) for item in gallery.items] == [
        (f"attachment://{each.name}", each.alt) for each in reply.files
    ]


def test_many_kinds_of_dice_fit_a_card_and_every_alt_text_its_bound(words: Words) -> None:
    kinds = tuple(Tally(sides, False, {1: 10**5}) for sides in range(20, 200))
    reply = stats_reply(Tallies(10_000, False, kinds), Sought(), words)
    assert reply.view
    assert len(texts(reply.view)) < CARD_LETTERS
    assert "168 more kinds of dice" in texts(reply.view)
    assert "The newest 10,000 rolls" in texts(reply.view)
    most = Tally(20, False, dict.fromkeys(range(1, 21), 10**5))
    for times in (1, 4):
        (file,) = stats_reply(Tallies(1, True, (most,) * times), Sought(), words).files
        assert file.alt
        assert file.alt.count("d20") == times
        assert len(file.alt) <= 1024


def test_of_one_kind_of_die_every_face_is_told_in_words(words: Words) -> None:
    (picture,) = stats_reply(Tallies(1, True, (Tally(6, False, {1: 2, 3: 1}),)), Sought(), words).files
    assert picture.alt == (
        "d6, 3 dice: 1 fell 2 times, 2 fell never, 3 fell once, 4 fell never, 5 fell never, 6 fell never."
    )


def test_no_rolls_are_told_without_a_picture(words: Words) -> None:
    reply = stats_reply(Tallies(0, True, ()), Sought(), words)
    assert reply.view
    assert "no such rolls" in texts(reply.view)
    assert reply.files == ()


TAKEN = (
    record(
        label="=1+1",
        notation="4d6kh3",
        total=14,
        dice=(DieGroup("4d6kh3", 6, (6, 5, 1, 3), (True, True, False, True), 14),),
    ),
    record(2, label="a, \"b\"", name="Mära"),
)  # fmt: skip


def test_csv_is_read_back_and_starts_no_formula() -> None:
    written = as_csv(TAKEN)
    assert written.startswith(b"\xef\xbb\xbf")
    first, second = csv.DictReader(written.decode("utf-8-sig").splitlines())
    assert (first["label"], first["dice"], first["total"]) == ("'=1+1", "4d6kh3: 6, 5, ~1~, 3", "14")
    assert (second["label"], second["player"], second["at"]) == ('a, "b"', "Mära", "2026-11-21T19:00:02+00:00")


def test_json_holds_every_die() -> None:
    first, second = json.loads(as_json(TAKEN))
    assert first["dice"] == [
        {"text": "4d6kh3", "sides": 6, "faces": [6, 5, 1, 3], "kept": [True, True, False, True], "total": 14}
    ]
    assert (first["label"], second["player"]) == ("=1+1", "Mära")


def test_no_rolls_make_no_file() -> None:
    assert roll_files(()) == ()


def test_a_long_preset_is_cut_where_discord_would_refuse_it(words: Words) -> None:
    preset = Preset("*" * MAX_PRESET_NAME, "1d20+" * 90 + "1 # `")
    assert len(preset_choice(preset).name) <= CHOICE
    assert len(preset_said("preset-deleted", preset, words)) < 2_000
    assert len(texts(preset_card((preset,) * MOST_PRESETS, words))) < CARD_LETTERS


@pytest.mark.parametrize("complete", [True, False])
def test_files_are_said_to_hold_hidden_rolls_only_if_they_do(words: Words, complete: bool) -> None:
    open_ones = (record(1), record(2))
    assert "hidden" not in exported(Exported(open_ones, complete), words)
    assert "2 rolls" in exported(Exported(open_ones, complete), words)
    assert exported(Exported((*open_ones, record(3, hidden=True)), complete), words).endswith(
        "Your own hidden rolls are among them."
    )
    assert "no file" in exported(Exported((), complete), words)
