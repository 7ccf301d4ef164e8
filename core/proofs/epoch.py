"""A seed epoch as everybody may know it: the time during which one seed makes the rolls of one ledger stream.

It holds nothing secret, so it can stand in a table's state; whoever has the master key computes the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Self

from core.proofs import derive

LASTS: Final = timedelta(hours=24)
"""How long an epoch lasts at most; it ends earlier if its table is closed."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """An epoch so far.

    Attributes:
        epoch_id: Its 16 random bytes, hex.
        commitment: What was published of its seed when it began, hex.
        entropy: The digest of everything that players have added, hex.
        rolls: How many public rolls it has made; the next one's number is one more.
        texts: How many texts players have added.
    """

    epoch_id: str
    commitment: str
    entropy: str
    rolls: int = 0
    texts: int = 0

    @classmethod
    def begin(cls, epoch_id: bytes, seed: bytes) -> Self:
        """A new epoch, before any text and any roll."""
        return cls(epoch_id.hex(), derive.commitment(epoch_id, seed).hex(), derive.first_entropy(epoch_id).hex())

    @classmethod
    def announced(cls, epoch_id: str, commitment: str) -> Self:
        """A new epoch as it was made known, without its seed."""
        return cls(epoch_id, commitment, derive.first_entropy(bytes.fromhex(epoch_id)).hex())

    def stirred(self, added: str) -> Self:
        """The epoch after an entropy text, given the hex of its digest: the text itself may have been erased."""
        entropy = derive.next_entropy(bytes.fromhex(self.entropy), bytes.fromhex(added))
        return replace(self, entropy=entropy.hex(), texts=self.texts + 1)

    def rolled(self) -> Self:
        """The epoch after one more public roll."""
        return replace(self, rolls=self.rolls + 1)


@dataclass(frozen=True, slots=True)
class Running:
    """The epoch that a stream is in, and since when."""

    epoch: Epoch
    began: datetime


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What everybody may know of an epoch that is over.

    Attributes:
        commitment: What was published of its seed when it began, hex.
        seed: Hex; None if it is lost.
    """

    commitment: str
    seed: str | None


def has_ended(began: datetime, now: datetime) -> bool:
    """Whether an epoch is over by its age, and its seed to be published."""
    return now - began >= LASTS
