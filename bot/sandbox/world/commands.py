"""The application commands as registered, for everywhere or for one guild."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sandbox.snowflake import Snowflakes
from bot.sandbox.wire import Json
from bot.sandbox.world.users import Application

CHAT_INPUT = 1
USER = 2
MESSAGE = 3


def _key(command: Json) -> tuple[int, str]:
    return command.get("type") or CHAT_INPUT, command["name"]


class Commands:
    """Registered commands by scope: a guild's id, or None for global ones.

    Registering a name anew keeps its id and gives it a new version, as Discord does.
    """

    def __init__(self, snowflakes: Snowflakes, application: Application) -> None:
        self._snowflakes = snowflakes
        self._application = application
        self._scopes: dict[str | None, dict[str, Json]] = {}

    def of(self, guild_id: str | None) -> list[Json]:
        """Return the commands of one scope, in the order of registration."""
        return list(self._scopes.get(guild_id, {}).values())

    def registered(self, guild_id: str | None) -> list[Json]:
        """Return what is registered for a place: everywhere, and in its guild."""
        return self.of(None) + (self.of(guild_id) if guild_id is not None else [])

    def by_id(self, guild_id: str | None, command_id: str) -> Json | None:
        """Return a command that is registered for a place."""
        return self.get(None, command_id) or self.get(guild_id, command_id)

    def get(self, guild_id: str | None, command_id: str) -> Json | None:
        """Return one command of a scope."""
        return self._scopes.get(guild_id, {}).get(command_id)

    def put(self, guild_id: str | None, command: Json, *, replacing: str | None = None) -> Json:
        """Register one command and return it as stored.

        Args:
            guild_id: The scope.
            command: A body that `validate.commands` has let through.
            replacing: The id to keep, when an existing command is edited; else the one of the same name.
        """
        scope = self._scopes.setdefault(guild_id, {})
        known = replacing or next((c["id"] for c in scope.values() if _key(c) == _key(command)), None)
        stored = self._stored(guild_id, command, known)
        scope[stored["id"]] = stored
        return stored

    def replace(self, guild_id: str | None, commands: Iterable[Json]) -> list[Json]:
        """Register these and no others in a scope."""
        stored = [self.put(guild_id, command) for command in commands]
        self._scopes[guild_id] = {command["id"]: command for command in stored}
        return stored

    def delete(self, guild_id: str | None, command_id: str) -> bool:
        """Forget one command; tells whether there was one."""
        return self._scopes.get(guild_id, {}).pop(command_id, None) is not None

    def _stored(self, guild_id: str | None, command: Json, known: str | None) -> Json:
        kind, needed = command.get("type") or CHAT_INPUT, command.get("default_member_permissions")
        stored: Json = {
            "id": known or self._snowflakes.mint(),
            "application_id": self._application.id,
            "version": self._snowflakes.mint(),
            "type": kind,
            "name": command["name"],
            "name_localizations": command.get("name_localizations"),
            "description": command.get("description", "") if kind == CHAT_INPUT else "",
            "description_localizations": command.get("description_localizations"),
            "default_member_permissions": None if needed is None else str(needed),
            "dm_permission": command.get("dm_permission", True),
            "nsfw": command.get("nsfw", False),
            "integration_types": command.get("integration_types") or list(self._application.install_types),
            "contexts": command.get("contexts"),
        }
        if command.get("options"):
            stored["options"] = command["options"]
        if guild_id is not None:
            stored["guild_id"] = guild_id
        return stored
