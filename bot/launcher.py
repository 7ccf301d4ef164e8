"""Start the roles, watch over them, stop them in reverse order.

One process can have several roles: `gateway` (the bot) and `web` (the sidecar). What a role needs is opened before it
and closed after it. A role that dies takes the process down with it, so that whoever supervises the process sees it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from bot import background, commands
from bot.adapters import open_adapters, run_services
from bot.client import EverquillBot
from bot.discord_base import point_at
from bot.discord_entry import NO_TOKEN, log_in, refusals, stay_connected
from bot.errors import CannotStartError
from bot.listening import listen, public_url
from bot.metrics import Metrics
from bot.settings import Settings
from bot.sidecar import serve
from bot.wiring import Parts, now, wire
from cogs.ui.text import Catalogue
from core.use_cases.tend_tables import TendTables
from core.use_cases.turn_epochs import TurnEpochs

log = structlog.get_logger(__name__)


async def run(settings: Settings, stop: asyncio.Event) -> None:
    """Run this process's roles until `stop` is set or one of them dies.

    Raises:
        CannotStartError: A setting is missing, or what it leads to cannot be used.
    """
    if "gateway" in settings.roles and settings.discord_token is None:
        raise CannotStartError(NO_TOKEN)
    if settings.discord_api_base:
        point_at(settings.discord_api_base)
    catalogue, metrics = Catalogue(), Metrics()
    async with AsyncExitStack() as stack:
        urls = await stack.enter_async_context(run_services(settings))
        opened = open_adapters(urls.database_url, urls.redis_url, settings.secret_key)
        adapters = await stack.enter_async_context(opened)
        metrics.follow_quota(lambda: adapters.quota.shared)
        listener = None
        if "web" in settings.roles:
            listener = stack.enter_context(listen(settings.web_host, settings.web_port))
        parts = Parts(settings, adapters, catalogue, metrics, public_url(settings, listener))
        bot = _client(settings, metrics) if "gateway" in settings.roles else None
        if listener:
            await stack.enter_async_context(serve(listener, parts, bot, stop))
        if bot:
            await stack.enter_async_context(_playing(bot, parts, stop))
        log.info("running", roles=sorted(settings.roles), public_url=parts.public_url)
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
async def _playing(bot: EverquillBot, parts: Parts, stop: asyncio.Event) -> AsyncGenerator[None]:
    """The bot, connected, with its background work beside it.

    Raises:
        CannotStartError: Discord does not let it in, or has sent it away.
    """
    adapters, token = parts.adapters, parts.settings.discord_token
    assert token is not None, "checked before anything was opened"
    async with bot:
        shown = await wire(bot, parts)
        await log_in(bot, token)
        with refusals(bot.intents):
            await commands.sync_if_changed(bot, parts.catalogue, adapters.synced)
        endless = {
            "gateway": stay_connected(bot),
            "hints": background.follow_hints(adapters.publisher, shown),
            "forget": background.forget_expired(adapters.permalinks),
            "epochs": background.turn_epochs(TurnEpochs(adapters.ledger, adapters.epochs, adapters.house, now=now)),
            "tables": background.tend_tables(TendTables(adapters.ledger, adapters.directory, adapters.house, now=now)),
            "notices": shown.notices.keep_saying(),
            "keys": background.follow_keys(adapters.signing),
            "measure": background.measure(bot, adapters.directory, parts.metrics),
        }
        tasks = [asyncio.create_task(_endless(work, stop), name=name) for name, work in endless.items()]
        for task in tasks:
            task.add_done_callback(lambda done: _ended(done, stop))
        tasks.append(asyncio.create_task(background.catch_up_when_ready(bot, shown.cards), name="catch-up"))
        try:
            yield
        finally:
            await shown.cards.close()
            await bot.close()
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
        for end in ends:
            if isinstance(end, Exception):
                raise end


async def _endless(work: Awaitable[None], stop: asyncio.Event) -> None:
    """Await what goes on for as long as the bot does: to end quietly before that is to fail."""
    await work
    if not stop.is_set():
        raise RuntimeError("it ended, and should have gone on")


def _ended(task: asyncio.Task[None], stop: asyncio.Event) -> None:
    """Stop everything when a task has failed: half a bot is worse than one that its supervisor starts again."""
    if task.cancelled() or not (error := task.exception()):
        return
    if not isinstance(error, CannotStartError):  # that one is told as the process's last words
        log.error("task_died", task=task.get_name(), exc_info=error)
    stop.set()
