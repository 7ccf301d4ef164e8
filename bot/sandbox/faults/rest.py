"""Faults that strike requests: what the bot is answered, and whether what it asked for was done all the same.

Source: Discord developer docs, "Rate Limits" (scopes); "Opcodes and Status Codes", HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.faults.reading import FaultError, number, only, whole

Scope = Literal["user", "global", "shared"]
_SCOPES = ("user", "global", "shared")
_CUTS = ("reset", "drop_reply", "cut_body")


@dataclass(frozen=True, slots=True)
class RestFault:
    """How the next requests that match are answered.

    Attributes:
        path: Searched for in the path.
        status: Answer with this status instead of running the route; None leaves the answer alone.
        code: Discord's own error code in the body of that answer.
        retry_after: Seconds, in the body and header of a 429.
        scope: Which limit a 429 speaks of.
        delay_s: Wait so long before anything else.
        reply_delay_s: Run the route, then wait so long before answering: done, but confirmed late.
        reset: Cut the connection instead of answering, before the route runs.
        drop_reply: Run the route, then cut the connection: done, but never confirmed.
        cut_body: Run the route, then cut the connection in the middle of the answer's body.
    """

    path: re.Pattern[str]
    method: str | None = None
    status: int | None = None
    code: int = 0
    retry_after: float = 1.0
    scope: Scope = "user"
    delay_s: float = 0.0
    reply_delay_s: float = 0.0
    reset: bool = False
    drop_reply: bool = False
    cut_body: bool = False

    def strikes(self, method: str, path: str) -> bool:
        """Whether it is meant for this request."""
        return self.method in (None, method) and self.path.search(path) is not None

    def describe(self) -> dict[str, Any]:
        """Say it in the words in which it can be asked for."""
        return {
            "method": self.method,
            "path": self.path.pattern,
            "status": self.status,
            "code": self.code,
            "retry_after": self.retry_after,
            "scope": self.scope,
            "delay_s": self.delay_s,
            "reply_delay_s": self.reply_delay_s,
            "reset": self.reset,
            "drop_reply": self.drop_reply,
            "cut_body": self.cut_body,
        }


def parse_rest(asked: Mapping[str, Any], _kind: str) -> RestFault:
    """Read a fault of requests.

    Raises:
        FaultError: Something in it is unknown, of the wrong type, or contradicts itself.
    """
    only(
        asked,
        *("path", "method", "status", "code", "retry_after", "scope", "delay_s", "reply_delay_s", *_CUTS, "count"),
    )
    scope = asked.get("scope", "user")
    if scope not in _SCOPES:
        raise FaultError(f"scope must be one of {', '.join(_SCOPES)}")
    if sum(bool(asked.get(cut)) for cut in _CUTS) > 1:
        raise FaultError(f"a connection is cut once: say one of {', '.join(_CUTS)}")
    try:
        pattern = re.compile(str(asked["path"]))
    except re.error as error:
        raise FaultError(f"path is no regular expression: {error}") from error
    method = asked.get("method")
    return RestFault(
        path=pattern,
        method=None if method is None else str(method).upper(),
        status=None if asked.get("status") is None else _status(asked),
        code=whole(asked, "code", 0),
        retry_after=number(asked, "retry_after", 1.0),
        scope=scope,
        delay_s=number(asked, "delay_s", 0.0),
        reply_delay_s=number(asked, "reply_delay_s", 0.0),
        reset=bool(asked.get("reset", False)),
        drop_reply=bool(asked.get("drop_reply", False)),
        cut_body=bool(asked.get("cut_body", False)),
    )


def _status(asked: Mapping[str, Any]) -> int:
    status = whole(asked, "status", 0)
    if not 400 <= status <= 599:
        raise FaultError("status must be one of an error: 400 to 599")
    return status
