"""The routes of the control API, below ``/s/<capability>/api/``.

Every body is JSON and every id a string; `as` says who acts. What a person's client would refuse is a 400 with
``{"error": sentence, "field": name?}``. Whoever has the capability may act as anybody, so it never leaves this machine.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import cast

from aiohttp import web

from bot.sandbox import capability
from bot.sandbox.actors.actors import Actors
from bot.sandbox.actors.places import Places
from bot.sandbox.actors.refusal import ClientRefusal, refusal_of
from bot.sandbox.control import governing, guild_life, views
from bot.sandbox.control.asked import Asked
from bot.sandbox.control.people import People
from bot.sandbox.control.places import Gatherings
from bot.sandbox.control.stream import Streams
from bot.sandbox.control.window import Window
from bot.sandbox.control.workbench import Workbench
from bot.sandbox.errors import ApiError
from bot.sandbox.interactions.interaction import Interaction
from bot.sandbox.realm import Realm
from bot.sandbox.wire import Json, dumps

Answer = Callable[[Asked], object]
WebHandler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_BASE = f"{capability.BASE}/api"


def add_routes(app: web.Application, realm: Realm, actors: Actors) -> None:
    """Serve the control API."""
    streams = Streams(realm)

    async def events(request: web.Request) -> web.StreamResponse:
        try:
            user = actors.person(Asked.query(request).text("as"))
        except ClientRefusal as refusal:
            return _refused(refusal)
        return await streams.serve(request, user)

    async def stop(_: web.Application) -> None:
        await streams.stop()

    app.router.add_get(f"{_BASE}/events", events)
    for route, answer in _table(realm, actors).items():
        method, path = route.split()
        app.router.add_route(method, f"{_BASE}/{path}", _served(realm, answer))
    app.router.add_route("*", f"{_BASE}/{{rest:.*}}", _unknown)
    app.on_shutdown.append(stop)


def _table(realm: Realm, actors: Actors) -> Mapping[str, Answer]:
    window, gatherings = Window(realm, actors), Gatherings(realm, Places(realm, actors))
    return {
        "GET state": window.state,
        "GET channels/{channel}/messages": window.messages,
        "GET channels/{channel}/pins": window.pins,
        "GET interactions/{interaction}": window.interaction,
        **_acting(People(realm, actors)),
        "POST threads": gatherings.start_thread,
        "POST threads/change": gatherings.change_thread,
        "POST threads/end": gatherings.end_thread,
        "POST threads/enter": gatherings.enter,
        "POST threads/exit": gatherings.exit,
        "POST posts": gatherings.post,
        "POST forward": gatherings.forward,
        "POST webhooks": gatherings.make_webhook,
        "POST install": gatherings.install,
        "POST talk": gatherings.talk,
        **_behind(Workbench(realm)),
        **guild_life.table(realm, actors),
        **governing.table(realm, actors),
    }


def _acting(people: People) -> Mapping[str, Answer]:
    return {
        "POST say": people.say,
        "POST edit": people.edit,
        "POST delete": people.delete,
        "POST pin": people.pin,
        "POST typing": people.type,
        "POST react": people.react,
        "POST slash": people.slash,
        "POST menu": people.menu,
        "POST autocomplete": people.autocomplete,
        "POST click": people.click,
        "POST select": people.select,
        "POST submit": people.submit,
        "POST dm": people.open_dm,
    }


def _behind(workbench: Workbench) -> Mapping[str, Answer]:
    return {
        "PATCH application": workbench.change_application,
        "POST users": workbench.make_user,
        "POST guilds": workbench.make_guild,
        "GET faults": workbench.faults,
        "POST faults": workbench.add_fault,
        "DELETE faults": workbench.clear_faults,
        "DELETE faults/{fault}": workbench.disarm_fault,
        "PATCH gateway": workbench.change_gateway,
        "GET faults/forms": workbench.fault_forms,
        "GET clock": workbench.clock,
        "POST clock": workbench.advance,
        "GET traffic": workbench.traffic,
    }


def _served(realm: Realm, answer: Answer) -> WebHandler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            found = answer(await Asked.read(request))
            if isinstance(found, Awaitable):
                found = await cast("Awaitable[object]", found)
            if isinstance(found, Interaction):
                await found.settled()
                found = views.result_json(realm, found)
        except ClientRefusal as refusal:
            return _refused(refusal)
        except ApiError as error:
            return _refused(refusal_of(error))
        return web.Response(body=dumps(found), content_type="application/json")

    return handle


def _refused(refusal: ClientRefusal, status: int = 400) -> web.Response:
    body: Json = {"error": refusal.sentence}
    if refusal.field is not None:
        body["field"] = refusal.field
    return web.Response(body=dumps(body), status=status, content_type="application/json")


async def _unknown(request: web.Request) -> web.StreamResponse:
    return _refused(ClientRefusal(f"the control API has no {request.method} {request.match_info['rest']}"), 404)
