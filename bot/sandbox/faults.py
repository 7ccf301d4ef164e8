"""What goes wrong on purpose. A fault is data: a test or the page adds it, the place that it strikes takes it.

There are three kinds. A `RestFault` strikes the next requests to a route. A `StreamFault` strikes the next gateway
events of a name, or the next heartbeats. A `Blow` strikes at once: a close code or an opcode, for one shard or all.

Source: Discord developer docs, "Rate Limits" (scopes), "Gateway" (disconnects, invalid session).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal

Scope = Literal["user", "global", "shared"]
_SCOPES = ("user", "global", "shared")


class FaultError(ValueError):
    """The description of a fault makes no sense; the text says why."""


@dataclass(frozen=True, slots=True)
class RestFault:
    """How the next requests that match are answered.

    Attributes:
        status: Answer with this status instead of running the route; None leaves the answer alone.
        code: Discord's own error code in the body of that answer.
        retry_after: Seconds, in the body and header of a 429.
        scope: Which limit a 429 speaks of.
        delay_s: Wait so long before anything else.
        reset: Cut the connection instead of answering, before the route runs.
        drop_reply: Run the route, then cut the connection: done, but never confirmed.
    """

    path: re.Pattern[str]
    method: str | None = None
    status: int | None = None
    code: int = 0
    retry_after: float = 1.0
    scope: Scope = "user"
    delay_s: float = 0.0
    reset: bool = False
    drop_reply: bool = False


class Strike(Enum):
    """What happens to a gateway event, or to the answer to a heartbeat."""

    DUPLICATE = "duplicate"
    DROP = "drop"
    DELAY = "delay"
    DROP_ACKS = "drop_acks"
    LATE_ACKS = "late_acks"


@dataclass(frozen=True, slots=True)
class StreamFault:
    """What happens to the next events of a name (or heartbeats) on one shard, or on any."""

    strike: Strike
    event: str | None = None
    shard: int | None = None
    delay_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Blow:
    """Something that happens to live connections now: a close code, or an opcode 7 or 9."""

    close: int | None = None
    op: int | None = None
    d: bool = False
    shard: int | None = None


Fault = RestFault | StreamFault | Blow


@dataclass(slots=True)
class _Armed:
    fault: RestFault | StreamFault
    left: int


@dataclass(slots=True)
class Faults:
    """The faults that wait for something to strike, oldest first."""

    _armed: list[_Armed] = field(default_factory=list[_Armed])

    def add(self, fault: RestFault | StreamFault, count: int = 1) -> None:
        """Arm a fault for the next `count` times."""
        if count < 1:
            raise FaultError("count must be at least 1")
        self._armed.append(_Armed(fault, count))

    def clear(self) -> None:
        """Disarm everything."""
        self._armed.clear()

    def match(self, method: str, path: str) -> RestFault | None:
        """Take the first REST fault that strikes this request."""
        for armed in self._armed:
            fault = armed.fault
            if not isinstance(fault, RestFault) or fault.method not in (None, method):
                continue
            if fault.path.search(path):
                self._use(armed)
                return fault
        return None

    def match_event(self, name: str, shard: int) -> StreamFault | None:
        """Take the first fault that strikes an event of this name on this shard."""
        return self._match_stream((Strike.DUPLICATE, Strike.DROP, Strike.DELAY), name, shard)

    def match_heartbeat(self, shard: int) -> StreamFault | None:
        """Take the first fault that strikes the answer to a heartbeat on this shard."""
        return self._match_stream((Strike.DROP_ACKS, Strike.LATE_ACKS), None, shard)

    def armed(self) -> list[dict[str, Any]]:
        """What still waits, for the page to show."""
        return [{"left": armed.left} | describe(armed.fault) for armed in self._armed]

    def _match_stream(self, strikes: tuple[Strike, ...], name: str | None, shard: int) -> StreamFault | None:
        for armed in self._armed:
            fault = armed.fault
            if not isinstance(fault, StreamFault) or fault.strike not in strikes:
                continue
            if fault.event == name and fault.shard in (None, shard):
                self._use(armed)
                return fault
        return None

    def _use(self, armed: _Armed) -> None:
        armed.left -= 1
        if armed.left == 0:
            self._armed.remove(armed)


def describe(fault: RestFault | StreamFault) -> dict[str, Any]:
    """A fault in the words in which it can be asked for."""
    if isinstance(fault, StreamFault):
        value: Any = fault.event or (fault.delay_s if fault.strike is Strike.LATE_ACKS else True)
        return {fault.strike.value: value, "shard": fault.shard, "delay_s": fault.delay_s}
    return {
        "method": fault.method,
        "path": fault.path.pattern,
        "status": fault.status,
        "code": fault.code,
        "retry_after": fault.retry_after,
        "scope": fault.scope,
        "delay_s": fault.delay_s,
        "reset": fault.reset,
        "drop_reply": fault.drop_reply,
    }


def parse(asked: Mapping[str, Any]) -> tuple[Fault, int]:
    """Read a fault as the control API takes it.

    Args:
        asked: ``{"path": regex, ...}`` for REST; ``{"close": 4000}``, ``{"op": 7}``, ``{"op": 9, "d": true}``,
            ``{"drop_acks": true}``, ``{"late_acks": seconds}``, or ``{"duplicate" | "drop" | "delay": event name}`` for
            the gateway; `shard` narrows a gateway fault, `count` says how often it strikes.

    Returns:
        The fault and its count.

    Raises:
        FaultError: Something is missing, unknown or of the wrong type.
    """
    kinds = {"path": _parse_rest, "close": _parse_blow, "op": _parse_blow} | {
        strike.value: _parse_stream for strike in Strike
    }
    found = [kind for kind in kinds if kind in asked]
    if len(found) != 1:
        raise FaultError(f"say exactly one of {', '.join(kinds)}")
    count = asked.get("count", 1)
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise FaultError("count must be a whole number of at least 1")
    return kinds[found[0]](asked, found[0]), count


def _parse_rest(asked: Mapping[str, Any], _kind: str) -> RestFault:
    _only(asked, "path", "method", "status", "code", "retry_after", "scope", "delay_s", "reset", "drop_reply", "count")
    scope = asked.get("scope", "user")
    if scope not in _SCOPES:
        raise FaultError(f"scope must be one of {', '.join(_SCOPES)}")
    try:
        pattern = re.compile(str(asked["path"]))
    except re.error as error:
        raise FaultError(f"path is no regular expression: {error}") from error
    method, status = asked.get("method"), asked.get("status")
    return RestFault(
        path=pattern,
        method=None if method is None else str(method).upper(),
        status=None if status is None else int(_number(asked, "status", 0)),
        code=int(_number(asked, "code", 0)),
        retry_after=_number(asked, "retry_after", 1.0),
        scope=scope,
        delay_s=_number(asked, "delay_s", 0.0),
        reset=bool(asked.get("reset", False)),
        drop_reply=bool(asked.get("drop_reply", False)),
    )


def _parse_blow(asked: Mapping[str, Any], kind: str) -> Blow:
    _only(asked, kind, "d", "shard")
    if kind == "close":
        return Blow(close=int(_number(asked, "close", 0)), shard=_shard(asked))
    if asked["op"] not in (1, 7, 9):
        raise FaultError("op must be 1 (asks for a heartbeat), 7 (reconnect) or 9 (invalid session)")
    return Blow(op=asked["op"], d=bool(asked.get("d", False)), shard=_shard(asked))


def _parse_stream(asked: Mapping[str, Any], kind: str) -> StreamFault:
    _only(asked, kind, "shard", "delay_s", "count")
    strike, value = Strike(kind), asked[kind]
    if strike is Strike.LATE_ACKS:
        return StreamFault(strike, shard=_shard(asked), delay_s=_number(asked, kind, 0.0))
    if strike is Strike.DROP_ACKS:
        return StreamFault(strike, shard=_shard(asked))
    if not isinstance(value, str):
        raise FaultError(f"{kind} takes the name of an event, for example INTERACTION_CREATE")
    return StreamFault(strike, event=value, shard=_shard(asked), delay_s=_number(asked, "delay_s", 0.0))


def _only(asked: Mapping[str, Any], *known: str) -> None:
    unknown = sorted(set(asked) - set(known))
    if unknown:
        raise FaultError(f"does not know {', '.join(unknown)} here")


def _number(asked: Mapping[str, Any], name: str, default: float) -> float:
    value = asked.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise FaultError(f"{name} must be a number of at least 0")
    return value


def _shard(asked: Mapping[str, Any]) -> int | None:
    shard = asked.get("shard")
    if shard is not None and (isinstance(shard, bool) or not isinstance(shard, int)):
        raise FaultError("shard must be a whole number")
    return shard
