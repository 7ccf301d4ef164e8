"""The options of a slash command: parameters, or subcommands and their groups, never both.

Source: Discord developer docs, "Application Commands", Option Structure, Subcommands and Subcommand Groups.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.sandbox.validate import choices, localization, selects
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_list, as_whole

SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
_PARAMETERS = range(3, 12)
_CHANNEL_TYPES = frozenset({0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16})
_WITH_CHOICES = (STRING, INTEGER, NUMBER)
_MOST = 25


def options(form: Form, path: str, command: Json) -> None:
    """Check the options of a command."""
    _level(form, path, command, allowed=range(1, 12))


def _level(form: Form, path: str, holder: Json, *, allowed: Collection[int]) -> None:
    where = join(path, "options")
    form.count(where, holder.get("options"), 0, _MOST)
    found = form.mappings(where, holder.get("options"))
    nested = any(as_whole(option.get("type")) in (SUBCOMMAND, GROUP) for _, option in found)
    names: list[object] = []
    optional_seen = False
    for at, option in found:
        kind = form.integer(join(at, "type"), option.get("type"), required=True)
        if kind is not None and form.choice(join(at, "type"), kind, allowed):
            if nested and kind in _PARAMETERS:
                message = "Sub-command and sub-command group option types are mutually exclusive to all other types"
                form.fault(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
            _option(form, at, option, kind)
        _name(form, at, option, names)
        if option.get("required") and optional_seen:
            message = "Required options must be placed before non-required options"
            form.fault(at, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message)
        optional_seen = optional_seen or not option.get("required")


def _name(form: Form, path: str, option: Json, seen: list[object]) -> None:
    localization.name(form, join(path, "name"), option.get("name"))
    localization.names(form, join(path, "name_localizations"), option.get("name_localizations"))
    form.text(join(path, "description"), option.get("description"), 1, 100, required=True)
    where = join(path, "description_localizations")
    localization.texts(form, where, option.get("description_localizations"), 100)
    if option.get("name") in seen:
        form.fault(join(path, "name"), "APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name is not unique")
    seen.append(option.get("name"))


def _option(form: Form, path: str, option: Json, kind: int) -> None:
    if kind == GROUP:
        _level(form, path, option, allowed=(SUBCOMMAND,))
        return
    if kind == SUBCOMMAND:
        _level(form, path, option, allowed=_PARAMETERS)
        return
    for key in ("required", "autocomplete"):
        form.boolean(join(path, key), option.get(key))
    if option.get("options"):
        message = "Only subcommands and their groups have options."
        form.fault(join(path, "options"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    _choices(form, path, option, kind)
    _lengths(form, path, option, kind)
    _values(form, path, option, kind)
    form.count(join(path, "channel_types"), option.get("channel_types"), 0, len(_CHANNEL_TYPES))
    form.distinct(join(path, "channel_types"), option.get("channel_types"))
    for index, one in enumerate(as_list(option.get("channel_types"))):
        form.choice(join(path, "channel_types", index), one, _CHANNEL_TYPES)
    selects.file_types(form, join(path, "file_types"), option.get("file_types"))


def _choices(form: Form, path: str, option: Json, kind: int) -> None:
    given = option.get("choices")
    form.count(join(path, "choices"), given, 0, _MOST)
    if (given or option.get("autocomplete")) and kind not in _WITH_CHOICES:
        message = "Only string, integer and number options have choices or autocomplete."
        form.fault(path, "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", message)
        return
    if given and option.get("autocomplete"):
        message = "Cannot have choices with autocomplete"
        form.fault(join(path, "autocomplete"), "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES", message)
    names: list[object] = []
    for at, choice in form.mappings(join(path, "choices"), given):
        choices.one(form, at, choice, kind)
        if choice.get("name") in names:
            message = "The specified choice name is already used"
            form.fault(join(at, "name"), "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS", message)
        names.append(choice.get("name"))


def _lengths(form: Form, path: str, option: Json, kind: int) -> None:
    low = form.integer(join(path, "min_length"), option.get("min_length"), 0, 6000)
    high = form.integer(join(path, "max_length"), option.get("max_length"), 1, 6000)
    if (low is not None or high is not None) and kind != STRING:
        form.fault(path, "APPLICATION_COMMAND_OPTIONS_LENGTH_INVALID", "Only string options have lengths.")
    if low is not None and high is not None and low > high:
        message = "min_length is above max_length."
        form.fault(join(path, "min_length"), "APPLICATION_COMMAND_OPTIONS_MIN_LENGTH_INVALID", message)


def _values(form: Form, path: str, option: Json, kind: int) -> None:
    if (option.get("min_value") is not None or option.get("max_value") is not None) and kind not in (INTEGER, NUMBER):
        form.fault(path, "APPLICATION_COMMAND_OPTIONS_VALUE_INVALID", "Only integer and number options have bounds.")
        return
    lowest, highest = (_bound(form, join(path, key), option.get(key), kind) for key in ("min_value", "max_value"))
    if lowest is not None and highest is not None and lowest > highest:
        message = "min_value is above max_value."
        form.fault(join(path, "min_value"), "APPLICATION_COMMAND_OPTIONS_MIN_VALUE_INVALID", message)


def _bound(form: Form, path: str, value: object, kind: int) -> float | None:
    if kind == INTEGER:
        return form.integer(path, value, -(2**53) + 1, 2**53 - 1)
    return form.number(path, value, -(2**53), 2**53)
