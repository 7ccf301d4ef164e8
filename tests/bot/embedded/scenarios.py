"""Scenarios that hold whoever runs the servers."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import stat
from pathlib import Path

import asyncpg
from redis.asyncio import Redis

from bot.embedded import accounts, places
from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.services import services
from bot.embedded.valkey import EmbeddedValkey
from tests.bot.embedded.evidence import CONNECTION_LOST, keep, lives, numbers, refusal

ROWS = 10_000


async def starts_cold_and_warm(folder: Path) -> None:
    interrupted = folder / "postgres" / "data.init"  # an initdb that somebody cut off
    interrupted.mkdir(parents=True)
    (interrupted / "PG_VERSION").touch()
    folder.joinpath("postgres").chmod(0o711)
    server = EmbeddedPostgres(folder / "postgres")
    async with server:
        first = server.pid
        assert first is not None
        await keep(server.url, [1, 2, 3])
        connection = await asyncpg.connect(server.url)
        for setting, value in (("fsync", "on"), ("full_page_writes", "on"), ("listen_addresses", ""), ("jit", "off")):
            assert await connection.fetchval(f"SHOW {setting}") == value, setting
        locale = await connection.fetchrow(
            "SELECT datlocprovider::text, datlocale FROM pg_database WHERE datname = 'everquill'"
        )
        assert tuple(locale) == ("b", "C.UTF-8")
        await connection.close()
        socket = server.folder / "run"
        assert stat.S_IMODE(socket.stat().st_mode) == 0o700
        assert os.stat(f"/proc/{first}").st_uid != 0
    assert not lives(first)
    assert sorted(path.name for path in server.folder.iterdir()) == ["data", "lock", "postgresql.log"]
    async with server:
        assert server.pid != first
        assert await numbers(server.url) == {1, 2, 3}


async def ignores_the_callers_environment(folder: Path) -> None:
    os.environ.update(
        PGPORT="1", PGDATA="/nowhere", PGHOST="nowhere", PGUSER="nobody", LC_ALL="tr_TR.UTF-8", TZ="Asia/Tokyo"
    )
    async with EmbeddedPostgres(folder / "postgres") as server:
        connection = await asyncpg.connect(server.url)
        assert await connection.fetchval("SELECT lower('I')") == "i"
        assert await connection.fetchval("SHOW timezone") == "UTC"
        await connection.close()


async def loses_no_acknowledged_row_when_the_postmaster_is_killed(folder: Path) -> None:
    async with EmbeddedPostgres(folder / "postgres") as server:
        first = server.pid
        assert first is not None
        await keep(server.url, [])
        acknowledged: set[int] = set()
        killed = 0

        async def write(mine: list[int]) -> None:
            nonlocal killed
            while mine:
                try:
                    connection = await asyncpg.connect(server.url)
                    while mine:
                        await connection.execute(
                            "INSERT INTO kept SELECT unnest($1::int[]) ON CONFLICT DO NOTHING", mine[:20]
                        )
                        acknowledged.update(mine[:20])
                        del mine[:20]
                        if len(acknowledged) >= ROWS // 2 and not killed:
                            killed = first
                            os.kill(first, signal.SIGKILL)
                    await connection.close()
                except CONNECTION_LOST:
                    await asyncio.sleep(0.02)

        async with asyncio.TaskGroup() as writers:
            for writer in range(4):
                writers.create_task(write(list(range(writer, ROWS, 4))))
        assert killed
        assert server.pid not in (None, killed)
        assert len(acknowledged) == ROWS
        assert await numbers(server.url) == acknowledged


async def survives_the_death_of_a_backend(folder: Path) -> None:
    async with EmbeddedPostgres(folder / "postgres") as server:
        before = server.pid
        await keep(server.url, [1])
        connection = await asyncpg.connect(server.url)
        os.kill(connection.get_server_pid(), signal.SIGKILL)
        while True:
            try:
                assert await numbers(server.url) == {1}
                break
            except CONNECTION_LOST:
                await asyncio.sleep(0.02)
        assert server.pid == before


async def starts_beside_a_stranger_with_its_old_pid(folder: Path) -> None:
    server, cache = EmbeddedPostgres(folder / "postgres"), EmbeddedValkey(folder / "valkey")
    async with server, cache:
        pid_files = [server.data / "postmaster.pid", cache.folder / "state" / "valkey.pid"]
        left = [path.read_text() for path in pid_files]
        pids = [server.pid, cache.pid]
        account = accounts.server_account(server.data)
    who = {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
    stranger = await asyncio.create_subprocess_exec("/bin/sleep", "600", **who)
    try:
        for path, text, pid in zip(pid_files, left, pids, strict=True):
            path.write_text(text.replace(str(pid), str(stranger.pid), 1))
            shutil.chown(path, stranger_uid := path.parent.stat().st_uid)
            assert path.stat().st_uid == stranger_uid
        async with server, cache:
            assert await asyncpg.connect(server.url)
        assert lives(stranger.pid), "the stranger was killed"
    finally:
        stranger.kill()
        await stranger.wait()


async def refuses_the_data_of_another_major_version(folder: Path) -> None:
    server = EmbeddedPostgres(folder / "postgres")
    async with server:
        await keep(server.url, [7])
    version = server.data / "PG_VERSION"
    ours = version.read_text()
    version.write_text("15\n")
    said = await refusal(server)
    for word in (str(server.data), "PostgreSQL 15", f"PostgreSQL {ours.strip()}", "pg_dump", "pg_restore"):
        assert word in said, (word, said)
    version.write_text(ours)
    async with server:
        assert await numbers(server.url) == {7}


async def says_that_the_disk_is_full(folder: Path) -> None:
    server = EmbeddedPostgres(folder / "postgres")
    async with server:
        await keep(server.url, [7])
    options = server.data / "postmaster.opts"
    options.unlink()
    options.symlink_to(
        "/dev/full"
    )  # the server writes this file at each start, and every write to it meets a full disk
    said = await refusal(server)
    assert said.startswith(f"The disk that holds {server.folder} is full"), said
    options.unlink()
    async with server:
        assert await numbers(server.url) == {7}


async def works_in_any_folder(folder: Path) -> None:
    signs = """100% $HOME;:?&#=+@ü'"q\\"""
    for name in ("two words", signs, "a,b", "/".join(["a-rather-long-name-of-a-folder"] * 5)):
        place = folder / name
        for ids in ([1], [2]):
            async with services(place, database_url=None, redis_url=None) as urls:
                await keep(urls.database_url, ids)
                client = Redis.from_url(urls.redis_url)
                assert await client.set("a", "b")
                await client.aclose()
        async with EmbeddedPostgres(place / "postgres") as server:
            assert await numbers(server.url) == {1, 2}
            socket = places.socket_path(server.folder)
            assert socket.is_relative_to(place) == (len(name) < 80 and "," not in name)
            assert socket.is_dir()
        assert not socket.exists()
        assert socket.is_relative_to(place) or not socket.parent.exists()
