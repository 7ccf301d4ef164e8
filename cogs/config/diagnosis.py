"""What is well and what is not, worked out from what was found: pure, so that every sentence can be tested.

Each finding is a key of the catalogue with its facts; the words of what is wrong say how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import discord

from cogs.ui.text import Value

Mark = Literal["well", "note", "wrong"]
Reach = Literal["everybody", "unencrypted", "this-machine"]
"""Who can follow a link to a roll's page."""

LAG_S: Final = 0.1
"""A loop that is later than this makes people wait."""
AHEAD_S: Final = 1.0
BEHIND_S: Final = 3.0
"""An interaction is on its way for a moment, and never arrives before it was made."""

NEEDED: Final[Mapping[str, str]] = {
    "view_channel": "doctor-lacks-view",
    "send_messages": "doctor-lacks-send",
    "send_messages_in_threads": "doctor-lacks-threads",
    "embed_links": "doctor-lacks-embed",
    "attach_files": "doctor-lacks-attach",
    "read_message_history": "doctor-lacks-history",
}
"""What the bot needs where it plays, and what is said where it lacks it."""
WANTED: Final[Mapping[str, str]] = {
    "create_public_threads": "doctor-lacks-create-threads",
    "create_private_threads": "doctor-lacks-create-private",
}
"""What something needs that a server may well do without."""
IMPLIED: Final[Mapping[str, frozenset[str]]] = {
    "view_channel": frozenset({*NEEDED, *WANTED}) - {"view_channel"},
    "send_messages": frozenset({"embed_links", "attach_files"}),
}
"""What is lost with a permission, and comes back with it.

Source: Discord developer docs, "Permissions", Implicit Permissions.
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence of the diagnosis."""

    mark: Mark
    key: str
    facts: Mapping[str, Value] = field(default_factory=dict[str, Value])


@dataclass(frozen=True, slots=True)
class Signs:
    """What was found.

    Attributes:
        ours: What the bot may do in this channel.
        everybodys: What members without any role may do there; None if Discord has not told us of the channel.
        database: Whether it answers.
        valkey: Whether it answers.
        shared: Whether limits are counted in all processes together.
        lag_s: How late the event loop ran a timer.
        shard: The server's.
        connected: Whether that shard is.
        public_url: What links to rolls start with.
        reach: Who can follow them.
        age_s: How old the command was when it got here, by this machine's clock and Discord's.
        roles_gone: How many of the roles that are set here do not exist any more.
        channels_gone: The same of channels.
    """

    ours: discord.Permissions
    everybodys: discord.Permissions | None
    database: bool
    valkey: bool
    shared: bool
    lag_s: float
    shard: int
    connected: bool
    public_url: str
    reach: Reach
    age_s: float
    roles_gone: int = 0
    channels_gone: int = 0


def diagnose(signs: Signs) -> tuple[Finding, ...]:
    """Everything that was looked at, in the order in which it matters."""
    return (
        *_permissions(signs),
        Finding("well", "doctor-database-well") if signs.database else Finding("wrong", "doctor-database-wrong"),
        _valkey(signs),
        _shard(signs),
        _lag(signs),
        _clock(signs),
        _pages(signs),
        *_rules(signs),
    )


def _permissions(signs: Signs) -> Iterator[Finding]:
    lacking = [name for name in (*NEEDED, *WANTED) if not getattr(signs.ours, name)]
    implied = {name for each in lacking for name in IMPLIED.get(each, ())}
    if not lacking:
        yield Finding("well", "doctor-permissions-well")
    for name in lacking:
        if name not in implied:
            yield Finding("wrong", NEEDED[name]) if name in NEEDED else Finding("note", WANTED[name])
    theirs = signs.everybodys
    if theirs is not None and not (theirs.view_channel and theirs.use_application_commands):
        yield Finding("note", "doctor-not-for-everybody")


def _valkey(signs: Signs) -> Finding:
    if not signs.valkey:
        return Finding("wrong", "doctor-valkey-wrong")
    return Finding("well", "doctor-valkey-well") if signs.shared else Finding("note", "doctor-valkey-alone")


def _shard(signs: Signs) -> Finding:
    if signs.connected:
        return Finding("well", "doctor-shard-well", {"shard": str(signs.shard)})
    return Finding("wrong", "doctor-shard-wrong", {"shard": str(signs.shard)})


def _lag(signs: Signs) -> Finding:
    facts: dict[str, Value] = {"ms": str(round(signs.lag_s * 1000))}
    return (
        Finding("well", "doctor-lag-well", facts)
        if signs.lag_s < LAG_S
        else Finding("wrong", "doctor-lag-wrong", facts)
    )


def _clock(signs: Signs) -> Finding:
    facts: dict[str, Value] = {"seconds": f"{abs(signs.age_s):.1f}"}
    if signs.age_s < -AHEAD_S:
        return Finding("wrong", "doctor-clock-slow", facts)
    return (
        Finding("wrong", "doctor-clock-fast", facts) if signs.age_s > BEHIND_S else Finding("well", "doctor-clock-well")
    )


def _pages(signs: Signs) -> Finding:
    facts: dict[str, Value] = {"url": signs.public_url}
    match signs.reach:
        case "everybody":
            return Finding("well", "doctor-pages-well", facts)
        case "unencrypted":
            return Finding("note", "doctor-pages-unencrypted", facts)
        case "this-machine":
            return Finding("wrong", "doctor-pages-here", facts)


def _rules(signs: Signs) -> Iterator[Finding]:
    if signs.roles_gone:
        yield Finding("wrong", "doctor-roles-gone", {"count": signs.roles_gone})
    if signs.channels_gone:
        yield Finding("wrong", "doctor-channels-gone", {"count": signs.channels_gone})
