"""Who the bot is, where its gateway is, whom it knows, and the direct messages that it opens.

Source: Discord developer docs, "User", "Application", "Gateway", Get Gateway Bot.
"""

from __future__ import annotations

from bot.sandbox.errors import CANNOT_MESSAGE_USER
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate.form import Form
from bot.sandbox.wire import Json
from bot.sandbox.world.world import World

ROUTES = Routes()


@ROUTES.add("GET", "/users/@me")
def me(call: Call) -> Json:
    """Return the bot's own account."""
    return call.realm.world.bot.to_own_json()


@ROUTES.add("GET", "/users/{user}")
def user(call: Call) -> Json:
    """Return anybody's account."""
    return call.realm.world.user(call.args["user"]).to_json()


@ROUTES.add("POST", "/users/@me/channels")
def open_direct_message(call: Call) -> Json:
    """Open the direct message with somebody who shares a guild with the bot."""
    world, form = call.realm.world, Form()
    recipient: object = call.form().get("recipient_id")
    if form.required("recipient_id", recipient):
        form.snowflake("recipient_id", recipient)
    form.done()
    found = world.user(str(recipient))
    if found.bot or not _share_a_guild(world, found.id):
        raise CANNOT_MESSAGE_USER()
    return world.open_direct_message(found).to_json()


@ROUTES.add("GET", "/applications/@me", "/oauth2/applications/@me")
def application(call: Call) -> Json:
    """Return the bot's application."""
    world = call.realm.world
    return world.application.to_json() | {"approximate_guild_count": len(world.guilds)}


@ROUTES.add("GET", "/gateway", limit=None)
def gateway(call: Call) -> Json:
    """Return where the gateway is."""
    return {"url": call.realm.gateway_url}


@ROUTES.add("GET", "/gateway/bot")
def gateway_bot(call: Call) -> Json:
    """Return where the gateway is, how many shards to open, and how often one may identify."""
    return {
        "url": call.realm.gateway_url,
        "shards": call.realm.shards,
        "session_start_limit": call.realm.gateway.start_limit_json(),
    }


def _share_a_guild(world: World, user_id: str) -> bool:
    return any(user_id in guild.members and world.bot.id in guild.members for guild in world.guilds.values())
