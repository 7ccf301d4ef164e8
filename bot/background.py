"""What goes on beside the commands: cards that follow the ledger, gauges that follow the process, what time brings."""

from __future__ import annotations

import asyncio
import itertools

import structlog

from bot.client import EverquillBot
from bot.house import SigningKeys
from bot.metrics import Metrics
from bot.parts import now
from bot.wiring import Shown
from core.errors import ProviderError
from core.ids import GuildId
from core.ports.publisher import Hints
from core.ports.tables import TableDirectory
from core.tables.books import TABLES
from core.use_cases.tend_tables import TendTables
from core.use_cases.turn_epochs import TurnEpochs
from data.postgres.permalinks import PostgresPermalinks

MEASURE_EVERY_S = 15.0
COUNT_EVERY = 4
"""Tables are counted on every fourth measurement: once a minute."""

FORGET_EVERY_S = 24 * 60 * 60.0
FORGOTTEN_AT_ONCE = 1000

TEND_EVERY_S = 2.0
"""A table warns half a minute before it ends: it is looked after well within that."""
TURN_EVERY_S = 5 * 60.0
FOLLOW_KEYS_EVERY_S = 60 * 60.0
"""Well within `data.postgres.house_keys.OVERLAP`."""

log = structlog.get_logger(__name__)


async def follow_hints(hints: Hints, shown: Shown) -> None:
    """Redraw what shows a stream, and forget a server's rules, whenever some process has written to them."""
    async for hint in hints.listen():
        shown.guilds.forget(hint.stream)
        if TABLES.owns(hint.stream):
            shown.cards.touch(hint.stream)
        shown.fights.hear(hint.stream)


async def catch_up_when_ready(bot: EverquillBot, shown: Shown) -> None:
    """Once the guilds are known, redraw the cards that fell behind while this process was away."""
    await bot.wait_until_ready()
    guilds = frozenset(GuildId(guild.id) for guild in bot.guilds)
    try:
        await shown.cards.catch_up(guilds)
        await shown.fights.catch_up(guilds)
    except ProviderError as error:
        log.warning("catch_up_failed", reason=error.reason)


async def forget_expired(permalinks: PostgresPermalinks) -> None:
    """Delete the permalinks that have ended, a batch at a time, once a day; several processes may do so at once."""
    while True:
        try:
            while await permalinks.delete_expired(now(), FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE:
                pass
        except ProviderError as error:
            log.warning("permalinks_not_forgotten", reason=error.reason)
        await asyncio.sleep(FORGET_EVERY_S)


async def turn_epochs(turn: TurnEpochs) -> None:
    """End the seed epochs that have lasted their time; several processes may do so at once."""
    while True:
        try:
            while await turn():
                pass
        except ProviderError as error:
            log.warning("epochs_not_turned", reason=error.reason)
        await asyncio.sleep(TURN_EVERY_S)


async def tend_tables(tend: TendTables) -> None:
    """Warn, close and put aside where nobody plays; several processes may do so at once."""
    while True:
        try:
            while await tend():
                pass
        except ProviderError as error:
            log.warning("tables_not_tended", reason=error.reason)
        await asyncio.sleep(TEND_EVERY_S)


async def follow_keys(signing: SigningKeys) -> None:
    """Sign with the next key when this one has had its time, whichever process has made it."""
    while True:
        await asyncio.sleep(FOLLOW_KEYS_EVERY_S)
        try:
            await signing.follow()
        except ProviderError as error:
            log.warning("signing_key_not_followed", reason=error.reason)


async def measure(bot: EverquillBot, directory: TableDirectory, metrics: Metrics) -> None:
    """Keep the gauges: shards, open tables."""
    for round_number in itertools.count():
        if round_number % COUNT_EVERY == 0:
            try:
                metrics.tables_open(await directory.count_open())
            except ProviderError as error:
                log.warning("tables_not_counted", reason=error.reason)
        metrics.shards_ready(bot.shards_ready)
        await asyncio.sleep(MEASURE_EVERY_S)
