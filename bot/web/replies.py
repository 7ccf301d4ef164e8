"""A reply that is ready to send: its bytes, its ETag and its headers, made once and sent many times.

Permalinks hardly ever change, so what was rendered is sent again for a moment without asking, and after that for as
long as what it was rendered from is still the same. The moment is short because a roll can be revealed and a person
erased: nobody is shown the old page for longer than that. For the same reason browsers and proxies are told to ask
again each time; the ETag makes their asking cheap.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from aiohttp import hdrs, web
from multidict import CIMultiDict

S = TypeVar("S", bound=Hashable)

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


@dataclass(frozen=True, slots=True)
class _Entry:
    source: Hashable
    ready: Ready
    fresh_until: float


class Kept:
    """Rendered replies by name; the most recently made ones only."""

    def __init__(self, keep_s: float, *, clock: Callable[[], float], most: int = MOST_KEPT) -> None:
        """Start empty.

        Args:
            keep_s: How long a reply may be sent again without asking; 0 keeps none at all.
            clock: Seconds that only ever grow.
            most: How many are kept.
        """
        self._keep_s = keep_s
        self._clock = clock
        self._most = most
        self._entries: OrderedDict[str, _Entry] = OrderedDict()

    def fresh(self, name: str) -> Ready | None:
        """The reply of that name, if it may be sent without asking."""
        entry = self._entries.get(name)
        return entry.ready if entry and self._clock() < entry.fresh_until else None

    def made(self, name: str, source: S, make: Callable[[S], Ready], *, at_most_s: float) -> Ready:
        """The reply that `make` makes of a source just read, made anew only if the source has changed.

        Args:
            name: The reply's name.
            source: What it shows.
            make: Renders it.
            at_most_s: How long it may be sent at all.
        """
        entry = self._entries.pop(name, None)
        ready = entry.ready if entry and entry.source == source else make(source)
        if (keep_s := min(self._keep_s, at_most_s)) > 0:
            self._entries[name] = _Entry(source, ready, self._clock() + keep_s)
            if len(self._entries) > self._most:
                self._entries.popitem(last=False)
        return ready

    def forget(self, name: str) -> None:
        """Keep nothing of what is no longer there."""
        self._entries.pop(name, None)

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._entries)
