"""The catalogue: complete, and nothing that people read is beside it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import FluentSerializer
from fluent.syntax import ast as fluent

from cogs.ui.text import LOCALES, PSEUDO, Catalogue, MissingWordsError, messages, pseudo, sources_of
from core.dice import notation, roller
from core.dice.request import parse_request
from core.dice.source import SecureDice
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


NOTHING_TO_TYPE = {"error-database-away", "error-already-undone", "error-undoes-another"}
"""Errors that no other words would have avoided."""


def english() -> dict[str, str]:
    """What is written for every key, on one line."""
    write = FluentSerializer().serialize_entry
    entries = [entry for source in SOURCES for entry in messages(source.read_text("utf-8")).items()]
    return {key: " ".join(write(message).partition("=")[2].split()) for key, message in entries}


def test_every_refusal_is_a_sentence_with_something_to_type() -> None:
    refusals = {key: text for key, text in english().items() if key.startswith("error-")}
    assert all(text.endswith(".") for text in refusals.values())
    assert {key for key, text in refusals.items() if "`" not in text} == NOTHING_TO_TYPE


def test_no_variant_is_a_decimal_that_no_word_can_match() -> None:
    """Fluent reads ``[5.1]`` as a number, and an edition is told as text."""
    assert not [key for key, text in english().items() if re.search(r"\[\d+\.\d+\]", text)]


def test_apostrophes_are_typographic() -> None:
    assert not [key for key, text in english().items() if "'" in text]


DICE = SecureDice(random.Random(8).randbytes)


def test_every_roll_that_is_shown_as_an_example_can_be_rolled() -> None:
    said = english()
    lines = {line for text in said.values() for line in re.findall(r"`/r ([^`]+)`", text)}
    lines |= {said["command-r"].partition(": ")[2], said["option-r-dice"]}
    assert len(lines) >= 4
    for line in lines:
        asked = parse_request(line)
        roller.roll(asked.expression, DICE, advantage=asked.advantage)
    for dice in said["option-dice"].partition(": ")[2].split(", "):
        roller.roll(notation.parse(dice), DICE)


@pytest.mark.parametrize(("rolls", "said"), [(0, "no rolls"), (1, "one roll"), (3, "3 rolls")])
def test_a_count_inside_a_sentence_is_lower_case(catalogue: Catalogue, rolls: int, said: str) -> None:
    words = catalogue.speak(None)
    assert words("table-closed", code="MIST-1234", rolls=rolls) == f"Table MIST-1234 is closed after {said}."
    assert words("table-rolls", rolls=rolls) == said[0].upper() + said[1:]


DYNAMIC = (
    *("error-", "advantage-", "proof-", "ago-", "menu-"),
    *("verify-passed-check", "verify-failed-check", "verify-open-", "verify-ruling-"),
    *("page-", "lookup-kind-"),
    *("ability-", "why-", "field-", "training-", "question-", "edit-"),
    *("choice-ability-", "happened-", "step-", "undone-step-", "rule-", "condition-", "damage-", "cost-"),
    *("draft-page-", "draft-method-", "draft-class", "draft-species", "draft-lineage", "draft-background"),
    *("choice-section-", "choice-scope-", "choice-part-", "choice-may-", "choice-resets-"),
    *("page-", "import-from-", "missed-"),
    *("import-items", "import-spells", "import-attacks", "import-counters"),
)
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


def test_a_message_that_is_read_by_itself_is_the_one_that_its_file_has() -> None:
    whole = {key: each for source in SOURCES for key, each in messages(source.read_text("utf-8")).items()}
    apart = {key: messages(text) for key, text in sources_of(LOCALES / "en").items()}

    assert apart.keys() == whole.keys()
    assert [key for key, each in whole.items() if not each.equals(apart[key][key], ["span", "comment"])] == []
