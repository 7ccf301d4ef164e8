"""Faults that strike what a gateway session is sent: its events, by name, and the answers to its heartbeats.

Source: Discord developer docs, "Gateway", Sending Heartbeats, Encoding and Compression.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any

from bot.sandbox.event_names import EVENTS
from bot.sandbox.faults.reading import FaultError, only, seconds, shard


class Strike(Enum):
    """What happens to a gateway event, or to the answer to a heartbeat.

    A delayed event is overtaken by those that come in its time; a reordered one changes places with the next of its
    session. Of a truncated one only the first half of its packed bytes is sent, which ruins a compressed stream from
    there on.
    """

    DUPLICATE = "duplicate"
    DROP = "drop"
    DELAY = "delay"
    REORDER = "reorder"
    TRUNCATE = "truncate"
    DROP_ACKS = "drop_acks"
    LATE_ACKS = "late_acks"


OF_HEARTBEATS = frozenset({Strike.DROP_ACKS, Strike.LATE_ACKS})


@dataclass(frozen=True, slots=True)
class StreamFault:
    """What happens to the next events of a name (or heartbeats) on one shard, or on any."""

    strike: Strike
    event: str | None = None
    shard: int | None = None
    delay_s: float = 0.0

    def strikes_event(self, name: str, index: int) -> bool:
        """Whether it is meant for an event of this name on this shard."""
        return self.strike not in OF_HEARTBEATS and self.event == name and self.shard in (None, index)

    def strikes_heartbeat(self, index: int) -> bool:
        """Whether it is meant for the answer to a heartbeat on this shard."""
        return self.strike in OF_HEARTBEATS and self.shard in (None, index)

    def describe(self) -> dict[str, Any]:
        """Say it in the words in which it can be asked for."""
        value: Any = self.event or (self.delay_s if self.strike is Strike.LATE_ACKS else True)
        late = {"delay_s": self.delay_s} if self.strike is Strike.DELAY else {}
        return {self.strike.value: value, "shard": self.shard} | late


def parse_stream(asked: Mapping[str, Any], kind: str) -> StreamFault:
    """Read a fault of a session's stream.

    Raises:
        FaultError: Something in it is unknown or of the wrong type, or it would change nothing.
    """
    strike = Strike(kind)
    only(asked, kind, "shard", "count", *(("delay_s",) if strike is Strike.DELAY else ()))
    where = shard(asked)
    if strike is Strike.LATE_ACKS:
        return StreamFault(strike, shard=where, delay_s=seconds(asked, kind))
    if strike is Strike.DROP_ACKS:
        if asked[kind] is not True:
            raise FaultError(f"{kind} must be true")
        return StreamFault(strike, shard=where)
    event = _event(asked[kind], kind)
    return StreamFault(strike, event, where, seconds(asked, "delay_s") if strike is Strike.DELAY else 0.0)


def _event(name: object, kind: str) -> str:
    if isinstance(name, str) and name in EVENTS:
        return name
    near = get_close_matches(str(name).upper(), sorted(EVENTS), n=3) or ["INTERACTION_CREATE", "MESSAGE_CREATE"]
    raise FaultError(
        f"Discord has no event {name!r}: {kind} takes the name of one, like {' or '.join(near)}; "
        f'for example {{"{kind}": "{near[0]}"}}'
    )
