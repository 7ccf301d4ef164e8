"""Spell slots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.edition import Edition
from core.rules.slots import NO_SLOTS, Casting, caster_level, class_slots, pact_slots, spell_slots

editions = st.sampled_from(Edition)
levels = st.integers(1, 19)
casters = st.sampled_from([Casting.FULL, Casting.HALF])


@given(casters, levels, editions)
def test_a_level_never_takes_a_slot_away(casting: Casting, level: int, edition: Edition) -> None:
    before, after = class_slots(casting, level, edition), class_slots(casting, level + 1, edition)

    assert all(one <= other for one, other in zip(before, after, strict=True))


@given(casters, levels, editions)
def test_who_casts_by_one_class_has_its_slots_whatever_else_they_learnt(
    casting: Casting, level: int, edition: Edition
) -> None:
    others = [(Casting.NONE, 3), (Casting.PACT, 2)]

    assert spell_slots([*others, (casting, level)], edition) == class_slots(casting, level, edition)


@given(levels)
def test_pact_slots_are_few_and_alike(level: int) -> None:
    now, then = pact_slots(level), pact_slots(level + 1)

    assert 1 <= now.slots <= then.slots <= 4
    assert 1 <= now.level <= then.level <= 5


def test_who_casts_nothing_has_no_slots() -> None:
    assert spell_slots([(Casting.NONE, 20)], Edition.SRD_52) == NO_SLOTS
    assert spell_slots([], Edition.SRD_51) == NO_SLOTS
    assert pact_slots(0) == (0, 0)


@pytest.mark.parametrize(("edition", "level"), [(Edition.SRD_51, 2), (Edition.SRD_52, 3)])
def test_half_levels_are_rounded_as_each_edition_does(edition: Edition, level: int) -> None:
    assert caster_level([(Casting.HALF, 3), (Casting.FULL, 1)], edition) == level
