"""Readers and writers of states, by their type: working one out takes a tenth of a second, so each is kept."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def shape_of(kind: type[Any]) -> TypeAdapter[Any]:
    """What reads and writes values of a type."""
    return TypeAdapter(kind)
