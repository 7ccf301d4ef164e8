"""The check of a roll: what each kind of wrong is called, and what cannot be told yet."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from core.ledger import canonical
from core.proofs import derive
from core.proofs.keys import PublicKey
from core.proofs.record import Signed, hidden_file, public_file, sign
from core.proofs.verify import Check, Report, Result, verify
from data.keys.ed25519 import Ed25519SignatureCheck, Ed25519Signer
from tests.core.proofs.recorded import Recorder, typical

SIGNED_BY = Ed25519SignatureCheck().verify
MISLED = ("entropy", "other-digest", {})
FORGER = Ed25519Signer(b"\7" * 32)


def checked(file: bytes, trusted: tuple[PublicKey, ...] | None = None) -> Report:
    return verify(file, SIGNED_BY, trusted)


def failures(report: Report) -> list[tuple[str, str | None, dict[str, Any]]]:
    return [(check.name, check.reason, dict(check.facts)) for check in report.checks if check.result is Result.FAILED]


def changed(name: str, change: Callable[[Any], object]) -> bytes:
    """A typical file, changed and written again."""
    proof = json.loads(typical()[name])
    change(proof)
    return canonical.dump(proof).encode()


def signed_anew(name: str, change: Callable[[Any], object]) -> bytes:
    """A typical file whose record was changed, and signed by whoever changed it."""
    proof = json.loads(changed(name, change))
    signed = sign(canonical.dump(proof["record"]), FORGER.sign, FORGER.public_key)
    again = {"key": derive.key_id(signed.public_key), "public_key": signed.public_key.hex()}
    return canonical.dump({**proof, **again, "signature": signed.signature.hex()}).encode()


def own_key(**when: Any) -> PublicKey:
    return PublicKey(Recorder(3).signer.public_key, **{"since": "2026-01-01T00:00:00Z", **when})


@pytest.mark.parametrize("name", ["public", "public, no DC", "hidden"])
def test_a_sound_roll_is_verified(name: str) -> None:
    report = checked(typical()[name])

    assert report.result is Result.PASSED
    assert {check.result for check in report.checks} == {Result.PASSED}


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("public, seed not revealed", ["commitment", "faces"]),
        ("hidden, not revealed", ["commitment", "identity", "faces", "verdict"]),
    ],
)
def test_what_is_not_revealed_is_left_open(name: str, left: list[str]) -> None:
    report = checked(typical()[name])

    assert report.result is Result.OPEN
    assert [check for check in report.checks if check.result is not Result.PASSED] == [
        Check(name, Result.OPEN, "not-revealed") for name in left
    ]


def test_a_failure_outweighs_what_is_open() -> None:
    report = checked(changed("public, seed not revealed", lambda proof: proof.update(key="0" * 16)))

    assert report.result is Result.FAILED


def test_a_report_says_what_is_claimed() -> None:
    public, hidden, sealed = (checked(typical()[name]) for name in ("public", "hidden", "hidden, not revealed"))

    assert public.record == public.claim is not None
    assert hidden.record is not None
    assert hidden.claim is not None
    assert (hidden.record["kind"], hidden.claim["kind"]) == ("sealed", "opened")
    assert sealed.claim is None


@pytest.mark.parametrize(
    ("name", "change", "found"),
    [
        ("public", lambda proof: proof.update(key="0" * 16), ("key", "other-key", {})),
        ("public", lambda proof: proof.update(signature="0" * 128), ("signature", "other-signature", {})),
        ("public", lambda proof: proof["epoch"].update(seed="0" * 64), ("commitment", "other-seed", {})),
        ("public", lambda proof: proof["epoch"]["entropy"].pop(), MISLED),
        ("public", lambda proof: proof["epoch"]["entropy"].append({"digest": "0" * 64, "text": None}), MISLED),
        ("hidden", lambda proof: proof["opened"].update(dc=None), ("commitment", "other-opening", {})),
    ],
)
def test_a_change_is_named(name: str, change: Callable[[Any], object], found: object) -> None:
    assert failures(checked(changed(name, change)))[0] == found


def test_the_text_that_was_changed_is_named() -> None:
    proof = json.loads(typical()["public"])
    texts = [each["text"] for each in proof["epoch"]["entropy"]]
    place = next(place for place, text in enumerate(texts) if text)
    proof["epoch"]["entropy"][place]["text"] += "!"

    report = checked(canonical.dump(proof).encode())
    assert failures(report) == [("entropy", "other-text", {"text": place + 1})]


def test_erasing_a_text_changes_nothing() -> None:
    def erase(proof: Any) -> None:
        for each in proof["epoch"]["entropy"]:
            each["text"] = None

    report = checked(changed("public", erase))
    (entropy,) = (check for check in report.checks if check.name == "entropy")
    assert report.result is Result.PASSED
    assert entropy.facts["texts"] == entropy.facts["erased"]


def other_face(claim: Any) -> tuple[int, int, int]:
    """Show another face on the last die; which it is, what it showed, and what it shows now."""
    sides, face = claim["draws"][-1]
    claim["draws"][-1][1] = face % sides + 1
    return len(claim["draws"]), face, face % sides + 1


def test_the_die_that_was_changed_is_named_though_the_forger_signs() -> None:
    told: list[tuple[int, int, int]] = []
    report = checked(signed_anew("public", lambda proof: told.append(other_face(proof["record"]))))
    ((name, reason, facts),) = failures(report)

    assert (name, reason) == ("faces", "other-face")
    assert (facts["die"], facts["drawn"], facts["face"]) == told[0]


def test_another_number_of_the_epoch_gives_other_faces() -> None:
    report = checked(signed_anew("public", lambda proof: proof["record"].update(number=proof["record"]["number"] + 1)))

    assert [name for name, _, _ in failures(report)] == ["faces"]


@pytest.mark.parametrize("change", [{"dc": None}, {"dc": 31_000_000}, {"passed": None}, {"totals": [0, 0]}])
def test_a_verdict_that_does_not_follow_is_named(change: dict[str, Any]) -> None:
    report = checked(signed_anew("public", lambda proof: proof["record"].update(change)))

    assert failures(report) == [("verdict", "other-verdict", {})]


def test_an_opening_of_another_roll_is_named() -> None:
    opened = canonical.dump(json.loads(typical()["hidden"])["opened"])

    def other(proof: Any) -> None:
        proof["record"]["time"] = "2026-11-22T00:00:00Z"
        assert proof["record"]["commitment"] == derive.sealing(opened).hex()

    assert failures(checked(signed_anew("hidden", other))) == [("identity", "other-roll", {})]


def test_a_hidden_roll_cannot_be_opened_as_another_one() -> None:
    one, other = Recorder(5).hidden_rolls(2)
    proof = json.loads(one) | {"opened": json.loads(other)["opened"]}

    report = checked(canonical.dump(proof).encode())
    assert [name for name, _, _ in failures(report)] == ["commitment", "identity"]


def test_a_trusted_key_is_recognized() -> None:
    report = checked(typical()["public"], (PublicKey(FORGER.public_key, "2026-01-01T00:00:00Z"), own_key()))

    assert report.result is Result.PASSED
    assert "trusted" in [check.name for check in report.checks]


def test_a_stranger_who_signs_is_found_out_by_the_trusted_keys() -> None:
    def improve(proof: Any) -> None:
        proof["epoch"]["seed"] = None
        proof["record"].update(totals=[99], dc=15, passed=[True])

    forged = signed_anew("public", improve)
    assert checked(forged).result is Result.OPEN
    assert failures(checked(forged, (own_key(),))) == [
        ("trusted", "unknown-key", {"key": derive.key_id(FORGER.public_key)})
    ]


@pytest.mark.parametrize("when", [{"since": "2026-11-22T00:00:00Z"}, {"until": "2026-11-21T00:00:00Z"}])
def test_a_key_that_was_not_in_use_is_found_out(when: dict[str, str]) -> None:
    assert failures(checked(typical()["public"], (own_key(**when),))) == [("trusted", "out-of-use", {})]


def test_a_report_tells_the_texts_of_the_file_and_which_of_them_are_gone() -> None:
    proof = json.loads(typical()["public"])
    added = proof["epoch"]["entropy"]
    assert added
    added[0]["text"] = None
    report = checked(canonical.dump(proof).encode())
    assert report.texts == (None, *[each["text"] for each in added[1:]])
    assert checked(typical()["hidden"]).texts == ()


def test_no_trusted_key_trusts_none() -> None:
    assert checked(typical()["public"], ()).result is Result.FAILED


def test_a_signature_is_for_one_kind_of_message_alone() -> None:
    proof = json.loads(typical()["hidden"])
    bare = FORGER.sign(canonical.dump(proof["record"]).encode())
    signed = Signed(canonical.dump(proof["record"]), bare, FORGER.public_key)

    report = checked(hidden_file(signed, None).encode())
    assert [name for name, _, _ in failures(report)] == ["signature"]


def test_a_sealed_record_in_a_public_rolls_file_is_no_proof() -> None:
    signed = sign(canonical.dump(json.loads(typical()["hidden"])["record"]), FORGER.sign, FORGER.public_key)

    assert failures(checked(public_file(signed, [], bytes(32)).encode())) == [("form", "shape", {"where": ""})]
