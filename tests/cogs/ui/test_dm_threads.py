"""Who is in the private thread of those who lead: Discord is asked for what has changed, and for nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from cogs.ui.dm_threads import DmThreads
from core.ids import Cause, ChannelId, GuildId, StreamId, TableCode, UserId
from core.ledger.event import PUBLIC, Event
from core.tables.events import HandedOff, RoleGiven, SeatKicked, SeatLeft
from core.tables.notices import Notice
from core.tables.state import DmThread, Role, Seat, Table
from core.use_cases.take_notices import Owed
from tests.words import CATALOGUE

AT = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
STREAM, THREAD = StreamId("table:118"), ChannelId(77)
MARA, BOB = UserId(10), UserId(11)
WORDS = CATALOGUE.speak(None)


def led_by(mara: Role, bob: Role, *let_in: UserId) -> Table:
    seats = (Seat(1, mara, MARA, "Mara"), Seat(2, bob, BOB, "Bob"))
    thread = DmThread(THREAD, let_in)
    return Table(STREAM, TableCode("MIST-1234"), "dm-led", GuildId(1), ChannelId(2), seats=seats, dm_thread=thread)


class Discord:
    """Remembers who was let in and put out, and fails as told; meanwhile the table may change."""

    def __init__(self, table: Table) -> None:
        self.table = replace(table, opened_at=AT)
        self.asked: list[tuple[str, int]] = []
        self.struck_off: list[tuple[set[int], str]] = []
        self.fails = False
        self.meanwhile: Table | None = None
        self.threads = DmThreads(self, None, self.read, self.clear, words=lambda _: WORDS, public_url="")  # pyright: ignore[reportArgumentType] -- stand-ins

    async def add_user_to_thread(self, thread: int, user: int) -> None:
        self.asked.append(("in", user))
        if self.meanwhile:
            self.table, self.meanwhile = replace(self.meanwhile, opened_at=AT), None

    async def remove_user_from_thread(self, thread: int, user: int) -> None:
        if self.fails:
            response: Any = SimpleNamespace(status=403, reason="")
            raise discord.Forbidden(response, {"code": 50013, "message": "x"})
        self.asked.append(("out", user))

    async def read(self, stream: StreamId) -> Any:
        return SimpleNamespace(table=self.table)

    async def clear(self, stream: StreamId, put_out: Collection[UserId], *, cause: Cause) -> None:
        self.struck_off.append((set(put_out), cause))

    async def told(self, fact: Any) -> None:
        event = Event(STREAM, 9, AT, MARA, "", 1, fact, PUBLIC, Cause("1"), None, b"", b"")
        await self.threads.do(Owed(Notice(5, STREAM, 9, GuildId(1), THREAD, tries=1), event, self.table))


async def test_who_was_put_out_is_struck_off() -> None:
    there = Discord(led_by("player", "dm", MARA, BOB))
    await there.told(HandedOff(2))
    assert there.asked == [("out", MARA), ("in", BOB)]
    assert there.struck_off == [({MARA}, "notice:5")]


async def test_who_could_not_be_put_out_is_not_struck_off() -> None:
    there = Discord(led_by("player", "dm", MARA, BOB))
    there.fails = True
    with pytest.raises(discord.Forbidden):
        await there.told(HandedOff(2))
    assert (there.asked, there.struck_off) == ([], [])


@pytest.mark.parametrize(
    "fact", [SeatLeft(2), SeatKicked(2), RoleGiven(2, "spectator")], ids=lambda fact: type(fact).__name__
)
async def test_nothing_is_asked_when_whoever_goes_did_not_lead(fact: Any) -> None:
    there = Discord(led_by("dm", "player", MARA))
    await there.told(fact)
    assert (there.asked, there.struck_off) == ([], [])


async def test_who_was_let_in_though_they_lead_no_more_is_put_out_again_even_if_struck_off_before() -> None:
    there = Discord(led_by("player", "dm", BOB))
    there.meanwhile = led_by("dm", "player", MARA)
    await there.told(HandedOff(2))
    assert there.asked == [("in", BOB), ("out", BOB), ("in", MARA)]
    assert there.struck_off == [({BOB}, "notice:5")]
