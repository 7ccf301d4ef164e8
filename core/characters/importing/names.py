"""Names as keys: each thing on a sheet has one of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from core.characters.sheet import Item


def unused(name: str, taken: Mapping[str, Any]) -> str:
    """A name that nothing has yet: itself, or with a number.

    Example:
        >>> unused("Dagger", {}), unused("Dagger", {"Dagger": 1, "Dagger (2)": 1})
        ('Dagger', 'Dagger (3)')
    """
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    return found


def packed(items: dict[str, Item], name: str, item: Item) -> None:
    """Add an item; of what is there already and alike in all but number and use, there are more then."""
    there = items.get(name)
    if there and replace(there, count=1, equipped=False) == replace(item, count=1, equipped=False):
        items[name] = replace(there, count=there.count + item.count, equipped=there.equipped or item.equipped)
    else:
        items[unused(name, items)] = item
