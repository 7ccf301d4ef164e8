"""A seed epoch: what everybody may know of it, and when it ends."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.proofs import derive
from core.proofs.epoch import LASTS, Epoch, has_ended
from core.proofs.keyring import REMEMBERED_EPOCHS, Keyring

BEGAN = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)


def test_a_new_epoch_names_its_seed_by_commitment_alone(keyring: Keyring, epoch: Epoch) -> None:
    seed = keyring.seed(epoch.epoch_id)

    assert epoch.commitment == derive.commitment(bytes.fromhex(epoch.epoch_id), seed).hex()
    assert seed.hex() not in repr(epoch)
    assert epoch.rolls == 0


def test_stirring_takes_the_digest_of_a_text(epoch: Epoch) -> None:
    added = derive.text_digest("a fair wind")
    stirred = epoch.stirred(added.hex())

    assert stirred.entropy == derive.next_entropy(bytes.fromhex(epoch.entropy), added).hex()
    assert stirred.commitment == epoch.commitment


def test_each_roll_and_each_text_make_other_dice(keyring: Keyring, epoch: Epoch) -> None:
    stirred = epoch.stirred(derive.text_digest("a fair wind").hex())
    other = keyring.begin(bytes(16))
    epochs = (epoch, epoch.rolled(), epoch.rolled().rolled(), stirred, stirred.rolled(), other)

    assert len({keyring.dice(each).dice(20, 20) for each in epochs}) == len(epochs)


def test_the_same_roll_always_has_the_same_dice(keyring: Keyring, epoch: Epoch) -> None:
    again = Keyring(bytes(range(32)))

    assert keyring.dice(epoch).dice(20, 20) == keyring.dice(epoch).dice(20, 20) == again.dice(epoch).dice(20, 20)


def test_dice_stay_the_same_when_streams_are_forgotten(keyring: Keyring, epoch: Epoch) -> None:
    before = keyring.dice(epoch).dice(20, 20)
    for number in range(REMEMBERED_EPOCHS + 1):
        keyring.dice(keyring.begin(number.to_bytes(16, "big")))

    assert keyring.dice(epoch).dice(20, 20) == before


def test_an_epoch_ends_after_a_day() -> None:
    assert not has_ended(BEGAN, BEGAN + LASTS - timedelta(seconds=1))
    assert has_ended(BEGAN, BEGAN + LASTS)


def test_a_short_master_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        Keyring(bytes(31))
