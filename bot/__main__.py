"""The command line: play, run, migrate, sync, verify."""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import sys
from collections.abc import Awaitable, Callable

if __name__ == "__main__":
    gc.disable()  # what is imported never becomes garbage; to search it for some is a fifth of the start

from pydantic import ValidationError

from bot import maintenance
from bot.database import driver_error
from bot.embedded.errors import ServiceError
from bot.errors import CannotStartError
from bot.launcher import run
from bot.logs import configure
from bot.settings import Settings, explain
from bot.verify_roll import verify_roll
from core.errors import UnavailableError

Command = Callable[[Settings, argparse.Namespace, asyncio.Event], Awaitable[int]]


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks; the exit code is 0 when it was done, 2 when it could not be."""
    parsed = parser().parse_args(arguments)
    try:
        settings = Settings(shard_ids=parsed.shards) if getattr(parsed, "shards", None) else Settings()
    except ValidationError as error:
        print(explain(error), file=sys.stderr)
        return 2
    configure(settings)
    try:
        return asyncio.run(_until_stopped(parsed.command, settings, parsed))
    except (CannotStartError, ServiceError) as error:
        print(error, file=sys.stderr)
    except UnavailableError as error:
        why = driver_error(error.__cause__)
        print(f"The database went away: {why}. See whether its server still runs, then try again.", file=sys.stderr)
    return 2


def parser() -> argparse.ArgumentParser:
    """What the command line accepts."""
    top = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    add("play", _play, "play on this machine: sandbox, services and bot; prints the page's URL").add_argument(
        "--port", type=port_number, default=0, help="the page's port (default: any free one)"
    )
    add("run", _run, "run the bot against Discord (needs DISCORD_TOKEN)").add_argument(
        "--shards", help="the shards of this process, like 0-7,9, or leased; goes before SHARD_IDS"
    )
    add("migrate", _migrate, "bring the database's tables up to date")
    add("sync", _sync, "send the slash commands to Discord, changed or not")
    proofs = add("verify", _verify_ledger, "check what can be proven").add_subparsers(required=True, metavar="WHAT")
    proofs.add_parser("ledger", help="every event's hash, every gap, every snapshot")
    whole = "one roll, offline: its signature, seed, entropy, every die and the total"
    ends = "Ends with 0 if the roll is verified, 1 if it is not, 3 if that cannot be told yet, 2 if it cannot be read."
    roll = proofs.add_parser("roll", help=whole, description=f"Check {whole}.", epilog=ends)
    roll.add_argument("source", metavar="FILE|URL", help="a verification file, or the address of a roll's page")
    roll.add_argument("--keys", metavar="FILE|URL", help="the public keys to trust: a file, or the house's address")
    roll.set_defaults(command=_verify_roll)
    return top


def port_number(text: str) -> int:
    """A port that somebody typed."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("it should be a number from 0 to 65535, like 8123; 0 takes any free one")
    return int(text)


def say(line: str) -> None:
    """Answer on standard output, at once."""
    print(line, flush=True)


async def _play(settings: Settings, parsed: argparse.Namespace, stop: asyncio.Event) -> int:
    from bot.play import play  # the sandbox is not loaded to run on Discord

    return await play(settings, stop, say, port=parsed.port)


async def _run(settings: Settings, parsed: argparse.Namespace, stop: asyncio.Event) -> int:
    await run(settings, stop)
    return 0


async def _migrate(settings: Settings, parsed: argparse.Namespace, stop: asyncio.Event) -> int:
    return await maintenance.migrate_database(settings, say)


async def _sync(settings: Settings, parsed: argparse.Namespace, stop: asyncio.Event) -> int:
    return await maintenance.sync_commands(settings, say)


async def _verify_ledger(settings: Settings, parsed: argparse.Namespace, stop: asyncio.Event) -> int:
    return await maintenance.verify_ledger(settings, say)


async def _verify_roll(settings: Settings, parsed: argparse.Namespace, stop: asyncio.Event) -> int:
    return await verify_roll(parsed.source, parsed.keys, say)


async def _until_stopped(command: Command, settings: Settings, parsed: argparse.Namespace) -> int:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return await command(settings, parsed, stop)


if __name__ == "__main__":
    gc.freeze()  # nor is it searched later, while people wait
    gc.enable()
    sys.exit(main())
