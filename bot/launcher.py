"""Start the roles, watch over them, stop them in reverse order.

One process can have several roles: `gateway` (the bot) and `web` (the sidecar). What a role needs is opened before it
and closed after it. A role that dies takes the process down with it, so that whoever supervises the process sees it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

import discord
import structlog

from bot import background, commands
from bot.adapters import Adapters, open_adapters
from bot.client import EverquillBot
from bot.discord_base import point_at
from bot.embedded.services import services
from bot.errors import CannotStartError
from bot.metrics import Metrics
from bot.settings import Settings
from bot.sidecar import serve
from bot.wiring import wire
from cogs.ui.text import Catalogue

log = structlog.get_logger(__name__)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Run this process's roles until `stop` is set or one of them dies.

    Raises:
        CannotStartError: A setting is missing, or Discord refuses the token.
    """
    if "gateway" in settings.roles and settings.discord_token is None:
        raise CannotStartError(
            "There is no Discord token. Set DISCORD_TOKEN to your bot's token (Discord's developer portal, Bot, Reset"
            " Token) and run again; or play without one: make play"
        )
    if settings.discord_api_base:
        point_at(settings.discord_api_base)
    catalogue, metrics = Catalogue(), Metrics()
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(
            services(settings.data_dir, database_url=settings.database_url, redis_url=settings.redis_url)
        )
        adapters = await stack.enter_async_context(open_adapters(urls.database_url, urls.redis_url))
        bot = _client(settings, metrics) if "gateway" in settings.roles else None
        public_url = settings.public_url or f"http://{settings.web_host}:{settings.web_port}"
        if "web" in settings.roles:
            public_url = await stack.enter_async_context(serve(settings, adapters, catalogue, metrics, bot, stop))
        if bot:
            await stack.enter_async_context(_playing(bot, settings, adapters, catalogue, metrics, public_url, stop))
        log.info("running", roles=sorted(settings.roles), public_url=public_url)
        await stop.wait()
        log.info("stopping")


def _client(settings: Settings, metrics: Metrics) -> EverquillBot:
    return EverquillBot(
        metrics=metrics,
        shard_count=settings.shard_count or None,
        shard_ids=settings.shard_ids,
        paced=settings.discord_api_base is None,
    )


@asynccontextmanager
async def _playing(
    bot: EverquillBot,
    settings: Settings,
    adapters: Adapters,
    catalogue: Catalogue,
    metrics: Metrics,
    public_url: str,
    stop: asyncio.Event,
) -> AsyncGenerator[None]:
    """The bot, connected, with its background work beside it."""
    features = await wire(
        bot, adapters, catalogue, metrics, public_url=public_url, permalink_days=settings.permalink_days
    )
    assert settings.discord_token is not None, "checked before anything was opened"
    try:
        await bot.login(settings.discord_token.get_secret_value())
    except discord.LoginFailure:
        raise CannotStartError(
            "Discord refuses the token in DISCORD_TOKEN. Copy it again from the developer portal (Bot, Reset Token)."
        ) from None
    await commands.sync_if_changed(bot, catalogue, adapters.synced)
    tasks = [
        asyncio.create_task(bot.connect(reconnect=True), name="gateway"),
        asyncio.create_task(background.follow_hints(adapters.publisher, features.cards), name="hints"),
        asyncio.create_task(background.catch_up_when_ready(bot, features.cards), name="catch-up"),
        asyncio.create_task(background.forget_expired(adapters.permalinks), name="forget"),
        asyncio.create_task(background.measure(bot, adapters.directory, metrics), name="measure"),
    ]
    for task in tasks:
        task.add_done_callback(lambda done: _ended(done, stop))
    try:
        yield
    finally:
        await features.cards.close()
        await bot.close()
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


def _ended(task: asyncio.Task[None], stop: asyncio.Event) -> None:
    """A role's task has ended: by itself only if it failed, and then the process has no business going on."""
    if not task.cancelled() and task.exception():
        log.error("task_died", task=task.get_name(), exc_info=task.exception())
        stop.set()
