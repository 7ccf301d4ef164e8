"""XSalsa20-Poly1305 by libsodium: keeps interactions' tokens unreadable in the database.

Source: Bernstein, "Cryptography in NaCl" (2009), crypto_secretbox.
"""

from __future__ import annotations

import hashlib

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox


class SecretBoxTokenSeal:
    """Closes tokens with keys that grow from one secret, one a purpose.

    Args:
        secret: 32 secret bytes.
    """

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def closed(self, token: str, purpose: str) -> bytes:
        """The token, unreadable without this house's key."""
        return bytes(self._box(purpose).encrypt(token.encode()))

    def opened(self, closed: bytes, purpose: str) -> str:
        """The token; empty if it was closed with another key or for another purpose."""
        try:
            return self._box(purpose).decrypt(closed).decode()
        except CryptoError:
            return ""

    def _box(self, purpose: str) -> SecretBox:
        return SecretBox(hashlib.blake2b(purpose.encode(), key=self._secret, digest_size=32).digest())
