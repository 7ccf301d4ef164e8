"""Encounters before they are fought: read, measured, proposed."""

from __future__ import annotations

import doctest
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.combat.planning import groups, measuring, saved, wishes
from core.combat.planning.bestiary import Bestiary
from core.combat.planning.building import proposed
from core.combat.planning.groups import MOST_GROUPS, Group, read_groups, told_groups
from core.combat.planning.measuring import MOST_PARTY, foes_of, measured, read_party
from core.combat.planning.saved import Encounter, named, near
from core.combat.planning.wishes import WISHED, Span, Wish, read_span
from core.combat.record.state import Side
from core.combat.situation.creatures import Coming
from core.errors import GameError, LimitError, NotFoundError, RuleError
from core.rules.edition import Edition
from core.rules.encounters import Difficulty, difficulty
from core.rules.hit_points import HitPoints
from core.rules.vitals import DEAD, Vitals
from core.use_cases.plan_encounter import PlanEncounter
from tests.core.combat.fights import LIBRARY, fight

PLAN = PlanEncounter(LIBRARY)
BOOKS = {edition: PLAN.bestiary(edition) for edition in Edition}
NEW, OLD = BOOKS[Edition.SRD_52], BOOKS[Edition.SRD_51]
LEVELS = st.lists(st.integers(1, 20), min_size=1, max_size=MOST_PARTY).map(tuple)


@pytest.mark.parametrize("module", [groups, measuring, saved, wishes], ids=lambda module: module.__name__)
def test_examples_hold(module: object) -> None:
    result = doctest.testmod(module)  # pyright: ignore[reportArgumentType] -- modules have no type of their own
    assert result.failed == 0
    assert result.attempted > 0


@pytest.mark.parametrize(
    ("typed", "book", "meant"),
    [
        ("2 Goblin Warrior, Ogre", NEW, "2 Goblin Warrior, Ogre"),
        ("ogre , 2x goblin warrior,Ogre", NEW, "2 Ogre, 2 Goblin Warrior"),
        ("wolf x3", NEW, "3 Wolf"),
        ("2 xorn", NEW, "2 Xorn"),
        ("goblin warior", NEW, "Goblin Warrior"),
        ("adult red", NEW, "Adult Red Dragon"),
        ("Vampire, Bat Form, 2 Wolf", OLD, "Vampire, Bat Form, 2 Wolf"),
        ("2 Werewolf, Hybrid Form", OLD, "2 Werewolf, Hybrid Form"),
    ],
)
def test_monsters_are_found_as_people_name_them(typed: str, book: Bestiary, meant: str) -> None:
    assert told_groups(read_groups(typed, book)) == meant
    assert read_groups(meant, book) == read_groups(typed, book)


def test_a_name_that_may_mean_several_is_refused_with_all_of_them() -> None:
    with pytest.raises(NotFoundError, match="monster-unclear") as refused:
        read_groups("2 Goblin", NEW)
    assert set(str(refused.value.facts["near"]).split(", ")) >= {"Goblin Warrior", "Goblin Boss", "Goblin Minion"}
    assert read_groups("2 Goblin", OLD) == (Group("Goblin", 2),)


def test_a_name_like_no_other_is_refused_with_what_is_near_if_anything_is() -> None:
    with pytest.raises(NotFoundError, match="monster-unclear"):
        read_groups("beholder", NEW)
    with pytest.raises(NotFoundError, match="monster-unknown"):
        read_groups("zzzzqqq", NEW)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("", "monsters-empty"), (" , ,", "monsters-empty"), ("21 Wolf", "too-many-monsters"), ("0 Wolf", "too-many-mon")],
)
def test_what_is_no_encounter_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(GameError, match=reason):
        read_groups(typed, NEW)


def test_more_than_a_fight_holds_is_refused() -> None:
    with pytest.raises(LimitError, match="too-many-combatants"):
        read_groups("20 Wolf, 20 Ogre, 20 Troll, Xorn", NEW)
    with pytest.raises(LimitError, match="too-many-groups"):
        read_groups(", ".join(kind.name for kind in NEW.kinds[: MOST_GROUPS + 1]), NEW)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_what_is_told_is_read_again(data: st.DataObject) -> None:
    book = BOOKS[data.draw(st.sampled_from(list(Edition)))]
    picked = data.draw(st.lists(st.sampled_from(book.kinds), min_size=1, max_size=5, unique_by=lambda kind: kind.name))
    there = tuple(Group(kind.name, data.draw(st.integers(1, 12))) for kind in picked)
    assert read_groups(told_groups(there), book) == there


@pytest.mark.parametrize("typed", ["", "4x", "0", "21", "4x21", "0x3", "-1", "five", "4x5x6", "٤x٥"])
def test_a_party_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="party-unreadable"):
        read_party(typed)


def test_a_party_has_an_end() -> None:
    assert read_party("12x20") == (20,) * 12
    with pytest.raises(LimitError, match="party-too-large"):
        read_party("13x1")


@pytest.mark.parametrize("typed", ["", "1/3", "31", "high", "2--3", "<=1-2x"])
def test_ratings_that_there_are_not_are_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="challenge-unreadable"):
        read_span(typed)


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("3", Span(Fraction(3), Fraction(3))),
        ("5 - 2", Span(Fraction(2), Fraction(5))),
        ("1/8..1/2", Span(Fraction(1, 8), Fraction(1, 2))),
        (">= 4", Span(Fraction(4), Fraction(30))),
    ],
)
def test_ratings_are_read(typed: str, span: Span) -> None:
    assert read_span(typed) == span


def test_the_measure_is_what_the_book_says_of_the_sum() -> None:
    """Four of level 5 have 2,000 / 3,000 / 4,400 by the book's table; two ogres and an archmage by their blocks."""
    there = read_groups("2 Ogre", NEW)
    told = PLAN.measure(there, (5, 5, 5, 5), Edition.SRD_52)
    assert (told.xp, told.foes, told.difficulty, told.left) == (900, 2, Difficulty.TRIVIAL, 99)
    assert tuple(told.budget) == (2_000, 3_000, 4_400)
    alone = PLAN.measure(read_groups("Adult Red Dragon", NEW), (5, 5), Edition.SRD_52)
    assert (alone.difficulty, alone.above, alone.left) == (Difficulty.BEYOND, True, 0)
    assert PLAN.measure(read_groups("9 Wolf", NEW), (5, 5, 5, 5), Edition.SRD_52).crowd


def test_a_fight_is_measured_by_the_party_s_foes_that_are_in_it() -> None:
    there = fight()
    assert foes_of(there) == (50, 50)
    friend = there.combatants[3]
    assert foes_of(there.with_(type(friend)(3, monster=friend.monster, side=Side.PARTY, numbers=friend.numbers))) == (
        50,
    )
    slain = there.with_(replace(friend, vitals=Vitals(HitPoints(0, 10), DEAD, outright=True)))
    assert foes_of(slain) == (50,), "who is dead makes nothing harder"
    assert PLAN.measure_fight(there, (1,)).difficulty is Difficulty.HIGH
    assert Coming().side is Side.FOES


@given(LEVELS, st.integers(0, 10**6))
def test_a_measure_agrees_with_the_rules(levels: tuple[int, ...], xp: int) -> None:
    told = measured(Edition.SRD_51, levels, (xp,))
    assert told.difficulty is difficulty(levels, xp)
    assert told.left == 0 or difficulty(levels, xp + told.left) is told.difficulty


def worth(there: tuple[Group, ...], edition: Edition) -> int:
    """By the stat blocks themselves."""
    blocks = [(LIBRARY.monster(each.monster, edition), each.count) for each in there]
    return sum(block.xp * count for block, count in blocks if block)


@given(LEVELS, st.sampled_from(WISHED), st.sampled_from(list(Edition)), st.integers(0, 10**6))
@settings(max_examples=150, deadline=None)
def test_what_is_proposed_is_as_hard_as_was_wished_and_the_same_for_the_same_seed(
    levels: tuple[int, ...], wanted: Difficulty, edition: Edition, seed: int
) -> None:
    wish = Wish(edition, levels, wanted, seed)
    there = proposed(wish, BOOKS[edition])
    assert difficulty(levels, worth(there, edition)) is wanted
    assert sum(each.count for each in there) <= 4 * len(levels)
    assert proposed(wish, BOOKS[edition]) == there


@given(
    st.sampled_from(NEW.types), st.sampled_from(["1/4-3", "5+", "<=2", "1"]), st.integers(0, 999), st.integers(1, 12)
)
@settings(max_examples=150, deadline=None)
def test_wishes_are_met_or_refused(kind: str, span: str, seed: int, level: int) -> None:
    wish = Wish(Edition.SRD_52, (level,) * 4, Difficulty.HIGH, seed, kind, read_span(span))
    there: tuple[Group, ...] = ()
    with suppress(RuleError):
        there = proposed(wish, NEW)
    allowed = [each for each in NEW.kinds if wish.allows(each) and each.rating <= level]
    assert there or not any(125 * level < each.xp <= 200 for each in allowed), "one alone would have been enough"
    for each in there:
        found = NEW.exactly(each.monster)
        assert found.type == kind
        assert wish.span.least <= found.rating <= wish.span.most


def test_who_is_wished_is_there_and_the_rest_fits() -> None:
    wish = Wish(Edition.SRD_52, (3, 3, 3, 3), Difficulty.MODERATE, 5, having=(Group("Goblin Boss"),))
    for seed in range(20):
        there = proposed(type(wish)(wish.edition, wish.levels, wish.difficulty, seed, having=wish.having), NEW)
        assert there[0].monster == "Goblin Boss"
        assert difficulty(wish.levels, worth(there, Edition.SRD_52)) is Difficulty.MODERATE
    full = Wish(Edition.SRD_52, (1,), Difficulty.LOW, 0, having=(Group("Ogre", 3),))
    with pytest.raises(RuleError, match="encounter-full"):
        proposed(full, NEW)
    enough = Wish(Edition.SRD_52, (1,), Difficulty.HIGH, 0, having=(Group("Goblin Warrior", 2),))
    assert proposed(enough, NEW) == (Group("Goblin Warrior", 2),)


@pytest.mark.parametrize("seed", range(40))
def test_a_large_party_meets_no_more_of_a_kind_than_come_at_once(seed: int) -> None:
    for kind in ("plant", "beast", "humanoid"):
        with suppress(RuleError):
            assert all(
                each.count <= 20 for each in proposed(Wish(Edition.SRD_52, (3,) * 12, seed=seed, type=kind), NEW)
            )


def test_other_seeds_have_others() -> None:
    found = {proposed(Wish(Edition.SRD_52, (5,) * 4, Difficulty.MODERATE, seed), NEW) for seed in range(30)}
    assert len(found) > 20


def test_names_of_encounters_have_bounds_and_are_found_misspelt() -> None:
    assert named("  The\n old mill ") == "The old mill"
    for name, reason in (("\u200b", "encounter-name-empty"), ("x" * 41, "encounter-name-too-long")):
        with pytest.raises(GameError, match=reason):
            named(name)
    kept = tuple(Encounter(name, Edition.SRD_52, ()) for name in ("The old mill", "Wolves at dawn"))
    assert [each.name for each in near(kept, "dawn", 5)] == ["Wolves at dawn"]
