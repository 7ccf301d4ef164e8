"""What one does to a bot rather than with it: migrate, sync, verify."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack

from bot import commands
from bot.adapters import BOOKS, KINDS, POOL_SIZE, open_adapters
from bot.client import EverquillBot
from bot.discord_base import point_at
from bot.embedded.services import services
from bot.launcher import CannotStartError
from bot.metrics import Metrics
from bot.settings import Settings
from bot.wiring import wire
from cogs.ui.text import Catalogue
from data.postgres.engine import open_engine
from data.postgres.migrate import migrate
from data.postgres.verify import verify


async def migrate_database(settings: Settings, say: Callable[[str], None]) -> int:
    """`python -m bot migrate`."""
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(
            services(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url, share=True)
        )
        engine = open_engine(urls.database_url, pool_size=1)
        stack.push_async_callback(engine.dispose)
        say(f"The database is at revision {await migrate(engine)}.")
    return 0


async def sync_commands(settings: Settings, say: Callable[[str], None]) -> int:
    """`python -m bot sync`."""
    if settings.discord_token is None:
        raise CannotStartError("There is no Discord token: set DISCORD_TOKEN.")
    if settings.discord_api_base:
        point_at(settings.discord_api_base)
    catalogue, metrics = Catalogue(), Metrics()
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(
            services(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url, share=True)
        )
        adapters = await stack.enter_async_context(open_adapters(urls.database_url, urls.redis_url))
        bot = await stack.enter_async_context(
            EverquillBot(metrics=metrics, shard_count=None, shard_ids=None, paced=True)
        )
        await wire(bot, adapters, catalogue, metrics, public_url="http://localhost", permalink_days=1)
        await bot.login(settings.discord_token.get_secret_value())
        tree = commands.payload(bot.tree, catalogue)
        await commands.sync(bot, tree)
        say(f"Sent {len(tree)} commands.")
    return 0


async def verify_ledger(settings: Settings, say: Callable[[str], None]) -> int:
    """`python -m bot verify ledger`: exit code 1 when something does not hold."""
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(
            services(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url, share=True)
        )
        engine = open_engine(urls.database_url, pool_size=POOL_SIZE)
        stack.push_async_callback(engine.dispose)
        report = await verify(engine, KINDS, BOOKS)
        say(str(report))
    return 0 if report.ok else 1
