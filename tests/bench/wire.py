"""When things crossed the sandbox's wire, for a load that lasts longer than its memory.

The sandbox keeps the last two thousand records; whoever follows it reads them as they come and keeps the moments alone.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.wire import Json
from tests.bench.interaction import UnansweredError

LOOKED_AT_EVERY_S = 0.5


@dataclass(slots=True)
class Wire:
    """The moments of a load, in milliseconds of the sandbox's clock.

    Attributes:
        sent: When each interaction was handed to the shard's socket.
        answered: When the callback of each arrived that was taken, in the order of arrival.
        edits: When each message was asked to be edited, oldest first, by its path.
        last: The number of the last record that was read.
    """

    sent: dict[str, float] = field(default_factory=dict)
    answered: dict[str, list[float]] = field(default_factory=dict)
    edits: dict[str, list[float]] = field(default_factory=dict)
    last: int = 0

    def take(self, records: Iterable[Json]) -> None:
        """Keep the moments of more records.

        Raises:
            UnansweredError: Some between these and the last have been forgotten.
        """
        for record in records:
            if self.last and record["n"] != self.last + 1:
                raise UnansweredError(f"the sandbox has forgotten records {self.last + 1} to {record['n'] - 1}")
            self.last = record["n"]
            at_ms = datetime.fromisoformat(record["at"]).timestamp() * 1000
            if record.get("t") == "INTERACTION_CREATE":
                self.sent[record["d"]["id"]] = at_ms
            elif record["side"] == "rest" and record["status"] < 300:
                self._take_request(record, at_ms - record["ms"])  # it is noted once it has been dealt with

    def latency_ms(self, interaction: str) -> float | None:
        """From the interaction to its callback; None if one of the two was not seen."""
        answers = self.answered.get(interaction)
        sent = self.sent.get(interaction)
        return answers[0] - sent if answers and sent is not None else None

    def until_edited_ms(self, interaction: str, message: str) -> float | None:
        """From the interaction to the first edit of a message that comes after its callback; None if none came."""
        edits = self.edits.get(message, [])
        answers = self.answered.get(interaction)
        if not answers or interaction not in self.sent:
            return None
        following = bisect_left(edits, answers[0])
        return edits[following] - self.sent[interaction] if following < len(edits) else None

    def _take_request(self, record: Json, at_ms: float) -> None:
        path = record["path"]
        if path.endswith("/callback"):
            self.answered.setdefault(path.split("/")[2], []).append(at_ms)
        elif record["method"] == "PATCH" and path.startswith("/channels/"):
            self.edits.setdefault(path, []).append(at_ms)


@asynccontextmanager
async def followed(client: SandboxClient) -> AsyncGenerator[Wire]:
    """What crosses the wire while the context lasts, complete when it ends."""
    newest = await client.traffic()
    wire = Wire(last=newest[-1]["n"] if newest else 0)

    async def follow() -> None:
        while True:
            wire.take(await client.traffic(wire.last))
            await asyncio.sleep(LOOKED_AT_EVERY_S)

    async with asyncio.TaskGroup() as group:
        following = group.create_task(follow())
        yield wire
        following.cancel()
        await asyncio.wait({following})
        wire.take(await client.traffic(wire.last))
