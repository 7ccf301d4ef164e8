"""The CDN: uploaded files and emojis, and the avatars of those who have none of their own."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.realm import Realm

_SHADES = ("#5865F2", "#757E8A", "#3BA55C", "#FAA61A", "#ED4245", "#EB459E")
_AVATAR = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">'
    '<rect width="64" height="64" fill="{shade}"/>'
    '<circle cx="32" cy="25" r="11" fill="#fff"/><path d="M12 56a20 17 0 0 1 40 0z" fill="#fff"/></svg>'
)
_UNKNOWN = "application/octet-stream"
_HEADERS = {
    # A file is somebody's upload: it is shown or saved, never run with the page's rights.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=3600",
}


def add_routes(app: web.Application, realm: Realm) -> None:
    """Serve ``/cdn/attachments/…``, ``/cdn/emojis/ID.webp`` and ``/cdn/embed/avatars/N.png``."""

    async def attachment(request: web.Request) -> web.Response:
        file = realm.world.attachments.get(request.match_info["attachment"])
        if file is None or file.channel_id != request.match_info["channel"]:
            raise web.HTTPNotFound
        if file.filename != request.match_info["filename"]:
            raise web.HTTPNotFound
        return web.Response(body=file.content, headers=_HEADERS | {"Content-Type": file.content_type or _UNKNOWN})

    async def avatar(request: web.Request) -> web.Response:
        # A picture that somebody gave themselves is drawn as well, in a shade that goes with its hash.
        shade = _SHADES[int(request.match_info["index"], 16) % len(_SHADES)]
        # A drawing of our own: the address ends in .png as Discord's does, the type says what it is.
        return web.Response(text=_AVATAR.format(shade=shade), content_type="image/svg+xml", headers=_HEADERS)

    async def emoji(request: web.Request) -> web.Response:
        world, emoji_id = realm.world, request.match_info["emoji"]
        shelves = [world.emojis, *(guild.emojis for guild in world.guilds.values())]
        found = next((shelf[emoji_id] for shelf in shelves if emoji_id in shelf), None)
        if found is None:
            raise web.HTTPNotFound
        # Discord turns a picture into whatever the ending asks for; here it stays what it is, and the type says so.
        return web.Response(body=found.content, headers=_HEADERS | {"Content-Type": found.content_type})

    for folder in ("attachments", "ephemeral-attachments"):
        app.router.add_get(f"/cdn/{folder}/{{channel}}/{{attachment}}/{{filename}}", attachment)
    app.router.add_get(r"/cdn/embed/avatars/{index:\d}.png", avatar)
    app.router.add_get(r"/cdn/avatars/{user:\d+}/{index:[0-9a-f]{32}}.{ending:\w+}", avatar)
    app.router.add_get(r"/cdn/emojis/{emoji:\d+}.{ending:png|gif|webp|jpg|jpeg|avif}", emoji)
