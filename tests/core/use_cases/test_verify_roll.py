"""A roll is held to the house's own keys, and to nothing else that the house has stored."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.ids import RollId
from core.ports.proofs import StoredProof
from core.proofs.keys import PublicKey
from core.proofs.verify import Result
from core.use_cases.verify_roll import VerifyRoll
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.core.proofs.recorded import Recorder, typical

FIRST_DAY = "2026-01-01T00:00:00Z"


class Keys:
    """A house that is asked for its keys alone."""

    def __init__(self, *keys: PublicKey) -> None:
        self.keys = keys

    async def public_keys(self) -> tuple[PublicKey, ...]:
        return self.keys

    async def find(self, roll_id: RollId, now: datetime) -> StoredProof | None:
        raise AssertionError("what is verified is the file")


@pytest.mark.parametrize(
    ("key", "result", "reason"),
    [
        (PublicKey(Recorder(3).signer.public_key, FIRST_DAY), Result.PASSED, None),
        (PublicKey(bytes(32), FIRST_DAY), Result.FAILED, "unknown-key"),
        (PublicKey(Recorder(3).signer.public_key, "2999-01-01T00:00:00Z"), Result.FAILED, "out-of-use"),
    ],
)
async def test_a_roll_is_trusted_by_the_keys_of_the_house(key: PublicKey, result: Result, reason: str | None) -> None:
    report = await VerifyRoll(Keys(key), Ed25519SignatureCheck().verify)(typical()["public"])
    (trusted,) = (check for check in report.checks if check.name == "trusted")
    assert (report.result, trusted.reason) == (result, reason)
    assert report.checks[-1].name == "totals"
