"""Every key and digest that a proof is made of; SPECIFICATION.md section 2 has the same table.

Each input to a hash begins with a tag of its own, an ASCII word closed by a zero byte. No tag is the beginning of
another and all parts but the last have a fixed length, so no two uses can ever be given the same input.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from core.ids import RollId

EPOCH_ID_BYTES: Final = 16
SECRET_BYTES: Final = 32
"""The size of every seed, secret and digest."""


def tag(word: str) -> bytes:
    """The beginning of every hashed input."""
    return f"eq1:{word}\0".encode()


ROLL: Final = tag("roll")
HIDDEN: Final = tag("hidden")
_SEED: Final = tag("seed")
_SECRET: Final = tag("secret")
_SIGN: Final = tag("sign")
_COMMIT: Final = tag("commit")
_START: Final = tag("start")
_TEXT: Final = tag("text")
_STIR: Final = tag("stir")
_OPENED: Final = tag("opened")
_RECORD: Final = tag("record")


def seed(master: bytes, epoch_id: bytes) -> bytes:
    """The seed of an epoch: secret until the epoch has ended."""
    return hmac.digest(master, _SEED + epoch_id, "sha256")


def secret(master: bytes, roll_id: RollId) -> bytes:
    """The key of one hidden roll: secret unless that roll is revealed."""
    return hmac.digest(master, _SECRET + roll_id.encode(), "sha256")


def signing_seed(master: bytes, number: int) -> bytes:
    """The seed of an Ed25519 key; a key that should no longer be used is followed by the one of the next number."""
    return hmac.digest(master, _SIGN + number.to_bytes(4, "big"), "sha256")


def commitment(epoch_id: bytes, epoch_seed: bytes) -> bytes:
    """What is published of a seed when its epoch begins."""
    return hashlib.sha256(_COMMIT + epoch_id + epoch_seed).digest()


def first_entropy(epoch_id: bytes) -> bytes:
    """The entropy digest before anybody has added a text."""
    return hashlib.sha256(_START + epoch_id).digest()


def text_digest(text: str) -> bytes:
    """What stays of an entropy text when the text itself is erased."""
    return hashlib.sha256(_TEXT + text.encode()).digest()


def next_entropy(entropy: bytes, added: bytes) -> bytes:
    """The entropy digest after a text with the digest `added`."""
    return hashlib.sha256(_STIR + entropy + added).digest()


def sealing(opened: str) -> bytes:
    """The commitment to a hidden roll: the digest of its opened record's canonical JSON."""
    return hashlib.sha256(_OPENED + opened.encode()).digest()


def signed_message(record: str) -> bytes:
    """What is signed for a record's canonical JSON."""
    return _RECORD + record.encode()


def key_id(public_key: bytes) -> str:
    """The short name of a signing key."""
    return hashlib.sha256(public_key).hexdigest()[:16]
