"""What the permission matrix refuses, in words: whom it lets, and what whoever is refused is at the table."""

from __future__ import annotations

from typing import Final, get_args

import pytest
from fluent.syntax import ast as fluent

from cogs.ui.explain import explain
from cogs.ui.text import LOCALES, messages
from core.errors import NotAllowedError
from core.tables.permissions import MAY, Act, Standing, refusal_of, who_may
from core.tables.state import Mode
from tests.words import CATALOGUE

ASKED_FIRST: Final = frozenset({"roll", "leave", "look", "reveal"})
"""Acts whose refusal says something else: that one has no seat, or why a roll is not one's own."""
WORDS: Final = CATALOGUE.speak(None)
ACTS: Final[list[Act]] = sorted(act for act in MAY if act not in ASKED_FIRST)
NAMES: Final[dict[str, str]] = {
    "creator": "whoever opened",
    "dm": "DM",
    "co-dm": "co-DM",
    "stand-in": "stands in",
    "player": "play",
    "moderator": "may manage this channel",
}
YOU_ARE: Final[dict[Standing, str]] = {
    "dm": "you are its DM",
    "co-dm": "you are a co-DM there",
    "stand-in": "you stand in for its DM",
    "player": "you play there",
    "spectator": "you watch there",
    "kicked": "you were sent away from there",
    "stranger": "you have no seat there",
}


def told(act: Act, mode: Mode, you: Standing) -> str:
    refused = NotAllowedError(refusal_of(act), code="MIST-1234", who=who_may(act, mode), you=you)
    return explain(refused, WORDS)


def variants(key: str) -> set[str]:
    """What a message that is one choice has words for."""
    (message,) = [each for path in LOCALES.glob("en/*.ftl") if (each := messages(path.read_text("utf-8")).get(key))]
    assert message.value
    (choice,) = [part.expression for part in message.value.elements if isinstance(part, fluent.Placeable)]
    assert isinstance(choice, fluent.SelectExpression)
    return {variant.key.name for variant in choice.variants if isinstance(variant.key, fluent.Identifier)}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("mode", sorted(get_args(Mode)))
def test_a_refusal_names_everybody_who_may_and_what_one_is_oneself(act: Act, mode: Mode) -> None:
    allowed = MAY[act][mode]
    for you, words in YOU_ARE.items():
        if allowed and you not in allowed:
            said = told(act, mode, you)
            assert words in said
            rest = said.replace(words, "")
            missing = [each for each in allowed if NAMES[each] not in rest]
            assert not missing, f"{act}, {mode}: {said}"


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("you", ["co-dm", "stand-in"])
def test_who_leads_is_told_of_no_right_that_they_should_have_by_the_words(act: Act, you: Standing) -> None:
    """What a refusal names as allowed must not be what they are: else it says “only you” to them."""
    if you not in MAY[act]["dm-led"] and MAY[act]["dm-led"]:
        rest = told(act, "dm-led", you).replace(YOU_ARE[you], "").partition(".")[0]
        assert NAMES[you] not in rest
        assert "those who lead" not in rest


def test_everybody_whom_the_matrix_lets_has_words_of_their_own() -> None:
    """Fluent takes its default where it knows no variant, and that would name the wrong people."""
    assert variants("who-may") == {who_may(act, mode) for act in ACTS for mode in get_args(Mode) if MAY[act][mode]}
    assert variants("you-are") == set(YOU_ARE)
