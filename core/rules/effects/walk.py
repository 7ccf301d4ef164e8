"""Going through a tree, whatever it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from core.rules.effects.tree import Effect


def nodes(effects: Iterable[Effect]) -> Iterator[Effect]:
    """Every node of some trees, each before what is in it.

    Example:
        >>> from core.rules.effects.outcomes import Kill
        >>> from core.rules.effects.tree import Each
        >>> [node.op for node in nodes([Each((Kill(),))])]
        ['each', 'kill']
    """
    for effect in effects:
        yield effect
        for field in fields(effect):
            yield from nodes(_in(getattr(effect, field.name)))


def _in(value: Any) -> Iterator[Effect]:
    """The nodes that stand in a field, as they are or each with its name."""
    if isinstance(value, tuple):
        for each in cast("tuple[Any, ...]", value):
            yield from _in(each)
    elif is_dataclass(value) and hasattr(value, "op"):
        yield cast("Effect", value)
