"""Check a roll against the house's own public keys, from its verification file alone."""

from __future__ import annotations

import asyncio

from core.ports.proofs import ProofReader
from core.proofs.totals import judge
from core.proofs.verify import CheckSignature, Report


class VerifyRoll:
    """Makes each check of core/proofs/SPECIFICATION.md, section 8; of what the house stores, only its keys count."""

    def __init__(self, proofs: ProofReader, signed_by: CheckSignature) -> None:
        self._proofs = proofs
        self._signed_by = signed_by

    async def __call__(self, file: bytes) -> Report:
        """What came of each check; in a thread, for the file may be somebody's, and as long as is accepted.

        Raises:
            UnavailableError: ``database-away``.
        """
        trusted = await self._proofs.public_keys()
        return await asyncio.to_thread(judge, file, self._signed_by, trusted)
