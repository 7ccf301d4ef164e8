"""A modal as a person fills it in: what must be filled, how long, and the shape in which it is sent back.

Values come back in the containers in which the fields were sent: a row (1) around a text input, a label (18) around any
field. A field that nobody touched keeps what it was pre-filled with.

Source: Discord developer docs, "Component Reference", the Interaction Response Structures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from bot.sandbox.actors import file_types
from bot.sandbox.actors.components import Kind, check_count, choose
from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.actors.resolving import Resolving
from bot.sandbox.posting.parts import walk
from bot.sandbox.wire import Json, objects

_SHORT = 1
_LONGEST = 4000


def submit(modal: Json, values: Mapping[str, Any], resolving: Resolving) -> Json:
    """Fill in a modal.

    Args:
        modal: As the bot sent it, components numbered.
        values: What the person entered, by custom id: text, a list of choices, true or false.
        resolving: Finds what ids stand for, and remembers it.

    Returns:
        The data of the interaction.

    Raises:
        ClientRefusal: A field is unknown, missing, too short or long, or does not offer that choice.
    """
    components = objects(modal.get("components"))
    fields = {field["custom_id"] for field in walk(components) if "custom_id" in field}
    for name in values:
        if name not in fields:
            raise ClientRefusal(f"the form has no field {name}", name)
    data: Json = {
        "custom_id": modal["custom_id"],
        "components": [_answered(component, values, resolving) for component in components],
    }
    if resolved := resolving.found():
        data["resolved"] = resolved
    return data


def _answered(component: Json, values: Mapping[str, Any], resolving: Resolving) -> Json:
    answer: Json = {"type": component["type"], "id": component.get("id", 0)}
    match component["type"]:
        case Kind.ROW:
            inner = objects(component.get("components"))
            return answer | {"components": [_answered(field, values, resolving) for field in inner]}
        case Kind.LABEL:
            return answer | {"component": _answered(component["component"], values, resolving)}
        case Kind.TEXT_DISPLAY:
            return answer
        case _:
            name = component["custom_id"]
            return answer | {"custom_id": name, **_entered(component, values.get(name), resolving)}


def _entered(field: Json, value: object, resolving: Resolving) -> Json:
    match Kind(field["type"]):
        case Kind.TEXT_INPUT:
            return {"value": _text(field, value)}
        case Kind.RADIO_GROUP:
            return {"value": _radio(field, value)}
        case Kind.CHECKBOX:
            return {"value": _checkbox(field, value)}
        case Kind.CHECKBOX_GROUP:
            return {"values": _chosen(field, value, resolving, most=len(objects(field.get("options"))))}
        case Kind.FILE_UPLOAD:
            return {"values": _uploads(field, value, resolving)}
        case _:
            return {"values": _chosen(field, value, resolving, most=1)}


def _text(field: Json, value: object) -> str:
    name = field["custom_id"]
    text = field.get("value") or "" if value is None else value
    if not isinstance(text, str):
        raise ClientRefusal(f"{name} takes text", name)
    if not text and _required(field):
        raise ClientRefusal(f"{name} must be filled in", name)
    if field.get("style") == _SHORT and "\n" in text:
        raise ClientRefusal(f"{name} has one line only", name)
    least, most = field.get("min_length") or 0, field.get("max_length") or _LONGEST
    if text and not least <= len(text) <= most:
        raise ClientRefusal(f"{name} must be {least} to {most} long, not {len(text)}", name)
    return text


def _radio(field: Json, value: object) -> str | None:
    name = field["custom_id"]
    picked = value if value is not None else next(iter(_defaults(field)), None)
    if picked is None and _required(field):
        raise ClientRefusal(f"{name} must be answered", name)
    if picked is not None and picked not in _offered(field):
        raise ClientRefusal(f"{name} does not offer {picked}", name)
    return None if picked is None else str(picked)


def _checkbox(field: Json, value: object) -> bool:
    if value is None:
        return bool(field.get("default", False))
    if not isinstance(value, bool):
        raise ClientRefusal(f"{field['custom_id']} takes true or false", field["custom_id"])
    return value


def _chosen(field: Json, value: object, resolving: Resolving, *, most: int) -> list[str]:
    picked = _defaults(field) if value is None else _listed(value)
    if not picked and not _required(field):
        return []
    bounds = {"min_values": max(field.get("min_values") or 1, 1), "max_values": field.get("max_values") or most}
    return choose(field | bounds, picked, resolving)


def _uploads(field: Json, value: object, resolving: Resolving) -> list[str]:
    name = field["custom_id"]
    files: Sequence[Any] = () if value is None else _listed(value)
    if not files and not _required(field):
        return []
    check_count(len(files), name, least=max(field.get("min_values") or 1, 1), most=field.get("max_values") or 1)
    for file in files:
        file_types.check(field, file, name)
    return [resolving.upload(file, name) for file in files]


def _required(field: Json) -> bool:
    return bool(field.get("required", True))


def _defaults(field: Json) -> list[str]:
    marked = [option["value"] for option in objects(field.get("options")) if option.get("default")]
    return marked + [default["id"] for default in objects(field.get("default_values"))]


def _offered(field: Json) -> list[str]:
    return [option["value"] for option in objects(field.get("options"))]


def _listed(value: object) -> Sequence[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else [value]
