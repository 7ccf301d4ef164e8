"""Serves the page's files to whoever has the capability; the page itself is plain files in `page/`.

The page is a hundred small modules. Its scripts and styles are therefore asked for below a mark of their contents, so
that a browser keeps them until one of them changes and asks for none of them twice.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

from aiohttp import web

from bot.sandbox import capability
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
_KEPT = _HEADERS | {"Cache-Control": "private, max-age=86400, immutable"}
_PARTS = re.compile(r'(?<=href="|.src=")(?=(?:css|js)/)')


def add_routes(app: web.Application, realm: Realm) -> None:
    """Serve ``/s/<capability>/`` and the files beside it."""

    async def file(request: web.Request) -> web.StreamResponse:
        asked = (_FOLDER / request.match_info.get("name", "index.html")).resolve()
        if not asked.is_relative_to(_FOLDER.resolve()) or not asked.is_file():
            raise web.HTTPNotFound
        if asked.suffix == ".html":
            return web.Response(text=_marked(asked), content_type="text/html", headers=_HEADERS)
        return web.FileResponse(asked, headers=_KEPT if "mark" in request.match_info else _HEADERS)

    async def with_slash(_: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(f"/s/{realm.capability}/")

    app.router.add_get(capability.BASE, with_slash)
    app.router.add_get(capability.BASE + "/", file)
    app.router.add_get(capability.BASE + "/kept/{mark}/{name:.+}", file)
    app.router.add_get(capability.BASE + "/{name:.+}", file)


def _marked(page: Path) -> str:
    """Return a page that asks for its scripts and styles below the mark of this moment."""
    return _PARTS.sub(f"kept/{_mark()}/", page.read_text(encoding="utf-8"))


def _mark() -> str:
    """Return a mark that another change of any file changes."""
    files = sorted(path for path in _FOLDER.rglob("*") if path.is_file())
    stamps = ((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return blake2b(repr(list(stamps)).encode(), digest_size=8).hexdigest()
