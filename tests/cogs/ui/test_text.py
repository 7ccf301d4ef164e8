"""The catalogue: complete, and nothing that people read is beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import ast as fluent

from cogs.ui.text import LOCALES, PSEUDO, Catalogue, MissingWordsError, messages, pseudo
from core.errors import EverquillError

SOURCES = sorted(LOCALES.glob("en/*.ftl"))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


def all_errors(kind: type[EverquillError] = EverquillError) -> set[type[EverquillError]]:
    return {kind}.union(*(all_errors(below) for below in kind.__subclasses__()))


def test_every_reason_of_every_error_has_words() -> None:
    known = {key for source in SOURCES for key in messages(source.read_text("utf-8"))}
    missing = {reason for error in all_errors() for reason in error.REASONS if f"error-{reason}" not in known}
    assert not missing


def test_no_key_is_written_twice() -> None:
    keys = [key for source in SOURCES for key in messages(source.read_text("utf-8"))]
    assert len(keys) == len(set(keys))


def test_every_file_parses_without_junk() -> None:
    for source in SOURCES:
        junk = [entry for entry in FluentResource(source.read_text("utf-8")).body if isinstance(entry, fluent.Junk)]
        assert not junk, f"{source.name}: {junk[0].content}"


DYNAMIC = ("error-", "advantage-", "table-mode-", "table-joined", "table-left", "table-closed", "page-")
"""Keys that are put together from a value; the tests of what uses them see each."""


def test_every_key_in_the_catalogue_is_used_somewhere() -> None:
    code = "\n".join(path.read_text("utf-8") for path in Path("cogs").rglob("*.py"))
    words = "\n".join(source.read_text("utf-8") for source in SOURCES)
    unused = [
        key
        for source in SOURCES
        for key in messages(source.read_text("utf-8"))
        if not key.startswith(DYNAMIC) and key not in code and words.count(key) < 2
    ]
    assert not unused


def test_a_missing_key_is_a_bug(catalogue: Catalogue) -> None:
    with pytest.raises(MissingWordsError, match="no-such-key"):
        catalogue.speak(None)("no-such-key")


def test_a_missing_fact_is_a_bug(catalogue: Catalogue) -> None:
    with pytest.raises(MissingWordsError, match="roll-total"):
        catalogue.speak(None)("roll-total")


@pytest.mark.parametrize("locale", [None, "en-GB", "en-US", "xx", "zh-CN"])
def test_an_unknown_language_is_answered_in_english(catalogue: Catalogue, locale: str | None) -> None:
    assert catalogue.speak(locale)("button-join") == "Join"


def test_the_pseudo_locale_has_no_plain_english_left(catalogue: Catalogue) -> None:
    words = catalogue.speak(PSEUDO)
    text = words("table-free-seats", free=3)
    assert text == "*3 fréé šéåtš···*" or re.search(r"[åéîøü]", text)
    assert not re.search(r"\bfree\b|\bseats\b", text)


def test_pseudo_keeps_codes_and_links_whole() -> None:
    assert "`/roll 1d20`" in pseudo("Use `/roll 1d20` now")
