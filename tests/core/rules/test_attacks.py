"""Attack rolls."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dice.advantage import Advantage, together
from core.rules.attacks import Hit, Reach, Sight, armor_class_behind, attack_result, by_distance, by_sight
from core.rules.cover import Cover, best

naturals = st.integers(1, 20)
bonuses = st.integers(-10, 20)
armors = st.integers(1, 40)


@given(naturals, bonuses, armors, st.integers(18, 20))
def test_only_a_natural_twenty_hits_whatever_the_armor(natural: int, bonus: int, armor: int, critical_on: int) -> None:
    result = attack_result(natural, natural + bonus, armor, critical_on=critical_on)

    if natural == 20:
        assert result is Hit.CRITICAL
    elif natural == 1:
        assert result is Hit.MISS
    else:
        assert result.lands == (natural + bonus >= armor)
        assert (result is Hit.CRITICAL) == (result.lands and natural >= critical_on)


@given(naturals, bonuses, armors)
def test_cover_never_helps_the_attacker(natural: int, bonus: int, armor: int) -> None:
    hits = [
        attack_result(natural, natural + bonus, armor_class_behind(armor, cover)).lands
        for cover in (Cover.NONE, Cover.HALF, Cover.THREE_QUARTERS)
    ]
    assert hits == sorted(hits, reverse=True)


def test_of_several_covers_the_best_counts_and_behind_a_whole_one_nobody_is_a_target() -> None:
    assert best([Cover.HALF, Cover.HALF]) is Cover.HALF
    assert best([]) is Cover.NONE
    assert [cover.is_targetable for cover in Cover] == [True, True, True, False]


def test_who_neither_sees_nor_is_seen_attacks_as_if_both_saw() -> None:
    assert together(by_sight(Sight(of_target=False, of_attacker=False))) is Advantage.NONE
    assert by_sight(Sight()) == ()


@pytest.mark.parametrize(("feet", "crowded", "expected"), [
    (80, False, Advantage.NONE),
    (81, False, Advantage.DISADVANTAGE),
    (320, False, Advantage.DISADVANTAGE),
    (5, True, Advantage.DISADVANTAGE),
    (100, True, Advantage.DISADVANTAGE),
])  # fmt: skip
def test_distance_and_foes_at_hand_hinder_ranged_attacks(feet: int, crowded: bool, expected: Advantage) -> None:
    sources = by_distance(Reach(80, 320), feet, hostile_within_5_ft=crowded)

    assert sources is not None
    assert together(sources) is expected
