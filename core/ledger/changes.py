"""What is otherwise in a state: places and values, made by comparing two states, and taken back by turning them round.

A state with many small parts, such as a sheet or a fight, is not told in one kind of event for each part: its event
carries the changes. Every version then has a difference that people can read, and whatever was done can be undone.
Mappings and dataclasses are compared key by key, everything else as a whole. None means that nothing is there: a field
that can be None is None by default, and a mapping holds no None. A place is part of an event's meaning: who renames a
field gives the kind an upcaster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from core.ledger.shapes import shape_of

State = TypeVar("State")
Plain = dict[str, Any]
"""A state as JSON has it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place that is otherwise.

    Attributes:
        path: The keys that lead there.
        before: What stood there, as JSON; None for nothing.
        after: What stands there now.
    """

    path: tuple[str, ...]
    before: Any = None
    after: Any = None

    def turned(self) -> Change:
        """What takes it back."""
        return Change(self.path, self.after, self.before)


class ConflictError(Exception):
    """What is to be taken back has been changed since.

    Attributes:
        path: Where.
    """

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__("/".join(path))
        self.path = path


def plain(state: object) -> Plain:
    """A state as JSON has it."""
    return shape_of(type(state)).dump_python(state, mode="json")


def between(before: object, after: object) -> tuple[Change, ...]:
    """What is otherwise in the second of two states of one type.

    Example:
        >>> from core.rules.hit_points import HitPoints
        >>> between(HitPoints(12, 12), HitPoints(7, 12))
        (Change(path=('current',), before=12, after=7),)
    """
    return tuple(_differences((), plain(before), plain(after)))


def changed(state: State, changes: Iterable[Change]) -> State:
    """A state after changes, whatever stood there before.

    Example:
        >>> from core.rules.hit_points import HitPoints
        >>> changed(HitPoints(12, 12), [Change(("current",), 12, 7)])
        HitPoints(current=7, maximum=12, temporary=0)
    """
    told = plain(state)
    for change in changes:
        _put(told, change.path, change.after)
    return shape_of(type(state)).validate_python(told)


def taken_back(state: object, changes: Sequence[Change], *, or_gone: bool = False) -> tuple[Change, ...]:
    """The changes that undo others, the last of them first.

    A number that has been changed again since is moved back by as much as it was moved; anything else has to stand as
    it was left.

    Args:
        state: How it stands.
        changes: What is undone.
        or_gone: Whether what is no number and already stands as it was before is left so. Not for undoing out of turn:
            what undid it before could then be undone after it.

    Raises:
        ConflictError: It does not.

    Example:
        >>> from core.rules.hit_points import HitPoints
        >>> taken_back(HitPoints(4, 12), [Change(("current",), 12, 7)])
        (Change(path=('current',), before=4, after=9),)
    """
    told = plain(state)
    undoing: list[Change] = []
    for change in reversed(changes):
        now = _at(told, change.path)
        back = Change(change.path, now, _before(change, now, or_gone=or_gone))
        _put(told, back.path, back.after)
        undoing.append(back)
    return tuple(undoing)


def _before(change: Change, now: Any, *, or_gone: bool) -> Any:
    if now == change.after:
        return change.before
    if all(type(each) is int for each in (now, change.before, change.after)):
        return now + change.before - change.after
    if or_gone and now == change.before:
        return now
    raise ConflictError(change.path)


def _differences(path: tuple[str, ...], before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        old, new = cast(Plain, before), cast(Plain, after)
        for key in [*old, *(key for key in new if key not in old)]:
            yield from _differences((*path, key), old.get(key), new.get(key))
        return
    yield Change(path, before, after)


def _at(told: Plain, path: tuple[str, ...]) -> Any:
    found: Any = told
    for key in path:
        found = cast(Plain, found).get(key) if isinstance(found, dict) else None
    return found


def _put(told: Plain, path: tuple[str, ...], value: Any) -> None:
    place = told
    for key in path[:-1]:
        if value is None and key not in place:
            return  # nothing is there to be taken away
        place = place.setdefault(key, {})
    if value is None:
        place.pop(path[-1], None)
    else:
        place[path[-1]] = value
