"""The headers that keep a page harmless: no script but our own verifier's, no frames, nothing fetched from elsewhere.

They are put on every response at the last moment, errors of the handlers included, so none can forget them. What is no
HTTP at all never becomes a request: aiohttp answers it with a bare 400 of its own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web
from multidict import CIMultiDict, istr

Hook = Callable[[web.Request, web.StreamResponse], Awaitable[None]]

_SERVER = "everquill"
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_HTTPS_ONLY = "max-age=31536000"


def content_policy(stylesheet: str) -> str:
    """The Content-Security-Policy of pages that carry exactly this stylesheet inside them."""
    digest = base64.b64encode(hashlib.sha256(stylesheet.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def secure(policy: str, *, https: bool) -> Hook:
    """A hook for `on_response_prepare` that adds the headers.

    Args:
        policy: The Content-Security-Policy; harmless on what is not a page.
        https: People reach the sidecar by HTTPS, and should never do so otherwise.
    """
    fixed = CIMultiDict[str]((istr(name), value) for name, value in _FIXED.items())
    fixed[istr("Content-Security-Policy")] = policy
    if https:
        fixed[istr("Strict-Transport-Security")] = _HTTPS_ONLY

    async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
        headers = response.headers
        headers[hdrs.SERVER] = _SERVER
        # Nobody else sets these, so they need not be looked for first: that would be felt on every request.
        headers.extend(fixed)
        if hdrs.CACHE_CONTROL not in headers:
            headers[hdrs.CACHE_CONTROL] = "no-store"

    return add_headers
