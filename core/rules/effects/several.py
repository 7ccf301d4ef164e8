"""Sets that are always written in the same order, so that the same tree is always the same text."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import PlainSerializer

T = TypeVar("T")


def _in_order(found: frozenset[Any]) -> list[Any]:
    return sorted(getattr(each, "value", each) for each in found)


Several = Annotated[frozenset[T], PlainSerializer(_in_order)]
"""A frozenset, written as a sorted list."""
