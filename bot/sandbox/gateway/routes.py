"""Hangs the gateway into the sandbox's server."""

from __future__ import annotations

from typing import Protocol

from aiohttp import web

from bot.sandbox.gateway.endpoint import GatewayEndpoint
from bot.sandbox.gateway.gateway import Gateway
from bot.sandbox.traffic import Traffic


class HasGateway(Protocol):
    """What is needed of the realm; it holds the gateway, so the gateway cannot know it."""

    gateway: Gateway
    traffic: Traffic


def add_routes(app: web.Application, realm: HasGateway) -> None:
    """Serve ``/gateway``, and end its connections before the server goes down."""
    endpoint = GatewayEndpoint(realm.gateway, realm.traffic)

    async def stop(_: web.Application) -> None:
        endpoint.stop()

    async def hush(_: web.Application) -> None:
        realm.gateway.pulse.stop()

    app.router.add_get("/gateway", endpoint.handle)
    app.router.add_get("/gateway/", endpoint.handle)
    app.on_shutdown.append(stop)
    app.on_cleanup.append(hush)
