"""The door to signatures: one key of our own that signs, and anybody's public key to check with."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """Signs with one private key, without waiting: a signature is a matter of microseconds."""

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the Ed25519 public key."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""
        ...


class SignatureCheck(Protocol):
    """Checks signatures."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Whether the public key's owner has signed the message; False too for what is no key or no signature."""
        ...
