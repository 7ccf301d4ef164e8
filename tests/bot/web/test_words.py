"""The words of the pages: all from the catalogue, and the catalogue holds no others."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import get_args

from bot.web.rendering import LABELS, Renderer
from bot.web.view import roll_view
from cogs.ui.text import LOCALES, PSEUDO, messages
from core.dice.layout import DieGroup
from core.tables.events import Part, Ruling
from core.tables.permalinks import DcCheck, Permalink, RuledOn, Shown
from tests.bot.web.house import ROLLED_AT, STRENGTH
from tests.bot.web.markup import Page
from tests.words import CATALOGUE

LONG = DieGroup("60d6kh9", 6, (3,) * 60, (True,) * 9 + (False,) * 51, 27)
ROLL = Shown(STRENGTH.notation, STRENGTH.dice, "none", STRENGTH.total, DcCheck(15, True), STRENGTH.label)
ROLLS = (
    ROLL,
    replace(ROLL, advantage="advantage", dc_check=DcCheck(20, False), label=None),
    replace(ROLL, advantage="disadvantage", dc_check=None, dice=(LONG, *STRENGTH.dice * 20)),
    replace(ROLL, advantage="elven-accuracy", dc_check=None, parts=(Part("1d20", 1, 7, 9, False), Part("1d20", 1, 9))),
    replace(ROLL, dice=(DieGroup("60d20mi10", 20, (3,) * 60, (True,) * 60, 600, (10,) * 60),)),
    replace(ROLL, dice=(DieGroup("2d6", 6, (3, 4), (True, True), 7),)),
    None,
)
NOTICES = (("page-missing", None), ("page-nothing", None), ("page-method", None), ("page-limit", 20), ("page-away", 5))
OURS = {"Mara", "Break", "down", "the", "door", "MIST", "UTC", "November", "December"}
"""What the pages show that nobody translates: names, labels, codes; months are babel's to translate."""


RULINGS = tuple([RuledOn(ruling, ROLLED_AT, None, None) for ruling in ("void", *get_args(Ruling))])


def all_pages(words: Callable[..., str]) -> list[bytes]:
    """Every page there is."""
    renderer = Renderer(words, public_url="https://rolls.example.org")
    pages = [renderer.notice(key, seconds=seconds) for key, seconds in NOTICES]
    for mode in ("open", "dm-led"):
        for shown in ROLLS:
            name = "Mara" if mode == "open" else None
            end = ROLLED_AT + timedelta(days=30)
            permalink = Permalink(STRENGTH.roll_id, STRENGTH.code, mode, name, ROLLED_AT, end, shown)
            revealed = replace(permalink, revealed_at=shown and end, rulings=RULINGS if shown else ())
            proven = [replace(each, proven=True) for each in (permalink, revealed)]
            lost = [replace(each, lost=True) for each in proven if shown]
            every = (permalink, *proven, *lost)
            pages += [renderer.roll(each.roll_id, roll_view(each, words)) for each in every]
    return pages


def letters(page: bytes) -> set[str]:
    """The words that somebody reads on a page, in its title and in its preview."""
    seen = Page(page.decode())
    return set(re.findall(r"[A-Za-z]{3,}", " ".join([*seen.texts, seen.meta.get("og:description", "")])))


def test_every_message_for_pages_is_on_some_page() -> None:
    asked: set[str] = set()
    english = CATALOGUE.speak("en")

    def words(key: str, **facts: object) -> str:
        asked.add(key)
        return english(key, **facts)  # pyright: ignore[reportArgumentType] - the catalogue takes times, its type does not say

    all_pages(words)

    assert asked == set(messages((LOCALES / "en" / "page.ftl").read_text("utf-8")))


def test_every_label_is_in_a_template() -> None:
    templates = "".join(path.read_text("utf-8") for path in Path("bot/web/templates").glob("*.html"))

    families = tuple(re.findall(r'labels\["([\w-]+)" ~', templates))
    assert [label for label in LABELS if label not in templates and not label.startswith(families)] == []


def test_nothing_on_a_page_is_written_beside_the_catalogue() -> None:
    english, foreign = (all_pages(CATALOGUE.speak(locale)) for locale in ("en", PSEUDO))

    assert len(english) == len(foreign) > 10
    for plain, translated in zip(english, foreign, strict=True):
        assert len(letters(plain)) > 5
        assert letters(plain) & letters(translated) - OURS == set()
