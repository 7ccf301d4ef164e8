"""A ledger as a text file."""

from __future__ import annotations

from dataclasses import replace

from core.ledger import export
from tests.core.ledger.history import History
from tests.core.ledger.purse import fill, spend


def test_an_entry_is_read_as_it_was_written() -> None:
    history = History()
    history.append(fill(2, "Mara\n鍵"), actor=42)
    history.append(spend(history.state, 2, "ale"), actor=None)
    history.entries[1] = replace(history.entries[1], private=None, salt=None)
    lines = [export.dump(entry) for entry in history.entries]
    assert [export.load(line) for line in lines] == history.entries
    assert all(len(line.splitlines()) == 1 for line in lines)
