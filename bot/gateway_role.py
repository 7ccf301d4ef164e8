"""The gateway role: the bot, connected on its shards, with its background work beside it; and how it leaves.

It leaves in the order that loses nothing: readiness goes first (nobody is sent here any more), background work begins
no more, what people asked is answered, connections are hung up so that their sessions stay, and leases are given back
last, so that whoever takes them finds nobody at work. A process that was started beside this one on the same shards has
heard everything meanwhile, and the ledger lets each thing happen once.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import secrets
import socket
from collections.abc import AsyncGenerator, Awaitable
from contextlib import asynccontextmanager

import structlog

from bot import background, commands
from bot.client import EverquillBot
from bot.discord_entry import log_in, refusals, stay_connected
from bot.errors import CannotStartError
from bot.parts import Parts, now
from bot.rest_budget import RestBudget
from bot.sharding.division import divide
from bot.sharding.keeper import LeaseKeeper, Tenure
from bot.sharding.starts import Pacing
from bot.wiring import Shown, wire
from core.use_cases.tend_tables import TendTables
from core.use_cases.turn_epochs import TurnEpochs

DRAIN_WITHIN_S = 25.0
"""Longer than anything takes that a person waits for; supervisors should give a minute."""

log = structlog.get_logger(__name__)


def open_bot(parts: Parts) -> EverquillBot:
    """The bot, opened by nobody yet."""
    settings, adapters, metrics = parts.settings, parts.adapters, parts.metrics
    token = settings.discord_token
    assert token is not None, "checked before anything was opened"
    application = hashlib.sha256(token.get_secret_value().encode()).hexdigest()[:16]
    paced = settings.discord_api_base is None if settings.identify_paced is None else settings.identify_paced
    budget = RestBudget(adapters.pacing, metrics.gateway, application=application)
    bot = EverquillBot(
        metrics=metrics,
        shard_count=settings.shard_count or None,
        pacing=Pacing((adapters.pacing, adapters.gates) if paced else (), application),
        trace=budget.trace(),
    )
    budget.processes = lambda: bot.leases.owners if bot.leases else 1
    return bot


@asynccontextmanager
async def playing(bot: EverquillBot, parts: Parts, stop: asyncio.Event) -> AsyncGenerator[None]:
    """The bot, connected, with its background work beside it.

    Raises:
        CannotStartError: Discord does not let it in, or has sent it away; or no shard is for this process.
    """
    adapters, token = parts.adapters, parts.settings.discord_token
    assert token is not None, "checked before anything was opened"
    async with bot:
        shown = await wire(bot, parts)
        await log_in(bot, token)
        with refusals(bot.intents):
            await commands.sync_if_changed(bot, parts.catalogue, adapters.synced)
            keeper = await _share_shards(bot, parts)
        endless = _endless_work(bot, parts, shown, keeper)
        tasks = [asyncio.create_task(_endless(work, stop), name=name) for name, work in endless.items()]
        for task in tasks:
            task.add_done_callback(lambda done: _ended(done, stop))
        tasks.append(asyncio.create_task(background.catch_up_when_ready(bot, shown), name="catch-up"))
        try:
            yield
        finally:
            keeper.retire()
            await bot.drain(DRAIN_WITHIN_S)
            await shown.cards.close()
            await shown.fights.close()
            await shown.late.strike_out()
            await bot.close()
            for task in tasks:
                task.cancel()
            ends = await asyncio.gather(*tasks, return_exceptions=True)
            await keeper.release()
        for end in ends:
            if isinstance(end, Exception):
                raise end


def _endless_work(bot: EverquillBot, parts: Parts, shown: Shown, keeper: LeaseKeeper) -> dict[str, Awaitable[None]]:
    """What goes on beside the bot for as long as it plays."""
    adapters = parts.adapters
    tend = TendTables(
        adapters.ledger, adapters.directory, adapters.house, now=now, fences=keeper.fences, lost=keeper.lost
    )
    return {
        "gateway": stay_connected(bot),
        "leases": keeper.follow(bot.follow_leases),
        "hints": background.follow_hints(adapters.publisher, shown),
        "forget": background.forget_expired(adapters.permalinks),
        "epochs": background.turn_epochs(TurnEpochs(adapters.ledger, adapters.epochs, adapters.house, now=now)),
        "tables": background.tend_tables(tend),
        "notices": shown.notices.keep_saying(),
        "answered": shown.late.keep_striking_out(),
        "overdue": shown.late.keep_answering(),
        "keys": background.follow_keys(adapters.signing),
        "measure": background.measure(bot, adapters.directory, parts.metrics),
    }


async def _share_shards(bot: EverquillBot, parts: Parts) -> LeaseKeeper:
    """Find out which shards are this process's, and take their leases as far as they are free."""
    settings, host = parts.settings, socket.gethostname()
    total = await bot.count_shards()
    division = divide(settings.shard_ids, settings.shards_per_process, settings.pod_index, hostname=host, total=total)
    tenure = Tenure(total, f"{host}:{os.getpid()}:{secrets.token_hex(4)}", settings.lease_ttl_s)
    keeper = LeaseKeeper(parts.adapters.leases, division, tenure, metrics=parts.metrics.gateway)
    await keeper.beat()
    bot.share(keeper, division)
    return keeper


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
