"""Emojis of the application and of guilds.

Source: Discord developer docs, "Emoji".
"""

from __future__ import annotations

from bot.sandbox.administration import emojis
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.wire import Json
from bot.sandbox.world.emojis import Emoji

ROUTES = Routes()
_APPLICATION = "/applications/{application}/emojis"
_GUILD = "/guilds/{guild}/emojis"
# The id stands where a reaction's emoji would, but here it is always an id.
_ONE = "/{emoji_id}"


@ROUTES.add("GET", _APPLICATION)
def of_application(call: Call) -> Json:
    """Return the application's emojis."""
    call.own_application()
    return {"items": [emoji.to_json() for emoji in call.realm.world.emojis.values()]}


@ROUTES.add("POST", _APPLICATION)
def uploaded(call: Call) -> Reply:
    """Upload an emoji of the application."""
    call.own_application()
    return Reply(201, emojis.upload_to_application(hand(call), call.form()).to_json())


@ROUTES.add("GET", _APPLICATION + _ONE)
def one_of_application(call: Call) -> Json:
    """Return one of the application's emojis."""
    return _of_application(call).to_json()


@ROUTES.add("PATCH", _APPLICATION + _ONE)
def renamed(call: Call) -> Json:
    """Rename one of the application's emojis."""
    return emojis.rename(_of_application(call), {"name": call.form().get("name")}).to_json()


@ROUTES.add("DELETE", _APPLICATION + _ONE)
def deleted(call: Call) -> None:
    """Delete one of the application's emojis."""
    del call.realm.world.emojis[_of_application(call).id]


@ROUTES.add("GET", _GUILD)
def of_guild(call: Call) -> list[Json]:
    """Return a guild's emojis."""
    return [emoji.to_json() for emoji in call.own_guild().emojis.values()]


@ROUTES.add("POST", _GUILD)
def uploaded_to_guild(call: Call) -> Reply:
    """Upload an emoji of a guild."""
    return Reply(201, emojis.upload_to_guild(hand(call), call.own_guild(), call.form()).to_json())


@ROUTES.add("GET", _GUILD + _ONE)
def one_of_guild(call: Call) -> Json:
    """Return one of a guild's emojis."""
    return emojis.find(call.own_guild().emojis, call.args["emoji_id"]).to_json()


@ROUTES.add("PATCH", _GUILD + _ONE)
def changed_in_guild(call: Call) -> Json:
    """Change one of a guild's emojis."""
    guild = call.own_guild()
    emoji = emojis.find(guild.emojis, call.args["emoji_id"])
    return emojis.change_in_guild(hand(call), guild, emoji, call.form()).to_json()


@ROUTES.add("DELETE", _GUILD + _ONE)
def deleted_from_guild(call: Call) -> None:
    """Delete one of a guild's emojis."""
    guild = call.own_guild()
    emojis.delete_from_guild(hand(call), guild, emojis.find(guild.emojis, call.args["emoji_id"]))


def _of_application(call: Call) -> Emoji:
    call.own_application()
    return emojis.find(call.realm.world.emojis, call.args["emoji_id"])
