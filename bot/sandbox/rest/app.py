"""Puts the routes behind one door: who are you, is it too much, is something meant to go wrong, what do you want.

A route that Discord may have and the sandbox has not is answered with 501 and remembered as a gap; a test run fails on
it, so nothing is ever tested against a silence.
"""

from __future__ import annotations

import copy
import math
import secrets
from collections.abc import Awaitable, Callable
from itertools import chain

from aiohttp import web

from bot.sandbox.errors import NO_USER_AGENT, UNAUTHORIZED, ApiError, not_emulated
from bot.sandbox.limits import VIA, ProxyError, TooManyError
from bot.sandbox.realm import Realm
from bot.sandbox.rest import (
    account,
    audit_logs,
    bans,
    bodies,
    callbacks,
    channels,
    command_permissions,
    commands,
    emojis,
    followups,
    forwards,
    guilds,
    history,
    invites,
    members,
    messages,
    overwrites,
    pins,
    polls,
    prune,
    reactions,
    roles,
    scheduled_events,
    thread_members,
    threads,
    voice_states,
    webhooks,
)
from bot.sandbox.rest.routing import Call, Door, Reply, Route, check_snowflakes, major_of
from bot.sandbox.rest.striking import strike_reply, strike_request
from bot.sandbox.rest.unserved import Unserved
from bot.sandbox.wire import Json, dumps

PREFIX = "/api/v10"
_AGENT = "DiscordBot ("

WebHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# Within a path, what is spelled out goes before what is a placeholder: the first match wins.
ROUTES: tuple[Route, ...] = tuple(
    chain(
        account.ROUTES,
        command_permissions.ROUTES,
        commands.ROUTES,
        callbacks.ROUTES,
        followups.ROUTES,
        pins.ROUTES,
        polls.ROUTES,
        history.ROUTES,
        messages.ROUTES,
        forwards.ROUTES,
        reactions.ROUTES,
        channels.ROUTES,
        threads.ROUTES,
        thread_members.ROUTES,
        webhooks.ROUTES,
        webhooks.BY_TOKEN,
        overwrites.ROUTES,
        roles.ROUTES,
        members.ROUTES,
        bans.ROUTES,
        audit_logs.ROUTES,
        invites.ROUTES,
        prune.ROUTES,
        scheduled_events.ROUTES,
        emojis.ROUTES,
        voice_states.ROUTES,
        guilds.ROUTES,
    )
)

_UNSERVED = Unserved(route.path for route in ROUTES)


def add_routes(app: web.Application, realm: Realm) -> Desk:
    """Serve the REST API below ``/api/v10``; return the desk at which it is served."""
    desk = Desk(realm)
    for route in ROUTES:
        app.router.add_route(route.method, PREFIX + route.path, desk.serve(route))
    app.router.add_route("*", "/api/{sink:.*}", desk.unserved)
    return desk


class Desk:
    """Takes each request through the same stations.

    Attributes:
        realm: The Discord behind it; requests after a change meet another one.
    """

    def __init__(self, realm: Realm) -> None:
        self.realm = realm

    def serve(self, route: Route) -> WebHandler:
        """Return the web handler of one route."""
        bucket, by_bot = route.bucket(), route.door is not Door.TOKEN_IN_PATH

        async def handle(request: web.Request) -> web.StreamResponse:
            started = self.realm.clock.monotonic()
            path = request.path.removeprefix(PREFIX)
            received = bodies.Received()
            headers: dict[str, str] = {}
            fault = self.realm.faults.match(request.method, path)
            try:
                if self.realm.rate_limits:
                    self.realm.limits.let_in()
                if fault is not None:
                    await strike_request(fault, request, self.realm, route)
                self._admit(request, route)
                check_snowflakes(request)
                if self.realm.rate_limits:
                    major = major_of(dict(request.match_info))
                    headers = self.realm.limits.take(bucket, route.limit, major, counts_globally=by_bot)
                received = await bodies.read(request)
                answer = route.handler(self._call(request, received))
                reply = answer if isinstance(answer, Reply) else Reply(204 if answer is None else 200, answer)
            except TooManyError as error:
                headers |= error.headers
                reply = Reply(error.status, error.body())
            except ApiError as error:
                reply = Reply(error.status, error.body())
            except ProxyError as error:
                self._note(request, route, None, Reply(error.status, error.words), ms=self._ms_since(started))
                return _by_proxy(error)
            self.realm.limits.answered(reply.status, headers.get("X-RateLimit-Scope"))
            self._note(request, route, received.body, reply, ms=self._ms_since(started))
            answered = _response(reply, headers)
            return answered if fault is None else await strike_reply(fault, request, answered, self.realm.clock)

        return handle

    async def unserved(self, request: web.Request) -> web.StreamResponse:
        """Answer what no route has taken; what Discord would have taken is remembered as a gap."""
        path = request.path.removeprefix(PREFIX)
        if _UNSERVED.is_gap(request.method, path):
            self.realm.gaps.append(f"{request.method} {path}")
            error = not_emulated(request.method, path)
        else:
            error = _UNSERVED.refusal(path)
        self.realm.traffic.record("rest", method=request.method, path=path, status=error.status)
        return _response(Reply(error.status, error.body()), {})

    def _admit(self, request: web.Request, route: Route) -> None:
        agent = request.headers.get("User-Agent", "")
        if route.door is Door.TOKEN_IN_PATH:
            if not agent:
                raise NO_USER_AGENT()
            return
        named = agent if route.door is Door.BOT_BY_ANY_CLIENT else agent.startswith(_AGENT)
        if not named:
            raise NO_USER_AGENT()
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bot" or not secrets.compare_digest(token.encode(), self.realm.token.encode()):
            raise UNAUTHORIZED()

    def _call(self, request: web.Request, received: bodies.Received) -> Call:
        reason = request.headers.get("X-Audit-Log-Reason", "")
        # A handler puts values right in its body, while the traffic is to show what was sent.
        body = copy.deepcopy(received.body)
        return Call(self.realm, dict(request.match_info), dict(request.query), body, received.uploads, reason)

    def _ms_since(self, started: float) -> float:
        return round((self.realm.clock.monotonic() - started) * 1000, 2)

    def _note(self, request: web.Request, route: Route, body: object, reply: Reply, *, ms: float) -> None:
        shown = dict(request.match_info) | ({"token": "…"} if "token" in request.match_info else {})
        self.realm.traffic.record(
            "rest",
            method=request.method,
            path=route.path.format(**shown),
            query=dict(request.query),
            request=body,
            status=reply.status,
            response=reply.body,
            ms=ms,
        )


def _by_proxy(error: ProxyError) -> web.Response:
    waits = {} if error.retry_after_s is None else {"Retry-After": str(math.ceil(error.retry_after_s))}
    kind = "text/html" if error.words.lstrip().startswith("<") else "text/plain"
    return web.Response(status=error.status, text=error.words, content_type=kind, headers=waits)


def _response(reply: Reply, headers: dict[str, str]) -> web.Response:
    if reply.status == 204:
        return web.Response(status=204, headers=headers | VIA)
    # Clients compare the content type as a whole: it must not name a character set.
    typed: Json = headers | VIA | {"Content-Type": "application/json"}
    return web.Response(body=dumps(reply.body), status=reply.status, headers=typed)
