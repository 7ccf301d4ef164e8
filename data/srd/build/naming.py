"""Names inside trees: what one action says of another, as the other is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, cast

from core.monsters.stat_block import Action
from core.rules.effects.outcomes import Use
from core.rules.effects.search import found
from core.rules.effects.tree import Effect

_IN_BRACKETS: Final = re.compile(r" \([^)]*\)")


class NoSuchActionError(Exception):
    """A tree uses an action that the creature does not have."""


def named(actions: Iterable[Action]) -> tuple[Action, ...]:
    """A creature's actions, with what they use called by the names that it has; without those that use nothing."""
    actions = tuple(actions)
    names = list(dict.fromkeys(each.name for each in actions))
    there = tuple(replace(each, effects=tuple(_named(effect, names) for effect in each.effects)) for each in actions)
    return tuple(each for each in there if not _uses_itself(each, there))


def _uses_itself(action: Action, actions: Iterable[Action]) -> bool:
    """Whether there is nothing but itself that it could use, as of a vampire in a form that has no such attack."""
    uses = {name for each in found(action.effects, Use) for name, _ in each.actions}
    return uses == {action.name} and not any(each is not action and each.name == action.name for each in actions)


def _named(effect: Effect, names: Sequence[str]) -> Effect:
    def change(node: Effect) -> Effect:
        if not isinstance(node, Use):
            return node
        return replace(node, actions=tuple((resolved(name, names), count) for name, count in node.actions))

    return mapped(effect, change)


def resolved(name: str, names: Sequence[str]) -> str:
    """The name of an action by what it is called somewhere else.

    Example:
        >>> resolved("Claws", ["Bite", "Claw (Oni Form Only)"])
        'Claw (Oni Form Only)'
    """
    wanted = _plain(name)
    for each in names:
        if wanted in {_plain(each), _plain(each) + "s", _plain(each).removesuffix("s")}:
            return each
    raise NoSuchActionError(f"there is no {name!r} among {', '.join(names)}")


def _plain(name: str) -> str:
    return _IN_BRACKETS.sub("", name).casefold()


def mapped(effect: Effect, change: Callable[[Effect], Effect]) -> Effect:
    """A node with everything in it, each changed."""
    told = {field.name: getattr(effect, field.name) for field in fields(effect)}
    return change(replace(effect, **{name: _within(value, change) for name, value in told.items() if name != "op"}))


def _within(value: Any, change: Callable[[Effect], Effect]) -> Any:
    if isinstance(value, tuple):
        return tuple(_within(each, change) for each in cast("tuple[Any, ...]", value))
    return mapped(cast("Effect", value), change) if is_dataclass(value) and hasattr(value, "op") else value
