"""What the launcher asks for: the URLs of a database and a Valkey, from settings or from servers of our own."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.embedded.errors import FolderInUseError
from bot.embedded.postgres import EmbeddedPostgres
from bot.embedded.valkey import EmbeddedValkey

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator
    from pathlib import Path

    from bot.embedded.server import Server


@dataclass(frozen=True, slots=True)
class Urls:
    """Where the services answer."""

    database_url: str
    redis_url: str


@asynccontextmanager
async def services(
    data_dir: Path, *, database_url: str | None, redis_url: str | None, share: bool = False
) -> AsyncGenerator[Urls]:
    """Run what is not given, for as long as the block runs.

    If PostgreSQL dies and cannot be brought back, the block is cancelled and leaves with the `ServiceError`. Without
    Valkey the game goes on, so its end is only logged.

    Args:
        data_dir: Where our own servers keep their files.
        database_url: A PostgreSQL that runs elsewhere; None to run one here.
        redis_url: A Valkey or Redis that runs elsewhere; None to run one here.
        share: Use the servers of the Everquill that runs from this folder, if one does, instead of being refused: for
            commands that look at the data while people play.

    Raises:
        ServiceError: A server cannot run.
    """
    async with AsyncExitStack() as stack:
        shared = False
        if database_url is None:
            postgres = EmbeddedPostgres(data_dir / "postgres")
            shared = await _start_or_join(stack, postgres, share=share)
            database_url = postgres.url
            if postgres.failed is not None:
                stack.enter_context(_ended_by(postgres.failed))
        if redis_url is None:
            valkey = EmbeddedValkey(data_dir / "valkey")
            if shared:  # whoever runs the one runs, or is about to run, the other
                await valkey.join()
            else:
                await _start_or_join(stack, valkey, share=share)
            redis_url = valkey.url
        yield Urls(database_url, redis_url)


async def _start_or_join(stack: AsyncExitStack, server: Server, *, share: bool) -> bool:
    """Run a server of our own, or find another's; tell whether it is another's."""
    try:
        await stack.enter_async_context(server)
    except FolderInUseError:
        if not share:
            raise
        await server.join()
        return True
    return False


@contextmanager
def _ended_by(failed: asyncio.Future[None]) -> Generator[None]:
    """Cancel the block when ``failed`` gets an exception, and leave it with that, as `asyncio.timeout` does."""
    task = asyncio.current_task()
    assert task is not None
    earlier = task.cancelling()
    ended = False

    def end(future: asyncio.Future[None]) -> None:
        nonlocal ended
        if not future.cancelled():
            ended = True
            task.cancel()

    failed.add_done_callback(end)
    try:
        yield
    except asyncio.CancelledError as cancelled:
        error = failed.exception() if ended else None
        if error is not None and task.uncancel() <= earlier:
            raise error from cancelled
        raise
    finally:
        failed.remove_done_callback(end)
