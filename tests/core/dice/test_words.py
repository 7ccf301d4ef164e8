"""Every refusal has words, they name the place or the limit, and they show an example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

from core.errors import NotationError

WORDS = Path(__file__).parents[3] / "cogs" / "ui" / "locales" / "en" / "dice-errors.ftl"
FACTS = {"column": 4, "found": "kk3", "expected": "kh1, kl1", "example": "4d6k3"}


@pytest.fixture(scope="module")
def bundle() -> FluentBundle:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(WORDS.read_text("utf-8")))
    return bundle


@pytest.mark.parametrize("reason", sorted(NotationError.REASONS))
def test_every_reason_has_words_with_an_example(reason: str, bundle: FluentBundle) -> None:
    pattern = bundle.get_message(f"error-{reason}").value
    assert pattern is not None
    text, problems = bundle.format_pattern(pattern, FACTS)
    assert not problems
    assert "`4d6k3`" in str(text)


@pytest.mark.parametrize("reason", sorted(NotationError.SYNTAX - {"dice-empty"}))
def test_words_for_a_slip_name_its_column(reason: str) -> None:
    message = re.search(rf"^error-{reason} = .*$", WORDS.read_text("utf-8"), re.MULTILINE)
    assert message
    assert "{ $column }" in message[0]


@pytest.mark.parametrize("reason", sorted(NotationError.LIMIT - {"dice-never-ends"}))
def test_words_for_a_limit_name_it(reason: str) -> None:
    message = re.search(rf"^error-{reason} = .*$", WORDS.read_text("utf-8"), re.MULTILINE)
    assert message
    assert "{ $expected }" in message[0]


def test_there_are_no_words_without_a_reason() -> None:
    keys = set(re.findall(r"^error-([\w-]+) =", WORDS.read_text("utf-8"), re.MULTILINE))
    assert keys == NotationError.REASONS


def test_an_error_carries_what_its_words_need() -> None:
    error = NotationError(
        "dice-unexpected", text="1d20+x", column=6, found="x", expected=("5", "2d6"), example="1d20+5"
    )
    assert error.facts == {"column": 6, "found": "x", "expected": "5, 2d6", "example": "1d20+5"}


def test_a_reason_nobody_knows_is_a_bug() -> None:
    with pytest.raises(ValueError, match="has no reason"):
        NotationError("dice-haunted", text="1d6", column=1, example="1d6")
