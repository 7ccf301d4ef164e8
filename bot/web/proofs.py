"""What proves a roll, for programs and for the page's own verifier: files, keys, and the script that checks them.

The script is the only one there is, served from here like the page; it asks for the roll's file when the page is
opened, and works without a network from then on.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aiohttp import web

from bot.web.permalinks import ROLL_ID
from bot.web.replies import JSON, Ready
from core.errors import NotFoundError
from core.ids import RollId

STATIC: Final = Path(__file__).parent / "static"
SCRIPTS: Final = ("verify.js", "proof.js")


@dataclass(frozen=True, slots=True)
class ProofDoors:
    """What proofs are read from.

    Attributes:
        file: A roll's verification file.
        keys: The public keys.
    """

    file: Callable[[RollId], Awaitable[str]]
    keys: Callable[[], Awaitable[str]]


def routes(doors: ProofDoors) -> list[web.RouteDef]:
    """Where proofs are found."""

    async def file(request: web.Request) -> web.Response:
        """``GET /roll/{roll_id}.json``: the verification file."""
        roll_id = request.match_info["roll_id"]
        if not ROLL_ID.fullmatch(roll_id):
            raise NotFoundError("roll-not-found")
        return Ready((await doors.file(RollId(roll_id))).encode(), JSON).to(request)

    async def keys(request: web.Request) -> web.Response:
        """``GET /.well-known/everquill.json``: the public keys."""
        return Ready((await doors.keys()).encode(), JSON).to(request)

    return [
        web.get("/roll/{roll_id:[^{}/]+}.json", file),
        web.get("/.well-known/everquill.json", keys),
        *[web.get(f"/{name}", _script(name)) for name in SCRIPTS],
    ]


def _script(name: str) -> Callable[[web.Request], Awaitable[web.Response]]:
    ready = Ready((STATIC / name).read_bytes(), "text/javascript; charset=utf-8")

    async def serve(request: web.Request) -> web.Response:
        return ready.to(request)

    return serve
