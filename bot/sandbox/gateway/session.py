"""A session: the numbered stream of events that one Identify began, whatever connection carries it now.

Every event gets the next sequence number and stays in a bounded buffer, connected or not, so that a bot which comes
back with Resume is sent what it missed, in order. What has left the buffer cannot be replayed: such a session is lost.
"""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.sandbox.gateway.intents import Intents
from bot.sandbox.gateway.presences import ONLINE, Presence
from bot.sandbox.gateway.protocol import Op, Shard, encode

REPLAYABLE_EVENTS = 2000


class Wire(Protocol):
    """What a session needs of a connection."""

    def send(self, payload: bytes) -> None: ...

    def send_torn(self, payload: bytes) -> None: ...

    def close(self, code: int, reason: str = "") -> None: ...


@dataclass(slots=True, eq=False)
class Session:
    """What a bot began with Identify.

    Attributes:
        sharded: Whether the bot named a shard; Ready echoes it only then.
        presence: What the bot says it is doing.
        presence_said: Which saying of all sessions' that was: the last one holds.
        wire: The connection that carries the session, or None while the bot is away.
        left_at: When the bot went away.
    """

    shard: Shard
    intents: Intents
    sharded: bool = True
    large_threshold: int = 50
    presence: Presence = ONLINE
    presence_said: int = 0
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    wire: Wire | None = None
    left_at: datetime | None = None
    _sent: deque[tuple[int, bytes]] = field(default_factory=lambda: deque(maxlen=REPLAYABLE_EVENTS))
    _held: list[tuple[str, object]] = field(default_factory=list[tuple[str, object]])

    def dispatch(self, name: str, data: object, *, torn: bool = False) -> None:
        """Number an event, keep it for a replay, and send it if the bot is there; what was held back follows it.

        Args:
            name: What happened.
            data: What there is to say of it.
            torn: Send only a half of its bytes; a replay has it whole.
        """
        self.sequence += 1
        payload = encode(Op.DISPATCH, data, s=self.sequence, t=name)
        self._sent.append((self.sequence, payload))
        if self.wire is not None:
            (self.wire.send_torn if torn else self.wire.send)(payload)
        if self._held:
            self.dispatch(*self._held.pop())

    def hold(self, name: str, data: object) -> None:
        """Keep an event back until the next one has gone out; it gets its number then."""
        self._held.append((name, data))

    def can_replay_after(self, sequence: int) -> bool:
        """Whether every event after this one is still in the buffer."""
        return self.sequence - sequence <= len(self._sent)

    def resume(self, wire: Wire, sequence: int) -> None:
        """Go on over another connection: what was missed after `sequence` goes first."""
        if self.wire is not None and self.wire is not wire:
            self.wire.close(4000, "Resumed on another connection.")
        self.wire, self.left_at = wire, None
        for number, payload in self._sent:
            if number > sequence:
                wire.send(payload)

    def leave(self, wire: Wire) -> bool:
        """Let go of a connection that is gone; False if another had taken over before."""
        if self.wire is not wire:
            return False
        self.wire = None
        return True
