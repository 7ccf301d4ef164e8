"""Application commands: registered, listed, changed and deleted, for everywhere or for one guild.

Source: Discord developer docs, "Application Commands", Endpoints.
"""

from __future__ import annotations

from bot.sandbox.errors import COMMAND_NAME_TAKEN, UNKNOWN_COMMAND
from bot.sandbox.limits import Limit
from bot.sandbox.rest.routing import Call, Reply, Routes
from bot.sandbox.validate import commands as rules
from bot.sandbox.wire import Json
from bot.sandbox.world.commands import CHAT_INPUT

ROUTES = Routes()
_WRITING = Limit(5, 20.0)
_EVERYWHERE = "/applications/{application}/commands"
_IN_GUILD = "/applications/{application}/guilds/{guild}/commands"


@ROUTES.add("GET", _EVERYWHERE, _IN_GUILD)
def listed(call: Call) -> list[Json]:
    """Return the commands of a scope; localizations only when asked for."""
    commands = call.realm.world.commands.of(_scope(call))
    return [_shown(command, full=call.flag("with_localizations")) for command in commands]


@ROUTES.add("PUT", _EVERYWHERE, _IN_GUILD, limit=_WRITING)
def replaced(call: Call) -> list[Json]:
    """Make the commands of a scope exactly these."""
    scope, wanted = _scope(call), rules.register_all(call.body, call.realm.world.application.install_types)
    commands = call.realm.world.commands
    known = {_key(one) for one in commands.of(scope)}
    call.realm.limits.create_commands(scope, sum(_key(one) not in known for one in wanted))
    stored = commands.replace(scope, wanted)
    _tell(call, scope)
    return stored


@ROUTES.add("POST", _EVERYWHERE, _IN_GUILD, limit=_WRITING)
def registered(call: Call) -> Reply:
    """Register one command; one of the same type and name is overwritten."""
    scope, command = _scope(call), call.form()
    rules.register(command, call.realm.world.application.install_types)
    commands = call.realm.world.commands
    known = {_key(one) for one in commands.of(scope)}
    if _key(command) not in known:
        rules.check_counts([*commands.of(scope), command])
        call.realm.limits.create_commands(scope, 1)
    stored = commands.put(scope, command)
    _tell(call, scope)
    return Reply(200 if _key(command) in known else 201, stored)


@ROUTES.add("GET", _EVERYWHERE + "/{command}", _IN_GUILD + "/{command}")
def one(call: Call) -> Json:
    """Return one command."""
    return _found(call)


@ROUTES.add("PATCH", _EVERYWHERE + "/{command}", _IN_GUILD + "/{command}", limit=_WRITING)
def changed(call: Call) -> Json:
    """Change what the body names of one command."""
    scope, before = _scope(call), _found(call)
    after = before | call.form() | {"type": before["type"]}
    # What was registered stays as it is when the application's settings change; only what is asked for anew is judged.
    named = "integration_types" in call.form()
    rules.register(after, call.realm.world.application.install_types if named else before["integration_types"])
    if any(_key(one) == _key(after) and one["id"] != before["id"] for one in call.realm.world.commands.of(scope)):
        raise COMMAND_NAME_TAKEN()
    stored = call.realm.world.commands.put(scope, after, replacing=before["id"])
    _tell(call, scope)
    return stored


@ROUTES.add("DELETE", _EVERYWHERE + "/{command}", _IN_GUILD + "/{command}", limit=_WRITING)
def deleted(call: Call) -> None:
    """Delete one command."""
    scope, found = _scope(call), _found(call)
    call.realm.world.commands.delete(scope, found["id"])
    _tell(call, scope)


def _scope(call: Call) -> str | None:
    call.own_application()
    if "guild" not in call.args:
        return None
    return call.own_guild().id


def _found(call: Call) -> Json:
    command = call.realm.world.commands.get(_scope(call), call.args["command"])
    if command is None:
        raise UNKNOWN_COMMAND()
    return command


def _key(command: Json) -> tuple[object, object]:
    return command.get("type") or CHAT_INPUT, command.get("name")


def _shown(command: Json, *, full: bool) -> Json:
    if full:
        return command
    return {
        key: value for key, value in command.items() if key not in ("name_localizations", "description_localizations")
    }


def _tell(call: Call, scope: str | None) -> None:
    call.realm.bus.emit("COMMANDS", {"guild_id": scope}, guild=scope)
