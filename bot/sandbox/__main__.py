"""Runs a sandbox in a process of its own: ``python -m bot.sandbox --port 0 --shards 2``.

When it is ready it prints one line of JSON that says where it is and with which token a bot gets in; it runs until it
is told to stop by SIGTERM or SIGINT. If it cannot serve on that port it says so in one sentence and ends with 2.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import signal
import sys

from bot.sandbox.server import HOST, Sandbox
from bot.sandbox.wire import dumps

_CANNOT_START = 2
_FULL = 2
"""The generation that holds everything: to search it stops the clock for all, the longer the more there is."""


def main() -> None:
    """Run until told to stop."""
    asked = _parser().parse_args()
    gc.callbacks.append(_search_once)
    try:
        asyncio.run(_run(asked))
    except (OSError, OverflowError) as error:
        # Sockets take ports up to 65535, and say so by an overflow.
        why = os.strerror(error.errno or 0) if isinstance(error, OSError) else "there is no such port"
        sys.stderr.write(
            f"The sandbox cannot be served on {HOST}:{asked.port}: {why}. Choose a free port above 1023, like"
            " --port 8123, or leave --port out to take any.\n"
        )
        sys.exit(_CANNOT_START)


def _search_once(phase: str, about: dict[str, int]) -> None:
    """Keep what outlives a full search for garbage out of the next: a world grows, and hardly anything leaves it."""
    if phase == "stop" and about["generation"] == _FULL:
        gc.freeze()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="A Discord on this machine.")
    parser.add_argument("--port", type=int, default=0, help="the port on 127.0.0.1 (default: any free one)")
    parser.add_argument("--shards", type=int, default=2, help="how many shards a bot is told to open (default: 2)")
    parser.add_argument("--guilds", type=int, default=1, help="how many demo guilds stand ready (default: 1)")
    parser.add_argument("--no-rate-limits", action="store_true", help="answer however fast a bot asks")
    return parser


async def _run(asked: argparse.Namespace) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    sandbox = Sandbox(asked.port, shards=asked.shards, guilds=asked.guilds, rate_limits=not asked.no_rate_limits)
    async with sandbox:
        facts = {
            "base_url": sandbox.base_url,
            "page_url": sandbox.page_url,
            "control_url": f"{sandbox.page_url}api/",
            "token": sandbox.token,
            "shards": asked.shards,
        }
        sys.stdout.write(dumps(facts).decode() + "\n")
        sys.stdout.flush()
        await stop.wait()


if __name__ == "__main__":
    main()
