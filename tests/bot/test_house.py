"""The house of a process: it signs with the newest key, and follows when another process has made the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.house import open_house
from data.postgres.house_keys import SIGNS, HouseKeys

START = datetime(2026, 11, 21, 19, 0, tzinfo=UTC)


class Clock:
    """A time that can be set."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


async def test_processes_of_one_database_sign_with_one_key_and_change_it_together(engine: AsyncEngine) -> None:
    clock = Clock()
    one, one_signing, _ = await open_house(HouseKeys(engine), None, clock)
    two, two_signing, _ = await open_house(HouseKeys(engine), None, clock)
    first = one.signer().public_key
    assert two.signer().public_key == first

    clock.at += SIGNS
    await one_signing.follow()
    assert one.signer().public_key != first
    await two_signing.follow()
    assert two.signer().public_key == one.signer().public_key
    assert [key.raw for key in await HouseKeys(engine).public_keys()] == [first, one.signer().public_key]


async def test_a_process_with_an_older_secret_key_keeps_its_own(engine: AsyncEngine) -> None:
    clock = Clock()
    old, old_signing, _ = await open_house(HouseKeys(engine), SecretStr("the first secret of this house"), clock)
    kept = old.signer().public_key
    clock.at += timedelta(hours=1)
    new, _, _ = await open_house(HouseKeys(engine), SecretStr("the second secret of this house"), clock)
    await old_signing.follow()
    assert old.signer().public_key == kept != new.signer().public_key
    assert len(await HouseKeys(engine).public_keys()) == 2
