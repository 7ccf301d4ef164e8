"""Windows in memory and in Valkey's script, held against a plain list; the script on a clock that the test turns."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis

from core.ids import Cause, UserId
from core.tables.limits import Limit
from data.valkey.own_window import REFUSALS_KEPT, OwnWindow
from data.valkey.quota import SCRIPT
from tests.core.tables.quotas import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.embedded.valkey import EmbeddedValkey

MARA = UserId(10)
STEPS_MS = st.lists(
    st.tuples(st.integers(0, 2500), st.integers(0, 12), st.integers(0, 9).map(lambda roll: roll == 0)), max_size=60
)
"""How long after the one before, for which cause, and whether it is a giving back."""
LIMITS = st.builds(Limit, st.just("rolls"), st.integers(1, 5), st.integers(1, 5))
START_S = 1_800_000_000
"""A time of today's size: microseconds since 1970 leave a double few bits to spare."""
KEYS = (f"test:{{{number}}}" for number in itertools.count())


class TurnedScript:
    """The script of the quota with its clock taken out, on a real server."""

    def __init__(self, server: Redis) -> None:
        turned = SCRIPT.replace("redis.call('TIME')", "{ARGV[4], ARGV[5]}")
        assert turned != SCRIPT
        self._run = server.register_script(turned)
        self._server = server
        self.key = next(KEYS)

    def take(self, limit: Limit, cause: Cause, now_ms: int, *, and_us: int = 0) -> float:
        seconds, microseconds = divmod((START_S * 1000 + now_ms) * 1000 + and_us, 1_000_000)
        answer = self._run(
            keys=[self.key, f"{self.key}:refused"],
            args=[cause, limit.times, limit.per_s, seconds, microseconds],
        )
        return answer / 1e6

    def give_back(self, cause: Cause) -> None:
        self._server.zrem(self.key, cause)


@pytest.fixture
def server(valkey: EmbeddedValkey) -> Iterator[Redis]:
    with Redis.from_url(valkey.url) as client:
        yield client


@given(limit=LIMITS, steps=STEPS_MS)
@settings(deadline=None)
def test_windows_in_memory_count_as_a_plain_list_would(limit: Limit, steps: list[tuple[int, int, bool]]) -> None:
    window, plain, now_ms = OwnWindow(), Window(), 0
    for wait_ms, number, undo in steps:
        now_ms, cause = now_ms + wait_ms, Cause(f"{number:02}")
        if undo:
            window.give_back(limit, MARA, cause)
            plain.give_back(cause)
            continue
        now_s = now_ms / 1024  # so that a double holds it exactly, and both mean the same moment by the last one
        assert window.take(limit, MARA, cause, now_s) == plain.take(cause, now_s, limit.times, limit.per_s)


@given(limit=LIMITS, steps=STEPS_MS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_script_counts_as_a_plain_list_would(
    server: Redis, limit: Limit, steps: list[tuple[int, int, bool]]
) -> None:
    script, plain, now_ms = TurnedScript(server), Window(), 0
    for wait_ms, number, undo in steps:
        now_ms, cause = now_ms + wait_ms, Cause(f"{number:02}")
        if undo:
            script.give_back(cause)
            plain.give_back(cause)
            continue
        wait_s = script.take(limit, cause, now_ms)
        assert wait_s * 1000 == pytest.approx(plain.take(cause, now_ms, limit.times, limit.per_s * 1000), abs=0.01)


def test_a_clock_that_is_set_back_locks_nobody_out(server: Redis) -> None:
    script, limit = TurnedScript(server), Limit("rolls", 2, 10)
    for number in range(3):
        script.take(limit, Cause(f"before {number}"), 3_600_000)
    assert [script.take(limit, Cause(f"after {number}"), number) for number in range(3)] == [0.0, 0.0, 9.998]


def test_of_doings_a_microsecond_apart_none_is_overlooked(server: Redis) -> None:
    script, limit = TurnedScript(server), Limit("rolls", 50, 10)
    ends = [script.take(limit, Cause(f"{number:02}"), 0, and_us=number) for number in range(51)]
    assert ends == [0.0] * 50 + [pytest.approx(9.99995)]


def test_after_a_limit_is_lowered_one_waits_for_as_many_as_are_too_many(server: Redis) -> None:
    script, window, many, few = TurnedScript(server), OwnWindow(), Limit("rolls", 5, 10), Limit("rolls", 2, 10)
    for number in range(5):
        script.take(many, Cause(str(number)), number * 1000)
        window.take(many, MARA, Cause(str(number)), float(number))
    assert script.take(few, Cause("late"), 4000) == window.take(few, MARA, Cause("late"), 4.0) == 9.0


def test_keys_go_by_themselves(server: Redis) -> None:
    script, limit = TurnedScript(server), Limit("rolls", 1, 10)
    for number in range(3):
        script.take(limit, Cause(str(number)), 0)
    assert 0 < server.pttl(script.key) <= 10_000
    assert 0 < server.pttl(f"{script.key}:refused") <= 900_000


def test_of_refusals_the_last_are_kept_and_no_more(server: Redis) -> None:
    script, window, limit = TurnedScript(server), OwnWindow(), Limit("rolls", 1, 10)
    for number in range(5 * REFUSALS_KEPT):
        script.take(limit, Cause(f"{number:03}"), number)
        window.take(limit, MARA, Cause(f"{number:03}"), number / 1000)
    assert server.zcard(f"{script.key}:refused") == REFUSALS_KEPT
    last, first = Cause(f"{5 * REFUSALS_KEPT - 1:03}"), Cause("001")
    # The window is empty twenty seconds on, so nothing refuses but what is remembered of a refusal.
    assert script.take(limit, last, 20_000) > 0
    assert window.take(limit, MARA, last, 20.0) > 0
    assert script.take(limit, first, 20_000) == 0
    assert window.take(limit, MARA, first, 20.0) == 0


def test_of_many_people_the_latest_are_remembered() -> None:
    window, limit = OwnWindow(most_windows=3), Limit("rolls", 1, 10)
    for user in (1, 2, 3, 1, 4):
        window.take(limit, UserId(user), Cause(f"of {user}"), 0.0)
    assert len(window) == 3
    assert window.take(limit, UserId(1), Cause("again"), 1.0) == 9.0
    assert window.take(limit, UserId(2), Cause("again"), 1.0) == 0.0
