"""The options of a slash command as a person fills them in: types, bounds, choices, and what is required.

A client checks all of this before anything is sent, so a bot may rely on it, and a test that wants to see a bad value
arrive has found out that it cannot.

Source: Discord developer docs, "Application Commands", Application Command Option Structure, Autocomplete.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from enum import IntEnum
from typing import Any

from bot.sandbox.actors import file_types
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.actors.resolving import Resolving
from bot.sandbox.wire import Json, objects

_MOST = 2**53
_LONGEST = 6000


class OptionType(IntEnum):
    """What an option takes."""

    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


def fill(command: Json, given: Mapping[str, Any], resolving: Resolving) -> list[Json]:
    """Fill in a command's options.

    Args:
        command: The command or subcommand, as it was registered.
        given: What the person entered, by option name.
        resolving: Finds what ids stand for, and remembers it.

    Returns:
        The options as the interaction carries them, in the order in which they were entered.

    Raises:
        ClientRefusal: Something required is missing, or a value is not what the option takes.
    """
    known = _known(command, given)
    for name, option in known.items():
        if option.get("required") and given.get(name) is None:
            raise ClientRefusal(f"/{command['name']} needs {name}: {option['description']}", name)
    return [_entered(known[name], value, resolving) for name, value in given.items() if value is not None]


def fill_partly(command: Json, given: Mapping[str, Any], focused: str, resolving: Resolving) -> list[Json]:
    """Fill in what is there while the person still types in one option; nothing is required yet."""
    known = _known(command, given)
    if focused not in known:
        raise ClientRefusal(f"/{command['name']} has no option {focused}", focused)
    if not known[focused].get("autocomplete"):
        raise ClientRefusal(f"{focused} suggests nothing: it was registered without autocomplete", focused)
    filled = [
        _entered(known[name], value, resolving)
        for name, value in given.items()
        if name != focused and value is not None
    ]
    typed = given.get(focused)
    text = "" if typed is None else str(typed)
    return [*filled, {"name": focused, "type": known[focused]["type"], "value": text, "focused": True}]


def _known(command: Json, given: Mapping[str, Any]) -> dict[str, Json]:
    known = {option["name"]: option for option in objects(command.get("options"))}
    for name in given:
        if name not in known:
            offered = ", ".join(known) or "none"
            raise ClientRefusal(f"/{command['name']} has no option {name}; it has {offered}", name)
    return known


def _entered(option: Json, value: object, resolving: Resolving) -> Json:
    kind = OptionType(option["type"])
    match kind:
        case OptionType.STRING:
            sent: object = _text(option, value)
        case OptionType.INTEGER | OptionType.NUMBER:
            sent = _number(option, value, whole=kind is OptionType.INTEGER)
        case OptionType.BOOLEAN:
            sent = _truth(option, value)
        case OptionType.ATTACHMENT:
            file_types.check(option, value, option["name"])
            sent = resolving.upload(value, option["name"])
        case _:
            sent = _thing(kind, option, value, resolving)
    return {"name": option["name"], "type": int(kind), "value": sent}


def _text(option: Json, value: object) -> str:
    name = option["name"]
    if not isinstance(value, str):
        raise ClientRefusal(f"{name} takes text", name)
    _one_of_the_choices(option, value)
    least, most = option.get("min_length") or 0, option.get("max_length") or _LONGEST
    if not value or len(value) < least:
        raise ClientRefusal(f"{name} must be at least {max(least, 1)} long", name)
    if len(value) > most:
        raise ClientRefusal(f"{name} must be at most {most} long", name)
    return value


def _number(option: Json, value: object, *, whole: bool) -> int | float:
    name = option["name"]
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ClientRefusal(f"{name} takes a number", name)
    if whole and not isinstance(value, int):
        raise ClientRefusal(f"{name} takes a whole number", name)
    if not -_MOST < value < _MOST:
        raise ClientRefusal(f"{name} must lie within ±2⁵³", name)
    _one_of_the_choices(option, value)
    least, most = option.get("min_value"), option.get("max_value")
    if least is not None and value < least:
        raise ClientRefusal(f"{name} must be at least {least}", name)
    if most is not None and value > most:
        raise ClientRefusal(f"{name} must be at most {most}", name)
    return value


def _truth(option: Json, value: object) -> bool:
    if not isinstance(value, bool):
        raise ClientRefusal(f"{option['name']} takes true or false", option["name"])
    return value


def _thing(kind: OptionType, option: Json, value: object, resolving: Resolving) -> str:
    name = option["name"]
    if not isinstance(value, str) or not value.isdigit():
        raise ClientRefusal(f"{name} takes the id of a {kind.name.lower()}", name)
    match kind:
        case OptionType.USER:
            found = resolving.user(value, by_id=True)
        case OptionType.CHANNEL:
            found = resolving.channel(value, option.get("channel_types"))
        case OptionType.ROLE:
            found = resolving.role(value)
        case _:
            found = resolving.user(value) or resolving.role(value)
    if not found:
        raise ClientRefusal(f"{name}: there is no such {kind.name.lower()} here", name)
    return value


def _one_of_the_choices(option: Json, value: object) -> None:
    choices = objects(option.get("choices"))
    if choices and value not in [choice["value"] for choice in choices]:
        offered = ", ".join(str(choice["value"]) for choice in choices)
        raise ClientRefusal(f"{option['name']} takes one of: {offered}", option["name"])
