"""Limits: what a person is told, and never to wait for nothing."""

from __future__ import annotations

import pytest

from core.tables.limits import Limit


@pytest.mark.parametrize(("wait_s", "said"), [(1e-6, 1), (0.2, 1), (1.0, 1), (1.000001, 2), (9.2, 10), (300.0, 300)])
def test_seconds_are_rounded_up_and_never_none(wait_s: float, said: int) -> None:
    error = Limit("rolls", 10, 10).refusal(wait_s)
    assert (error.reason, error.facts["seconds"], error.code) == ("too-fast", said, "RATE_LIMIT")
    assert (error.facts["limit"], error.facts["times"], error.facts["per_s"]) == ("rolls", 10, 10)


@pytest.mark.parametrize(("times", "half"), [(1, 1), (2, 1), (3, 1), (10, 5)])
def test_half_a_limit_is_one_at_least(times: int, half: int) -> None:
    assert Limit("rolls", times, 10).halved() == Limit("rolls", half, 10)
