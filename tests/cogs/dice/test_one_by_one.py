"""A line in front of one thread: one piece of work at a time, and one for each person."""

from __future__ import annotations

import asyncio
import threading

import pytest

from cogs.dice.one_by_one import OneByOne
from core.errors import LimitError
from core.ids import UserId

ALICE, BOB, CAROL = UserId(1), UserId(2), UserId(3)


class Work:
    """Work that goes on until it is let go, and notes who is at it."""

    def __init__(self) -> None:
        self.let_go = threading.Event()
        self.under_way = 0
        self.most = 0
        self.done: list[UserId] = []

    def of(self, user: UserId) -> None:
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        self.let_go.wait(timeout=30)
        self.under_way -= 1
        self.done.append(user)


async def test_work_of_several_people_is_done_one_after_the_other_as_they_came() -> None:
    line, work = OneByOne(), Work()
    async with asyncio.TaskGroup() as group:
        for user in (ALICE, BOB, CAROL):
            group.create_task(line.run(user, lambda user=user: work.of(user)))
        await asyncio.sleep(0)
        work.let_go.set()
    assert work.most == 1
    assert work.done == [ALICE, BOB, CAROL]


async def test_who_stands_in_line_is_refused_and_holds_nobody_up() -> None:
    line, work = OneByOne(), Work()
    async with asyncio.TaskGroup() as group:
        for user in (ALICE, BOB):
            group.create_task(line.run(user, lambda user=user: work.of(user)))
        await asyncio.sleep(0)
        for user in (ALICE, BOB, ALICE):
            with pytest.raises(LimitError, match="odds-under-way"):
                await line.run(user, lambda: work.of(CAROL))
        work.let_go.set()
    assert work.done == [ALICE, BOB]


async def test_who_has_been_answered_may_ask_again_and_is_forgotten() -> None:
    line = OneByOne()
    assert [await line.run(ALICE, lambda number=number: number) for number in range(3)] == [0, 1, 2]
    assert not line._standing


async def test_who_was_failed_may_ask_again() -> None:
    line = OneByOne()
    with pytest.raises(ZeroDivisionError):
        await line.run(ALICE, lambda: 1 // 0)
    assert await line.run(ALICE, lambda: 7) == 7
