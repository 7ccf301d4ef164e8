"""JSON as it stands on the wire: its type here, reading it, writing it.

Discord's objects are open (fields come and go with the context), so they stay dictionaries at the edges; what the
sandbox reasons about is a typed model in `world`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias, cast

import orjson

Json: TypeAlias = dict[str, Any]
"""One JSON object."""
_BEYOND = 1 << 63
_WHOLE = re.compile(r"-?\d{1,20}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,20}(?:\.\d{1,20})?", re.ASCII)
_TRUTHS: Mapping[object, bool] = {"True": True, "true": True, "1": True, "False": False, "false": False, "0": False}


def dumps(value: object) -> bytes:
    """Write compact UTF-8 JSON."""
    return orjson.dumps(value)


def loads(raw: bytes | str) -> Any:
    """Read JSON; raises `ValueError` when it is none."""
    return orjson.loads(raw)


def as_list(value: object) -> list[Any]:
    """Return a list as it is, and anything else as an empty one."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def as_object(value: object) -> Json:
    """Return an object as it is, and anything else as an empty one."""
    return cast("Json", value) if isinstance(value, dict) else {}


def objects(value: object) -> list[Json]:
    """Return the objects of a list, leaving out whatever else stands in it."""
    return [cast("Json", item) for item in as_list(value) if isinstance(item, dict)]


# Discord takes numbers and booleans that come as text, and whole numbers with a fraction of zero.


def as_whole(value: object) -> int | None:
    """Return the whole number that a value stands for; None for what is none, or too large for 64 bits."""
    if (isinstance(value, float) and value.is_integer()) or (isinstance(value, str) and _WHOLE.fullmatch(value)):
        meant = int(value)
        return meant if -_BEYOND <= meant < _BEYOND else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_number(value: object) -> float | None:
    """Return the number that a value stands for, whole or not; None for what is none."""
    if isinstance(value, str):
        return float(value) if _NUMBER.fullmatch(value) else None
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def as_truth(value: object) -> bool | None:
    """Return the boolean that a value stands for, which text spells as in a query; None for what is none."""
    if isinstance(value, str):
        return _TRUTHS.get(value)
    return value if isinstance(value, bool) else None
