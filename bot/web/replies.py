"""A reply that is ready to send: its bytes, its ETag and its headers, made once and sent many times.

Permalinks hardly ever change, so what was rendered is kept for a moment. The moment is short because a roll can be
revealed and a person erased: nobody is shown the old page for longer than that. For the same reason browsers and
proxies are told to ask again each time; the ETag makes their asking cheap.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import hdrs, web
from multidict import CIMultiDict

HTML = "text/html; charset=utf-8"
JSON = "application/json"
MOST_KEPT = 1024
REVALIDATE = "no-cache"


@dataclass(frozen=True, slots=True)
class Ready:
    """A rendered reply.

    Attributes:
        body: What is sent.
        content_type: What it is.
        status: The HTTP status.
        cache: The Cache-Control.
        extra: Further headers.
    """

    body: bytes
    content_type: str
    status: int = 200
    cache: str = REVALIDATE
    extra: Mapping[str, str] = field(default_factory=dict[str, str])
    etag: str = field(init=False)
    headers: CIMultiDict[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        etag = f'"{hashlib.blake2b(self.body, digest_size=16).hexdigest()}"'
        headers = CIMultiDict({hdrs.CONTENT_TYPE: self.content_type, hdrs.CACHE_CONTROL: self.cache, **self.extra})
        if self.status == 200:
            headers[hdrs.ETAG] = etag
        object.__setattr__(self, "etag", etag)
        object.__setattr__(self, "headers", headers)

    def to(self, request: web.Request) -> web.Response:
        """The response to one request; 304 without a body if the client already has this one."""
        if self.status == 200 and hdrs.IF_NONE_MATCH in request.headers and self._is_known(request):
            known = {hdrs.ETAG: self.etag, hdrs.CACHE_CONTROL: self.cache}
            return web.Response(status=304, headers=known)
        return web.Response(body=self.body, status=self.status, headers=self.headers)

    def _is_known(self, request: web.Request) -> bool:
        # Weak comparison, as RFC 9110 section 13.1.2 asks of If-None-Match.
        return any(f'"{tag.value}"' == self.etag or tag.value == "*" for tag in request.if_none_match or ())


class Kept:
    """Rendered replies by name, each for a moment, the most recently made ones only."""

    def __init__(self, keep_s: float, *, clock: Callable[[], float], most: int = MOST_KEPT) -> None:
        """Start empty.

        Args:
            keep_s: How long a reply may be sent after it was made; 0 keeps none.
            clock: Seconds that only ever grow.
            most: How many are kept.
        """
        self._keep_s = keep_s
        self._clock = clock
        self._most = most
        self._replies: OrderedDict[str, tuple[float, Ready]] = OrderedDict()

    def get(self, name: str) -> Ready | None:
        """The reply of that name, unless its moment has passed."""
        kept = self._replies.get(name)
        if kept is None:
            return None
        until, ready = kept
        if self._clock() < until:
            return ready
        del self._replies[name]
        return None

    def keep(self, name: str, ready: Ready, *, at_most_s: float) -> None:
        """Keep a reply for the moment, or for `at_most_s` if that is shorter."""
        keep_s = min(self._keep_s, at_most_s)
        if keep_s <= 0:
            return
        self._replies[name] = (self._clock() + keep_s, ready)
        self._replies.move_to_end(name)
        if len(self._replies) > self._most:
            self._replies.popitem(last=False)

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._replies)


def seconds_left(expires_at: datetime, now: datetime) -> float:
    """How long something that expires may still be shown."""
    return (expires_at - now).total_seconds()
