"""A roll's permalink, as a page for people and as JSON for programs: the same roll, told twice."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.web.rendering import Renderer, instant
from bot.web.replies import HTML, JSON, Kept, Ready
from bot.web.view import Words, anonymous, roll_view
from core.errors import NotFoundError
from core.ids import RollId
from core.tables.events import Part
from core.tables.permalinks import Permalink

Read = Callable[[RollId], Awaitable[Permalink]]

ROLL_ID = re.compile(r"[A-Za-z0-9_-]{22}")
"""128 bits in URL-safe base64; nothing else is ever looked up."""


class Permalinks:
    """Serves rolls."""

    def __init__(
        self, read: Read, renderer: Renderer, words: Words, *, kept: Kept, now: Callable[[], datetime]
    ) -> None:
        """Take what it needs.

        Args:
            read: Finds a roll's permalink, or raises `NotFoundError`.
            renderer: Makes pages.
            words: The catalogue.
            kept: Where rendered replies wait for the next who asks.
            now: The time.
        """
        self._read = read
        self._renderer = renderer
        self._words = words
        self._kept = kept
        self._now = now

    async def page(self, request: web.Request) -> web.Response:
        """``GET /roll/{roll_id}``."""
        return await self._serve("page", request, self._as_page)

    async def api(self, request: web.Request) -> web.Response:
        """``GET /api/permalink/{roll_id}``."""
        return await self._serve("api", request, _as_json)

    async def _serve(self, form: str, request: web.Request, make: Callable[[Permalink], Ready]) -> web.Response:
        roll_id = _roll_id(request)
        name = f"{form}:{roll_id}"
        ready = self._kept.fresh(name)
        if ready is None:
            try:
                permalink = await self._read(roll_id)
            except NotFoundError:
                self._kept.forget(name)
                raise
            left_s = (permalink.expires_at - self._now()).total_seconds()
            ready = self._kept.made(name, permalink, make, at_most_s=left_s)
        return ready.to(request)

    def _as_page(self, permalink: Permalink) -> Ready:
        return Ready(self._renderer.roll(permalink.roll_id, roll_view(permalink, self._words)), HTML)


def _as_json(permalink: Permalink) -> Ready:
    return Ready(to_json(permalink), JSON)


def to_json(permalink: Permalink) -> bytes:
    """A permalink in the API's shape; a sealed one has the same keys, nothing in those of the roll, and ``hidden``."""
    shown = permalink.shown
    check = shown and shown.dc_check
    body: dict[str, Any] = {
        "roll_id": permalink.roll_id,
        "room_code": anonymous(permalink.room_code),
        "room_mode": permalink.room_mode,
        "player_name": permalink.player_name,
        "dice_formula": shown and shown.dice_formula,
        "advantage": shown and shown.advantage,
        "individual_results": shown and shown.individual_results,
        "total": shown and shown.total,
        "dc_check": check and {"dc": check.dc, "passed": check.passed},
        "parts": shown and [_part(part) for part in shown.parts],
        "timestamp": int(permalink.rolled_at.timestamp() * 1000),
        "created_at": instant(permalink.rolled_at),
        "expires_at": instant(permalink.expires_at),
    }
    if permalink.hidden:
        body["hidden"] = True
    if permalink.revealed_at:
        body["revealed_at"] = instant(permalink.revealed_at)
    if permalink.rulings:
        body["rulings"] = [
            {"ruling": ruled.ruling, "by": ruled.name, "reason": ruled.reason, "at": instant(ruled.at)}
            for ruled in permalink.rulings
        ]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _part(part: Part) -> dict[str, Any]:
    """One of several rolls that were made at once."""
    check = None if part.dc is None else {"dc": part.dc, "passed": part.passed}
    return {"dice_formula": part.text, "total": part.total, "dc_check": check}


def _roll_id(request: web.Request) -> RollId:
    text = request.match_info["roll_id"]
    if not ROLL_ID.fullmatch(text):
        raise NotFoundError("roll-not-found")
    return RollId(text)
