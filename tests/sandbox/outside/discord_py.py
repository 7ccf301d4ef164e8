"""What discord.py says of Discord in its own source: the routes that it calls, the gateway events that it reads.

The list beside this file is what the installed version said when it was last looked at. After an upgrade that moved
something has been understood, ``python -m tests.sandbox.outside.discord_py`` writes it anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import discord.http
import discord.state
import discord.webhook.async_

LISTED = Path(__file__).with_name("discord_py.txt")
_SOURCES = (discord.http, discord.webhook.async_)
_CALL = re.compile(r"\bRoute\(")
_ROUTE = re.compile(r"""\bRoute\(\s*(['"])(?P<verb>[A-Z]+)\1,\s*f?(['"])(?P<path>/.*?)\3""")
_PLACE = re.compile(r"\{\w+\}")
_READER = "parse_"


class UnreadableRouteError(Exception):
    """A route is written in a way that the pattern does not read, so the list would be silent about it."""


def now() -> list[str]:
    """Everything that the installed discord.py says, a line each, in order."""
    routes = {line for module in _SOURCES for line in routes_in(Path(module.__file__ or "").read_text("utf-8"))}
    return sorted(routes) + sorted(f"EVENT {name}" for name in _events())


def routes_in(source: str) -> Iterator[str]:
    """The routes of a source, as "VERB /path".

    Raises:
        UnreadableRouteError: One of them is no literal.
    """
    for call in _CALL.finditer(source):
        literal = _ROUTE.match(source, call.start())
        if literal is None:
            raise UnreadableRouteError(source[call.start() : call.start() + 100])
        yield f"{literal['verb']} {literal['path']}"


def _events() -> Iterator[str]:
    for name in dir(discord.state.ConnectionState):
        if name.startswith(_READER):
            yield name.removeprefix(_READER).upper()


def listed() -> list[str]:
    """What it said when it was last looked at."""
    return LISTED.read_text("utf-8").splitlines()


def nameless(route: str) -> str:
    """A route without the names of what stands in its path, which every program gives as it likes."""
    return _PLACE.sub("{}", route)


if __name__ == "__main__":
    LISTED.write_text("\n".join(now()) + "\n", "utf-8")
