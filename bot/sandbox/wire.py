"""JSON as it stands on the wire: its type here, reading it, writing it.

Discord's objects are open (fields come and go with the context), so they stay dictionaries at the edges; what the
sandbox reasons about is a typed model in `world`.
"""

from __future__ import annotations

from typing import Any, TypeAlias, cast

import orjson

Json: TypeAlias = dict[str, Any]
"""One JSON object."""


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
