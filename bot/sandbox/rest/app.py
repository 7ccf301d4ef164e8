"""Puts the routes behind one door: who are you, is it too much, is something meant to go wrong, what do you want.

A route that Discord may have and the sandbox has not is answered with 501 and remembered as a gap; a test run fails on
it, so nothing is ever tested against a silence.
"""

from __future__ import annotations

import copy
import math
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import chain

from aiohttp import web

from bot.sandbox.errors import NO_USER_AGENT, UNAUTHORIZED, ApiError, not_emulated
from bot.sandbox.faults.rest import RestFault
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


@dataclass(slots=True)
class _Visit:
    """One request on its way through the desk.

    Attributes:
        bucket: The name of its route's rate limit.
        received: What it carries, once that was read.
        headers: What its answer is to tell beside the body.
    """

    request: web.Request
    route: Route
    bucket: str
    fault: RestFault | None
    started_s: float
    received: bodies.Received = field(default_factory=bodies.Received)
    headers: dict[str, str] = field(default_factory=dict[str, str])


class Desk:
    """Takes each request through the same stations.

    Attributes:
        realm: The Discord behind it; requests after a change meet another one.
    """

    def __init__(self, realm: Realm) -> None:
        self.realm = realm

    def serve(self, route: Route) -> WebHandler:
        """Return the web handler of one route."""
        bucket = route.bucket()

        async def handle(request: web.Request) -> web.StreamResponse:
            fault = self.realm.faults.match(request.method, request.path.removeprefix(PREFIX))
            visit = _Visit(request, route, bucket, fault, self.realm.clock.monotonic())
            try:
                reply = await self._pass(visit)
            except ProxyError as error:
                self._note(visit, Reply(error.status, error.words))
                return _by_proxy(error)
            self.realm.limits.answered(reply.status, visit.headers.get("X-RateLimit-Scope"))
            self._note(visit, reply)
            answer = _response(reply, visit.headers)
            return answer if fault is None else await strike_reply(fault, request, answer, self.realm.clock)

        return handle

    async def _pass(self, visit: _Visit) -> Reply:
        """Take a request from station to station, to its answer or to the first that refuses it."""
        try:
            await self._let_in(visit)
            self._admit(visit.request, visit.route)
            check_snowflakes(visit.request)
            self._count(visit)
            visit.received = await bodies.read(visit.request)
            return self._answer(visit)
        except TooManyError as error:
            visit.headers |= error.headers
            return Reply(error.status, error.body())
        except ApiError as error:
            return Reply(error.status, error.body())

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

    async def _let_in(self, visit: _Visit) -> None:
        """Turn away who was refused too often, and let a fault do what it does."""
        if self.realm.rate_limits:
            self.realm.limits.let_in()
        if visit.fault is not None:
            await strike_request(visit.fault, visit.request, self.realm, visit.route)

    def _admit(self, request: web.Request, route: Route) -> None:
        """Refuse who does not say what it is, or has not the token."""
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

    def _count(self, visit: _Visit) -> None:
        """Count the request, and keep what is to be told of its bucket."""
        if self.realm.rate_limits:
            route, by_bot = visit.route, visit.route.door is not Door.TOKEN_IN_PATH
            major = major_of(dict(visit.request.match_info))
            visit.headers = self.realm.limits.take(visit.bucket, route.limit, major, counts_globally=by_bot)

    def _answer(self, visit: _Visit) -> Reply:
        """Ask the route's handler."""
        request, received = visit.request, visit.received
        reason = request.headers.get("X-Audit-Log-Reason", "")
        # A handler puts values right in its body, while the traffic is to show what was sent.
        body = copy.deepcopy(received.body)
        call = Call(self.realm, dict(request.match_info), dict(request.query), body, received.uploads, reason)
        answer = visit.route.handler(call)
        return answer if isinstance(answer, Reply) else Reply(204 if answer is None else 200, answer)

    def _note(self, visit: _Visit, reply: Reply) -> None:
        """Write down what was asked and answered."""
        request = visit.request
        shown = dict(request.match_info) | ({"token": "…"} if "token" in request.match_info else {})
        self.realm.traffic.record(
            "rest",
            method=request.method,
            path=visit.route.path.format(**shown),
            query=dict(request.query),
            request=visit.received.body,
            status=reply.status,
            response=reply.body,
            ms=round((self.realm.clock.monotonic() - visit.started_s) * 1000, 2),
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
