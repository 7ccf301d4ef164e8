"""Old ledgers fold for ever: each file here was exported by the release it is named after, and is never changed.

When a kind gets a new version, what stands here shows that its upcaster works; add the new release's file beside it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ids import StreamId, UserId
from core.ledger import export
from core.ledger.audit import Audit
from core.ledger.book import replay, undone
from core.ledger.chain import read
from tests.core.ledger.purse import KINDS, PURSES, Filled, Move, Purse, Spent

STORED = Path(__file__).parent / "stored"
STREAM = StreamId("purse:1180000000000000001")
FOLDED = {
    "0.1-purse.jsonl": Purse(STREAM, 16, 8, Move(UserId(81000000000000002), None, "鍵と🗝")),
}


def test_every_stored_ledger_has_a_state_to_fold_to() -> None:
    assert FOLDED.keys() == {file.name for file in STORED.iterdir()}


@pytest.mark.parametrize("name", sorted(FOLDED))
def test_a_stored_ledger_verifies_and_folds_as_ever(name: str) -> None:
    entries = [export.load(line) for line in (STORED / name).read_text(encoding="utf-8").splitlines()]
    audit = Audit(KINDS, PURSES, STREAM)
    assert [audit.fault(entry) for entry in entries] == [None] * len(entries)
    assert replay(PURSES, STREAM, [read(KINDS, entry) for entry in entries]) == FOLDED[name]


def test_the_first_release_is_read_in_today_s_words() -> None:
    entries = [export.load(line) for line in (STORED / "0.1-purse.jsonl").read_text(encoding="utf-8").splitlines()]
    events = [read(KINDS, entry) for entry in entries]
    assert [event.fact for event in events] == [
        Filled(12, "Mara of Élan"),
        Spent(1, "ale"),
        Spent(1, "ale"),
        Spent(1, 'a "map"'),
        Filled(5, None),  # erased
        Filled(1, None),
        Filled(3, None),
        Spent(2, "鍵と🗝"),
    ]
    assert [event.version for event in events] == [1, 1, 1, 1, 2, 2, 2, 1]
    assert [event.actor is None for event in events] == [False, False, False, False, True, False, True, False]
    assert undone(events) == {2}
