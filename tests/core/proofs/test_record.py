"""Records: what is signed of a roll, and what never is."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.ids import RollId
from core.ledger import canonical
from core.proofs import derive
from core.proofs.epoch import Epoch
from core.proofs.keyring import Keyring
from core.proofs.record import Thrown, instant, opened_record, passes, public_record, sealed_record, sign

AT = datetime(2026, 11, 21, 19, 45, 0, 999_999, tzinfo=UTC)


@pytest.fixture
def thrown(keyring: Keyring, epoch: Epoch) -> Thrown:
    """A roll of the epoch."""
    dice = keyring.dice(epoch)
    total = sum(dice.dice(4, 6)) + dice.die(20)
    return Thrown(RollId("0123456789abcdefghijkl"), AT, "4d6 + 1d20", "none", dice.draws, (total,), 15)


def test_a_public_record_is_canonical_and_says_where_its_dice_come_from(thrown: Thrown, epoch: Epoch) -> None:
    text = public_record(thrown, epoch)
    record = json.loads(text)

    assert canonical.dump(record) == text
    assert record["epoch"] == epoch.epoch_id
    assert record["number"] == 1
    assert [tuple(draw) for draw in record["draws"]] == list(thrown.draws)
    assert [sides for sides, _ in record["draws"]] == [6, 6, 6, 6, 20]
    assert json.loads(public_record(thrown, epoch.rolled()))["number"] == 2


def test_no_record_names_a_person_or_a_label(thrown: Thrown, epoch: Epoch) -> None:
    told = {field.name for field in fields(Thrown)}
    records = (public_record(thrown, epoch), opened_record(thrown, bytes(32)))

    assert told == {"roll_id", "at", "notation", "advantage", "draws", "totals", "dc"}
    assert not {"name", "player", "user", "label"} & {name for text in records for name in json.loads(text)}


def test_a_sealed_record_commits_to_the_opened_one(thrown: Thrown) -> None:
    opened = opened_record(thrown, bytes(32))
    sealed = json.loads(sealed_record(thrown.roll_id, AT, opened))

    assert sealed["commitment"] == derive.sealing(opened).hex()
    assert (sealed["id"], sealed["time"]) == (thrown.roll_id, json.loads(opened)["time"])


def test_times_are_whole_seconds_in_utc() -> None:
    assert instant(AT.astimezone(timezone(timedelta(hours=5, minutes=30)))) == "2026-11-21T19:45:00Z"


@pytest.mark.parametrize(
    ("totals", "dc", "passed"),
    [((14, 15, 16), 15, [False, True, True]), ((0,), 0, [True]), ((5,), None, None), ((), 15, [])],
)
def test_each_total_reaches_the_dc_or_does_not(
    totals: tuple[int, ...], dc: int | None, passed: list[bool] | None
) -> None:
    assert passes(totals, dc) == passed


def test_a_signature_is_over_the_tagged_text() -> None:
    signed = sign('{"a":1}', lambda message: message, b"public")

    assert signed.signature == b'eq1:record\0{"a":1}'
    assert (signed.record, signed.public_key) == ('{"a":1}', b"public")
