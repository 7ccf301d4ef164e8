"""Rate limits as Discord counts and tells them.

A bucket is one route (method and template) for one major parameter: a channel, a guild, a webhook with its token. It
fills up when its window has passed. Beside the buckets stands the global limit of fifty requests a second; the
interaction endpoints know only their own. Whoever is refused ten thousand times in ten minutes is shut out by the proxy
in front, and of commands two hundred may be created a day.

Source: Discord developer docs, "Rate Limits"; "Application Commands", Registering a Command.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass

from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds, for each channel, guild or webhook apart."""

    requests: int
    per_s: float


GLOBAL = Limit(50, 1.0)
VIA = {"Via": "1.1 google"}
"""Marks an answer as Discord's own; clients take a 429 without it for a ban by the proxy in front."""

INVALID = Limit(10_000, 600.0)
DAILY_COMMANDS = Limit(200, 86_400.0)
_INVALID_STATUS = frozenset({401, 403, 429})
_OLD_EDITS = Limit(3, 6.0)
_KEPT = 512


@dataclass(slots=True)
class _Window:
    left: int
    ends: float


class TooManyError(ApiError):
    """A 429, with the headers that go with it."""

    def __init__(self, retry_after_s: float, scope: str, headers: dict[str, str], code: int | None = None) -> None:
        shared = scope == "shared"
        message = "The resource is being rate limited." if shared else "You are being rate limited."
        wait_s = round(retry_after_s, 3)
        super().__init__(429, code or 0, message)
        self.facts = {"retry_after": wait_s, "global": scope == "global"}
        self.coded = code is not None
        self.headers = headers | {"Retry-After": str(math.ceil(wait_s)), "X-RateLimit-Scope": scope}
        if scope == "global":
            self.headers["X-RateLimit-Global"] = "true"

    def body(self) -> dict[str, object]:
        """Return the JSON; the code is there for some limits only."""
        body = super().body()
        if not self.coded:
            del body["code"]
        return body


class ProxyError(Exception):
    """The proxy in front answers instead of Discord, in its own words and without `VIA`.

    Attributes:
        status: The HTTP status.
        words: A page of HTML, or plain text.
        retry_after_s: How long it asks to wait, if it does.
    """

    def __init__(self, status: int, words: str, retry_after_s: float | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.words = words
        self.retry_after_s = retry_after_s


class ShutOutError(ProxyError):
    """Too many requests were refused: none is passed on any more."""

    def __init__(self, retry_after_s: float) -> None:
        page = "<!doctype html><title>Access denied</title><p>You are being rate limited. Error 1015</p>"
        super().__init__(429, page, retry_after_s)


class Limits:
    """The buckets of one bot, and what else is counted of its requests."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str], _Window] = {}
        self._recent: deque[float] = deque()
        self._old_edits: dict[str, deque[float]] = {}
        self._invalid: deque[float] = deque(maxlen=INVALID.requests)
        self._created: dict[str | None, deque[float]] = {}

    def let_in(self) -> None:
        """Let a request in at all.

        Raises:
            ShutOutError: Too many before it were refused.
        """
        now = self._clock.monotonic()
        if _within(self._invalid, INVALID, now) >= INVALID.requests:
            raise ShutOutError(self._invalid[0] + INVALID.per_s - now)

    def answered(self, status: int, scope: str | None) -> None:
        """Count an answer, should it be a refusal; a limit that is shared is not the bot's own fault."""
        if status in _INVALID_STATUS and scope != "shared":
            self._invalid.append(self._clock.monotonic())

    def create_commands(self, guild_id: str | None, count: int) -> None:
        """Count commands of new names; None for everywhere, else each guild apart.

        Raises:
            TooManyError: There would be more than a day takes (30034).
        """
        now = self._clock.monotonic()
        times = self._created.setdefault(guild_id, deque())
        if _within(times, DAILY_COMMANDS, now) + count > DAILY_COMMANDS.requests:
            wait_s = times[0] + DAILY_COMMANDS.per_s - now if times else DAILY_COMMANDS.per_s
            error = TooManyError(wait_s, "user", {}, 30034)
            error.message = (
                f"Max number of daily application command creates has been reached ({DAILY_COMMANDS.requests})"
            )
            raise error
        times.extend([now] * count)

    def take(self, bucket: str, limit: Limit | None, major: str, *, counts_globally: bool = True) -> dict[str, str]:
        """Count one request and return the headers that tell how its bucket stands.

        Args:
            bucket: The name that clients know the bucket by; it does not tell the channel or guild.
            limit: The bucket's size; None for a route without one.
            major: The channel, guild or webhook.
            counts_globally: Whether the global limit counts it too.

        Raises:
            TooManyError: The bucket or the global limit is used up.
        """
        if counts_globally:
            self._take_global()
        if limit is None:
            return {}
        now = self._clock.monotonic()
        window = self._windows.get((bucket, major))
        if window is None or window.ends <= now:
            self._forget(now)
            window = self._windows[bucket, major] = _Window(limit.requests, now + limit.per_s)
        if window.left == 0:
            raise TooManyError(window.ends - now, "user", self._headers(limit, bucket, window, now))
        window.left -= 1
        return self._headers(limit, bucket, window, now)

    def say(self, bucket: str, limit: Limit | None, scope: str, wait_s: float) -> dict[str, str]:
        """Return what a 429 that nobody counted towards tells of its bucket, as the documentation's examples have it.

        The user's own limit has nothing left until the wait is over; one shared with others leaves room in the user's
        own, and the global one belongs to no bucket.
        """
        if limit is None or scope == "global":
            return {}
        now = self._clock.monotonic()
        shared = scope == "shared"
        window = _Window(limit.requests - 1, now + limit.per_s) if shared else _Window(0, now + wait_s)
        return self._headers(limit, bucket, window, now)

    def edit_old(self, channel_id: str) -> None:
        """Count one edit of a message that is over an hour old: three in six seconds for each channel.

        Source: JSON error 30046; figures from the Userdoccers, "Message", Edit Message.
        """
        now = self._clock.monotonic()
        times = self._old_edits.setdefault(channel_id, deque())
        if _within(times, _OLD_EDITS, now) >= _OLD_EDITS.requests:
            wait_s = times[0] + _OLD_EDITS.per_s - now
            error = TooManyError(wait_s, "shared", {}, 30046)
            error.message = "Maximum number of edits to messages older than 1 hour reached. Try again later"
            raise error
        times.append(now)

    def _take_global(self) -> None:
        now = self._clock.monotonic()
        if _within(self._recent, GLOBAL, now) >= GLOBAL.requests:
            raise TooManyError(self._recent[0] + GLOBAL.per_s - now, "global", {})
        self._recent.append(now)

    def _headers(self, limit: Limit, name: str, window: _Window, now: float) -> dict[str, str]:
        left_s = max(window.ends - now, 0.001)
        return {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(window.left),
            "X-RateLimit-Reset": f"{self._clock.now().timestamp() + left_s:.3f}",
            "X-RateLimit-Reset-After": f"{left_s:.3f}",
            "X-RateLimit-Bucket": name,
        }

    def _forget(self, now: float) -> None:
        if len(self._windows) > _KEPT:
            self._windows = {key: window for key, window in self._windows.items() if window.ends > now}


def _within(times: deque[float], limit: Limit, now: float) -> int:
    """Forget what lies too far back to count; return how much does not."""
    while times and times[0] <= now - limit.per_s:
        times.popleft()
    return len(times)
