"""Public signing keys and when each is in use: what `/.well-known/everquill.json` serves, and what a check may trust.

A key id names a key in few letters; only the whole public key is ever compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from core.ledger import canonical
from core.proofs import derive, form
from core.proofs.form import FormError, ListOf, Maybe, ObjectOf


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A signing key as everybody may know it.

    Attributes:
        raw: The 32 bytes of the Ed25519 public key.
        since: From when on it signs, as records write a time.
        until: When it stops, that moment excluded; None while it signs.
    """

    raw: bytes
    since: str
    until: str | None = None

    def signs_at(self, time: str) -> bool:
        """Whether the key was in use. Times of this form stand in the order of their texts."""
        return self.since <= time and (self.until is None or time < self.until)


_KEY: Final = ObjectOf(
    {"from": form.INSTANT, "id": form.KEY_ID, "public_key": form.DIGEST, "until": Maybe(form.INSTANT)}
)


def write_keys(keys: Sequence[PublicKey]) -> str:
    """The keys as JSON.

    Example:
        >>> write_keys([])
        '{"keys":[]}'
    """
    listed = [
        {"from": key.since, "id": derive.key_id(key.raw), "public_key": key.raw.hex(), "until": key.until}
        for key in keys
    ]
    return canonical.dump({"keys": listed})


def read_keys(text: bytes) -> tuple[PublicKey, ...]:
    """Read what `write_keys` wrote; spaces, and whatever else stands beside ``keys``, are nobody's concern.

    Raises:
        FormError: ``unreadable``, or ``shape``.
    """
    try:
        document: Any = canonical.load(text)
    except (ValueError, RecursionError):
        raise FormError("unreadable") from None
    listed: Any = cast(dict[str, Any], document).get("keys") if isinstance(document, dict) else None
    form.expect({"keys": listed}, ObjectOf({"keys": ListOf(_KEY)}))
    return tuple(_read_key(place, **entry) for place, entry in enumerate(listed))


def _read_key(place: int, *, public_key: str, until: str | None, **entry: str) -> PublicKey:
    raw = bytes.fromhex(public_key)
    if derive.key_id(raw) != entry["id"]:
        raise FormError("shape", f"keys.{place}.id")
    return PublicKey(raw, entry["from"], until)
