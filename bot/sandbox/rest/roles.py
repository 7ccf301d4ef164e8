"""Roles of a guild, and how many have each.

Source: Discord developer docs, "Guild", Get Guild Roles and the routes after it.
"""

from __future__ import annotations

from bot.sandbox.administration import roles
from bot.sandbox.rest.acting import hand
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json

ROUTES = Routes()
_ALL = "/guilds/{guild}/roles"
_ONE = _ALL + "/{role}"


@ROUTES.add("GET", _ALL)
def listed(call: Call) -> list[Json]:
    """Return a guild's roles."""
    return [role.to_json() for role in call.own_guild().roles.values()]


@ROUTES.add("GET", _ALL + "/member-counts")
def counted(call: Call) -> Json:
    """Return how many members have each role; everyone has @everyone."""
    guild = call.own_guild()
    held = [role_id for member in guild.members.values() for role_id in member.roles]
    return {role_id: held.count(role_id) for role_id in guild.roles if role_id != guild.id}


@ROUTES.add("GET", _ONE)
def one(call: Call) -> Json:
    """Return one role."""
    return roles.find(call.own_guild(), call.args["role"]).to_json()


@ROUTES.add("POST", _ALL)
def created(call: Call) -> Json:
    """Make a role."""
    return roles.create(hand(call), call.own_guild(), call.form()).to_json()


@ROUTES.add("PATCH", _ALL)
def sorted_anew(call: Call) -> list[Json]:
    """Move roles up and down."""
    return [role.to_json() for role in roles.sort(hand(call), call.own_guild(), call.body)]


@ROUTES.add("PATCH", _ONE)
def changed(call: Call) -> Json:
    """Change a role."""
    return roles.change(hand(call), call.own_guild(), call.args["role"], call.form()).to_json()


@ROUTES.add("DELETE", _ONE)
def deleted(call: Call) -> None:
    """Delete a role."""
    roles.delete(hand(call), call.own_guild(), call.args["role"])
