"""Reads a fault of any kind as the control API takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.sandbox.faults.blows import AtOnce, parse_close, parse_op, parse_outage, parse_storm
from bot.sandbox.faults.reading import FaultError, whole
from bot.sandbox.faults.rest import RestFault, parse_rest
from bot.sandbox.faults.stream import StreamFault, Strike, parse_stream

Fault = RestFault | StreamFault | AtOnce

_KINDS: dict[str, Callable[[Mapping[str, Any], str], Fault]] = {
    "path": parse_rest,
    "close": parse_close,
    "op": parse_op,
    "outage": parse_outage,
    "recover": parse_outage,
    "storm": parse_storm,
    **{strike.value: parse_stream for strike in Strike},
}


def parse(asked: Mapping[str, Any]) -> tuple[Fault, int]:
    """Read a fault.

    Args:
        asked: ``{"path": regex, ...}`` for REST; ``{"close": 4000}``, ``{"op": 7}``, ``{"op": 9, "d": true}``,
            ``{"outage": guild | "all", "lasts_s": 5}``, ``{"recover": guild | "all"}`` or ``{"storm": 100}`` at once;
            ``{"drop_acks": true}``, ``{"late_acks": seconds}``, or ``{"duplicate" | "drop" | "delay" | "reorder" |
            "truncate": event name}`` for what a session is sent. `shard` narrows what the gateway does, `count` says
            how often a fault that waits strikes.

    Returns:
        The fault and its count.

    Raises:
        FaultError: Something is missing, unknown or of the wrong type.
    """
    found = [kind for kind in _KINDS if kind in asked]
    if len(found) != 1:
        raise FaultError(f"say exactly one of {', '.join(_KINDS)}")
    count = whole(asked, "count", 1, lowest=1)
    return _KINDS[found[0]](asked, found[0]), count
