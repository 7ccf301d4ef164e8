"""Damage and hit points."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.damage import PHYSICAL, Blow, DamageType, Defence, Defences, Piercing, all_taken, taken
from core.rules.hit_points import HitPoints, kills_outright

FIRE = Defence(frozenset({DamageType.FIRE}))
BLADES = Defence(PHYSICAL, but=frozenset({Piercing.MAGICAL, Piercing.SILVERED}))
amounts = st.integers(-20, 500)
fires = st.builds(
    Blow,
    amounts,
    st.just(DamageType.FIRE),
    halved=st.booleans(),
    reduction=st.integers(0, 30),
)


@given(fires)
def test_immunity_is_worse_for_the_attacker_than_resistance_and_that_than_nothing(blow: Blow) -> None:
    whole = taken(blow)

    assert taken(blow, Defences(ignores=(FIRE,))) == 0
    assert taken(blow, Defences(resists=(FIRE,))) == whole // 2
    assert taken(blow, Defences(suffers=(FIRE,))) == 2 * whole
    assert taken(blow, Defences(resists=(FIRE,), suffers=(FIRE,))) == 2 * (whole // 2)
    assert whole >= 0


@given(fires, st.integers(1, 4))
def test_the_same_defence_several_times_counts_once(blow: Blow, times: int) -> None:
    assert taken(blow, Defences(resists=(FIRE,) * times)) == taken(blow, Defences(resists=(FIRE,)))


@pytest.mark.parametrize(
    ("made_of", "lost"), [((), 5), ((Piercing.MAGICAL,), 10), ((Piercing.SILVERED,), 10), ((Piercing.ADAMANTINE,), 5)]
)
def test_a_defence_against_plain_weapons_lets_others_through(made_of: tuple[Piercing, ...], lost: int) -> None:
    blow = Blow(10, DamageType.SLASHING, made_of=frozenset(made_of))

    assert taken(blow, Defences(resists=(BLADES,))) == lost


def test_each_type_goes_through_by_itself() -> None:
    blows = (Blow(7, DamageType.FIRE), Blow(9, DamageType.COLD), Blow(3, DamageType.FIRE))

    assert all_taken(blows, Defences(resists=(FIRE,))) == {DamageType.FIRE: 3 + 1, DamageType.COLD: 9}


hit_points = st.integers(1, 300).flatmap(
    lambda maximum: st.builds(HitPoints, st.integers(0, maximum), st.just(maximum), st.integers(0, 50))
)


@given(hit_points, amounts)
def test_damage_is_borne_by_the_cushion_then_the_body_and_the_rest_is_left_over(whole: HitPoints, amount: int) -> None:
    left, over = whole.damaged(amount)

    borne = (whole.temporary - left.temporary) + (whole.current - left.current)
    assert borne + over == max(0, amount)
    assert over == 0 or left.current == left.temporary == 0
    assert left.temporary == 0 or left.current == whole.current


@given(hit_points, amounts)
def test_healing_never_passes_the_maximum_nor_touches_the_cushion(whole: HitPoints, amount: int) -> None:
    healed = whole.healed(amount)

    assert healed.current == min(whole.maximum, whole.current + max(0, amount))
    assert healed.temporary == whole.temporary


@given(hit_points, st.integers(0, 50))
def test_temporary_hit_points_do_not_add_up_nor_heal(whole: HitPoints, amount: int) -> None:
    cushioned = whole.cushioned(amount)

    assert cushioned.temporary == max(whole.temporary, amount)
    assert cushioned.current == whole.current


@given(hit_points, st.integers(1, 300))
def test_a_lower_maximum_takes_what_is_above_it(whole: HitPoints, maximum: int) -> None:
    assert whole.with_maximum(maximum).current == min(whole.current, maximum)


@pytest.mark.parametrize("wrong", [(-1, 10, 0), (11, 10, 0), (0, 0, 0), (1, 1, -1)])
def test_there_are_no_hit_points_beyond_their_bounds(wrong: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such hit points"):
        HitPoints(*wrong)


@pytest.mark.parametrize(("current", "bloodied"), [(10, False), (6, False), (5, True), (1, True), (0, False)])
def test_half_is_bloodied(current: int, bloodied: bool) -> None:
    assert HitPoints(current, 10).is_bloodied is bloodied


@pytest.mark.parametrize(
    ("maximum", "current", "damage", "dead"), [(12, 6, 18, True), (10, 10, 20, True), (10, 10, 19, False)]
)
def test_massive_damage_kills(maximum: int, current: int, damage: int, dead: bool) -> None:
    assert kills_outright(HitPoints(current, maximum).damaged(damage)[1], maximum) is dead
