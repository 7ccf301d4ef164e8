"""The secret in the page's address: a part of the path, looked at before anything that lies behind it.

In the routes stands a placeholder. They are thus the same in every sandbox, and what the server compiles of them is
compiled once in a process, however many sandboxes it opens.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.sandbox.realm import Realm

_NAME = "capability"
BASE = f"/s/{{{_NAME}}}"
"""What the paths begin with that only those may use who know the capability."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guard(realm: Realm) -> Middleware:
    """Return what lets nobody through to a route below `BASE` who does not know the capability."""

    @web.middleware
    async def let_in(request: web.Request, handler: Handler) -> web.StreamResponse:
        told = request.match_info.get(_NAME)
        if told is not None and not secrets.compare_digest(told.encode(), realm.capability.encode()):
            raise web.HTTPNotFound
        return await handler(request)

    return let_in


def named(request: web.Request) -> dict[str, str]:
    """Return what a path names beside the capability."""
    return {name: value for name, value in request.match_info.items() if name != _NAME}
