"""Looking for nodes in a tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

Node = TypeVar("Node")


def found(value: Any, kind: type[Node]) -> Iterator[Node]:
    """All nodes of a kind, in the order in which they are told."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, tuple):
        for each in cast("tuple[Any, ...]", value):
            yield from found(each, kind)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            yield from found(getattr(value, each.name), kind)


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
