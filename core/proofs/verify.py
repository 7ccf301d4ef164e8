"""The check of a roll: from its verification file alone, each promise by name, with nothing taken on trust.

SPECIFICATION.md, section 8. A check passes, fails, or is open: its proof is not public yet. Reasons are codes and facts
are values; words are for whoever shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.ledger import canonical
from core.proofs import derive, form
from core.proofs.form import FormError
from core.proofs.keyring import hidden_dice, public_dice
from core.proofs.keys import PublicKey
from core.proofs.record import passes
from core.proofs.stream import ProvableDice, StreamKey

CheckSignature = Callable[[bytes, bytes, bytes], bool]
"""Whether the public key (first) has signed the message (second) with this signature (third)."""


class Result(StrEnum):
    """What came of a check."""

    PASSED = "passed"
    FAILED = "failed"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Check:
    """One promise, checked.

    Attributes:
        name: ``form``, ``key``, ``trusted``, ``signature``, ``entropy``, ``commitment``, ``identity``, ``faces``,
            ``verdict``, or what a caller adds.
        reason: Why it has not passed; None if it has.
        facts: What the reason is about: places, values.
    """

    name: str
    result: Result
    reason: str | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one file, in the order in which they were made.

    Attributes:
        record: The signed record; None if the file has not the form of one.
        claim: What the file says was rolled: the record of a public roll, the opened one of a hidden roll; None if the
            file says nothing of it.
        texts: What players had added, as the file tells it, in order; None for one that has been erased.
    """

    checks: tuple[Check, ...]
    record: Mapping[str, Any] | None = None
    claim: Mapping[str, Any] | None = None
    texts: tuple[str | None, ...] = ()

    @property
    def result(self) -> Result:
        """Failed if anything has; else open if anything is; else passed."""
        results = {check.result for check in self.checks}
        return next((each for each in (Result.FAILED, Result.OPEN) if each in results), Result.PASSED)


def verify(file: bytes, signed_by: CheckSignature, trusted: Sequence[PublicKey] | None = None) -> Report:
    """Check a verification file.

    Args:
        file: Its bytes.
        signed_by: Checks an Ed25519 signature.
        trusted: The keys to hold the file's key to; None leaves out the check ``trusted``.
    """
    try:
        proof = form.read(file)
    except FormError as error:
        facts = {"where": error.where} if error.reason == "shape" else {}
        return Report((failed("form", error.reason, **facts),))
    checks = [passed("form"), _key(proof)]
    if trusted is not None:
        checks.append(_trusted(proof, trusted))
    checks.append(_signature(proof, signed_by))
    hidden = "opened" in proof
    checks += _hidden(proof) if hidden else _public(proof)
    texts = () if hidden else tuple([each["text"] for each in proof["epoch"]["entropy"]])
    return Report(tuple(checks), proof["record"], proof["opened" if hidden else "record"], texts)


def passed(name: str, **facts: str | int) -> Check:
    """A check that holds."""
    return Check(name, Result.PASSED, facts=facts)


def failed(name: str, reason: str, **facts: str | int) -> Check:
    """A check that does not hold."""
    return Check(name, Result.FAILED, reason, facts)


def _open(name: str) -> Check:
    return Check(name, Result.OPEN, "not-revealed")


def _held(name: str, holds: bool, reason: str) -> Check:
    return passed(name) if holds else failed(name, reason)


def _key(proof: Mapping[str, Any]) -> Check:
    actual = derive.key_id(bytes.fromhex(proof["public_key"]))
    return passed("key", key=actual) if actual == proof["key"] else failed("key", "other-key")


def _trusted(proof: Mapping[str, Any], trusted: Sequence[PublicKey]) -> Check:
    raw, time = bytes.fromhex(proof["public_key"]), proof["record"]["time"]
    same = [key for key in trusted if key.raw == raw]
    if not same:
        return failed("trusted", "unknown-key", key=derive.key_id(raw))
    return _held("trusted", any(key.signs_at(time) for key in same), "out-of-use")


def _signature(proof: Mapping[str, Any], signed_by: CheckSignature) -> Check:
    message = derive.signed_message(canonical.dump(proof["record"]))
    public_key, signature = bytes.fromhex(proof["public_key"]), bytes.fromhex(proof["signature"])
    return _held("signature", signed_by(public_key, message, signature), "other-signature")


def _public(proof: Mapping[str, Any]) -> list[Check]:
    record, epoch = proof["record"], proof["epoch"]
    verdict = _verdict(record)
    if epoch["seed"] is None:
        return [_entropy(record, epoch["entropy"]), _open("commitment"), _open("faces"), verdict]
    seed = bytes.fromhex(epoch["seed"])
    committed = derive.commitment(bytes.fromhex(record["epoch"]), seed).hex() == record["commitment"]
    dice = public_dice(StreamKey(seed), bytes.fromhex(record["entropy"]), record["number"])
    return [
        _entropy(record, epoch["entropy"]),
        _held("commitment", committed, "other-seed"),
        _faces(record["draws"], dice),
        verdict,
    ]


def _hidden(proof: Mapping[str, Any]) -> list[Check]:
    record, opened = proof["record"], proof["opened"]
    if opened is None:
        return [_open(name) for name in ("commitment", "identity", "faces", "verdict")]
    committed = derive.sealing(canonical.dump(opened)).hex() == record["commitment"]
    same = (opened["id"], opened["time"]) == (record["id"], record["time"])
    return [
        _held("commitment", committed, "other-opening"),
        _held("identity", same, "other-roll"),
        _faces(opened["draws"], hidden_dice(bytes.fromhex(opened["secret"]))),
        _verdict(opened),
    ]


def _entropy(record: Mapping[str, Any], added: Sequence[Mapping[str, Any]]) -> Check:
    entropy, erased = derive.first_entropy(bytes.fromhex(record["epoch"])), 0
    for place, each in enumerate(added, start=1):
        if each["text"] is None:
            erased += 1
        elif derive.text_digest(each["text"]).hex() != each["digest"]:
            return failed("entropy", "other-text", text=place)
        entropy = derive.next_entropy(entropy, bytes.fromhex(each["digest"]))
    if entropy.hex() != record["entropy"]:
        return failed("entropy", "other-digest")
    return passed("entropy", texts=len(added), erased=erased)


def _faces(draws: Sequence[Sequence[int]], dice: ProvableDice) -> Check:
    for place, (sides, face) in enumerate(draws, start=1):
        if (drawn := dice.die(sides)) != face:
            return failed("faces", "other-face", die=place, sides=sides, face=face, drawn=drawn)
    return passed("faces", dice=len(draws))


def _verdict(claim: Mapping[str, Any]) -> Check:
    return _held("verdict", claim["passed"] == passes(claim["totals"], claim["dc"]), "other-verdict")
