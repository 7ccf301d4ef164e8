"""Faults that strike at once: a close code, an opcode, an outage of guilds, a crowd of new ones.

Source: Discord developer docs, "Opcodes and Status Codes", Gateway Close Event Codes; "Gateway Events", Reconnect,
Invalid Session, Guild Create, Guild Delete.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.faults.reading import FaultError, number, only, shard, whole

CLOSE_CODES = (1000, 1001, 1006, *range(4000, 4006), *range(4007, 4015))
"""What Discord closes with, and 1000 and 1001, with which its servers go away; 1006 cuts the line without a word."""
ALL_GUILDS = "all"
_OPS = (1, 7, 9)
_MOST_GUILDS = 2500


@dataclass(frozen=True, slots=True)
class Blow:
    """Something that happens to live connections now: a close code, or an opcode 1, 7 or 9."""

    close: int | None = None
    op: int | None = None
    d: bool = False
    shard: int | None = None


@dataclass(frozen=True, slots=True)
class Outage:
    """Guilds become unavailable, or are available again.

    Attributes:
        guild: One guild's id, or `ALL_GUILDS`.
        shard: Which shard's guilds; None for all.
        over: Whether it ends rather than begins.
        lasts_s: After how long it ends by itself; None for when it is told to.
    """

    guild: str
    shard: int | None = None
    over: bool = False
    lasts_s: float | None = None


@dataclass(frozen=True, slots=True)
class Storm:
    """So many guilds take the bot in at the same moment."""

    guilds: int
    shard: int = 0


AtOnce = Blow | Outage | Storm


def parse_close(asked: Mapping[str, Any], kind: str) -> Blow:
    """Read a close code.

    Raises:
        FaultError: Discord has no such code, or something else in it makes no sense.
    """
    only(asked, kind, "shard")
    code = whole(asked, kind, 0)
    if code not in CLOSE_CODES:
        raise FaultError("close must be one of Discord's: 4000 to 4005, 4007 to 4014; or 1000, 1001, 1006")
    return Blow(close=code, shard=shard(asked))


def parse_op(asked: Mapping[str, Any], kind: str) -> Blow:
    """Read an opcode that the gateway says of its own accord.

    Raises:
        FaultError: It says no such opcode, or something else in it makes no sense.
    """
    only(asked, kind, "d", "shard")
    if asked[kind] not in _OPS:
        raise FaultError("op must be 1 (asks for a heartbeat), 7 (reconnect) or 9 (invalid session)")
    return Blow(op=asked[kind], d=bool(asked.get("d", False)), shard=shard(asked))


def parse_outage(asked: Mapping[str, Any], kind: str) -> Outage:
    """Read the beginning (`outage`) or the end (`recover`) of an outage.

    Raises:
        FaultError: It names no guild, or something in it makes no sense.
    """
    over = kind == "recover"
    only(asked, kind, "shard", *(() if over else ("lasts_s",)))
    guild = asked[kind]
    if not isinstance(guild, str):
        raise FaultError(f'{kind} takes the id of a guild, or "{ALL_GUILDS}"')
    lasts_s = None if asked.get("lasts_s") is None else number(asked, "lasts_s", 0.0)
    return Outage(guild, shard(asked), over, lasts_s)


def parse_storm(asked: Mapping[str, Any], kind: str) -> Storm:
    """Read a crowd of new guilds.

    Raises:
        FaultError: It is no crowd, or more than a session may hold.
    """
    only(asked, kind, "shard")
    guilds = whole(asked, kind, 0, lowest=1)
    if guilds > _MOST_GUILDS:
        raise FaultError(f"a session holds {_MOST_GUILDS} guilds at most")
    return Storm(guilds, shard(asked) or 0)
