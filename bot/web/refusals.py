"""When the answer is no: one place that turns every refusal into a page for people or JSON for programs.

Whoever asks for ``/api/…`` is a program. Anybody else gets a page that says what happened and what to do.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from bot.web.rendering import Renderer
from bot.web.replies import HTML, JSON, Ready
from core.errors import NotFoundError, UnavailableError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

NOT_FOUND = "Permalink not found or expired"
"""What the permalink API has always said; programs compare it."""


@dataclass(frozen=True, slots=True)
class _Later:
    """A refusal for now: its status, its page, and what a program reads."""

    status: int
    page: str
    error: str


_AWAY = _Later(503, "page-away", "Temporarily unavailable")
_TOO_MANY = _Later(429, "page-limit", "Too many requests")


class Refusals:
    """Says no, politely."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._missing = Ready(renderer.notice("page-missing"), HTML, status=404)
        self._nothing = Ready(renderer.notice("page-nothing"), HTML, status=404)
        self._method = renderer.notice("page-method")

    def middleware(self) -> Middleware:
        """Answers the refusals that handlers raise."""

        @web.middleware
        async def refuse(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                return await handler(request)
            except NotFoundError:
                return self._roll_missing(request)
            except UnavailableError as away:
                return self._later(request, _AWAY, away.retry_after_s)
            except web.HTTPNotFound:
                return self._nowhere(request)
            except web.HTTPMethodNotAllowed as wrong:
                return self._wrong_method(request, sorted(wrong.allowed_methods))

        return refuse

    def too_many(self, request: web.Request, wait_s: float) -> web.Response:
        """429: come back later."""
        return self._later(request, _TOO_MANY, wait_s)

    def _roll_missing(self, request: web.Request) -> web.Response:
        if _for_program(request):
            return _json(404, {"error": NOT_FOUND, "roll_id": request.match_info["roll_id"]}).to(request)
        return self._missing.to(request)

    def _nowhere(self, request: web.Request) -> web.Response:
        if _for_program(request):
            return _json(404, {"error": "Not found"}).to(request)
        return self._nothing.to(request)

    def _wrong_method(self, request: web.Request, allowed: list[str]) -> web.Response:
        extra: dict[str, str] = {hdrs.ALLOW: ", ".join(allowed)}
        if _for_program(request):
            return _json(405, {"error": "Method not allowed", "allowed": allowed}, extra).to(request)
        return Ready(self._method, HTML, status=405, extra=extra).to(request)

    def _later(self, request: web.Request, why: _Later, wait_s: float) -> web.Response:
        seconds = max(1, ceil(wait_s))
        extra: dict[str, str] = {hdrs.RETRY_AFTER: str(seconds)}
        if _for_program(request):
            return _json(why.status, {"error": why.error, "retry_after": seconds}, extra).to(request)
        page = self._renderer.notice(why.page, seconds=seconds)
        return Ready(page, HTML, status=why.status, cache="no-store", extra=extra).to(request)


def _for_program(request: web.Request) -> bool:
    return request.path.startswith("/api/")


def _json(status: int, body: dict[str, Any], extra: dict[str, str] | None = None) -> Ready:
    return Ready(json.dumps(body).encode(), JSON, status=status, cache="no-store", extra=extra or {})
