"""When a shard may begin a session: Discord counts them by the day, and lets few begin at a time.

Each shard identifies through a gate, ``shard % max_concurrency``, that closes behind it for all processes: in Valkey,
else in PostgreSQL, else, when both are away, by a pause that each process keeps to itself. Who has begun too many
sessions in a day has its token reset by Discord, and every process of it is dead: so below a reserve no session is
begun at all, and whoever runs the bot is told, while what is connected stays so and resumes.

Source: Discord developer docs, "Gateway", Session Start Limit, Max Concurrency, Identifying.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import structlog
import yarl

from bot.gateway_metrics import GatewayMetrics
from core.ports.pacing import Gates

IDENTIFY_EVERY_S = 5.5
"""Discord asks for five; the rest is for what two Identifies may gain on each other on their way."""
JITTER_S = 1.0
RESERVE = 50
RESERVE_A_SHARD = 2
ASK_EVERY_S = 5.0
ASK_AGAIN_WITHIN_S = 60.0
"""Starts may come back before the day is over: Discord raises the number for those who ask."""

AskGateway = Callable[[], Awaitable[tuple[int, str, Any]]]
"""discord.py's `HTTPClient.get_bot_gateway`: how many shards Discord recommends, where to, and the start limit."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pacing:
    """How identifies are paced.

    Attributes:
        gates: Where to ask for a turn, the best place first; empty for no pacing at all.
        application: What tells our gates from another bot's on the same server; no secret.
    """

    gates: Sequence[Gates] = ()
    application: str = ""


class Starts:
    """The beginnings of sessions of one process.

    Attributes:
        total: How many shards there are in all; 0 until it is known.
        gateway: Where Discord says that its gateway is; None until it has said so.
        max_concurrency: How many shards may identify at once.
    """

    def __init__(
        self,
        ask: AskGateway,
        pacing: Pacing,
        metrics: GatewayMetrics,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._pacing = pacing
        self._metrics = metrics
        self._clock = clock
        self._asked_at = float("-inf")
        self._remaining = 0
        self._reset_after_s = 0.0
        self._asking = asyncio.Lock()
        self._alone: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.total = 0
        self.gateway: yarl.URL | None = None
        self.max_concurrency = 1

    async def ask(self) -> int:
        """Ask Discord how things stand; how many shards it recommends.

        Raises:
            discord.GatewayNotFound: It does not say.
        """
        recommended, gateway, limit = await self._ask()
        self.gateway = yarl.URL(gateway)
        self.max_concurrency = max(1, limit["max_concurrency"])
        self._remaining = limit["remaining"]
        self._reset_after_s = limit["reset_after"] / 1000
        self._asked_at = self._clock()
        self._metrics.starts_remaining(self._remaining, held_back=self._are_few)
        return recommended

    async def room(self) -> None:
        """Wait until a session may be begun without touching the reserve."""
        told = False
        while True:
            try:
                async with self._asking:  # those who come together need one answer
                    if self._clock() - self._asked_at >= ASK_EVERY_S:
                        await self.ask()
            except (discord.GatewayNotFound, aiohttp.ClientError, OSError) as error:
                log.warning("session_starts_unknown", error=str(error))
                if self.gateway is None:
                    return  # Discord has never said; its gateway may well be there
            if not self._are_few:
                return
            (log.info if told else log.error)(
                "session_starts_low", remaining=self._remaining, reset_after_s=self._reset_after_s
            )
            told = True
            await asyncio.sleep(min(max(self._reset_after_s, 1.0), ASK_AGAIN_WITHIN_S))
            self._asked_at = float("-inf")

    async def turn(self, shard: int) -> None:
        """Wait for a shard's turn to identify."""
        await self.room()
        if self._pacing.gates:
            await self._pass_gate(shard % self.max_concurrency)
        self._remaining -= 1
        self._metrics.identify()

    @property
    def _are_few(self) -> bool:
        return self._remaining < max(RESERVE, RESERVE_A_SHARD * self.total)

    async def _pass_gate(self, bucket: int) -> None:
        gate = f"identify:{self._pacing.application}:{bucket}"
        while True:
            for gates in self._pacing.gates:
                wait_s = await gates.enter(gate, closed_for_s=IDENTIFY_EVERY_S)
                if wait_s is not None:
                    break
            else:
                return await self._wait_alone(bucket)
            if wait_s == 0.0:
                return None
            await asyncio.sleep(wait_s)

    async def _wait_alone(self, bucket: int) -> None:
        """Keep the pace for this process at least; another may have identified a moment ago, so wait first."""
        async with self._alone[bucket]:
            await asyncio.sleep(IDENTIFY_EVERY_S + random.uniform(0.0, JITTER_S))  # noqa: S311 — no secret
