"""Bans of a guild: listed, looked at, set, lifted, several at once.

Source: Discord developer docs, "Guild", Get Guild Bans and the four routes after it.
"""

from __future__ import annotations

from bot.sandbox.administration import bans
from bot.sandbox.permissions import Permission
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate import bans as rules
from bot.sandbox.wire import Json

ROUTES = Routes()
_ALL = "/guilds/{guild}/bans"
_ONE = _ALL + "/{user}"


@ROUTES.add("GET", _ALL)
def listed(call: Call) -> list[Json]:
    """Return a page of bans, always by rising ids; `before` goes before `after`."""
    found = bans.listed(hand(call), call.own_guild())
    limit, before, after = call.number("limit", 1000, 1, 1000), call.snowflake("before"), call.snowflake("after")
    if before:
        page = [ban for ban in found if int(ban.user.id) < before][-limit:]
    else:
        page = [ban for ban in found if int(ban.user.id) > after][:limit]
    return [ban.to_json() for ban in page]


@ROUTES.add("GET", _ONE)
def one(call: Call) -> Json:
    """Return one ban."""
    return bans.find(hand(call), call.own_guild(), call.args["user"]).to_json()


@ROUTES.add("PUT", _ONE)
def set_(call: Call) -> None:
    """Ban somebody; what is not in the body is taken from the query, where libraries put it."""
    guild, by = call.own_guild(), hand(call)
    by.needs(guild, Permission.BAN_MEMBERS)
    delete_s = rules.ban({**rules.told(call.query), **call.form()})
    bans.Banning(by, call.realm.posting, guild, delete_s).ban(call.realm.world.user(call.args["user"]))


@ROUTES.add("DELETE", _ONE)
def lifted(call: Call) -> None:
    """Lift a ban."""
    bans.lift(hand(call), call.own_guild(), call.args["user"])


@ROUTES.add("POST", "/guilds/{guild}/bulk-ban")
def several(call: Call) -> Json:
    """Ban up to 200 at once."""
    guild, by = call.own_guild(), hand(call)
    by.needs(guild, Permission.BAN_MEMBERS, Permission.MANAGE_GUILD)
    user_ids, delete_s = rules.ban_many(call.form())
    banned, failed = bans.Banning(by, call.realm.posting, guild, delete_s).ban_many(user_ids)
    return {"banned_users": banned, "failed_users": failed}
