"""Opens the house: the master key of the settings or of the database, and the signing key that grows from it."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime

from pydantic import SecretStr

from core.proofs.derive import tag
from core.proofs.keyring import Keyring
from core.tables.house import House
from data.keys.ed25519 import Ed25519Signer
from data.postgres.house_keys import HouseKeys


async def open_house(keys: HouseKeys, secret_key: SecretStr | None) -> House:
    """The house of this database.

    Args:
        keys: Where keys are kept.
        secret_key: The master key's source; without one the database keeps a master key of its own.
    """
    master = master_key(secret_key) if secret_key else await keys.master(os.urandom)
    keyring = Keyring(master)
    number = await keys.signing_number(
        lambda each: Ed25519Signer(keyring.signing_seed(each)).public_key, datetime.now(UTC)
    )
    signer = Ed25519Signer(keyring.signing_seed(number))
    return House(keyring, signer.sign, signer.public_key, os.urandom)


def master_key(secret_key: SecretStr) -> bytes:
    """32 bytes of a text of any length."""
    return hashlib.sha256(tag("master") + secret_key.get_secret_value().encode()).digest()
