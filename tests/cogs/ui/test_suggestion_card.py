"""What those who lead are shown of monsters' minds, and what the players are shown of a turn that was played."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace
from typing import Any

import discord
import pytest

from cogs.ui import suggestion_card as module
from cogs.ui.step_card import Shown
from cogs.ui.suggestion_card import PROFILES, read_place, suggestion_card
from cogs.ui.text import PSEUDO
from cogs.ui.turn_replies import turn_card
from core.combat.acts.aiming import Aim
from core.combat.behaviour.judging import Reason, Why
from core.combat.behaviour.options import ACT, BASIC_ACTION, Option
from core.combat.behaviour.profiles import Profile
from core.combat.behaviour.suggesting import Suggestion
from core.combat.record.events import Stepped
from core.combat.record.happenings import Struck
from core.combat.record.state import Fight
from core.errors import RuleError
from core.ids import RollId, StreamId
from core.rules.actions import Economy
from core.use_cases.behave import Behaviour
from tests.words import CATALOGUE

WORDS = CATALOGUE.speak(None)
NAMES = {1: "Thorn", 2: "*Mira*", 3: "Ogre"}
FIGHT = Fight(StreamId("fight:1180000000000000000"), sequence=57)


def texts(view: discord.ui.LayoutView) -> str:
    return "\n".join(part.content for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay))


def buttons(view: discord.ui.LayoutView) -> list[Any]:
    return [part for part in view.walk_children() if isinstance(part, discord.ui.Button)]


def behaviour(*found: Suggestion, kept: bool = False, profile: Profile = Profile.PACK) -> Behaviour:
    return Behaviour(FIGHT, 3, profile, kept, found)


CLUB = Suggestion(
    Option(3, ACT, "Greatclub", Economy.ACTION, Aim((2,))),
    9.0,
    (Reason(Why.HARMS, 2, 12), Reason(Why.HUNTED, 2)),
)
DODGE = Suggestion(Option(3, BASIC_ACTION, "dodge", Economy.ACTION), 0.4, (Reason(Why.GUARDS, what="dodge"),))


def test_each_suggestion_has_its_reasons_and_a_button_that_knows_it() -> None:
    view = suggestion_card(behaviour(CLUB, DODGE), NAMES, WORDS)
    said = texts(view)
    assert "## Ogre · Pack" in said
    assert "1. **Greatclub** → \\*Mira\\* (an action)" in said
    assert "-# about 12 damage to \\*Mira\\*; its side is after \\*Mira\\* already" in said
    assert "2. **Dodge** (an action)" in said
    first, second = buttons(view)
    assert (first.label, second.label) == ("Do 1", "Do 2")
    found = re.fullmatch(r"v1:suggestion:([A-Za-z0-9_-]{1,64}):do", second.custom_id)
    assert found
    place = read_place(found[1])
    assert (place.stream, place.picked.number, place.picked.sequence, place.picked.place) == (FIGHT.stream, 3, 57, 1)
    assert place.picked.profile is Profile.PACK


def test_what_is_kept_to_and_what_cannot_be_done_is_said() -> None:
    assert "for good" in texts(suggestion_card(behaviour(CLUB, kept=True), NAMES, WORDS))
    nothing = suggestion_card(replace(behaviour(), fight=replace(FIGHT, current=3)), NAMES, WORDS)
    assert "The rules let Ogre do nothing now" in texts(nothing)
    assert "It is not the turn of Ogre" in texts(suggestion_card(behaviour(), NAMES, WORDS))
    assert buttons(nothing) == []


@pytest.mark.parametrize("of", ["", "1-2-3", "1-2-3-99-0", "1-2-3-x-0", "1-2-3-0-0-0", "-1-2-3-4"])
def test_a_button_that_is_none_of_ours_is_refused(of: str) -> None:
    with pytest.raises(RuleError, match="suggestion-outdated"):
        read_place(of)


def test_examples_hold() -> None:
    result = doctest.testmod(module)
    assert (result.failed, result.attempted > 0) == (0, True)


@pytest.mark.parametrize("locale", [None, PSEUDO])
def test_every_profile_and_reason_has_words(locale: str | None) -> None:
    words = CATALOGUE.speak(locale)
    every = tuple(Reason(why, 1, 3, "prone") for why in Why)
    for profile in Profile:
        view = suggestion_card(behaviour(Suggestion(CLUB.option, 1.0, every), profile=profile), NAMES, words)
        assert words(PROFILES[profile]) in texts(view)
        assert len(texts(view)) <= 4_000


def step(name: str, *, sequence: int, lines: int = 1) -> Shown:
    log = (Struck(1, "hit", 17, 12, "none", 16),) * lines
    fact = Stepped("action", 3, name, (1,), log, ())
    return Shown(FIGHT.stream, sequence, fact, RollId(f"r{sequence}"), NAMES)


def test_a_turn_is_one_card_whose_button_takes_its_last_step_back() -> None:
    first, last = step("Bite", sequence=58), step("Claw", sequence=60)
    view = turn_card([first, last], WORDS, last=last, public_url="https://x.example")
    assert "### Ogre · Bite → Thorn" in texts(view)
    assert "### Ogre · Claw → Thorn" in texts(view)
    undo, *links = buttons(view)
    assert undo.custom_id == "v1:fight:1180000000000000000-60:undo"
    assert [each.url for each in links] == ["https://x.example/roll/r58", "https://x.example/roll/r60"]


def test_the_longest_turn_fits() -> None:
    steps = [step("Bite" * 10, sequence=place, lines=40) for place in range(7)]
    view = turn_card(steps, CATALOGUE.speak(PSEUDO), last=steps[-1], public_url="https://x.example")
    assert len(texts(view)) <= 4_000
    assert len(buttons(view)) <= 5
