"""Proofs in PostgreSQL: a roll's signed record, with what is public of its epoch by now."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncEngine

from core.ids import RollId
from core.ports.proofs import StoredProof
from core.proofs.keys import PublicKey
from core.proofs.record import EntropyText
from core.tables.events import Proof
from data.postgres.house_keys import HouseKeys
from data.postgres.transaction import fetch

_PROOF: Final = TypeAdapter(Proof)
_FIND: Final = """
SELECT p.proof::text, p.epoch_id IS NULL, e.seed, p.opened, (
    SELECT json_agg(json_build_array(t.digest, t.text) ORDER BY t.sequence)::text
    FROM epoch_entropy t WHERE t.epoch_id = p.epoch_id AND t.sequence < p.sequence
) FROM roll_permalinks p LEFT JOIN epochs e ON e.epoch_id = p.epoch_id
WHERE p.roll_id = $1 AND p.expires_at > $2 AND p.proof IS NOT NULL
"""


class PostgresProofs:
    """Finds proofs."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._keys = HouseKeys(engine)

    async def find(self, roll_id: RollId, now: datetime) -> StoredProof | None:
        """The proof of a roll; None when there is none, or its permalink has ended at `now`."""
        rows = await fetch(self._engine, _FIND, roll_id, now)
        if not rows:
            return None
        proof, hidden, seed, opened, entropy = rows[0]
        added: list[Any] = json.loads(entropy or "[]")
        texts = tuple([EntropyText(digest, text) for digest, text in added])
        return StoredProof(_PROOF.validate_json(proof), hidden, texts, seed, opened)

    async def public_keys(self) -> tuple[PublicKey, ...]:
        """Every key that ever signed, the first one first."""
        return await self._keys.public_keys()
