"""The house: who holds the keys that dice come from, and signs what fell.

It is given to decisions as chance is: a decision names the epoch or the roll, and the house hands out its dice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.ids import RollId
from core.proofs import derive, record
from core.proofs.epoch import Epoch
from core.proofs.keyring import Keyring, hidden_dice
from core.proofs.stream import ProvenSource
from core.tables.events import Proof


class Signer(Protocol):
    """Signs with one key.

    Attributes:
        public_key: What its signatures are checked with, 32 bytes.
    """

    @property
    def public_key(self) -> bytes: ...

    def sign(self, message: bytes) -> bytes:
        """The signature of a message, 64 bytes."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """Hands out dice that can be checked, and signs.

    Attributes:
        keyring: Derives every secret.
        signer: Gives the key that signs now.
        random_bytes: For the names of epochs.
    """

    keyring: Keyring
    signer: Callable[[], Signer]
    random_bytes: Callable[[int], bytes]

    def begin(self) -> Epoch:
        """A new epoch."""
        return self.keyring.begin(self.random_bytes(derive.EPOCH_ID_BYTES))

    def holds(self, epoch: Epoch) -> bool:
        """Whether the epoch's dice can be handed out: not if it began under a master key that has been changed."""
        return self.keyring.holds(epoch)

    def seed(self, epoch: Epoch) -> str | None:
        """The hex of an epoch's seed, to be published when it has ended and never before; None if it is lost."""
        return self.keyring.seed(epoch.epoch_id).hex() if self.holds(epoch) else None

    def dice(self, epoch: Epoch) -> ProvenSource:
        """The dice of an epoch's next public roll."""
        return self.keyring.dice(epoch)

    def hidden_dice(self, roll_id: RollId) -> ProvenSource:
        """The dice of a hidden roll, which are its own."""
        return hidden_dice(self.keyring.secret(roll_id))

    def proof(self, thrown: record.Thrown, epoch: Epoch | None) -> Proof:
        """What is published and signed of a roll: of a public one, which has an epoch, all; else its seal."""
        if epoch is not None:
            return self._signed(record.public_record(thrown, epoch))
        opened = record.opened_record(thrown, self.keyring.secret(thrown.roll_id))
        return self._signed(record.sealed_record(thrown.roll_id, thrown.at, opened))

    def opened(self, thrown: record.Thrown, proof: Proof) -> str | None:
        """The opened record of a hidden roll; None if it is not what was sealed: its key is gone."""
        opened = record.opened_record(thrown, self.keyring.secret(thrown.roll_id))
        return opened if record.seals(proof.record, opened) else None

    def _signed(self, text: str) -> Proof:
        signer = self.signer()
        signed = record.sign(text, signer.sign, signer.public_key)
        return Proof(signed.record, signed.signature.hex(), signed.public_key.hex())
