"""Faults that strike requests: what the bot is answered, and whether what it asked for was done all the same.

Source: Discord developer docs, "Rate Limits" (scopes); "Opcodes and Status Codes", HTTP.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.faults.reading import FaultError, flag, number, only, seconds, whole

Scope = Literal["user", "global", "shared"]
_SCOPES = ("user", "global", "shared")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_TOO_MANY = 429
_CUTS = ("reset", "drop_reply", "cut_body")
_EFFECTS = ("status", "delay_s", "reply_delay_s", *_CUTS)
_DETAILS = ("code", "retry_after", "scope", "body")


@dataclass(frozen=True, slots=True)
class RestFault:
    """How the next requests that match are answered.

    Attributes:
        path: Searched for in the path.
        status: Answer with this status instead of running the route; None leaves the answer alone.
        code: Discord's own error code in the body of that answer.
        retry_after: Seconds, in the body and header of a 429.
        scope: Which limit a 429 speaks of.
        body: The words of that answer, HTML or plain text, as the proxy in front of Discord has them; None for
            Discord's own JSON.
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
    body: str | None = None
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
        words: dict[str, Any] = {"method": self.method, "path": self.path.pattern}
        words |= {effect: getattr(self, effect) for effect in _EFFECTS if getattr(self, effect)}
        if self.body is not None:
            words["body"] = self.body
        elif self.status is not None:
            words["code"] = self.code
        if self.status == _TOO_MANY:
            words["retry_after"] = self.retry_after
            words |= {} if self.body is not None else {"scope": self.scope}
        return words


def parse_rest(asked: Mapping[str, Any], _kind: str) -> RestFault:
    """Read a fault of requests.

    Raises:
        FaultError: Something in it is unknown or of the wrong type, or it does not say what happens to a request.
    """
    only(asked, "path", "method", *_EFFECTS, *_DETAILS, "count")
    effect = _effect(asked)
    scope = asked.get("scope", "user")
    if scope not in _SCOPES:
        raise FaultError(f"scope must be one of {', '.join(_SCOPES)}")
    return RestFault(
        path=_pattern(asked),
        method=_method(asked),
        status=_status(asked) if effect == "status" else None,
        code=whole(asked, "code", 0),
        retry_after=number(asked, "retry_after", 1.0),
        scope=scope,
        body=_body(asked),
        delay_s=seconds(asked, effect) if effect == "delay_s" else 0.0,
        reply_delay_s=seconds(asked, effect) if effect == "reply_delay_s" else 0.0,
        reset=effect == "reset",
        drop_reply=effect == "drop_reply",
        cut_body=effect == "cut_body",
    )


def _effect(asked: Mapping[str, Any]) -> str:
    """Return the one word that says what happens; a fault without one would strike, and change nothing."""
    said = [effect for effect in _EFFECTS if asked.get(effect) is not None and asked[effect] is not False]
    if len(said) != 1:
        raise FaultError(
            f"say exactly one of {', '.join(_EFFECTS)}, not {' and '.join(said) or 'none'}; "
            'for example {"path": "/callback$", "status": 500}'
        )
    if said[0] in _CUTS:
        flag(asked, said[0])
    details = [detail for detail in _DETAILS if asked.get(detail) is not None]
    if said[0] != "status" and details:
        raise FaultError(f"{', '.join(details)} goes with a status, not with {said[0]}")
    return said[0]


def _body(asked: Mapping[str, Any]) -> str | None:
    body = asked.get("body")
    if body is None:
        return None
    if not isinstance(body, str):
        raise FaultError('body is what the proxy answers, as text; for example {"body": "<h1>502 Bad Gateway</h1>"}')
    if asked.get("code") is not None or asked.get("scope") is not None:
        raise FaultError("code and scope are told by Discord's own answer: leave them out beside body")
    return body


def _pattern(asked: Mapping[str, Any]) -> re.Pattern[str]:
    try:
        return re.compile(str(asked["path"]))
    except re.error as error:
        raise FaultError(f"path is no regular expression: {error}") from error


def _method(asked: Mapping[str, Any]) -> str | None:
    method = asked.get("method")
    if method is None:
        return None
    if str(method).upper() not in _METHODS:
        raise FaultError(f"method must be one of {', '.join(_METHODS)}, not {method}")
    return str(method).upper()


def _status(asked: Mapping[str, Any]) -> int:
    status = whole(asked, "status", 0)
    if not 400 <= status <= 599:
        raise FaultError("status must be one of an error: 400 to 599")
    return status
