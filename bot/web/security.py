"""The headers that keep a page harmless: no script at all, no frames, nothing fetched but our own icon.

They are put on every response at the last moment, errors of the server itself included, so no handler can forget them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable

from aiohttp import web

Hook = Callable[[web.Request, web.StreamResponse], Awaitable[None]]

_FIXED = {
    "Server": "everquill",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HTTPS_ONLY = "max-age=31536000; includeSubDomains"


def content_policy(stylesheet: str) -> str:
    """The Content-Security-Policy of pages that carry exactly this stylesheet inside them."""
    digest = base64.b64encode(hashlib.sha256(stylesheet.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def secure(policy: str, *, https: bool) -> Hook:
    """A hook for `on_response_prepare` that adds the headers.

    Args:
        policy: The Content-Security-Policy; harmless on what is not a page.
        https: People reach the sidecar by HTTPS, and should never do so otherwise.
    """
    fixed = {**_FIXED, "Content-Security-Policy": policy}
    if https:
        fixed["Strict-Transport-Security"] = _HTTPS_ONLY

    async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(fixed)
        response.headers.setdefault("Cache-Control", "no-store")

    return add_headers
