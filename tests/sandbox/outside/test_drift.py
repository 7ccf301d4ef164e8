"""discord.py's own routes and events, held to a list: an upgrade that moves one is seen here before anything else.

The sandbox is measured by the same list: what it serves and sends is something that a client asks for and reads, or is
named below with the reason why it is there all the same.
"""

from __future__ import annotations

from difflib import unified_diff

import pytest

from bot.sandbox.event_names import EVENTS
from bot.sandbox.gateway.intents import KNOWN, asked_for
from bot.sandbox.rest.app import ROUTES
from bot.sandbox.rest.unserved import OTHERS
from tests.sandbox.outside import discord_py
from tests.sandbox.outside.discord_py import UnreadableRouteError, nameless, routes_in

_OLD_PINS = "resources/message: deprecated in favour of messages/pins, still answered, and what other libraries call"
OTHER_ROUTES = {
    "GET /applications/@me": "resources/application: one's own application; hikari and newer clients ask here",
    "GET /gateway": "events/gateway: the address alone, the one route that needs no token",
    "GET /channels/{}/pins": _OLD_PINS,
    "PUT /channels/{}/pins/{}": _OLD_PINS,
    "DELETE /channels/{}/pins/{}": _OLD_PINS,
    "GET /channels/{}/thread-members/@me": "resources/channel: documented beside PUT and DELETE of the same path",
    "GET /guilds/{}/members/search": "resources/guild: discord.py asks the gateway (op 8) instead",
    "PATCH /guilds/{}/members/@me/nick": "resources/guild: deprecated, and still what older clients call",
    "GET /voice/regions": "resources/voice: discord.py 2 dropped it, other libraries list regions by it",
}
"""Routes of the sandbox that discord.py never calls, each with its documentation page and the reason."""
OTHER_EVENTS = {
    "CHANNEL_INFO": "events/gateway-events: the answer to op 43, which discord.py does not send",
    "RATE_LIMITED": "events/gateway-events: op 8 asked too often; discord.py passes over it as unknown",
    "SOUNDBOARD_SOUNDS": "events/gateway-events: the answer to op 31, which discord.py does not send",
    "VOICE_CHANNEL_START_TIME_UPDATE": "events/gateway-events: newer than discord.py 2.7, unknown to it",
    "VOICE_CHANNEL_STATUS_UPDATE": "events/gateway-events: discord.py sets a status and reads no event of it",
}
"""Events of the sandbox that discord.py does not read, likewise."""


def passed_on() -> set[str]:
    """The names of events that the sandbox's gateway passes on to a session that has every intent."""
    return {name for name in EVENTS if any(asked_for(KNOWN, name, in_guild=place) for place in (True, False))}


def test_discord_py_says_what_it_said_when_it_was_last_looked_at() -> None:
    moved = list(unified_diff(discord_py.listed(), discord_py.now(), "listed", "installed", lineterm="", n=0))

    assert moved == [], "\n".join(["discord.py has moved: python -m tests.sandbox.outside.discord_py", *moved])


def test_every_route_of_the_sandbox_is_one_that_discord_py_calls() -> None:
    called = {nameless(line) for line in discord_py.listed()}
    served = {nameless(f"{route.method} {route.path}") for route in ROUTES}

    assert served - called == OTHER_ROUTES.keys()


def test_what_discord_py_calls_is_served_or_listed_as_a_gap() -> None:
    called = {nameless(line) for line in discord_py.listed() if not line.startswith("EVENT ")}
    served = {nameless(f"{route.method} {route.path}") for route in ROUTES}

    assert called - served - set(OTHERS) == set()
    assert served & set(OTHERS) == set()


def test_every_event_of_the_sandbox_is_one_that_discord_py_reads() -> None:
    read = {line.removeprefix("EVENT ") for line in discord_py.listed() if line.startswith("EVENT ")}

    assert {"MESSAGE_CREATE", "INTERACTION_CREATE"} < passed_on()
    assert passed_on() - read == OTHER_EVENTS.keys()


@pytest.mark.parametrize("reason", [*OTHER_ROUTES.values(), *OTHER_EVENTS.values()])
def test_an_exception_has_a_reason(reason: str) -> None:
    assert len(reason.split()) >= 5


def test_a_route_is_read_in_every_way_in_which_it_is_written() -> None:
    source = """
        r = Route('GET', '/users/@me')
        self.request(Route("PUT", f"/guilds/{guild_id}/onboarding", guild_id=guild_id))
        route = Route(
            'PATCH',
            '/webhooks/{webhook_id}',
        )
    """
    assert list(routes_in(source)) == [
        "GET /users/@me",
        "PUT /guilds/{guild_id}/onboarding",
        "PATCH /webhooks/{webhook_id}",
    ]


def test_a_route_that_is_no_literal_is_not_passed_over() -> None:
    with pytest.raises(UnreadableRouteError, match="verb"):
        list(routes_in("Route(verb, '/users/@me')"))


def test_names_in_a_path_do_not_count() -> None:
    assert nameless("GET /channels/{channel}/messages/{m}") == nameless("GET /channels/{channel_id}/messages/{id}")
