"""Changing nodes of a tree, wherever they stand in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

Node = TypeVar("Node")


def with_each(value: Any, kind: type[Node], change: Callable[[Node], Node]) -> Any:
    """A tree with all its nodes of a kind changed, from the outermost inwards, in the order in which they are told.

    Example:
        >>> from core.rules.effects.outcomes import Cushion, Heal
        >>> with_each((Heal("1d4"), Cushion("5")), Heal, lambda heal: replace(heal, dice="4"))[0].dice
        '4'
    """
    if isinstance(value, kind):
        value = change(value)
    if isinstance(value, tuple):
        return tuple([with_each(each, kind, change) for each in cast("tuple[Any, ...]", value)])
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {each.name: getattr(value, each.name) for each in fields(value)}
    changed = {name: with_each(part, kind, change) for name, part in held.items()}
    return replace(value, **{name: part for name, part in changed.items() if part is not held[name]})


def with_first(value: Any, kind: type[Node], change: Callable[[Node], Node]) -> Any:
    """A tree with the first of its nodes of a kind changed.

    Example:
        >>> from core.rules.effects.outcomes import Heal
        >>> changed = with_first((Heal("1d4"), Heal("5")), Heal, lambda heal: replace(heal, dice="4"))
        >>> [heal.dice for heal in changed]
        ['4', '5']
    """
    done = False

    def once(node: Node) -> Node:
        nonlocal done
        if done:
            return node
        done = True
        return change(node)

    return with_each(value, kind, once)
