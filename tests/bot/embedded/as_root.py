"""Scenarios that only root meets: its servers run as somebody else, who may not see what root sees."""

from __future__ import annotations

import os
import pwd
import stat
import sys
from pathlib import Path

from bot.embedded import accounts, process
from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.valkey import EmbeddedValkey
from tests.bot.embedded.evidence import copy_wheels, keep, numbers, refusal


async def keeps_a_private_clone_private(folder: Path) -> None:
    """Root's clone below a folder that nobody else may enter: nothing is opened, and the data goes where it can."""
    home, private = folder / "lib", folder / "private"
    private.mkdir(mode=0o700)
    clone = private / "clone" / ".everquill"
    clone.mkdir(parents=True)
    before = [stat.S_IMODE(path.stat().st_mode) for path in (folder, private, clone.parent, clone)]

    server = EmbeddedPostgres(clone / "postgres", homes=(home,))
    cache = EmbeddedValkey(clone / "valkey", homes=(home,))
    async with server, cache:
        await keep(server.url, [7])
        assert server.folder.parent == cache.folder.parent == home
    assert (clone / "postgres").readlink() == server.folder
    assert (server.folder / "made-for").read_text() == f"{clone / 'postgres'}\n"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, private, clone.parent, clone)] == before

    private.rename(folder / "moved")  # the link moves along
    moved = folder / "moved" / "clone" / ".everquill" / "postgres"
    async with EmbeddedPostgres(moved, homes=(home,)) as again:
        assert again.folder == server.folder
        assert await numbers(again.url) == {7}

    server.folder.rename(folder / "lost")
    said = await refusal(EmbeddedPostgres(moved, homes=(home,)))
    assert str(server.folder) in said
    assert "not there" in said


async def copies_a_private_installation_once(folder: Path) -> None:
    """The wheels below a folder that only root may enter: copies are read by all, written by none."""
    home, private = folder / "lib", folder / "private"
    private.mkdir(mode=0o700)
    copy_wheels(private)
    sys.path.insert(0, str(private))
    copies: list[list[int]] = []
    for _ in range(2):
        server = EmbeddedPostgres(folder / "postgres", homes=(home,))
        cache = EmbeddedValkey(folder / "valkey", homes=(home,))
        async with server, cache:
            assert server.binaries.folder.is_relative_to(home)
            assert os.readlink(f"/proc/{cache.pid}/exe").startswith(str(home))
            status, _ = await process.run(
                [server.binaries.tool("pg_dump"), "--version"], accounts.server_account(server.data)
            )
            assert status == 0
        copies.append(sorted(path.stat().st_ino for path in home.iterdir()))
    assert copies[0] == copies[1]
    assert len(copies[0]) == 2
    for path in home.rglob("*"):
        assert path.is_symlink() or not path.stat().st_mode & 0o022, path
        assert path.lstat().st_uid == 0
    home.chmod(0o777)
    said = await refusal(EmbeddedPostgres(folder / "other", homes=(home,)))
    assert str(home) in said
    assert "only root" in said


async def runs_as_the_owner_of_the_data(folder: Path) -> None:
    """Root finds data that an ordinary user made: it stays his, and the server runs as him."""
    owner = pwd.getpwnam("daemon")
    server = EmbeddedPostgres(folder / "postgres")
    async with server:
        await keep(server.url, [7])
    for path in (server.folder, *server.folder.rglob("*")):
        os.chown(path, owner.pw_uid, owner.pw_gid)
    async with server:
        assert os.stat(f"/proc/{server.pid}").st_uid == owner.pw_uid
        assert await numbers(server.url) == {7}
