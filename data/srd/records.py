"""Records in files: one line of JSON each, without what is as by default, in an order that never changes.

A file is read line by line when something of it is wanted, and a line becomes a value when that one is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any, cast


def written(record: Any) -> str:
    """A record as its line.

    Example:
        >>> from core.rules.attacks import Reach
        >>> written(Reach(80, 320))
        '{"normal":80,"long":320}'
    """
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: getattr(value, each.name) for each in fields(value)}
        kept = {each.name for each in fields(value) if not _is_default(each, told[each.name])}
        return {name: _plain(of) for name, of in told.items() if name in kept}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, frozenset):
        return sorted(_plain(each) for each in cast("frozenset[Any]", value))
    if isinstance(value, Mapping):
        return {_plain(key): _plain(of) for key, of in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in cast("list[Any]", value)]
    return value


def _is_default(field: Field[Any], value: object) -> bool:
    """Whether it goes without saying; what tells the kind of a node (`op`) never does."""
    if field.name == "op":
        return False
    if field.default is not MISSING:
        return value == field.default
    return field.default_factory is not MISSING and value == field.default_factory()
