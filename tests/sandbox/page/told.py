"""What the bot was told over the gateway, waited for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox
    from bot.sandbox.wire import Json

PATIENCE_S = 20


async def told_bot(sandbox: Sandbox, name: str, **facts: object) -> Json:
    """Wait until an event of this name, with these facts in it, was sent to the bot; return its data."""
    news = asyncio.Event()
    stop = sandbox.realm.traffic.subscribe(news.set)
    try:
        async with asyncio.timeout(PATIENCE_S):
            while True:
                news.clear()
                for record in sandbox.realm.traffic.after(0):
                    told = record.get("d")
                    if record.get("t") == name and isinstance(told, dict) and facts.items() <= told.items():
                        return told
                await news.wait()
    finally:
        stop()
