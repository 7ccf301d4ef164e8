"""Leading a table on a real ledger: who is kept away, and what is left of them once they are erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from bot.adapters import BOOKS, KINDS
from core.errors import NotAllowedError
from core.ids import UserId
from core.tables.leading import Kick
from core.tables.presence import DmReturned
from core.tables.state import Person
from core.use_cases.lead_table import LeadTable
from core.use_cases.leave_table import LeaveTable
from data.postgres.erase import erase
from data.postgres.verify import verify
from tests.core.use_cases.conftest import NOW

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

Game = Any
STRANGER = Person(UserId(770077), "Ilse of Xyzzy")


@pytest.fixture
def lead(game: Game) -> LeadTable:
    return LeadTable(game.ledger, guilds=game.guilds, now=lambda: NOW)


async def all_text(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        return str([list(await connection.execute(text(f"SELECT t::text FROM {table} t"))) for table in (
            "ledger_event", "ledger_private", "ledger_stream", "tables", "notices",
        )])  # fmt: skip


async def test_who_is_kept_away_without_a_seat_can_be_erased_and_who_did_it_stays(
    game: Game, lead: LeadTable, engine: AsyncEngine, mara: Person, tavern: Any
) -> None:
    table = await game.open(mara, tavern, "open", cause=game.cause())
    cause = game.cause()
    for _ in range(2):
        led = await lead(table.stream, mara.user, Kick(STRANGER.user, STRANGER.name), cause=cause)
        assert [seat.user for seat in led.after.kicked] == [STRANGER.user]
    with pytest.raises(NotAllowedError, match="kicked"):
        await game.join(table.stream, STRANGER, cause=game.cause())
    barred, kicked = (await game.ledger.history(table.stream))[-2:]
    assert (barred.actor, kicked.actor, kicked.fact.seat) == (STRANGER.user, mara.user, barred.fact.seat)
    assert (await verify(engine, KINDS, BOOKS)).ok

    await erase(engine, KINDS, BOOKS, STRANGER.user)
    left = await all_text(engine)
    assert "Xyzzy" not in left
    assert str(STRANGER.user) not in left
    (seat,) = (await game.read(table.stream)).table.kicked
    assert (seat.user, seat.name) == (None, None)
    assert (await game.ledger.history(table.stream))[-1].actor == mara.user
    assert (await verify(engine, KINDS, BOOKS)).ok


async def test_who_sent_them_away_can_be_erased_and_they_stay_away(
    game: Game, lead: LeadTable, engine: AsyncEngine, mara: Person, tavern: Any
) -> None:
    table = await game.open(mara, tavern, "open", cause=game.cause())
    await lead(table.stream, mara.user, Kick(STRANGER.user, STRANGER.name), cause=game.cause())
    await erase(engine, KINDS, BOOKS, mara.user)
    with pytest.raises(NotAllowedError, match="kicked"):
        await game.join(table.stream, STRANGER, cause=game.cause())


async def test_a_dm_who_keeps_a_stranger_away_is_back(game: Game, lead: LeadTable, mara: Person, tavern: Any) -> None:
    table = await game.open(mara, tavern, "dm-led", cause=game.cause())
    away = await LeaveTable(game.ledger, now=lambda: NOW)(table.stream, mara.user, cause=game.cause())
    assert away.absence
    led = await lead(table.stream, mara.user, Kick(STRANGER.user, STRANGER.name), cause=game.cause())
    assert led.after.absence is None
    assert isinstance((await game.ledger.history(table.stream))[-1].fact, DmReturned)
