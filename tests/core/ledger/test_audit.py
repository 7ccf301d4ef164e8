"""An audit finds the first thing that does not hold in a stream."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.ids import StreamId
from core.ledger import chain
from core.ledger.audit import Audit, StreamRow
from core.ledger.chain import Entry, Head
from tests.core.ledger.history import STREAM, History
from tests.core.ledger.purse import KINDS, PURSES, Purse, fill, spend


@pytest.fixture
def history() -> History:
    history = History()
    history.append(fill(2, "Mara"), actor=42)
    history.append(spend(history.state, 2, "ale"))
    return history


def row_of(history: History, state: Purse | None = None, *, version: int = PURSES.version) -> StreamRow:
    snapshot = PURSES.freeze(state or history.state)
    seal = chain.seal(STREAM, history.head, snapshot, version)
    return StreamRow(STREAM, history.head, snapshot, version, seal)


def fed(entries: list[Entry]) -> Audit[Purse]:
    audit = Audit(KINDS, PURSES, STREAM)
    for entry in entries:
        assert audit.fault(entry) is None
    return audit


def test_a_sound_stream_has_no_fault(history: History) -> None:
    audit = fed(history.entries)
    assert audit.fault_at_end(row_of(history)) is None
    assert (audit.events, audit.erased, audit.stale) == (3, 0, False)


def test_a_missing_last_event_is_found_at_the_end(history: History) -> None:
    assert "its events end at 2" in str(fed(history.entries[:2]).fault_at_end(row_of(history)))


def test_another_stream_s_entry_is_found(history: History) -> None:
    other = History(StreamId("purse:2"))
    other.append(fill(1, "Tom"))
    assert Audit(KINDS, PURSES, STREAM).fault(other.entries[0]) == "belongs to another stream"


def test_a_snapshot_that_is_not_the_fold_is_found_though_it_is_sealed(history: History) -> None:
    wrong = row_of(history, replace(history.state, coins=1_000))
    assert fed(history.entries).fault_at_end(wrong) == "its snapshot is not the fold of its events"


def test_a_snapshot_that_nobody_sealed_is_found(history: History) -> None:
    wrong = replace(row_of(history), snapshot=row_of(history).snapshot.replace("ale", "ole"))
    assert fed(history.entries).fault_at_end(wrong) == "its snapshot is not what was written"


def test_a_snapshot_that_does_not_fit_the_state_is_found(history: History) -> None:
    seal = chain.seal(STREAM, history.head, "[]", PURSES.version)
    wrong = replace(row_of(history), snapshot="[]", seal=seal)
    assert fed(history.entries).fault_at_end(wrong) == "its snapshot cannot be read"


def test_a_snapshot_of_another_version_is_stale_and_no_fault(history: History) -> None:
    audit = fed(history.entries)
    assert audit.fault_at_end(row_of(history, version=1)) is None
    assert audit.stale


def test_a_snapshot_whose_version_was_changed_is_found(history: History) -> None:
    assert fed(history.entries).fault_at_end(replace(row_of(history), version=1)) is not None


def test_an_entry_of_an_unknown_kind_is_found(history: History) -> None:
    strange = replace(history.entries[0], kind="purse.burnt")
    strange = replace(strange, digest=chain.digest(strange))
    assert "no kind of event is called 'purse.burnt'" in str(Audit(KINDS, PURSES, STREAM).fault(strange))


def test_a_visibility_that_means_nothing_is_found(history: History) -> None:
    strange = replace(history.entries[0], visibility="friends")
    strange = replace(strange, digest=chain.digest(strange))
    assert "cannot be read" in str(Audit(KINDS, PURSES, STREAM).fault(strange))


def test_erased_events_are_counted_and_folded(history: History) -> None:
    erased = [replace(entry, private=None, salt=None) for entry in history.entries]
    audit = fed(erased)
    assert audit.erased == 3
    assert audit.fault_at_end(row_of(history)) == "its snapshot is not the fold of its events"
    assert fed(erased).fault_at_end(row_of(history, Purse(STREAM, 0, 3, None))) is not None


def test_the_row_of_a_stream_without_events_is_sealed_like_any_other() -> None:
    audit = Audit(KINDS, PURSES, STREAM)
    empty = StreamRow(STREAM, Head(), "null", 0, chain.seal(STREAM, Head(), "null", 0))
    assert audit.fault_at_end(empty) is None
    for wrong in (replace(empty, snapshot="{}"), replace(empty, version=1), replace(empty, seal=b"\0")):
        assert audit.fault_at_end(wrong) == "its snapshot is not what was written"
