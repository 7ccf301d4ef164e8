"""Looking for nodes in a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Final, TypeVar, cast

Node = TypeVar("Node")
_PLAIN: Final = frozenset({"bool", "int", "str", "int | None", "str | None"})
"""Types, as they are annotated, of fields in which no node stands."""


def found(value: Any, kind: type[Node]) -> Iterator[Node]:
    """All nodes of a kind, in the order in which they are told."""
    return iter(_gathered(value, kind, []))


def _gathered(value: Any, kind: type[Node], there: list[Node]) -> list[Node]:
    """The same as a list; trees are looked through at every deed, so this is made to be quick."""
    if isinstance(value, kind):
        there.append(value)
    if isinstance(value, tuple):
        for each in cast("tuple[Any, ...]", value):
            _gathered(each, kind, there)
    else:
        for name in _names(cast("type[object]", type(value))):
            _gathered(getattr(value, name), kind, there)
    return there


@cache
def _names(kind: type[object]) -> tuple[str, ...]:
    """The fields of a node in which another can stand; none of what is no node."""
    return tuple(each.name for each in fields(kind) if each.type not in _PLAIN) if is_dataclass(kind) else ()


def together(value: Any, wanted: Callable[[Any], bool]) -> list[Any]:
    """The first nodes of a kind that befall a target together."""
    held: tuple[Any, ...] = ()
    if isinstance(value, tuple):
        held = cast("tuple[Any, ...]", value)
        if beside := [each for each in held if wanted(each)]:
            return beside
    elif is_dataclass(value) and not isinstance(value, type):
        held = tuple(getattr(value, each.name) for each in fields(value))
    for each in held:
        if found := together(each, wanted):
            return found
    return []
