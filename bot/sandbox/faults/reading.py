"""The parts of a fault's description, read with their types checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class FaultError(ValueError):
    """The description of a fault makes no sense; the text says why."""


def only(asked: Mapping[str, Any], *known: str) -> None:
    """Refuse what is not known here: a misspelt fault would strike nothing."""
    unknown = sorted(set(asked) - set(known))
    if unknown:
        raise FaultError(f"does not know {', '.join(unknown)} here")


def number(asked: Mapping[str, Any], name: str, default: float) -> float:
    """Return a number of at least 0."""
    value = asked.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise FaultError(f"{name} must be a number of at least 0")
    return value


def seconds(asked: Mapping[str, Any], name: str) -> float:
    """Return how long something takes, which must be said: no time at all would change nothing."""
    value = number(asked, name, 0.0)
    if value == 0:
        raise FaultError(f"say how long it takes: {name} must be more than 0 seconds")
    return value


def flag(asked: Mapping[str, Any], name: str) -> bool:
    """Return whether something is so; it is not unless that is said."""
    value = asked.get(name, False)
    if not isinstance(value, bool):
        raise FaultError(f"{name} must be true or false")
    return value


def whole(asked: Mapping[str, Any], name: str, default: int, lowest: int = 0) -> int:
    """Return a whole number of at least `lowest`; JSON does not tell 3 from 3.0."""
    value = asked.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < lowest or value != int(value):
        raise FaultError(f"{name} must be a whole number of at least {lowest}")
    return int(value)


def shard(asked: Mapping[str, Any]) -> int | None:
    """Return the shard that a fault is for, or None for all."""
    return None if asked.get("shard") is None else whole(asked, "shard", 0)
