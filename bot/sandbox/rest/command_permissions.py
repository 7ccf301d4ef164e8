"""Who may use which command in a guild: bots may look, and only people may say.

Source: Discord developer docs, "Application Commands", Get Guild Application Command Permissions and the routes after
it.
"""

from __future__ import annotations

from bot.sandbox.administration import command_permissions
from bot.sandbox.errors import NOT_FOR_BOTS, UNKNOWN_COMMAND_PERMISSIONS
from bot.sandbox.rest.routing import Call, Routes
from bot.sandbox.wire import Json

ROUTES = Routes()
_IN_GUILD = "/applications/{application}/guilds/{guild}/commands"
_ONE = _IN_GUILD + "/{command}/permissions"


@ROUTES.add("GET", _IN_GUILD + "/permissions")
def everything(call: Call) -> list[Json]:
    """Return all that was said in a guild."""
    call.own_application()
    return command_permissions.listed(call.realm.world, call.own_guild())


@ROUTES.add("GET", _ONE)
def of_command(call: Call) -> Json:
    """Return what was said of a command, or of the application; nothing at all is a 404."""
    call.own_application()
    world, guild, target_id = call.realm.world, call.own_guild(), call.args["command"]
    if target_id != world.application.id:
        command_permissions.command_of(world, guild, target_id)
    if target_id not in guild.command_permissions:
        raise UNKNOWN_COMMAND_PERMISSIONS()
    return command_permissions.to_json(world, guild, target_id)


@ROUTES.add("PUT", _ONE)
def put(call: Call) -> None:
    """Refuse: the token of somebody who manages the guild is needed, and a bot's is none."""
    call.own_application()
    raise NOT_FOR_BOTS()
