"""Read what proves a roll, as anybody who has its link may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from core.errors import NotFoundError
from core.ids import RollId
from core.ports.proofs import ProofReader, StoredProof
from core.proofs.keys import write_keys
from core.proofs.record import Signed, hidden_file, public_file


class ReadProof:
    """Puts a roll's verification file together (core/proofs/SPECIFICATION.md, section 7)."""

    def __init__(self, proofs: ProofReader, *, now: Callable[[], datetime]) -> None:
        self._proofs = proofs
        self._now = now

    async def __call__(self, roll_id: RollId) -> str:
        """The verification file.

        Raises:
            NotFoundError: ``roll-not-found``: there is none, it has expired, or it is older than proofs.
            UnavailableError: ``database-away``.
        """
        stored = await self._proofs.find(roll_id, self._now())
        if stored is None:
            raise NotFoundError("roll-not-found")
        return _file(stored)

    async def keys(self) -> str:
        """The public keys, as ``/.well-known/everquill.json`` tells them.

        Raises:
            UnavailableError: ``database-away``.
        """
        return write_keys(await self._proofs.public_keys())


def _file(stored: StoredProof) -> str:
    proof = stored.proof
    signed = Signed(proof.record, bytes.fromhex(proof.signature), bytes.fromhex(proof.public_key))
    if stored.hidden:
        return hidden_file(signed, stored.opened)
    return public_file(signed, stored.entropy, bytes.fromhex(stored.seed) if stored.seed else None)
