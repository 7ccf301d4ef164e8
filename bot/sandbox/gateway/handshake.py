"""Reading Identify and Resume: who may begin a session, and which one.

Source: Discord developer docs, "Gateway Events", Identify and Resume; "Opcodes and Status Codes", Gateway Close Event
Codes.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from bot.sandbox.gateway.intents import KNOWN, PRIVILEGED, Intents
from bot.sandbox.gateway.presences import ONLINE, Presence, read_presence
from bot.sandbox.gateway.protocol import CloseCode, GatewayRefusal, Shard, payload_object
from bot.sandbox.gateway.rules import GatewayRules
from bot.sandbox.wire import Json, as_list

_THRESHOLD = range(50, 251)
# The docs show the bare token; Discord takes it with REST's prefix too, and libraries send it so.
_PREFIX = "Bot "


@dataclass(frozen=True, slots=True)
class Identify:
    """A well-formed Identify with the right token."""

    shard: Shard
    sharded: bool
    intents: Intents
    compress: bool
    large_threshold: int
    presence: Presence


@dataclass(frozen=True, slots=True)
class Resume:
    """A well-formed Resume with the right token."""

    session_id: str
    sequence: int


def read_identify(d: object, token: str, rules: GatewayRules) -> Identify:
    """Read an Identify.

    Raises:
        GatewayRefusal: It is malformed (4001), its token is wrong (4004), its shard cannot be (4010), or it asks for
            intents that do not exist (4013) or are not approved (4014).
    """
    asked = payload_object(d)
    _authenticate(asked, token)
    if not isinstance(asked.get("properties"), dict):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    presence = asked.get("presence")
    threshold = asked.get("large_threshold", 50)
    return Identify(
        shard=_shard(asked.get("shard")),
        sharded=asked.get("shard") is not None,
        intents=_intents(asked.get("intents"), rules),
        compress=asked.get("compress") is True,
        large_threshold=threshold if threshold in _THRESHOLD else 50,
        presence=ONLINE if presence is None else read_presence(presence),
    )


def read_resume(d: object, token: str) -> Resume:
    """Read a Resume; one without a session, from a bot that was cut off before its READY, names none that exists.

    Raises:
        GatewayRefusal: It is malformed (4001) or its token is wrong (4004).
    """
    asked = payload_object(d)
    _authenticate(asked, token)
    session_id, sequence = asked.get("session_id"), asked.get("seq")
    if session_id is None and sequence is None:
        return Resume("", 0)
    if not isinstance(session_id, str) or not isinstance(sequence, int) or isinstance(sequence, bool):
        raise GatewayRefusal(CloseCode.UNKNOWN_OPCODE)
    return Resume(session_id, sequence)


def _authenticate(asked: Json, token: str) -> None:
    given = asked.get("token")
    if not isinstance(given, str):
        raise GatewayRefusal(CloseCode.AUTHENTICATION_FAILED)
    if not hmac.compare_digest(given.removeprefix(_PREFIX).encode(), token.encode()):
        raise GatewayRefusal(CloseCode.AUTHENTICATION_FAILED)


def _shard(asked: object) -> Shard:
    if asked is None:
        return Shard(0, 1)
    numbers = [number for number in as_list(asked) if isinstance(number, int) and not isinstance(number, bool)]
    if len(as_list(asked)) != 2 or len(numbers) != 2 or not 0 <= numbers[0] < numbers[1]:
        raise GatewayRefusal(CloseCode.INVALID_SHARD)
    return Shard(numbers[0], numbers[1])


def _intents(asked: object, rules: GatewayRules) -> Intents:
    if not isinstance(asked, int) or isinstance(asked, bool) or asked < 0 or asked & ~int(KNOWN):
        raise GatewayRefusal(CloseCode.INVALID_INTENTS)
    intents = Intents(asked)
    if intents & PRIVILEGED & ~rules.approved:
        raise GatewayRefusal(CloseCode.DISALLOWED_INTENTS)
    return intents
