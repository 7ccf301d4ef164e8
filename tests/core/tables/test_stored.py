"""Tables of every release fold for ever: each file was exported by the release it is named after and never changes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.ids import ChannelId, GuildId, StreamId, TableCode, UserId
from core.ledger import export
from core.ledger.audit import Audit
from core.ledger.book import replay
from core.ledger.chain import read
from core.ledger.kinds import Kinds
from core.tables.books import TABLES
from core.tables.events import KINDS, Rolled
from core.tables.state import Seat, Table

STORED = Path(__file__).parent / "stored"
STREAM = StreamId("table:1573570543838298112")
MARA, TOBIN = UserId(81000000000000000), UserId(81000000000000001)


def entries() -> list[export.Entry]:
    return [export.load(line) for line in (STORED / "0.1-table.jsonl").read_text("utf-8").splitlines()]


def test_a_table_of_the_first_release_verifies() -> None:
    audit = Audit(Kinds(KINDS), TABLES, STREAM)
    assert [audit.fault(entry) for entry in entries()] == [None] * 9


def test_a_table_of_the_first_release_folds_as_ever_without_whom_was_erased() -> None:
    events = [read(Kinds(KINDS), entry) for entry in entries()]
    at_the_end = Table(
        STREAM,
        code=TableCode("MIST-1234"),
        mode="dm-led",
        guild=GuildId(1),
        channel=ChannelId(2),
        creator=MARA,
        seats=(Seat(1, "dm", MARA, "Mara of Élan"), Seat(2, "player", TOBIN, "Tobin 鍵")),
        next_seat=4,
        rolls=3,
        active_at=datetime(2026, 11, 21, 19, 7, tzinfo=UTC),
        dm_seen_at=datetime(2026, 11, 21, 19, 8, tzinfo=UTC),
        opened_at=datetime(2026, 11, 21, 19, 1, tzinfo=UTC),
        closed_at=datetime(2026, 11, 21, 19, 8, tzinfo=UTC),
        closed_for="closed",
        sequence=9,
    )
    assert replay(TABLES, STREAM, events) == at_the_end
    in_between = replay(TABLES, STREAM, events, until=4)
    assert [(seat.number, seat.user, seat.name) for seat in in_between.seats][2] == (3, None, None)
    assert in_between.is_open


def test_the_rolls_of_the_first_release_are_read_as_they_were_made() -> None:
    rolls = [event.fact for entry in entries() if isinstance((event := read(Kinds(KINDS), entry)).fact, Rolled)]
    assert [(roll.notation, roll.total, roll.passed, roll.hidden) for roll in rolls] == [
        ("4d6kh3", 15, True, False),
        ("1d20 + 5", 22, None, True),
        ("2d6mi2 + 1d8", 16, None, False),
    ]
    assert rolls[0].dice[0].kept == (True, False, True, True)
    assert rolls[2].dice[0].values == (2, 6)
