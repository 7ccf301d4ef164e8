"""Cards of entries: within Discord's limits whatever is looked up, and readable."""

from __future__ import annotations

import doctest
from typing import Any

import discord
import pytest

from cogs.ui import entry_card, entry_numbers, entry_places, rules_text
from cogs.ui.entry_card import parted, parted_pages
from cogs.ui.entry_places import read_place, written_place
from core.errors import NotFoundError
from core.rulebook.entries import Entry, Passage
from core.rulebook.titles import EntryKind, Title
from core.rules.edition import Edition
from data.srd.rulebook import SrdRulebook
from tests.words import CATALOGUE

WORDS = CATALOGUE.speak(None)
BOOKS = SrdRulebook()
SHOWN = 4_000
"""Characters of all texts of a card together."""
LONGEST = [
    (Edition.SRD_51, EntryKind.RULE, "using-each-ability"),
    (Edition.SRD_51, EntryKind.RULE, "traps"),
    (Edition.SRD_51, EntryKind.RULE, "madness"),
    (Edition.SRD_51, EntryKind.MAGIC_ITEM, "figurine-of-wondrous-power"),
    (Edition.SRD_51, EntryKind.CLASS, "warlock"),
    (Edition.SRD_51, EntryKind.MONSTER, "lich"),
    (Edition.SRD_52, EntryKind.CLASS, "druid"),
    (Edition.SRD_52, EntryKind.MONSTER, "solar"),
    (Edition.SRD_52, EntryKind.SPELL, "summon-dragon"),
    (Edition.SRD_52, EntryKind.MAGIC_ITEM, "deck-of-illusions"),
]


async def entry(edition: Edition, kind: EntryKind, slug: str) -> Entry:
    return await BOOKS.entry((await BOOKS.titles(edition)).at(kind, slug))


def children(view: discord.ui.LayoutView) -> list[Any]:
    return list(view.walk_children())


def texts(view: discord.ui.LayoutView) -> list[str]:
    return [each.content for each in children(view) if isinstance(each, discord.ui.TextDisplay)]


@pytest.mark.parametrize(("edition", "kind", "slug"), LONGEST)
async def test_every_page_fits(edition: Edition, kind: EntryKind, slug: str) -> None:
    found = await entry(edition, kind, slug)
    pages = parted_pages(found, WORDS)

    for page in range(len(pages)):
        view = entry_card.entry_card(found, WORDS, page=page)
        assert sum(len(text) for text in texts(view)) <= SHOWN
        assert all(text.strip() for text in texts(view))
        assert all(text.count("```") % 2 == 0 for text in texts(view))
        ids = [each.custom_id for each in children(view) if isinstance(each, discord.ui.Button)]
        assert len(set(ids)) == len(ids)
        assert all(of and len(of) <= 100 for of in ids)
    assert "".join(passage.text for passage in found.passages).split()[-1] in pages[-1]


async def test_nothing_of_a_text_is_lost_between_pages() -> None:
    found = await entry(Edition.SRD_51, EntryKind.RULE, "traps")
    whole = [word for passage in found.passages for word in passage.text.split()]
    paged = [word for page in parted_pages(found, WORDS) for word in page.split()]

    assert [word for word in paged if word != "```"] == [word for word in whole if word != "```"]


@pytest.mark.parametrize("kind", EntryKind)
@pytest.mark.parametrize("edition", Edition)
async def test_every_kind_can_be_shown(edition: Edition, kind: EntryKind) -> None:
    titles = [title for title in (await BOOKS.titles(edition)).all() if title.kind is kind]
    for title in (titles[0], titles[-1]):
        view = entry_card.entry_card(await BOOKS.entry(title), WORDS, others=titles[:6])
        assert texts(view)[0].startswith(f"## {title.name}\n-# {kind.value.replace('-', ' ')}")
        rows = [each for each in children(view) if isinstance(each, discord.ui.ActionRow)]
        assert all(len(row.children) <= 5 for row in rows)


def test_without_the_text_the_card_says_so() -> None:
    title = Title(EntryKind.RULE, "Cover", Edition.SRD_51)
    view = entry_card.entry_card(Entry(title, None, (), text_installed=False), WORDS)

    assert "not installed" in texts(view)[-1]


def test_a_page_that_there_is_not_is_the_last() -> None:
    title = Title(EntryKind.RULE, "Cover", Edition.SRD_51)
    long = Entry(title, None, tuple(Passage("", "word " * 300) for _ in range(4)))
    view = entry_card.entry_card(long, WORDS, page=99)

    assert "page 4 of 4" in texts(view)[-1]


def test_one_block_longer_than_a_page_is_parted_itself() -> None:
    code = "```\n" + "\n".join(f"row {number}" for number in range(200)) + "\n```"
    pages = parted([code, "x. " * 400], 500)

    assert all(len(page) <= 500 for page in pages)
    assert all(page.count("```") in {0, 2} for page in pages)
    assert "row 199" in "".join(pages)


@pytest.mark.parametrize("text", ["", "z21_cover", "s31_cover", "s2_cover", "s21_", "s21_Cover!"])
def test_a_button_that_is_not_ours_leads_nowhere(text: str) -> None:
    with pytest.raises(NotFoundError, match="entry-gone"):
        read_place(text)


@pytest.mark.parametrize("kind", EntryKind)
def test_a_place_reads_back_as_it_was_written(kind: EntryKind) -> None:
    title = Title(kind, "Will-o’-Wisp", Edition.SRD_51, of="Some Section" if kind is EntryKind.RULE else "")
    place = read_place(written_place(title, 12))

    assert (place.kind, place.slug, place.edition, place.page) == (kind, title.slug, Edition.SRD_51, 12)


def test_the_examples_hold() -> None:
    for module in (entry_card, entry_numbers, entry_places, rules_text):
        assert doctest.testmod(module).failed == 0, module.__name__
