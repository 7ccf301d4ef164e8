"""A session numbers, remembers and replays."""

from __future__ import annotations

from typing import Any

import orjson

from bot.sandbox.gateway.intents import Intents
from bot.sandbox.gateway.protocol import Shard
from bot.sandbox.gateway.session import REPLAYABLE_EVENTS, Session


class _Wire:
    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []
        self.closed: int | None = None

    def send(self, payload: bytes) -> None:
        self.sent.append(orjson.loads(payload))

    def send_torn(self, payload: bytes) -> None:
        self.sent.append(orjson.loads(payload) | {"t": "torn"})

    def close(self, code: int, reason: str = "") -> None:
        self.closed = code

    @property
    def story(self) -> list[tuple[int, str]]:
        return [(payload["s"], payload["t"]) for payload in self.sent]


def _session() -> tuple[Session, _Wire]:
    session, wire = Session(Shard(0, 1), Intents.GUILDS), _Wire()
    session.wire = wire
    return session, wire


def test_events_are_numbered_from_one() -> None:
    session, wire = _session()
    session.dispatch("READY", {})
    session.dispatch("GUILD_CREATE", {})
    assert wire.story == [(1, "READY"), (2, "GUILD_CREATE")]


def test_what_was_missed_is_replayed_in_order_before_what_comes_next() -> None:
    session, wire = _session()
    session.dispatch("READY", {})
    assert session.leave(wire)
    session.dispatch("A", {})
    session.dispatch("B", {})
    back = _Wire()
    session.resume(back, 1)
    session.dispatch("RESUMED", {})
    assert back.story == [(2, "A"), (3, "B"), (4, "RESUMED")]
    assert wire.story == [(1, "READY")]


def test_what_left_the_buffer_cannot_be_replayed() -> None:
    session, _ = _session()
    for _ in range(REPLAYABLE_EVENTS + 1):
        session.dispatch("A", {})
    assert session.can_replay_after(1)
    assert not session.can_replay_after(0)


def test_resuming_elsewhere_closes_the_older_connection() -> None:
    session, old = _session()
    session.resume(_Wire(), 0)
    assert old.closed == 4000


def test_an_older_connection_that_ends_late_does_not_take_the_newer_away() -> None:
    session, old = _session()
    new = _Wire()
    session.resume(new, 0)
    assert not session.leave(old)
    assert session.wire is new


def test_shards_hold_guilds_by_the_formula_and_the_first_holds_direct_messages() -> None:
    guild = str((12345 << 22) | 7)
    assert [Shard(i, 2).holds(guild) for i in (0, 1)] == [False, True]
    assert [Shard(i, 2).holds(None) for i in (0, 1)] == [True, False]
