"""What admins said folds for ever: each file was exported by the release it is named after and never changes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from core.guilds.books import GUILDS
from core.guilds.events import KINDS
from core.guilds.state import GuildRules
from core.ids import ChannelId, RoleId, StreamId, UserId
from core.ledger import export
from core.ledger.audit import Audit
from core.ledger.book import replay
from core.ledger.chain import read
from core.ledger.kinds import Kinds

STORED = Path(__file__).parent / "stored"
STREAM = StreamId("guild:1573570543800000001")
MARA = UserId(81000000000000000)


def entries() -> list[export.Entry]:
    return [export.load(line) for line in (STORED / "0.1-guild.jsonl").read_text("utf-8").splitlines()]


def test_the_rules_of_the_first_release_verify() -> None:
    audit = Audit(Kinds(KINDS), GUILDS, STREAM)
    assert [audit.fault(entry) for entry in entries()] == [None] * 8


def test_the_rules_of_the_first_release_fold_as_ever() -> None:
    events = [read(Kinds(KINDS), entry) for entry in entries()]
    in_between = GuildRules(
        STREAM,
        openers=RoleId(70),
        leaders=RoleId(71),
        channels=(ChannelId(80), ChannelId(81)),
        link_days=7,
        changed_at=datetime(2026, 11, 21, 19, 2, tzinfo=UTC),
        sequence=5,
    )
    assert replay(GUILDS, STREAM, events, until=5) == in_between
    at_the_end = GuildRules(
        STREAM,
        leaders=RoleId(71),
        channels=(ChannelId(81),),
        changed_at=datetime(2026, 11, 21, 19, 4, tzinfo=UTC),
        sequence=8,
    )
    assert replay(GUILDS, STREAM, events) == at_the_end


def test_who_said_it_is_known_until_they_are_erased() -> None:
    events = [read(Kinds(KINDS), entry) for entry in entries()]
    assert [event.actor for event in events] == [MARA, MARA, MARA, MARA, None, MARA, MARA, MARA]


def test_every_kind_there_is_was_said() -> None:
    assert {entry.kind for entry in entries()} == {kind.name for kind in KINDS}
