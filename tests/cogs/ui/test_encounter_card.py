"""Encounters as their DM sees them: the numbers are there, the buttons hold the wish, and Discord takes the card."""

from __future__ import annotations

import doctest
import re
from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.ui import encounter_places
from cogs.ui.encounter_card import encounter_label, encounter_said, encounters_card, measure_card, proposal_card
from cogs.ui.encounter_places import DIGITS, SEEDS, edition_of, read_seed, read_wish, written_seed, written_wish
from cogs.ui.text import PSEUDO
from core.combat.planning.groups import MOST_GROUPS, Group, kinds
from core.combat.planning.measuring import MOST_PARTY
from core.combat.planning.saved import LONGEST_NAME, MOST_ENCOUNTERS, Encounter
from core.combat.planning.wishes import ANY, MOST_WITH, WISHED, Span, Wish
from core.errors import NotFoundError, RuleError
from core.rules.edition import Edition
from core.use_cases.plan_encounter import PlanEncounter
from tests.core.combat.fights import LIBRARY
from tests.words import CATALOGUE

PLAN = PlanEncounter(LIBRARY)
WORDS = CATALOGUE.speak(None)


def texts(view: discord.ui.LayoutView) -> str:
    return "\n".join(part.content for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay))


def buttons(view: discord.ui.LayoutView) -> dict[str, str]:
    there: list[Any] = [part for part in view.walk_children() if isinstance(part, discord.ui.Button)]
    return {part.label: part.custom_id for part in there}


@st.composite
def wishes(draw: st.DrawFn) -> Wish:
    edition = draw(st.sampled_from(list(Edition)))
    book = PLAN.bestiary(edition)
    low, high = sorted(draw(st.tuples(*[st.sampled_from(book.ratings)] * 2)))
    having = draw(st.lists(st.sampled_from(book.kinds), max_size=MOST_WITH, unique_by=lambda kind: kind.name))
    return Wish(
        edition,
        tuple(sorted(draw(st.lists(st.integers(1, 20), min_size=1, max_size=MOST_PARTY)), reverse=True)),
        draw(st.sampled_from(WISHED)),
        draw(st.integers(0, SEEDS - 1)),
        draw(st.sampled_from(["", *book.types])),
        draw(st.sampled_from([ANY, Span(low, high)])),
        tuple(Group(kind.name, draw(st.integers(1, 20))) for kind in having),
    )


@given(wishes())
@settings(max_examples=200, deadline=None)
def test_a_button_holds_any_wish(wish: Wish) -> None:
    of = written_wish(wish, PLAN.bestiary(wish.edition))
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", of)
    assert edition_of(of) is wish.edition
    assert read_wish(of, PLAN.bestiary(wish.edition)) == wish


@pytest.mark.parametrize("of", ["", "x", "31___-5-0-", "21___--0-", "21___-5-0-1", "21___-5-0-zz1", "21z__-5-0-"])
def test_a_button_that_is_none_of_ours_is_refused(of: str) -> None:
    with pytest.raises(NotFoundError, match="entry-gone"):
        read_wish(of, PLAN.bestiary(edition_of(of)))


@pytest.mark.parametrize("typed", ["", "abcdef", "a-b", "ä"])
def test_a_seed_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="seed-unreadable"):
        read_seed(typed)


@given(st.integers(0, SEEDS - 1))
def test_a_seed_is_read_as_it_is_shown(seed: int) -> None:
    assert read_seed(written_seed(seed).upper()) == seed


def test_examples_hold() -> None:
    result = doctest.testmod(encounter_places)
    assert (result.failed, result.attempted > 0) == (0, True)
    assert len(PLAN.bestiary(Edition.SRD_51).kinds) <= len(DIGITS) ** 2


def test_the_measure_tells_the_numbers_that_it_stands_on() -> None:
    there = (Group("Goblin Warrior", 2), Group("Ogre"))
    measure = PLAN.measure(there, (5, 5, 5, 5), Edition.SRD_52)
    said = texts(measure_card(measure, kinds(there, PLAN.bestiary(Edition.SRD_52)), WORDS))
    for part in ("Hardly a fight · 550 XP", "2 × **Goblin Warrior** · CR 1/4 · 50 XP each", "levels 5, 5, 5, 5"):
        assert part in said
    assert "low up to **2,000**, moderate up to **3,000**, high up to **4,400** XP" in said
    assert "449 XP more" in said
    assert "2024" not in said
    old = PLAN.measure((Group("Goblin"),), (1,), Edition.SRD_51)
    assert "SRD 5.1 has no budgets" in texts(measure_card(old, (), WORDS))


def test_a_proposal_shows_its_seed_and_its_buttons_say_the_wish() -> None:
    wish = Wish(Edition.SRD_52, (5, 5, 5, 5), seed=12_345)
    book = PLAN.bestiary(wish.edition)
    groups, of = PLAN.propose(wish), written_wish(wish, book)
    measure = PLAN.measure(groups, wish.levels, wish.edition)
    view = proposal_card(wish, of, measure, there=kinds(groups, book), words=WORDS)
    assert "Seed `9ix`" in texts(view)
    assert buttons(view) == {
        "Another": f"v1:encounter:{of}:another",
        "Save": f"v1:encounter:{of}:keep",
        "Add to the fight": f"v1:encounter:{of}:add",
        "Add hidden": f"v1:encounter:{of}:hide",
    }


@pytest.mark.parametrize("locale", [None, PSEUDO])
def test_the_longest_cards_fit(locale: str | None) -> None:
    words = CATALOGUE.speak(locale)
    book = PLAN.bestiary(Edition.SRD_51)
    longest = sorted(book.kinds, key=lambda kind: -len(kind.name))[:MOST_GROUPS]
    groups = tuple(Group(kind.name, 6) for kind in longest)
    wish = Wish(Edition.SRD_51, (20,) * MOST_PARTY)
    measure = PLAN.measure(groups, wish.levels, wish.edition)
    view = proposal_card(wish, written_wish(wish, book), measure, there=kinds(groups, book), words=words)
    assert len(texts(view)) <= 4_000
    many = [Encounter("*" * LONGEST_NAME, Edition.SRD_51, groups)] * MOST_ENCOUNTERS
    assert len(texts(encounters_card(many, words))) <= 4_000
    assert len(encounter_said("encounter-saved", many[0], words)) <= 2_000
    assert len(encounter_label(many[0], 99)) <= 100


def test_who_keeps_none_is_told_how() -> None:
    assert "/combat encounter save" in texts(encounters_card((), WORDS))
