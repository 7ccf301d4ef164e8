"""PostgreSQL in the data folder: made once, on a Unix socket only, as safe against a crash as any other.

The server's folder holds ``data`` (the cluster), ``run`` (the socket), ``lock`` and the log. The cluster is made in
``data.init`` and renamed, so one that exists is whole. Its collation is the built-in C.UTF-8, which no change of the
operating system can alter under an index.
"""

# asyncpg carries no types, so what comes from it is unknown here:
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import asyncpg

from bot.embedded import accounts, binaries, places, process
from bot.embedded.errors import ServiceError
from bot.embedded.server import Server

if TYPE_CHECKING:
    from pathlib import Path

    from bot.embedded.accounts import Account

DATABASE: Final = "everquill"

_SETTINGS: Final = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "jit": "off",  # our queries are short; compiling one costs more than running it
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What players type must not reach a log: no statement, no detail with the offending values.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_STATUS_LINE: Final = 7  # of postmaster.pid, counted from 0: where the postmaster tells pg_ctl how it is
_FOR_TESTS: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class EmbeddedPostgres(Server):
    """A PostgreSQL server of our own; `url` names its database ``everquill``."""

    NAME = "PostgreSQL"

    def __init__(self, folder: Path, *, durable: bool = True, homes: tuple[Path, ...] = places.HOMES) -> None:
        """Remember where; nothing is opened.

        Args:
            folder: The server's own folder; made when needed.
            durable: False gives up safety against a power cut for speed: for throw-away test databases alone.
            homes: Where root puts what the server's user must reach (see `bot.embedded.places`).
        """
        super().__init__(folder, homes=homes)
        self._durable = durable
        self._binaries: binaries.PostgresBinaries | None = None

    @property
    def _run(self) -> Path:
        return places.socket_path(self._root)

    @property
    def data(self) -> Path:
        """The cluster itself."""
        return self._root / "data"

    @property
    def binaries(self) -> binaries.PostgresBinaries:
        """The programs in use: ``pg_dump`` and its kin are among them."""
        assert self._binaries is not None, "the server was not started"
        return self._binaries

    @property
    def url(self) -> str:
        """How to connect: a libpq URL that psql, asyncpg and SQLAlchemy read alike."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """Give the URL of another database of this server."""
        return f"postgresql://postgres@/{database}?host={quote(str(self._run), safe='')}&port=5432"

    async def _choose_account(self) -> Account | None:
        account = accounts.server_account(self._wanted / "data")
        accounts.require_name(account)
        return account

    async def _prepare(self) -> None:
        self._binaries = await binaries.postgres_binaries(self._account, self._homes)
        if self.data.exists():
            self._check_major()
        else:
            await self._init()
        await process.end_leftover(self.data / "postmaster.pid", self.data)
        places.socket_folder(self._root, self._account)

    async def _init(self) -> None:
        fresh = self._root / "data.init"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        places.give(fresh, self._account)
        locale = ["--locale-provider=builtin"] if self.binaries.major >= 17 else []
        status, said = await process.run(
            [
                self.binaries.tool("initdb"),
                *("-D", fresh, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"),
                *locale,
                *(() if self._durable else ("--no-sync",)),
            ],
            self._account,
        )
        if status:
            shutil.rmtree(fresh, ignore_errors=True)
            raise self._trouble(said, "initdb could not make the database")
        fresh.rename(self.data)
        _sync(self._root)  # what is acknowledged later must not be found under the old name after a power cut

    def _check_major(self) -> None:
        found = (self.data / "PG_VERSION").read_text().strip()
        ours = self.binaries.major
        if found != str(ours):
            raise ServiceError(
                f"{self.data} was made by PostgreSQL {found}, and this version of Everquill brings PostgreSQL {ours}, "
                "which cannot open it. Carry the data over with a dump:\n"
                "  1. Install the Everquill that you used before, start it, and run that PostgreSQL's own\n"
                f"     pg_dump -h {self._run} -U postgres -Fc -f everquill.dump {DATABASE}\n"
                f"  2. Stop it, and move {self.data} out of the way (do not delete it yet).\n"
                "  3. Install this version, start it once, and run\n"
                f"     {self.binaries.tool('pg_restore')} -h {self._run} -U postgres --clean --if-exists "
                f"-d {DATABASE} everquill.dump"
            )

    def _command(self) -> list[str | Path]:
        # The server reads the folder's name out of a comma-separated list, so it is quoted as it quotes.
        listed = '"' + str(self._run).replace('"', '""') + '"'
        settings = {**_SETTINGS, "unix_socket_directories": listed, **({} if self._durable else _FOR_TESTS)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        return [self.binaries.tool("postgres"), "-D", self.data, *options]

    async def _answers(self) -> bool:
        if not self._says_ready():  # spares the log a refusal for each question during a long recovery
            return False
        try:
            connection = await asyncpg.connect(self.url_of("postgres"), timeout=5)
        except (OSError, asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError):
            return False
        except asyncpg.PostgresError:  # who refuses for a reason of his own, as for too many visitors, is there
            return True
        await connection.close()
        return True

    def _says_ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return [line.strip() for line in lines[_STATUS_LINE : _STATUS_LINE + 1]] == ["ready"]

    async def _complete(self) -> None:
        try:
            connection = await asyncpg.connect(self.url_of("postgres"), timeout=5)
            try:
                if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE):
                    await connection.execute(f"CREATE DATABASE {DATABASE}")
            finally:
                await connection.close()
        except (OSError, asyncpg.PostgresError) as error:
            raise self._trouble(str(error), f"The database {DATABASE} could not be made") from error

    def _passes(self, said: str) -> bool:
        # Backends of a postmaster that was killed need a moment to notice; until then it refuses to start anew.
        return "pre-existing shared memory block" in said


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
