"""What a fault does to a request: before its route runs, and to the answer that it gave."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.clock import Clock
from bot.sandbox.errors import ApiError
from bot.sandbox.faults.rest import RestFault
from bot.sandbox.limits import ProxyError, TooManyError
from bot.sandbox.realm import Realm
from bot.sandbox.rest.routing import Route


async def strike_request(fault: RestFault, request: web.Request, realm: Realm, route: Route) -> None:
    """Wait, cut the line, or refuse, before anything is done.

    Raises:
        ApiError: The fault answers instead of the route.
        ProxyError: It does so in the words of the proxy in front.
    """
    if fault.delay_s:
        await realm.clock.sleep(fault.delay_s)
    if fault.reset:
        _cut(request)
        raise ApiError(500, 0, "the connection is gone")
    if fault.status is not None and fault.body is not None:
        raise ProxyError(fault.status, fault.body, fault.retry_after if fault.status == 429 else None)
    if fault.status == 429:
        headers = realm.limits.say(route.bucket(), route.limit, fault.scope, fault.retry_after)
        raise TooManyError(fault.retry_after, fault.scope, headers, fault.code or None)
    if fault.status is not None:
        raise ApiError(fault.status, fault.code, f"{fault.status}: on purpose")


async def strike_reply(
    fault: RestFault, request: web.Request, answer: web.Response, clock: Clock
) -> web.StreamResponse:
    """Hold the answer back, lose it, or break it off; what the route did stays done."""
    if fault.reply_delay_s:
        await clock.sleep(fault.reply_delay_s)
    if fault.drop_reply:
        _cut(request)
    if fault.cut_body:
        return await _broken_off(request, answer)
    return answer


async def _broken_off(request: web.Request, answer: web.Response) -> web.StreamResponse:
    """Promise the whole answer, send the first half of its body, and cut the line; without a body, send nothing."""
    whole = bytes(answer.body) if isinstance(answer.body, bytes) else b""
    half = web.StreamResponse(status=answer.status, headers=answer.headers)
    half.content_length = len(whole)
    if whole:
        await half.prepare(request)
        await half.write(whole[: len(whole) // 2])
    _close_after_writing(request)
    return half


def _close_after_writing(request: web.Request) -> None:
    # `close` sends what was written first; `abort` would throw the half away.
    if request.transport is not None:
        request.transport.close()


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()
