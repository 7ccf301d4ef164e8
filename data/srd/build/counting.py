"""Columns of a class table, made into steps; corrected where the source is not what the book has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from core.rules.abilities import Ability
from core.rules.classes import HIGHEST_LEVEL
from core.rules.growth import Resource, Scale, Steps
from core.rules.rests import Rest
from data.srd.build.corrections import corrected
from data.srd.build.sources import Json

FIVE_A_LEVEL: Final = {level: 5 * level for level in range(1, HIGHEST_LEVEL + 1)}
HALF_THE_LEVEL: Final = {level: str((level + 1) // 2) for level in range(1, HIGHEST_LEVEL + 1, 2)}
"""Rounded up."""
Levels = Mapping[int, Json]
"""The rows of one class's table, by level."""


@dataclass(frozen=True, slots=True)
class Counter:
    """A `Resource` whose steps may be a column."""

    name: str
    back: Rest
    steps: Mapping[int, int] | str
    ability: Ability | None = None
    short_from: int | None = None
    on_short: Mapping[int, int] = field(default_factory=dict[int, int])
    least: int = 1

    def resource(self, levels: Levels) -> Resource:
        """With the steps that a class's table has."""
        steps = steps_of(levels, self.steps) if isinstance(self.steps, str) else self.steps
        return Resource(
            name=self.name,
            steps=steps,
            back=self.back,
            ability=self.ability,
            short_from=self.short_from,
            on_short=self.on_short,
            least=self.least,
        )


@dataclass(frozen=True, slots=True)
class Rising:
    """A `Scale` whose steps may be a column.

    Attributes:
        name: As the table or the feature has it.
        steps: Texts by level, or the column's name.
        form: What a number of the column is told as.
    """

    name: str
    steps: Mapping[int, str] | str
    form: str = "{}"

    def scale(self, levels: Levels) -> Scale:
        """With the steps that a class's table has."""
        if not isinstance(self.steps, str):
            return Scale(self.name, self.steps)
        found = column(levels, self.steps)
        return Scale(self.name, {level: self.form.format(_told(value)) for level, value in changes(found).items()})


@dataclass(frozen=True, slots=True)
class Counters:
    """All that a class or subclass counts."""

    resources: tuple[Counter, ...] = ()
    scales: tuple[Rising, ...] = ()


def column(levels: Levels, name: str) -> dict[int, Any]:
    """A column of a class's table, as the book has it."""
    found: dict[int, Any] = {}
    for level, row in sorted(levels.items()):
        parts: list[Json] = [row.get("class_specific", {}), row.get("spellcasting", {})]
        value = next((part[name] for part in parts if name in part), 0)
        found[level] = corrected(row["url"], name, value)
    if not any(found.values()):
        raise ValueError(f"no class table has {name}")
    return found


def changes(values: Mapping[int, Any]) -> dict[int, Any]:
    """Where a value becomes another one; nothing before the first that is any.

    Example:
        >>> changes({1: 0, 2: 2, 3: 2, 4: 3})
        {2: 2, 4: 3}
    """
    found: dict[int, Any] = {}
    before: Any = 0
    for level, value in sorted(values.items()):
        if value != before:
            found[level] = value
        before = value
    return found


def steps_of(levels: Levels, name: str) -> Steps[int]:
    """A column of numbers as steps."""
    return changes(column(levels, name))


def _told(value: Any) -> str:
    """A value as the table has it.

    Example:
        >>> _told(0.5), _told({"dice_count": 2, "dice_value": 6}), _told(3)
        ('1/2', '2d6', '3')
    """
    if isinstance(value, dict):
        return f"{value['dice_count']}d{value['dice_value']}"
    return str(Fraction(value))
