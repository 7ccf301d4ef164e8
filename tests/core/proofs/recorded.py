"""Rolls as a table would have recorded them, the same in every run: verification files, and ways to damage them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from core.ids import RollId
from core.ledger import canonical
from core.proofs import derive
from core.proofs.keyring import Keyring, hidden_dice
from core.proofs.record import (
    EntropyText,
    Thrown,
    hidden_file,
    opened_record,
    public_file,
    public_record,
    sealed_record,
    sign,
)
from core.proofs.stream import ProvableDice
from data.keys.ed25519 import Ed25519Signer

BEGAN = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
SIZES = (2, 3, 4, 6, 8, 10, 12, 20, 20, 20, 100, 256, 257, 1_000, 1_000_000)
WORDS = ("a fair wind", "żółw 🐢", "", 'quotes " and \\ strokes', "line\nfeed, tab\t, bell\a, del\x7f", "\u2028 </p>")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ROLLS_AN_EPOCH = 40
CHECKED_BY = {
    "key": "key",
    "public_key": "key",
    "signature": "signature",
    "record": "signature",
    "epoch.seed": "commitment",
    "epoch.entropy": "entropy",
    "opened": "commitment",
}
"""Where a changed value stands, and the first check that has to name it unless its form is lost."""


@dataclass(frozen=True, slots=True)
class Damage:
    """A file with one bit flipped, and what has to be found.

    Attributes:
        file: The damaged file.
        what: Where the bit is, for whoever reads a failure.
        first: The names of which one has to be the first failed check.
    """

    file: bytes
    what: str
    first: tuple[str, ...]


class Recorder:
    """A table at play, with everything that it does decided by one number."""

    def __init__(self, number: int = 0) -> None:
        self.random = Random(number)
        self.keyring = Keyring(self.random.randbytes(32))
        self.signer = Ed25519Signer(self.keyring.signing_seed(0))

    def public_rolls(self, count: int, *, revealed: bool = True) -> Iterator[bytes]:
        """Verification files of public rolls, an epoch after another."""
        epoch, entropy = self.keyring.begin(self.random.randbytes(16)), list[EntropyText]()
        for number in range(count):
            if number and not number % ROLLS_AN_EPOCH:
                epoch, entropy = self.keyring.begin(self.random.randbytes(16)), []
            if self.random.random() < 0.1:
                text = self.random.choice(WORDS)
                digest = derive.text_digest(text).hex()
                entropy.append(EntropyText(digest, text if self.random.random() < 0.8 else None))
                epoch = epoch.stirred(digest)
            thrown = self.throw(self.keyring.dice(epoch), self.roll_id(), number)
            signed = sign(public_record(thrown, epoch), self.signer.sign, self.signer.public_key)
            seed = self.keyring.seed(epoch.epoch_id) if revealed else None
            yield public_file(signed, entropy, seed).encode()
            epoch = epoch.rolled()

    def hidden_rolls(self, count: int, *, revealed: bool = True) -> Iterator[bytes]:
        """Verification files of hidden rolls."""
        for number in range(count):
            roll_id = self.roll_id()
            secret = self.keyring.secret(roll_id)
            thrown = self.throw(hidden_dice(secret), roll_id, number)
            opened = opened_record(thrown, secret)
            sealed = sealed_record(roll_id, thrown.at, opened)
            signed = sign(sealed, self.signer.sign, self.signer.public_key)
            yield hidden_file(signed, opened if revealed else None).encode()

    def throw(self, dice: ProvableDice, roll_id: RollId, number: int) -> Thrown:
        """Roll some pools and add them up."""
        pools = [(self.random.choice((1, 1, 2, 4, 40)), self.random.choice(SIZES)) for _ in range(number % 3 + 1)]
        total = sum(sum(dice.dice(count, sides)) for count, sides in pools)
        return Thrown(
            roll_id=roll_id,
            at=BEGAN + timedelta(seconds=number),
            notation=" + ".join(f"{count}d{sides}" for count, sides in pools),
            advantage="none",
            draws=dice.draws,
            totals=(total,),
            dc=self.random.choice((None, 10, 15)),
        )

    def roll_id(self) -> RollId:
        """The name of a roll."""
        return RollId("".join(self.random.choices(LETTERS, k=22)))


def damages(file: bytes) -> Iterator[Damage]:
    """Every way to flip one bit of a file that ends with its canonical JSON."""
    places = [(place, path) for path, place in spans(json.loads(file), (), 0)]
    for at in range(len(file)):
        path = next((path for (start, end), path in places if start <= at < end), "")
        named = next((check for prefix, check in CHECKED_BY.items() if f"{path}.".startswith(f"{prefix}.")), "form")
        for bit in range(8):
            flipped = bytearray(file)
            flipped[at] ^= 1 << bit
            yield Damage(bytes(flipped), f"bit {bit} of byte {at}, in {path or 'the structure'}", ("form", named))


def spans(value: object, path: tuple[str, ...], at: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Where each single value stands in the canonical text, in bytes."""
    if isinstance(value, dict | list) and value:
        parts = sorted(value.items()) if isinstance(value, dict) else list(enumerate(value))
        at += 1
        for name, part in parts:
            at += len(f'"{name}":') if isinstance(name, str) else 0
            yield from spans(part, (*path, str(name)), at)
            at += len(canonical.dump(part).encode()) + 1
    else:
        yield ".".join(path), (at, at + len(canonical.dump(value).encode()))


@cache
def typical() -> dict[str, bytes]:
    """One small file of each kind: every field is in one of them with every type of value that it can have."""
    recorder = Recorder(3)
    return {
        "public": _small(b'"text":null', b'"text":"a fair', b'"dc":1', rolls=recorder.public_rolls(600)),
        "public, no DC": _small(b'"dc":null', b'"entropy":[]', rolls=recorder.public_rolls(50)),
        "public, seed not revealed": _small("żółw".encode(), rolls=recorder.public_rolls(200, revealed=False)),
        "hidden": _small(b'"dc":1', rolls=recorder.hidden_rolls(10)),
        "hidden, not revealed": _small(b'"opened":null', rolls=recorder.hidden_rolls(10, revealed=False)),
    }


def _small(*holding: bytes, rolls: Iterator[bytes]) -> bytes:
    """The shortest of these files that holds all that."""
    return min((file for file in rolls if all(part in file for part in holding)), key=len)
