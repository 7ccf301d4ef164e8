"""Every quota: Valkey's, a process's own while Valkey is away, and the plain one that use cases are tested with."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from core.errors import LimitError
from core.ids import Cause, UserId
from core.tables.limits import Limit
from data.valkey.quota import ValkeyQuota
from tests.core.tables.quotas import PlainQuota

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator

    from core.ports.quota import Quota

MARA, TOBIN = UserId(10), UserId(11)
NOWHERE = "redis://127.0.0.1:1/0"
CAUSES = (Cause(str(number)) for number in itertools.count(1))


class Case:
    """A quota, and the limit that comes out as four in an hour."""

    def __init__(self, quota: Quota, times: int) -> None:
        self.quota = quota
        self.limit = Limit("rolls", times, 3600)

    async def waits(self, user: UserId = MARA, cause: Cause | None = None) -> int:
        """The seconds that somebody is told to wait; 0 for none."""
        try:
            await self.quota.take(self.limit, user, cause or next(CAUSES))
        except LimitError as error:
            return int(error.facts["seconds"])
        return 0

    async def use_up(self) -> list[Cause]:
        causes = [next(CAUSES) for _ in range(4)]
        assert [await self.waits(cause=cause) for cause in causes] == [0] * 4
        return causes


@asynccontextmanager
async def quotas(which: str, url: str) -> AsyncGenerator[Case]:
    if which == "plain":
        yield Case(PlainQuota(), 4)
        return
    async with ValkeyQuota(url if which == "valkey" else NOWHERE) as quota:
        yield Case(quota, 4 if which == "valkey" else 8)


@pytest.fixture(params=["valkey", "alone", "plain"])
async def case(request: pytest.FixtureRequest, valkey_url: str) -> AsyncIterator[Case]:
    async with quotas(request.param, valkey_url) as case:
        yield case


async def test_what_is_allowed_is_allowed_and_the_next_has_to_wait(case: Case) -> None:
    await case.use_up()
    assert 3590 < await case.waits() <= 3600
    with pytest.raises(LimitError, match="too-fast") as refused:
        await case.quota.take(case.limit, MARA, next(CAUSES))
    assert (refused.value.facts["times"], refused.value.facts["per_s"]) == (4, 3600)


async def test_a_cause_is_charged_once(case: Case) -> None:
    first = next(CAUSES)
    assert [await case.waits(cause=first) for _ in range(10)] == [0] * 10
    assert [await case.waits() == 0 for _ in range(4)] == [True, True, True, False]


async def test_a_cause_delivered_twice_at_the_limit_is_answered_as_before(case: Case) -> None:
    allowed = await case.use_up()
    late = next(CAUSES)
    assert await case.waits(cause=late) > 0
    assert [await case.waits(cause=cause) for cause in allowed] == [0] * 4
    await case.quota.give_back(case.limit, MARA, allowed[0])  # there is room again, but this one has been refused
    assert await case.waits(cause=late) > 0
    assert await case.waits() == 0


async def test_the_same_cause_at_the_same_time_is_charged_once(case: Case) -> None:
    first = next(CAUSES)
    assert await asyncio.gather(*(case.waits(cause=first) for _ in range(8))) == [0] * 8
    assert [await case.waits() == 0 for _ in range(4)] == [True, True, True, False]


async def test_of_many_at_once_as_many_pass_as_are_allowed(case: Case) -> None:
    ends = await asyncio.gather(*(case.waits() for _ in range(40)))
    assert ends.count(0) == 4


async def test_people_in_the_same_moment_do_not_count_for_each_other(case: Case) -> None:
    ends = await asyncio.gather(*(case.waits(user) for user in (MARA, TOBIN) * 4))
    assert ends == [0] * 8


async def test_limits_do_not_count_for_each_other(case: Case) -> None:
    await case.use_up()
    await case.quota.take(Limit("tables", 1, 300), MARA, next(CAUSES))


async def test_what_is_given_back_can_be_taken_again(case: Case) -> None:
    causes = await case.use_up()
    await case.quota.give_back(case.limit, MARA, causes[2])
    assert [await case.waits() == 0 for _ in range(2)] == [True, False]


async def test_what_was_never_taken_is_given_back_in_vain(case: Case) -> None:
    await case.quota.give_back(case.limit, MARA, next(CAUSES))
    await case.use_up()
    await case.quota.give_back(case.limit, TOBIN, next(CAUSES))
    assert await case.waits() > 0
