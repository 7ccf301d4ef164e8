"""The house's keys: made once, kept, and followed by the next when the master key has changed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from core.proofs.keyring import Keyring
from core.proofs.record import instant
from data.keys.ed25519 import Ed25519Signer
from data.postgres.house_keys import OVERLAP, SIGNS, HouseKeys

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
        public(old, 0), "2026-11-23T19:00:00Z", public(new, 1), "2026-11-22T19:00:00Z",
    )  # fmt: skip


async def test_a_key_that_has_had_its_time_is_followed_and_both_sign_for_a_while(engine: AsyncEngine) -> None:
    keys, master = HouseKeys(engine), b"m" * 32
    await keys.signing_number(lambda n: public(master, n), AT)
    assert await keys.next_number(lambda n: public(master, n), AT + SIGNS - timedelta(seconds=1)) == 0
    later = AT + SIGNS
    taken = await asyncio.gather(*(HouseKeys(engine).next_number(lambda n: public(master, n), later) for _ in range(4)))
    assert taken == [1, 1, 1, 1]
    first, second = await keys.public_keys()
    assert second.raw == public(master, 1)
    for key, moment, signs in (
        (first, later, True), (second, later, True),
        (first, later + OVERLAP, False), (second, later + OVERLAP, True),
    ):  # fmt: skip
        assert key.signs_at(instant(moment)) is signs


async def test_a_process_that_starts_late_takes_the_next_key(engine: AsyncEngine) -> None:
    keys, master = HouseKeys(engine), b"m" * 32
    await keys.signing_number(lambda n: public(master, n), AT)
    assert await keys.signing_number(lambda n: public(master, n), AT + SIGNS) == 1


async def test_processes_that_disagree_about_the_master_key_make_no_keys_in_turn(engine: AsyncEngine) -> None:
    keys, old, new = HouseKeys(engine), b"o" * 32, b"n" * 32
    await keys.signing_number(lambda n: public(old, n), AT)
    await keys.signing_number(lambda n: public(new, n), AT)
    assert await keys.next_number(lambda n: public(old, n), AT) is None
    assert await keys.next_number(lambda n: public(new, n), AT) == 1
    assert len(await keys.public_keys()) == 2
