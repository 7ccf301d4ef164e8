"""The hash chain: what it ties, what it finds, what erasing leaves."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.ids import StreamId, UserId
from core.ledger import chain
from core.ledger.chain import GENESIS, Entry, Head
from core.ledger.event import Draft, Visibility
from tests.core.ledger.history import NOON, History
from tests.core.ledger.purse import Filled, Spent, fill, spend


@pytest.fixture
def history() -> History:
    history = History()
    history.append(fill(2, "Mara"), actor=42)
    history.append(spend(history.state, 2, "ale"), actor=None)
    return history


def test_entries_follow_one_another(history: History) -> None:
    first, second, third = history.entries
    assert [entry.sequence for entry in history.entries] == [1, 2, 3]
    assert [entry.ordinal for entry in history.entries] == [1, 1, 2]
    assert [entry.previous for entry in history.entries] == [GENESIS, first.digest, second.digest]
    assert second.cause == third.cause != first.cause


def test_the_digest_is_what_the_documentation_says() -> None:
    history = History()
    draft = Draft(Filled(2, "Mara"), Visibility.for_seats(2, 1), undoes=None)
    history.append([draft], actor=42, cause="1180")
    (entry,) = history.entries
    assert entry.salt
    part = hashlib.sha256(entry.salt + b'{"actor":42,"name":"Mara"}').hexdigest()
    at = int(NOON.timestamp()) * 1_000_000
    form = ["everquill-event-1", "purse:1", 1, at, "purse.filled", 3, {"coins": 2}, "seats:1,2", "1180", None, part]
    text = json.dumps([*form, "00" * 32], separators=(",", ":"))
    assert entry.digest == hashlib.sha256(text.encode()).digest()


def test_an_entry_is_read_as_the_event_it_was(history: History) -> None:
    first, second, _ = history.events
    assert (first.fact, first.actor, first.at) == (Filled(2, "Mara"), UserId(42), NOON)
    assert (second.fact, second.actor) == (Spent(1, "ale"), None)


def test_an_event_can_be_another_persons_than_who_appends_it() -> None:
    history = History()
    (draft,) = fill(2, "Mara")
    history.append([replace(draft, actor=UserId(43)), draft], actor=42)
    assert [event.actor for event in history.events] == [43, 42]


def test_equal_private_parts_have_unequal_digests() -> None:
    history = History()
    history.append([*fill(1, "Mara"), *fill(1, "Mara")])
    first, second = history.entries
    assert first.private == second.private
    assert first.private_digest != second.private_digest


def faults(entries: list[Entry]) -> list[str | None]:
    """What the chain says of each entry, in the order of their causes."""
    head, cause, ordinal, found = Head(), None, 0, []
    for entry in entries:
        ordinal = ordinal + 1 if entry.cause == cause else 1
        found.append(chain.fault(entry, head, ordinal))
        head, cause = Head(entry.sequence, entry.digest), entry.cause
    return found


def test_a_sound_chain_has_no_fault(history: History) -> None:
    assert faults(history.entries) == [None, None, None]


def test_an_erased_part_is_no_fault(history: History) -> None:
    history.entries[0] = replace(history.entries[0], private=None, salt=None)
    assert faults(history.entries) == [None, None, None]
    assert history.events[0].actor is None
    assert history.events[0].fact == Filled(2, None)


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_a_missing_entry_is_found(history: History, gone: int) -> None:
    rest = history.entries[:gone] + history.entries[gone + 1 :]
    # The last one leaves no trace among the entries; the head kept beside them tells (see the audit's tests).
    assert any(faults(rest)) == (gone < 2)


def test_entries_in_another_order_are_found(history: History) -> None:
    first, second, third = history.entries
    assert any(faults([first, third, second]))


def test_a_fork_is_found(history: History) -> None:
    """Its entries are sound in themselves; the third follows another second."""
    other = History()
    other.append(fill(2, "Mara"), actor=42)
    other.append(fill(5, "Tom"))
    other.append(fill(5, "Tom"))
    assert faults(other.entries) == [None, None, None]
    assert faults([*history.entries[:2], other.entries[2]])[2] == "does not follow the event before it"


CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "stream": st.just(StreamId("purse:2")),
    "sequence": st.integers(),
    "at": st.datetimes(timezones=st.just(NOON.tzinfo)),
    "kind": st.text(),
    "version": st.integers(),
    "public": st.sampled_from(['{"coins":3}', '{"coins": 2}', '{"coins":2,"coins":2}']),
    "visibility": st.sampled_from(["dm", "own", "seats:1"]),
    "cause": st.text(),
    "ordinal": st.integers(),
    "undoes": st.integers(),
    "private_digest": st.binary(),
    "previous": st.binary(),
    "digest": st.binary(),
    "private": st.none() | st.sampled_from(['{"actor":43,"name":"Mara"}', '{"actor":42,"name":"Mora"}']),
    "salt": st.none() | st.binary(),
}


def test_every_column_is_among_those_tampered_with() -> None:
    assert CHANGES.keys() == {each.name for each in fields(Entry)}


@given(st.data(), st.integers(0, 2), st.sampled_from(sorted(CHANGES)))
def test_a_change_to_any_field_of_any_entry_is_found(data: st.DataObject, which: int, field: str) -> None:
    history = History()
    history.append(fill(2, "Mara"), actor=42)
    history.append(spend(history.state, 2, "ale"))
    entries = list(history.entries)
    changed = data.draw(CHANGES[field].filter(lambda value: value != getattr(entries[which], field)))
    entries[which] = replace(entries[which], **{field: changed})
    assert faults(entries)[which]


def test_a_fact_that_cannot_be_kept_is_refused_when_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        History().append(fill(1, "\ud800"))
