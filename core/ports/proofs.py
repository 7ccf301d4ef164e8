"""The door to proofs: what has to be told of a roll so that anybody can check it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.ids import RollId
from core.proofs.keys import PublicKey
from core.proofs.record import EntropyText
from core.tables.events import Proof


@dataclass(frozen=True, slots=True)
class StoredProof:
    """A roll's proof, and what is public of its epoch by now.

    Attributes:
        hidden: Whether the roll was; then it has neither entropy nor seed.
        opened: What was sealed of a hidden roll, once it is revealed.
        entropy: What players had added to the epoch before the roll, in order.
        seed: The epoch's seed, hex; None until the epoch has ended.
    """

    proof: Proof
    hidden: bool
    entropy: tuple[EntropyText, ...]
    seed: str | None
    opened: str | None = None


class ProofReader(Protocol):
    """Finds proofs, and the keys that signed them."""

    async def find(self, roll_id: RollId, now: datetime) -> StoredProof | None:
        """The proof of a roll; None when there is none, or its permalink has ended at `now`.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...

    async def public_keys(self) -> tuple[PublicKey, ...]:
        """Every key that ever signed.

        Raises:
            UnavailableError: ``database-away``.
        """
        ...
