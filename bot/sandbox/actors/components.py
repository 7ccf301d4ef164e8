"""Finding a component in a message, and what a person may do with it.

Source: Discord developer docs, "Component Reference".
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.actors.resolving import Resolving
from bot.sandbox.posting.parts import walk
from bot.sandbox.wire import Json, objects


class Kind(IntEnum):
    """Types of components."""

    ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    TEXT_DISPLAY = 10
    LABEL = 18
    FILE_UPLOAD = 19
    RADIO_GROUP = 21
    CHECKBOX_GROUP = 22
    CHECKBOX = 23


SELECTS = frozenset(
    {Kind.STRING_SELECT, Kind.USER_SELECT, Kind.ROLE_SELECT, Kind.MENTIONABLE_SELECT, Kind.CHANNEL_SELECT}
)
_LINK, _PREMIUM = 5, 6


def press(message: Json, custom_id: str) -> Json:
    """Press a button.

    Returns:
        The data of the interaction.

    Raises:
        ClientRefusal: There is no such button, or it cannot be pressed.
    """
    button = _find(message, custom_id)
    if button["type"] != Kind.BUTTON:
        raise ClientRefusal(f"{custom_id} is a menu: select something in it", custom_id)
    return {"component_type": int(Kind.BUTTON), "custom_id": custom_id, "id": button.get("id", 0)}


def select(message: Json, custom_id: str, values: Sequence[Any], resolving: Resolving) -> Json:
    """Choose in a select menu.

    Returns:
        The data of the interaction.

    Raises:
        ClientRefusal: There is no such menu, it is disabled, or it does not offer this choice.
    """
    menu = _find(message, custom_id)
    if menu["type"] not in SELECTS:
        raise ClientRefusal(f"{custom_id} is a button: click it", custom_id)
    chosen = choose(menu, values, resolving)
    data: Json = {
        "component_type": menu["type"],
        "custom_id": custom_id,
        "id": menu.get("id", 0),
        "values": chosen,
    }
    if menu["type"] != Kind.STRING_SELECT:
        data["resolved"] = resolving.found()
    return data


def choose(menu: Json, values: Sequence[Any], resolving: Resolving) -> list[str]:
    """Check a choice in any kind of select menu, and return it."""
    name = menu["custom_id"]
    chosen = [str(value) for value in values]
    if len(set(chosen)) != len(chosen):
        raise ClientRefusal("nothing can be chosen twice", name)
    check_count(len(chosen), name, least=menu.get("min_values", 1), most=menu.get("max_values", 1))
    for value in chosen:
        if not _offers(menu, value, resolving):
            raise ClientRefusal(f"{name} does not offer {value}", name)
    return chosen


def check_count(count: int, name: str, *, least: int, most: int) -> None:
    """Check how many were chosen."""
    if not least <= count <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        raise ClientRefusal(f"choose {wanted} in {name}, not {count}", name)


def _offers(menu: Json, value: str, resolving: Resolving) -> bool:
    match Kind(menu["type"]):
        case Kind.USER_SELECT:
            return resolving.user(value)
        case Kind.ROLE_SELECT:
            return resolving.role(value)
        case Kind.MENTIONABLE_SELECT:
            return resolving.user(value) or resolving.role(value)
        case Kind.CHANNEL_SELECT:
            return resolving.channel(value, menu.get("channel_types"))
        case _:
            return any(option["value"] == value for option in objects(menu.get("options")))


def _find(message: Json, custom_id: str) -> Json:
    components = list(walk(objects(message.get("components"))))
    for component in components:
        if component.get("custom_id") == custom_id:
            if component.get("disabled"):
                raise ClientRefusal(f"{custom_id} is disabled", custom_id)
            return component
    if any(
        _is_link(component) and custom_id in (component.get("url"), component.get("label")) for component in components
    ):
        raise ClientRefusal("that button is a link: it opens a page and tells the bot nothing", custom_id)
    raise ClientRefusal(f"the message has no {custom_id}", custom_id)


def _is_link(component: Json) -> bool:
    return component.get("type") == Kind.BUTTON and component.get("style") in (_LINK, _PREMIUM)
