"""Prunes of a guild: counted, and begun.

Source: Discord developer docs, "Guild", Get Guild Prune Count, Begin Guild Prune.
"""

from __future__ import annotations

from bot.sandbox.administration import prune
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate import prune as rules
from bot.sandbox.wire import Json

ROUTES = Routes()
_PATH = "/guilds/{guild}/prune"


@ROUTES.add("GET", _PATH)
def counted(call: Call) -> Json:
    """Return how many a prune would remove."""
    by, guild = hand(call), call.own_guild()
    by.needs(guild, Permission.MANAGE_GUILD, Permission.KICK_MEMBERS)
    body: Json = {"days": call.number("days", 7, 1, 30), "include_roles": call.query.get("include_roles")}
    return {"pruned": len(prune.found(by, guild, rules.read(body)))}


@ROUTES.add("POST", _PATH)
def begun(call: Call) -> Json:
    """Prune, and return how many are gone, unless they were not to be counted."""
    by, guild = hand(call), call.own_guild()
    by.needs(guild, Permission.MANAGE_GUILD, Permission.KICK_MEMBERS)
    asked = rules.read(call.form())
    gone = prune.begin(by, guild, asked)
    return {"pruned": gone if asked.counted else None}
