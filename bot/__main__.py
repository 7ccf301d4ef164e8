"""The command line: play, run, migrate, sync, verify.

Each command loads what it takes: to check a roll, or to say what is wrong with a setting, needs no Discord.
"""

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

from bot.embedded.errors import ServiceError
from bot.errors import CannotStartError
from bot.logs import configure
from bot.settings import Settings, explain
from core.errors import UnavailableError

Command = Callable[[Settings, argparse.Namespace, asyncio.Event], Awaitable[int | None]]
Load = Callable[[], Command]


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
        command: Command = parsed.load()
        if not gc.isenabled():
            gc.freeze()  # nor is it searched later, while people wait
            gc.enable()
        return asyncio.run(_until_stopped(command, settings, parsed))
    except (CannotStartError, ServiceError) as error:
        print(error, file=sys.stderr)
    except UnavailableError as error:
        from bot.database import driver_error

        why = driver_error(error.__cause__)
        print(f"The database went away: {why}. See whether its server still runs, then try again.", file=sys.stderr)
    return 2


def parser() -> argparse.ArgumentParser:
    """What the command line accepts."""
    top = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, load: Load, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(load=load)
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
    roll.set_defaults(load=_verify_roll)
    return top


def port_number(text: str) -> int:
    """A port that somebody typed."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError("it should be a number from 0 to 65535, like 8123; 0 takes any free one")
    return int(text)


def say(line: str) -> None:
    """Answer on standard output, at once."""
    print(line, flush=True)


def _play() -> Command:
    from bot.play import play

    return lambda settings, parsed, stop: play(settings, stop, say, port=parsed.port)


def _run() -> Command:
    from bot.launcher import run

    return lambda settings, parsed, stop: run(settings, stop)


def _migrate() -> Command:
    from bot.maintenance import migrate_database

    return lambda settings, parsed, stop: migrate_database(settings, say)


def _sync() -> Command:
    from bot.maintenance import sync_commands

    return lambda settings, parsed, stop: sync_commands(settings, say)


def _verify_ledger() -> Command:
    from bot.maintenance import verify_ledger

    return lambda settings, parsed, stop: verify_ledger(settings, say)


def _verify_roll() -> Command:
    from bot.verify_roll import verify_roll

    return lambda settings, parsed, stop: verify_roll(parsed.source, parsed.keys, say)


async def _until_stopped(command: Command, settings: Settings, parsed: argparse.Namespace) -> int:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return await command(settings, parsed, stop) or 0


if __name__ == "__main__":
    sys.exit(main())
