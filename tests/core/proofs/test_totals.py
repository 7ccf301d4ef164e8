"""What was rolled gives the dice and the totals that a record tells, or the difference is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from core.ledger import canonical
from core.proofs.record import sign
from core.proofs.totals import judge
from core.proofs.verify import Check, Result
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.core.proofs.recorded import Recorder, typical


def claims(change: Callable[[Any], object]) -> Check:
    """What comes of the totals of a public roll whose house has changed it and signed it again."""
    proof, signer = json.loads(typical()["public, no DC"]), Recorder(3).signer
    change(proof["record"])
    signed = sign(canonical.dump(proof["record"]), signer.sign, signer.public_key)
    file = canonical.dump({**proof, "signature": signed.signature.hex()}).encode()
    *_, totals = judge(file, Ed25519SignatureCheck().verify).checks
    assert totals.name == "totals"
    return totals


def test_other_totals_are_named() -> None:
    honest = json.loads(typical()["public, no DC"])["record"]["totals"]

    assert claims(lambda record: None).result is Result.PASSED
    assert claims(lambda record: record.update(totals=[-1])) == Check(
        "totals", Result.FAILED, "other-total", {"rolled": str(honest[0]), "told": "-1"}
    )
    assert claims(lambda record: record.update(totals=honest * 2)).reason == "other-total"


@pytest.mark.parametrize(
    "change",
    [
        {"notation": "1d20", "draws": [[20, 5], [20, 5]]},
        {"notation": "2d20", "draws": [[20, 5]]},
        {"notation": "1d20", "draws": [[6, 5]]},
        {"notation": "1d6", "draws": [[20, 15]]},
        {"notation": "1d20", "draws": [[20, 5]], "advantage": "luck"},
        {"notation": "1d20", "draws": [[20, 5]], "advantage": "advantage"},
        {"notation": "5", "draws": [[20, 5]]},
    ],
)
def test_dice_that_were_not_asked_for_are_named(change: dict[str, Any]) -> None:
    assert claims(lambda record: record.update(change, totals=[5])) == Check("totals", Result.FAILED, "other-dice")


@pytest.mark.parametrize("notation", [")1d20(", "", "9" * 10_000, "5d6 / (1d6 - 5)"])
def test_a_notation_that_is_not_known_cannot_be_told(notation: str) -> None:
    draws = [[6, 5]] * 6

    totals = claims(lambda record: record.update(notation=notation, draws=draws))
    assert (totals.result, totals.reason) == (Result.OPEN, "unknown-notation")


def test_advantage_is_rolled_again() -> None:
    rolled = {"notation": "1d20 + 5", "advantage": "advantage", "draws": [[20, 4], [20, 17]], "totals": [22]}

    assert claims(lambda record: record.update(rolled)).result is Result.PASSED


def test_what_is_not_revealed_has_no_totals_to_check() -> None:
    names = [check.name for check in judge(typical()["hidden, not revealed"], Ed25519SignatureCheck().verify).checks]

    assert names[0] == "form"
    assert "totals" not in names
