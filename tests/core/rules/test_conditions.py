"""Conditions and exhaustion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dice.advantage import Advantage
from core.rules.abilities import Ability
from core.rules.conditions import Condition, Effects, effects, effects_of, with_implied
from core.rules.edition import Edition
from core.rules.exhaustion import FATAL, after_long_rest, exhaustion, speed_left

editions = st.sampled_from(Edition)
some = st.sets(st.sampled_from(Condition))


@given(some, editions)
def test_what_conditions_do_together_does_not_depend_on_their_order(
    conditions: set[Condition], edition: Edition
) -> None:
    ordered = sorted(conditions)

    assert effects_of(ordered, edition) == effects_of(reversed(ordered), edition) == effects_of(ordered * 2, edition)


@given(some, some, editions)
def test_more_conditions_never_lift_a_ban(fewer: set[Condition], more: set[Condition], edition: Edition) -> None:
    before, after = effects_of(fewer, edition), effects_of(fewer | more, edition)

    for name in ("speed_zero", "incapacitated", "speechless", "spares_source", "critical_near"):
        assert getattr(after, name) >= getattr(before, name)
    assert after.failed_saves >= before.failed_saves


@given(some, editions)
def test_what_is_implied_is_there(conditions: set[Condition], edition: Edition) -> None:
    whole = with_implied(conditions, edition)

    assert whole >= conditions
    assert with_implied(whole, edition) == whole


def test_nothing_does_nothing() -> None:
    assert effects_of([], Edition.SRD_52) == Effects()


@pytest.mark.parametrize("edition", Edition)
def test_whoever_is_unconscious_is_helpless_prone_and_easily_killed(edition: Edition) -> None:
    asleep = effects_of([Condition.UNCONSCIOUS], edition)

    assert asleep.incapacitated
    assert asleep.crawls
    assert asleep.speechless
    assert asleep.critical_near
    assert asleep.failed_saves == {Ability.STRENGTH, Ability.DEXTERITY}
    assert asleep.attacked is Advantage.ADVANTAGE


def test_advantage_and_disadvantage_of_two_conditions_cancel_out() -> None:
    both = effects_of([Condition.BLINDED, Condition.INVISIBLE], Edition.SRD_51)

    assert (both.attacks, both.attacked) == (Advantage.NONE, Advantage.NONE)


@pytest.mark.parametrize(
    ("condition", "field", "then", "now"),
    [
        (Condition.GRAPPLED, "attacks_on_others", Advantage.NONE, Advantage.DISADVANTAGE),
        (Condition.INCAPACITATED, "initiative", Advantage.NONE, Advantage.DISADVANTAGE),
        (Condition.INVISIBLE, "initiative", Advantage.NONE, Advantage.ADVANTAGE),
        (Condition.STUNNED, "speed_zero", True, False),
        (Condition.POISONED, "attacks", Advantage.DISADVANTAGE, Advantage.DISADVANTAGE),
    ],
)
def test_the_editions_differ_where_their_texts_do(condition: Condition, field: str, then: object, now: object) -> None:
    assert getattr(effects(condition, Edition.SRD_51), field) == then
    assert getattr(effects(condition, Edition.SRD_52), field) == now


@given(st.integers(0, FATAL - 1), st.integers(0, 60), editions)
def test_more_exhaustion_is_never_better(level: int, speed: int, edition: Edition) -> None:
    assert speed_left(speed, level + 1, edition) <= speed_left(speed, level, edition)
    assert exhaustion(level + 1, edition).d20_tests <= exhaustion(level, edition).d20_tests
    assert not exhaustion(level, edition).dead
    assert after_long_rest(level, edition) == max(0, level - 1)


@pytest.mark.parametrize("edition", Edition)
def test_the_sixth_level_kills_and_there_is_no_seventh(edition: Edition) -> None:
    assert exhaustion(FATAL, edition).dead
    with pytest.raises(ValueError, match="no exhaustion of level 7"):
        exhaustion(FATAL + 1, edition)
