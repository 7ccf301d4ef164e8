"""A place in somebody's JSON: asked for what should stand there, it gives that or nothing, and never fails."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar, cast

from core.characters.importing.clean import line, prose
from core.characters.importing.imported import Notes, Why
from core.characters.importing.limits import NAME

MOST_ENTRIES: Final = 500
_WHOLE: Final = re.compile(r"\s*[+-]?[0-9]{1,9}(?:\.0*)?\s*")
_NUMBER: Final = re.compile(r"\s*[+-]?[0-9]{1,9}(?:\.[0-9]{0,9})?\s*")
Meaning = TypeVar("Meaning")


class Spot:
    """A value, where it stands, and who is told of what cannot be read."""

    __slots__ = ("notes", "path", "value")

    def __init__(self, value: object, notes: Notes, path: tuple[str | int, ...] = ()) -> None:
        self.value = value
        self.notes = notes
        self.path = path

    def at(self, *keys: str | int) -> Spot:
        """What stands further in; a spot with nothing on it where there is no such place."""
        found: Any = self.value
        for key in keys:
            if isinstance(found, dict):
                found = cast("dict[Any, Any]", found).get(key)
            elif isinstance(found, list) and isinstance(key, int) and key < len(cast("list[Any]", found)):
                found = cast("list[Any]", found)[key]
            else:
                found = None
        return Spot(found, self.notes, (*self.path, *keys))

    @property
    def where(self) -> str:
        """The place as people write it: ``inventory[3].quantity``."""
        said = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.path)
        return said.removeprefix(".")

    @property
    def given(self) -> bool:
        """Whether anything stands there."""
        return self.value is not None and self.value != ""

    @property
    def id(self) -> int | None:
        """The number of something, if that is what stands there."""
        value = self.value
        return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else None

    def miss(self, why: Why) -> None:
        """Note that what stands here was not read."""
        self.notes.miss(line(self.where)[:200], why, self.value)

    def assume(self, value: object) -> None:
        """Note that the file says nothing here, and what is taken instead."""
        self.notes.miss(line(self.where)[:200], Why.ASSUMED, value)

    def work_out(self, value: object) -> None:
        """Note that the file says nothing here, and what follows by the rules."""
        self.notes.miss(line(self.where)[:200], Why.WORKED_OUT, value)

    def whole(self, low: int, high: int) -> int | None:
        """A whole number within bounds; None where there is none, noted if something else is there."""
        value = self.value
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            value = int(float(value))
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            if self.given:
                self.miss(Why.NO_NUMBER)
            return None
        if not low <= value <= high:
            self.miss(Why.OUT_OF_RANGE)
            return None
        return value

    def number(self, low: float, high: float) -> float | None:
        """A number within bounds, whole or not."""
        value = self.value
        if isinstance(value, str) and _NUMBER.fullmatch(value):
            value = float(value)
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            if self.given:
                self.miss(Why.NO_NUMBER)
            return None
        if not low <= value <= high:
            self.miss(Why.OUT_OF_RANGE)
            return None
        return float(value)

    def text(self, most: int = NAME) -> str:
        """A text on one line, cut where it is too long; empty where there is none."""
        return self._text(most, several_lines=False)

    def prose(self, most: int) -> str:
        """A text of several lines, cut where it is too long."""
        return self._text(most, several_lines=True)

    def _text(self, most: int, *, several_lines: bool) -> str:
        value = self.value
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            value = str(value)
        if not isinstance(value, str):
            if self.given:
                self.miss(Why.NO_TEXT)
            return ""
        clean = prose(value[: most * 8]) if several_lines else line(value[: most * 8])
        if len(clean) > most or len(value) > most * 8:
            self.miss(Why.TOO_LONG)
        return clean[:most].rstrip()

    def flag(self) -> bool:
        """Whether something is so; what says neither is noted, and taken for a no."""
        if self.value in (True, 1, "true"):
            return True
        if self.given and self.value not in (False, 0, "false"):
            self.miss(Why.WRONG_SHAPE)
        return False

    def one_of(self, meanings: Mapping[Any, Meaning]) -> Meaning | None:
        """What a word or a number means; None where there is none, noted if it is not known."""
        key = self.value.strip().casefold() if isinstance(self.value, str) else self.value
        if isinstance(key, str | int) and key in meanings:
            return meanings[key]
        if self.given:
            self.miss(Why.UNKNOWN)
        return None

    def each(self, most: int = MOST_ENTRIES) -> Iterator[Spot]:
        """The elements of a list, as many as there may be."""
        if not isinstance(self.value, list):
            if self.given:
                self.miss(Why.WRONG_SHAPE)
            return
        found = cast("list[object]", self.value)
        for index, value in enumerate(found[:most]):
            yield Spot(value, self.notes, (*self.path, index))
        if len(found) > most:
            self.notes.miss(self.where, Why.TOO_MANY, len(found) - most)

    def entries(self, most: int = MOST_ENTRIES) -> Iterator[tuple[str, Spot]]:
        """The entries of an object, as many as there may be."""
        if not isinstance(self.value, dict):
            if self.given:
                self.miss(Why.WRONG_SHAPE)
            return
        found = cast("dict[str, object]", self.value)
        for count, (key, value) in enumerate(found.items()):
            if count == most:
                self.notes.miss(self.where, Why.TOO_MANY, len(found) - most)
                return
            yield key, Spot(value, self.notes, (*self.path, key))
