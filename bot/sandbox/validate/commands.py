"""Application commands as an application registers them.

Source: Discord developer docs, "Application Commands".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from bot.sandbox.errors import TOO_MANY_COMMANDS
from bot.sandbox.validate import localization, options
from bot.sandbox.validate.form import Form, is_snowflake, join
from bot.sandbox.wire import Json, as_list, objects

SLASH, USER, MESSAGE = 1, 2, 3
_MOST = {SLASH: 100, USER: 15, MESSAGE: 15}
_LARGEST = 8000


def register_all(value: object, installs: Collection[int] = (0, 1)) -> list[Json]:
    """Check the whole list of a scope and return it; `installs` is for whom the application can be installed.

    Raises:
        ApiError: 50035 for a bad command, 30032 for too many of a kind.
    """
    form = Form(value)
    form.count("", value if value is not None else {}, 0, 1000)
    seen: list[tuple[object, object]] = []
    for path, command in form.mappings("", value):
        _command(form, path, command)
        _installs(form, path, command, installs)
        key = (command.get("type") or SLASH, command.get("name"))
        if key in seen:
            message = "Application command names must be unique"
            form.fault(join(path, "name"), "APPLICATION_COMMANDS_DUPLICATE_NAME", message)
        seen.append(key)
    form.done()
    commands = objects(value)
    check_counts(commands)
    return commands


def register(command: Json, installs: Collection[int] = (0, 1)) -> None:
    """Check one command and raise 50035 on a fault; `installs` is for whom the application can be installed."""
    form = Form(command)
    _command(form, "", command)
    _installs(form, "", command, installs)
    form.done()


def check_counts(commands: Sequence[Json]) -> None:
    """Refuse more commands of a kind than a scope can hold."""
    counted = Counter(command.get("type") or SLASH for command in commands)
    if any(counted[kind] > most for kind, most in _MOST.items()):
        raise TOO_MANY_COMMANDS()


def size(command: Json) -> int:
    """Return the characters that count towards the limit of 8000.

    They are names, descriptions and choice values, everywhere in the command; of a text and its translations only the
    longest counts.
    """
    total = sum(
        localization.longest(command[key], command.get(f"{key}_localizations"))
        for key in ("name", "description")
        if isinstance(command.get(key), str)
    )
    for choice in objects(command.get("choices")):
        total += localization.longest(str(choice.get("name", "")), choice.get("name_localizations"))
        total += len(str(choice.get("value", "")))
    return total + sum(size(option) for option in objects(command.get("options")))


def _command(form: Form, path: str, command: Json) -> None:
    kind = command.get("type")
    if kind is not None and not form.choice(join(path, "type"), kind, (SLASH, USER, MESSAGE)):
        return
    if command.get("type") in (None, SLASH):
        localization.name(form, join(path, "name"), command.get("name"))
        localization.names(form, join(path, "name_localizations"), command.get("name_localizations"))
        form.text(join(path, "description"), command.get("description"), 1, 100, required=True)
        where = join(path, "description_localizations")
        localization.texts(form, where, command.get("description_localizations"), 100)
        options.options(form, path, command)
        if size(command) > _LARGEST:
            message = f"Command exceeds maximum size ({_LARGEST})"
            form.fault(path, "APPLICATION_COMMAND_TOO_LARGE", message)
    else:
        _menu(form, path, command)
    _audience(form, path, command)


def _menu(form: Form, path: str, command: Json) -> None:
    form.text(join(path, "name"), command.get("name"), 1, 32, required=True)
    localization.texts(form, join(path, "name_localizations"), command.get("name_localizations"), 32)
    if command.get("description"):
        message = "Context menu commands cannot have description"
        form.fault(join(path, "description"), "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION", message)
    if command.get("options"):
        message = "Context menu commands cannot have options"
        form.fault(join(path, "options"), "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS", message)


def _audience(form: Form, path: str, command: Json) -> None:
    needed = command.get("default_member_permissions")
    if needed is not None and not is_snowflake(needed):
        where = join(path, "default_member_permissions")
        form.fault(where, "BITFIELD_TYPE_CONVERT", "Could not interpret permissions.")
    for key in ("dm_permission", "nsfw", "default_permission"):
        form.boolean(join(path, key), command.get(key))
    for key, allowed in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        value = command.get(key)
        form.count(join(path, key), value, 1, len(allowed))
        if len(as_list(value)) <= len(allowed):
            form.distinct(join(path, key), value)
        for index, one in enumerate(as_list(value)):
            form.choice(join(path, key, index), one, allowed)


def _installs(form: Form, path: str, command: Json, installs: Collection[int]) -> None:
    """Refuse an installation that Discord has and the application's own settings have not."""
    for index, one in enumerate(as_list(command.get("integration_types"))):
        if one in (0, 1) and one not in installs:
            message = "The application does not support this installation context."
            form.fault(join(path, "integration_types", index), "APPLICATION_COMMAND_INVALID_INTEGRATION_TYPE", message)
