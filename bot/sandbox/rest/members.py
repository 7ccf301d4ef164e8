"""Members of a guild: looked up, searched, changed, given roles, kicked.

Source: Discord developer docs, "Guild", Get Guild Member and the routes after it.
"""

from __future__ import annotations

from bot.sandbox.administration import members, roles
from bot.sandbox.errors import MISSING_ACCESS
from bot.sandbox.gateway.intents import Intents
from bot.sandbox.rest.acting import hand, member
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.validate.form import invalid
from bot.sandbox.wire import Json

ROUTES = Routes()
_ALL = "/guilds/{guild}/members"
_ONE = _ALL + "/{user}"
_ROLE = _ONE + "/roles/{role}"


@ROUTES.add("GET", _ALL)
def listed(call: Call) -> list[Json]:
    """Return a guild's members by id; for applications that may know of them."""
    if Intents.GUILD_MEMBERS not in call.realm.gateway.rules.approved:
        raise MISSING_ACCESS()
    after, limit = call.snowflake("after"), call.number("limit", 1, 1, 1000)
    found = sorted(
        (m for m in call.own_guild().members.values() if int(m.user.id) > after), key=lambda m: int(m.user.id)
    )
    return [member.to_json() for member in found[:limit]]


@ROUTES.add("GET", _ALL + "/search")
def searched(call: Call) -> list[Json]:
    """Return the members whose name begins so."""
    guild, query, limit = call.own_guild(), call.query.get("query"), call.number("limit", 1, 1, 1000)
    if not query:
        raise invalid("query", "BASE_TYPE_REQUIRED", "This field is required")
    return [found.to_json() for found in members.search(guild, query, limit)]


@ROUTES.add("GET", _ONE)
def one(call: Call) -> Json:
    """Return one member."""
    return member(call, call.own_guild()).to_json()


@ROUTES.add("PATCH", _ALL + "/@me")
def changed_oneself(call: Call) -> Json:
    """Change the bot's own nickname."""
    return members.change_oneself(hand(call), call.own_guild(), call.form()).to_json()


@ROUTES.add("PATCH", _ALL + "/@me/nick")
def renamed_oneself(call: Call) -> Json:
    """Change the bot's own nickname, the old way."""
    nick: object = call.form().get("nick")
    return {"nick": members.change_oneself(hand(call), call.own_guild(), {"nick": nick}).nick}


@ROUTES.add("PATCH", _ONE)
def changed(call: Call) -> Json:
    """Change a member."""
    guild = call.own_guild()
    return members.change(hand(call), guild, member(call, guild), call.form()).to_json()


@ROUTES.add("PUT", _ROLE)
def role_given(call: Call) -> None:
    """Give a member a role."""
    guild = call.own_guild()
    roles.give(hand(call), guild, member(call, guild), call.args["role"])


@ROUTES.add("DELETE", _ROLE)
def role_taken(call: Call) -> None:
    """Take a role from a member."""
    guild = call.own_guild()
    roles.take(hand(call), guild, member(call, guild), call.args["role"])


@ROUTES.add("DELETE", _ONE)
def kicked(call: Call) -> None:
    """Kick a member."""
    guild = call.own_guild()
    members.kick(hand(call), guild, member(call, guild))
