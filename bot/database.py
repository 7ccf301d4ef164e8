"""The way to the database, walked once at the start: it answers, lets us in, and has the tables we expect.

Everything that a setting or an administrator can mend is told here, in words that name the server and never the
password. What happens to the database later is an `UnavailableError`, from wherever it was met.
"""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import asyncpg  # pyright: ignore[reportMissingTypeStubs] - it has none
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.addresses import POSTGRES_EXAMPLE
from bot.errors import CannotStartError
from data.postgres.engine import open_engine
from data.postgres.migrate import NewerDatabaseError, current_revision, head_revision, migrate
from data.postgres.outages import outages

ADVICE = (
    f"DATABASE_URL should lead to a PostgreSQL that runs, like {POSTGRES_EXAMPLE}; unset it to let the bot run one."
)
ADMINISTRATORS_WORK = frozenset({"42501", "0A000", "58P01"})
"""SQLSTATEs of a migration that may not or cannot make an extension or a table: no privilege, or no pgvector there."""


@asynccontextmanager
async def open_database(url: str, *, pool_size: int) -> AsyncGenerator[AsyncEngine]:
    """A pool of connections to a database that has let us in; closed on leaving.

    Raises:
        CannotStartError: It does not answer, or does not let us in.
    """
    engine = open_engine(url, pool_size=pool_size)
    try:
        with _told_apart(url):
            async with engine.connect():
                pass
        yield engine
    finally:
        await engine.dispose()


async def bring_up_to_date(engine: AsyncEngine) -> str:
    """Run the migrations that are missing; the revision that the database now has.

    Raises:
        CannotStartError: The database is a newer program's, or an administrator has to prepare it.
        UnavailableError: ``database-away``.
    """
    try:
        with outages():
            return await migrate(engine)
    except NewerDatabaseError as error:
        raise CannotStartError(
            f"The database was last used by a newer Everquill than this one ({error}). Run that version, or give this"
            " one a database of its own."
        ) from None
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in ADMINISTRATORS_WORK:
            raise
        raise CannotStartError(
            f"The database's tables cannot be made: {driver_error(error)}. It has to be"
            " PostgreSQL 16 or newer with pgvector, and the user of DATABASE_URL its owner; an administrator may have"
            " to run once: CREATE EXTENSION vector; CREATE EXTENSION pg_trgm; CREATE EXTENSION fuzzystrmatch;"
        ) from None


async def expect_tables(engine: AsyncEngine, place: str) -> None:
    """Make sure that a database is of this program's version, and change nothing.

    Args:
        engine: The database.
        place: Where it is, in words, should it be the wrong one.

    Raises:
        CannotStartError: It is not.
        UnavailableError: ``database-away``.
    """
    with outages():
        revision = await current_revision(engine)
    if revision is None:
        raise CannotStartError(
            f"There is no ledger yet: the database of {place} has no tables. If that is not the one you mean, set"
            " DATABASE_URL or DATA_DIR; if it is, make them: python -m bot migrate"
        )
    if revision != head_revision():
        raise CannotStartError(
            f"The database of {place} is at revision {revision}, and this version reads {head_revision()}. Bring it up"
            " to date first: python -m bot migrate"
        )


@contextmanager
def _told_apart(url: str) -> Generator[None]:
    """Tell why a first connection failed."""
    try:
        yield
    except (OSError, DBAPIError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise CannotStartError(_why(driver_error(error), f"PostgreSQL at {place_of(url)}")) from None


def _why(error: BaseException | None, server: str) -> str:
    match error:
        case asyncpg.InvalidAuthorizationSpecificationError():
            return (
                f"{server} does not let the bot in: {error}. Put the right user and password into DATABASE_URL, like"
                f" {POSTGRES_EXAMPLE} (in a password, write / as %2F, @ as %40)"
            )
        case asyncpg.InvalidCatalogNameError():
            return (
                f"{server} says: {error}. Make it (createdb -O USER NAME), or name another in DATABASE_URL, like"
                f" {POSTGRES_EXAMPLE}"
            )
        case TimeoutError():
            return f"{server} cannot be reached: it does not answer in time. {ADVICE}"
        case socket.gaierror():
            return f"{server} cannot be reached: there is no such host ({error.strerror}). {ADVICE}"
        case OSError(errno=int(number)):
            return f"{server} cannot be reached: {os.strerror(number)}. {ADVICE}"
        case _:
            return f"{server} does not take the connection: {error}. {ADVICE}"


def driver_error(error: BaseException | None) -> BaseException | None:
    """What asyncpg said, without the statement that SQLAlchemy puts around it."""
    return error.orig.__cause__ if isinstance(error, DBAPIError) and error.orig else error


def place_of(url: str) -> str:
    """The server of an address and nothing else: no user, no password.

    Example:
        >>> place_of("postgresql://mara:secret@db.example.org/everquill")
        'db.example.org:5432'
    """
    parts = make_url(url)
    folder = parts.query.get("host")
    return str(folder) if folder else f"{parts.host or 'localhost'}:{parts.port or 5432}"
