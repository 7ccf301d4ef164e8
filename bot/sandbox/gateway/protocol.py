"""The gateway's numbers: opcodes, close codes with Discord's own reasons, and the shard formula.

Source: Discord developer docs, "Opcodes and Status Codes" and "Gateway", Sharding.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import cast

from bot.sandbox.wire import Json, dumps

VERSION = 10
MAX_PAYLOAD_BYTES = 4096


class Op(IntEnum):
    """What a gateway payload is."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    VOICE_STATE_UPDATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11
    REQUEST_SOUNDBOARD_SOUNDS = 31
    REQUEST_CHANNEL_INFO = 43


class CloseCode(IntEnum):
    """Why Discord ends a connection."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQ = 4007
    RATE_LIMITED = 4008
    SESSION_TIMED_OUT = 4009
    INVALID_SHARD = 4010
    SHARDING_REQUIRED = 4011
    INVALID_API_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014

    @property
    def reason(self) -> str:
        """The text that goes with the code."""
        return _REASONS[self]


_REASONS = {
    CloseCode.UNKNOWN_ERROR: "Unknown error.",
    CloseCode.UNKNOWN_OPCODE: "Unknown opcode.",
    CloseCode.DECODE_ERROR: "Error while decoding payload.",
    CloseCode.NOT_AUTHENTICATED: "Not authenticated.",
    CloseCode.AUTHENTICATION_FAILED: "Authentication failed.",
    CloseCode.ALREADY_AUTHENTICATED: "Already authenticated.",
    CloseCode.INVALID_SEQ: "Invalid seq.",
    CloseCode.RATE_LIMITED: "Rate limited.",
    CloseCode.SESSION_TIMED_OUT: "Session timed out.",
    CloseCode.INVALID_SHARD: "Invalid shard.",
    CloseCode.SHARDING_REQUIRED: "Sharding required.",
    CloseCode.INVALID_API_VERSION: "Invalid API version.",
    CloseCode.INVALID_INTENTS: "Invalid intent(s).",
    CloseCode.DISALLOWED_INTENTS: "Disallowed intent(s).",
}


ENDS_SESSION = frozenset(CloseCode) - {
    CloseCode.UNKNOWN_ERROR,
    CloseCode.UNKNOWN_OPCODE,
    CloseCode.DECODE_ERROR,
    CloseCode.ALREADY_AUTHENTICATED,
    CloseCode.RATE_LIMITED,
}
"""The codes whose explanation says that a new session must begin, or that none may."""


class GatewayRefusal(Exception):
    """What was received ends the connection.

    Attributes:
        code: The close code.
    """

    def __init__(self, code: CloseCode, why: str = "") -> None:
        super().__init__(why or code.reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Shard:
    """Which part of the guilds a session is told about."""

    index: int
    count: int

    def holds(self, guild_id: str | None) -> bool:
        """Whether events of this guild are routed here; what has no guild goes to the first shard."""
        if guild_id is None:
            return self.index == 0
        return (int(guild_id) >> 22) % self.count == self.index


def encode(op: Op, d: object = None, *, s: int | None = None, t: str | None = None) -> bytes:
    """Write one payload."""
    return dumps({"op": int(op), "d": d, "s": s, "t": t})


def payload_object(d: object) -> Json:
    """Return the data of a payload that must be an object.

    Raises:
        GatewayRefusal: It is something else.
    """
    if not isinstance(d, dict):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    return cast("Json", d)
