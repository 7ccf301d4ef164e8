"""What one does to a bot rather than with it: migrate, sync, verify."""

from __future__ import annotations

from collections.abc import Callable

from bot import commands
from bot.adapters import BOOKS, KINDS, POOL_SIZE, open_adapters, run_services
from bot.client import EverquillBot
from bot.database import bring_up_to_date, expect_tables, open_database, place_of
from bot.discord_base import point_at
from bot.discord_entry import NO_TOKEN, log_in, refusals
from bot.errors import CannotStartError
from bot.metrics import Metrics
from bot.parts import Parts
from bot.settings import Settings
from bot.sharding.starts import Pacing
from bot.wiring import wire
from cogs.ui.text import Catalogue
from data.postgres.verify import verify


async def migrate_database(settings: Settings, say: Callable[[str], None]) -> int:
    """`python -m bot migrate`."""
    async with run_services(settings, share=True) as urls, open_database(urls.database_url, pool_size=1) as engine:
        say(f"The database is at revision {await bring_up_to_date(engine)}.")
    return 0


async def sync_commands(settings: Settings, say: Callable[[str], None]) -> int:
    """`python -m bot sync`."""
    if settings.discord_token is None:
        raise CannotStartError(NO_TOKEN)
    if settings.discord_api_base:
        point_at(settings.discord_api_base)
    catalogue, metrics = Catalogue(), Metrics()
    async with (
        run_services(settings, share=True) as urls,
        open_adapters(urls.database_url, urls.redis_url, settings.secret_key) as adapters,
        EverquillBot(metrics=metrics, shard_count=None, pacing=Pacing()) as bot,
    ):
        await wire(bot, Parts(settings, adapters, catalogue, metrics, public_url=""))
        await log_in(bot, settings.discord_token)
        tree = commands.payload(bot.tree, catalogue)
        with refusals(bot.intents):
            await commands.sync(bot, tree)
        say(f"Sent {len(tree)} commands.")
    return 0


async def verify_ledger(settings: Settings, say: Callable[[str], None]) -> int:
    """`python -m bot verify ledger`: exit code 1 when something does not hold."""
    async with (
        run_services(settings, share=True) as urls,
        open_database(urls.database_url, pool_size=POOL_SIZE) as engine,
    ):
        await expect_tables(engine, place_of(urls.database_url) if settings.database_url else str(settings.data_dir))
        report = await verify(engine, KINDS, BOOKS)
        say(str(report))
    return 0 if report.ok else 1
