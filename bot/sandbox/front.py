"""Serves the page's files to whoever has the capability; the page itself is plain files in `page/`."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from bot.sandbox.realm import Realm

_FOLDER = Path(__file__).parent / "page"
_HEADERS = {
    # The page holds nothing inline and loads nothing from elsewhere; styles that scripts set are no inline styles.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self';"
        " connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
    # The capability is in the address: it must not travel to the sites that a message links to.
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


def add_routes(app: web.Application, realm: Realm) -> None:
    """Serve ``/s/<capability>/`` and the files beside it."""
    home = f"/s/{realm.capability}"

    async def index(_: web.Request) -> web.StreamResponse:
        return web.FileResponse(_FOLDER / "index.html", headers=_HEADERS)

    async def file(request: web.Request) -> web.StreamResponse:
        asked = (_FOLDER / request.match_info["name"]).resolve()
        if not asked.is_relative_to(_FOLDER.resolve()) or not asked.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(asked, headers=_HEADERS)

    async def with_slash(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(home + "/")

    app.router.add_get(home, with_slash)
    app.router.add_get(home + "/", index)
    app.router.add_get(home + "/{name:.+}", file)
