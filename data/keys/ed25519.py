"""Ed25519 by libsodium: signs records, and checks those of anybody.

Source: RFC 8032.
"""

from __future__ import annotations

from nacl.exceptions import BadSignatureError
from nacl.exceptions import ValueError as MalformedError
from nacl.signing import SigningKey, VerifyKey


class Ed25519Signer:
    """Signs with the key that grows from one seed.

    Args:
        seed: 32 secret bytes (`core.proofs.keyring.Keyring.signing_seed`).
    """

    __slots__ = ("_key", "_public_key")

    def __init__(self, seed: bytes) -> None:
        self._key = SigningKey(seed)
        self._public_key = bytes(self._key.verify_key)

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that everybody may know."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature; the same message always has the same."""
        return self._key.sign(message).signature


class Ed25519SignatureCheck:
    """Checks signatures."""

    __slots__ = ()

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the public key's owner has signed the message."""
        try:
            VerifyKey(public_key).verify(message, signature)
        except (BadSignatureError, MalformedError):
            return False
        return True
