"""What the tests of proofs share: one keyring and one epoch, the same in every run."""

from __future__ import annotations

import pytest

from core.proofs.epoch import Epoch
from core.proofs.keyring import Keyring


@pytest.fixture
def keyring() -> Keyring:
    """A keyring with a known master key."""
    return Keyring(bytes(range(32)))


@pytest.fixture
def epoch(keyring: Keyring) -> Epoch:
    """An epoch without any text or roll."""
    return keyring.begin(bytes(range(16)))
