"""Any order of commands, doubles and crashes gives the same fold as a clean run in memory."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from dataclasses import replace
from enum import Enum, auto
from typing import Any, TypeVar

import asyncpg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from core.errors import GameError, UnavailableError
from core.ids import Cause, StreamId, UserId
from core.ledger.book import Book, replay, undo
from core.ledger.event import Draft, Event
from core.ports.publisher import Hint
from data.postgres.engine import open_engine
from data.postgres.erase import erase
from data.postgres.projection import merged
from data.postgres.verify import verify
from tests.core.ledger.history import History
from tests.core.ledger.purse import KINDS, PURSES, Purse, compensate, fill, spend
from tests.data.postgres.purses import (
    ALICE,
    BOB,
    LOGS,
    NOW,
    TOTALS,
    Published,
    erase_log,
    make_tables,
    open_ledger,
    rows,
)

T = TypeVar("T")
Decide = Callable[[Purse, list[Event]], tuple[Draft, ...]]


class Crash(Enum):
    """What goes wrong, and when."""

    NONE = auto()
    BEFORE_LOAD = auto()  # the process fails here
    AFTER_LOAD = auto()
    AFTER_APPEND = auto()  # and so before the commit
    BEFORE_PUBLISH = auto()  # and so after it
    CUT_BEFORE_LOAD = auto()  # the connection is lost here, and the process goes on
    CUT_AFTER_LOAD = auto()
    CUT_AFTER_APPEND = auto()
    CANCELLED_AFTER_APPEND = auto()  # the task is


class CrashedError(Exception):
    """The process came this far."""


class CrashingPublisher(Published):
    """A publisher before which the process may die."""

    crashes = False

    async def publish(self, hints: list[Hint]) -> None:  # type: ignore[override]  # a list is what comes
        if self.crashes:
            raise CrashedError
        await super().publish(hints)


class World:
    """A real ledger, on an event loop of its own."""

    def __init__(self, url: str, runner: asyncio.Runner) -> None:
        self._runner = runner
        self.numbers = itertools.count()
        self.published = CrashingPublisher()
        self.engine = open_engine(url, pool_size=3)
        self.ledger = open_ledger(self.engine, merged(TOTALS, LOGS), self.published)
        self._admin = self.run(asyncpg.connect(url))
        self.run(make_tables(self.engine))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    def close(self) -> None:
        self.run(self._admin.close())
        self.run(self.engine.dispose())

    async def cut(self) -> None:
        """Kill the backend of the open transaction."""
        await self._admin.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE state = 'idle in transaction' AND datname = current_database()"
        )

    async def point(self, crash: Crash, fails: Crash, cut: Crash) -> None:
        if crash is fails:
            raise CrashedError
        if crash is cut:
            await self.cut()
        elif crash is Crash.CANCELLED_AFTER_APPEND and fails is Crash.AFTER_APPEND:
            raise asyncio.CancelledError

    async def perform(
        self, book: Book[Purse], stream: StreamId, decide: Decide, actor: UserId, cause: Cause, crash: Crash
    ) -> tuple[Event, ...]:
        self.published.crashes = crash is Crash.BEFORE_PUBLISH
        async with self.ledger.unit_of_work() as work:
            await self.point(crash, Crash.BEFORE_LOAD, Crash.CUT_BEFORE_LOAD)
            loaded = await work.load(book, stream, cause)
            await self.point(crash, Crash.AFTER_LOAD, Crash.CUT_AFTER_LOAD)
            if loaded.recorded:
                return loaded.recorded
            drafts = decide(loaded.state, await self.ledger.history(stream))
            done = await work.append(book, loaded, drafts, at=NOW, actor=actor, cause=cause)
            await self.point(crash, Crash.AFTER_APPEND, Crash.CUT_AFTER_APPEND)
        return done.events


def seen(event: Event) -> tuple[object, ...]:
    """All of an event but its time, its salt and what is hashed with them."""
    return event.sequence, event.actor, event.kind, event.fact, event.visibility, event.cause, event.undoes


class LedgerMachine(RuleBasedStateMachine):
    """Two purses; beside the ledger a clean history of each, in memory."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        example = next(world.numbers)
        self.purses = [History(StreamId(f"purse:{example}.{number}")) for number in range(2)]
        self.told: list[Hint] = []
        world.published.hints.clear()

    which = st.integers(0, 1)
    actors = st.sampled_from([ALICE, BOB])
    causes = st.integers(1, 12).map(lambda number: Cause(f"cause-{number}"))
    crashes = st.just(Crash.NONE) | st.sampled_from(Crash)

    @rule(which=which, coins=st.integers(0, 5), actor=actors, cause=causes, crash=crashes)
    def fills(self, which: int, coins: int, actor: UserId, cause: Cause, crash: Crash) -> None:
        self.command(which, lambda purse, events: fill(coins, f"{actor} Xyzzy"), actor, cause, crash)

    @rule(which=which, coins=st.integers(1, 4), actor=actors, cause=causes, crash=crashes)
    def spends(self, which: int, coins: int, actor: UserId, cause: Cause, crash: Crash) -> None:
        self.command(which, lambda purse, events: spend(purse, coins, f"ale {actor}"), actor, cause, crash)

    @rule(which=which, sequence=st.integers(1, 6), actor=actors, cause=causes, crash=crashes)
    def undoes(self, which: int, sequence: int, actor: UserId, cause: Cause, crash: Crash) -> None:
        self.command(which, lambda purse, events: undo(PURSES, events, sequence, compensate), actor, cause, crash)

    @rule(which=which, cause=causes, crash=crashes)
    def fills_by_the_next_release(self, which: int, cause: Cause, crash: Crash) -> None:
        book = replace(PURSES, version=PURSES.version + 1)
        self.command(which, lambda purse, events: fill(1, "x"), ALICE, cause, crash, book)

    @rule(actor=actors)
    def is_erased(self, actor: UserId) -> None:
        self.world.run(erase(self.world.engine, KINDS, [PURSES], actor, erasers=[erase_log]))
        for purse in self.purses:
            purse.entries = [
                replace(entry, private=None, salt=None) if event.actor == actor else entry
                for entry, event in zip(purse.entries, purse.events, strict=True)
            ]
            purse.state = replay(PURSES, purse.stream, purse.events)
            self.compare(purse)

    def command(
        self, which: int, decide: Decide, actor: UserId, cause: Cause, crash: Crash, book: Book[Purse] = PURSES
    ) -> None:
        purse = self.purses[which]
        told = self.outcome(self.world.perform(book, purse.stream, decide, actor, cause, crash))
        done, error = self.expected(purse, decide, actor, cause, crash)
        if error is None:
            assert isinstance(told, tuple), told
            assert [seen(event) for event in told] == [seen(event) for event in done]
        else:
            assert type(told) is error, told
        self.compare(purse)

    def outcome(self, work: Coroutine[Any, Any, tuple[Event, ...]]) -> tuple[Event, ...] | BaseException:
        try:
            return self.world.run(work)
        except (CrashedError, GameError, UnavailableError, asyncio.CancelledError) as error:
            return error

    def expected(
        self, purse: History, decide: Decide, actor: UserId, cause: Cause, crash: Crash
    ) -> tuple[list[Event], type[BaseException] | None]:
        """What a clean run answers, and which error the crash leaves instead."""
        if crash in (Crash.BEFORE_LOAD, Crash.AFTER_LOAD):
            return [], CrashedError
        if crash in (Crash.CUT_BEFORE_LOAD, Crash.CUT_AFTER_LOAD):
            # A refusal after the cut stands: the decision was made in memory, and nothing was to be kept.
            recorded = any(event.cause == cause for event in purse.events)
            return [], self.refusal(purse, decide, recorded, crash) or UnavailableError
        if recorded := [event for event in purse.events if event.cause == cause]:
            return recorded, None
        if refusal := self.refusal(purse, decide, False, crash):
            return [], refusal
        if crash is Crash.AFTER_APPEND:
            return [], CrashedError
        if crash is Crash.CUT_AFTER_APPEND:
            return [], UnavailableError
        if crash is Crash.CANCELLED_AFTER_APPEND:
            return [], asyncio.CancelledError
        done = purse.append(decide(purse.state, purse.events), actor=actor, cause=cause)
        if crash is Crash.BEFORE_PUBLISH:
            return done, CrashedError
        self.told.append(Hint(purse.stream, done[-1].sequence))
        return done, None

    def refusal(self, purse: History, decide: Decide, recorded: bool, crash: Crash) -> type[BaseException] | None:
        if recorded or crash is Crash.CUT_BEFORE_LOAD:
            return None
        try:
            decide(purse.state, purse.events)
        except GameError as refusal:
            return type(refusal)
        return None

    def compare(self, purse: History) -> None:
        state, sequence = self.world.run(self.world.ledger.read(PURSES, purse.stream))
        assert (state, sequence) == (purse.state, len(purse.entries))
        events = self.world.run(self.world.ledger.history(purse.stream))
        assert [seen(event) for event in events] == [seen(event) for event in purse.events]

    def teardown(self) -> None:
        report = self.world.run(verify(self.world.engine, KINDS, [PURSES]))
        assert report.ok, str(report)
        assert self.world.published.hints == self.told
        for purse in self.purses:
            coins = self.world.run(
                rows(self.world.engine, f"SELECT coins, moves FROM purse_total WHERE stream = '{purse.stream}'")
            )
            assert coins == ([(purse.state.coins, purse.state.moves)] if purse.entries else [])


def run_machine(url: str, *, examples: int, steps: int) -> None:
    with asyncio.Runner() as runner:
        world = World(url, runner)

        class Machine(LedgerMachine):
            def __init__(self) -> None:
                super().__init__(world)

        try:
            run_state_machine_as_test(
                Machine,
                settings=settings(
                    max_examples=examples,
                    stateful_step_count=steps,
                    deadline=None,
                    suppress_health_check=[HealthCheck.too_slow],
                ),
            )
        finally:
            world.close()


async def test_any_order_of_commands_doubles_and_crashes_gives_the_fold_of_a_clean_run(database_url: str) -> None:
    await asyncio.to_thread(run_machine, database_url, examples=12, steps=20)


@pytest.mark.soak
async def test_any_order_soak(database_url: str) -> None:
    await asyncio.to_thread(run_machine, database_url, examples=1_000, steps=50)
