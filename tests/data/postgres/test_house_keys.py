"""The house's keys: made once, kept, and followed by the next when the master key has changed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from core.proofs.keyring import Keyring
from data.keys.ed25519 import Ed25519Signer
from data.postgres.house_keys import HouseKeys

AT = datetime(2026, 11, 21, 19, 0, 0, 900_000, tzinfo=UTC)


def public(master: bytes, number: int) -> bytes:
    return Ed25519Signer(Keyring(master).signing_seed(number)).public_key


async def test_the_master_key_is_made_once_by_whoever_comes_first(engine: AsyncEngine) -> None:
    made = await asyncio.gather(*(HouseKeys(engine).master(lambda size, n=n: bytes([n]) * size) for n in range(6)))
    assert len(set(made)) == 1


async def test_the_same_master_key_keeps_its_signing_key(engine: AsyncEngine) -> None:
    keys, master = HouseKeys(engine), b"m" * 32
    for _ in range(2):
        assert await keys.signing_number(lambda n: public(master, n), AT) == 0
    (only,) = await keys.public_keys()
    assert (only.raw, only.since, only.until) == (public(master, 0), "2026-11-21T19:00:00Z", None)
    assert only.signs_at("2026-11-21T19:00:00Z")


async def test_another_master_key_takes_the_next_number_and_the_old_key_stays_known(engine: AsyncEngine) -> None:
    keys, old, new = HouseKeys(engine), b"o" * 32, b"n" * 32
    await keys.signing_number(lambda n: public(old, n), AT)
    assert await keys.signing_number(lambda n: public(new, n), AT + timedelta(days=1)) == 1
    first, second = await keys.public_keys()
    assert (first.raw, first.until, second.raw, second.since) == (
        public(old, 0), "2026-11-22T19:00:00Z", public(new, 1), "2026-11-22T19:00:00Z",
    )  # fmt: skip
