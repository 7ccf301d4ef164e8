"""Start the roles, watch over them, stop them in reverse order.

One process can have several roles: `gateway` (the bot) and `web` (the sidecar). What a role needs is opened before it
and closed after it. A role that dies takes the process down with it, so that whoever supervises the process sees it.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import structlog

from bot.adapters import open_adapters, run_services
from bot.discord_base import point_at
from bot.discord_entry import NO_TOKEN
from bot.errors import CannotStartError
from bot.gateway_role import open_bot, playing
from bot.listening import listen, public_url
from bot.metrics import Metrics
from bot.parts import Parts
from bot.settings import Settings
from bot.sidecar import serve
from cogs.ui.text import Catalogue

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
        opened = open_adapters(urls.database_url, urls.redis_url, settings.secret_key, lease_ttl_s=settings.lease_ttl_s)
        adapters = await stack.enter_async_context(opened)
        metrics.follow_quota(lambda: adapters.quota.shared)
        listener = None
        if "web" in settings.roles:
            listener = stack.enter_context(listen(settings.web_host, settings.web_port))
        parts = Parts(settings, adapters, catalogue, metrics, public_url(settings, listener))
        bot = open_bot(parts) if "gateway" in settings.roles else None
        if listener:
            await stack.enter_async_context(serve(listener, parts, bot, stop))
        if bot:
            await stack.enter_async_context(playing(bot, parts, stop))
        log.info("running", roles=sorted(settings.roles), public_url=parts.public_url)
        await stop.wait()
        log.info("stopping")
