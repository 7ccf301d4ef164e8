"""The secret in the page's address is in no route."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox import front
from bot.sandbox.actors.actors import Actors
from bot.sandbox.control import routes as control
from bot.sandbox.realm import Realm


def paths(realm: Realm) -> list[str]:
    """Return the paths of all that lies behind the capability."""
    application = web.Application()
    control.add_routes(application, realm, Actors(realm))
    front.add_routes(application, realm)
    return [resource.canonical for resource in application.router.resources()]


def test_every_sandbox_has_the_same_routes() -> None:
    one, other = Realm(), Realm()
    assert one.capability != other.capability
    assert paths(one) == paths(other)
    assert all(path.startswith("/s/{capability}") for path in paths(one))
