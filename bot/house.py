"""Opens the house: the master key of the settings or of the database, and the signing keys that grow from it."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from datetime import datetime

import structlog
from pydantic import SecretStr

from core.proofs.derive import tag
from core.proofs.keyring import Keyring
from core.tables.house import House
from data.keys.ed25519 import Ed25519Signer
from data.keys.sealed_tokens import SecretBoxTokenSeal
from data.postgres.house_keys import HouseKeys

log = structlog.get_logger(__name__)


class SigningKeys:
    """The key that signs now. It is followed by the next when it has had its time."""

    def __init__(self, keys: HouseKeys, keyring: Keyring, now: Callable[[], datetime]) -> None:
        self._keys = keys
        self._keyring = keyring
        self._now = now
        self._signer: Ed25519Signer | None = None

    def __call__(self) -> Ed25519Signer:
        """The key that signs now."""
        assert self._signer is not None, "taken when the house is opened"
        return self._signer

    async def take(self) -> None:
        """Take the newest key of this house, made if there is none.

        Raises:
            UnavailableError: ``database-away``.
        """
        self._signer = self._of(await self._keys.signing_number(self._public_key, self._now()))

    async def follow(self) -> None:
        """Take the key that is in use by now: the next one, when this one has had its time.

        Raises:
            UnavailableError: ``database-away``.
        """
        number = await self._keys.next_number(self._public_key, self._now())
        if number is None:
            log.warning("other_secret_key", hint="a process with another SECRET_KEY has started at this database")
        else:
            self._signer = self._of(number)

    def _of(self, number: int) -> Ed25519Signer:
        return Ed25519Signer(self._keyring.signing_seed(number))

    def _public_key(self, number: int) -> bytes:
        return self._of(number).public_key


async def open_house(
    keys: HouseKeys, secret_key: SecretStr | None, now: Callable[[], datetime]
) -> tuple[House, SigningKeys, SecretBoxTokenSeal]:
    """The house of this database, the keys that it signs with, and what it seals tokens with.

    Args:
        keys: Where keys are kept.
        secret_key: The master key's source; without one the database keeps a master key of its own.
        now: The time.
    """
    master = master_key(secret_key) if secret_key else await keys.master(os.urandom)
    keyring = Keyring(master)
    signing = SigningKeys(keys, keyring, now)
    await signing.take()
    return House(keyring, signing, os.urandom), signing, SecretBoxTokenSeal(token_secret(master))


def token_secret(master: bytes) -> bytes:
    """What stored tokens are sealed with; no proof rests on it, so SPECIFICATION says nothing of it."""
    return hmac.digest(master, tag("token"), "sha256")


def master_key(secret_key: SecretStr) -> bytes:
    """32 bytes of a text of any length."""
    return hashlib.sha256(tag("master") + secret_key.get_secret_value().encode()).digest()
