"""What is signed of a roll, and the file that proves it: written here, read by `core.proofs.verify` and by strangers.

SPECIFICATION.md, sections 6 and 7. No record holds a player's name or a label: those can be erased, and what was signed
could not be. Records are handled as their canonical text, the very bytes that are hashed and signed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from core.ids import RollId
from core.ledger import canonical
from core.proofs import derive
from core.proofs.epoch import Epoch
from core.proofs.stream import Draw

_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Thrown:
    """A roll as it fell.

    Attributes:
        at: When; records keep whole seconds, in UTC.
        notation: What was rolled, canonical and before advantage is applied to it.
        advantage: ``none``, ``advantage``, ``disadvantage`` or ``elven-accuracy``.
        draws: Every die in the order of drawing (`ProvableDice.draws`).
        totals: The result of each roll of the notation.
        dc: What each total has to reach; None if nothing.
    """

    roll_id: RollId
    at: datetime
    notation: str
    advantage: str
    draws: tuple[Draw, ...]
    totals: tuple[int, ...]
    dc: int | None


@dataclass(frozen=True, slots=True)
class Signed:
    """A record's canonical text with its signature and the key that made it."""

    record: str
    signature: bytes
    public_key: bytes


@dataclass(frozen=True, slots=True)
class EntropyText:
    """What a player added to an epoch.

    Attributes:
        digest: The hex of the text's digest, which stays.
        text: The text; None once it has been erased.
    """

    digest: str
    text: str | None


def public_record(thrown: Thrown, epoch: Epoch) -> str:
    """The record of a public roll, given the epoch as it was when its dice were taken (`Keyring.dice`)."""
    where = {
        "commitment": epoch.commitment,
        "entropy": epoch.entropy,
        "epoch": epoch.epoch_id,
        "number": epoch.rolls + 1,
    }
    return canonical.dump({**_told(thrown), **where, "kind": "roll"})


def opened_record(thrown: Thrown, secret: bytes) -> str:
    """The whole of a hidden roll, its own key included: to be kept from everybody until it is revealed."""
    return canonical.dump({**_told(thrown), "kind": "opened", "secret": secret.hex()})


def sealed_record(roll_id: RollId, at: datetime, opened: str) -> str:
    """What is published and signed of a hidden roll; it is equally long for every result."""
    sealed = {"commitment": derive.sealing(opened).hex(), "id": roll_id, "kind": "sealed", "time": instant(at)}
    return canonical.dump({**sealed, "version": _VERSION})


def seals(sealed: str, opened: str) -> bool:
    """Whether a sealed record is the seal of this opened one."""
    return canonical.load(sealed).get("commitment") == derive.sealing(opened).hex()


def sign(record: str, signature_of: Callable[[bytes], bytes], public_key: bytes) -> Signed:
    """Sign a record.

    Args:
        record: The record's canonical text.
        signature_of: Signs a message with the private half of the key.
        public_key: The public half.
    """
    return Signed(record, signature_of(derive.signed_message(record)), public_key)


def public_file(signed: Signed, entropy: Sequence[EntropyText], seed: bytes | None) -> str:
    """The verification file of a public roll.

    Args:
        signed: Its signed record.
        entropy: What players had added to the epoch when the roll was made, in order, and nothing later.
        seed: The epoch's seed; None until the epoch has ended.
    """
    texts = [{"digest": added.digest, "text": added.text} for added in entropy]
    return _file(signed, {"epoch": {"entropy": texts, "seed": seed and seed.hex()}})


def hidden_file(signed: Signed, opened: str | None) -> str:
    """The verification file of a hidden roll; `opened` is None until it is revealed."""
    return _file(signed, {"opened": opened and canonical.load(opened)})


def instant(at: datetime) -> str:
    """A time as records hold it.

    Example:
        >>> instant(datetime(2026, 11, 21, 18, 0, 5, tzinfo=UTC))
        '2026-11-21T18:00:05Z'
    """
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def passes(totals: Sequence[int], dc: int | None) -> list[bool] | None:
    """Which totals reach a DC; None if there was none to reach."""
    return None if dc is None else [total >= dc for total in totals]


def _told(thrown: Thrown) -> dict[str, Any]:
    return {
        "advantage": thrown.advantage,
        "dc": thrown.dc,
        "draws": thrown.draws,
        "id": thrown.roll_id,
        "notation": thrown.notation,
        "passed": passes(thrown.totals, thrown.dc),
        "time": instant(thrown.at),
        "totals": thrown.totals,
        "version": _VERSION,
    }


def _file(signed: Signed, proof: dict[str, Any]) -> str:
    signature = {
        "key": derive.key_id(signed.public_key),
        "public_key": signed.public_key.hex(),
        "record": canonical.load(signed.record),
        "signature": signed.signature.hex(),
    }
    return canonical.dump({**signature, **proof}) + "\n"
