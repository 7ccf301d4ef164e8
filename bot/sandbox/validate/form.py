"""Gathers the faults of a body by path, in Discord's own codes and words.

A check never stops at the first fault: Discord answers with a tree of all of them.

Source: Discord developer docs, "API Reference", Error Messages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import cast

from bot.sandbox.errors import ApiError
from bot.sandbox.wire import Json


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field."""

    path: str
    code: str
    message: str


class Form:
    """A body under examination.

    Attributes:
        has_emoji: Tells whether there is a custom emoji of an id, for the bodies that show some; any, where it is None.
    """

    def __init__(self, has_emoji: Callable[[str], bool] | None = None) -> None:
        self.has_emoji = has_emoji
        self._faults: list[Fault] = []

    def fault(self, path: str, code: str, message: str) -> None:
        """Note a fault; `path` is dotted, with the indexes of lists as steps, and empty for the whole body."""
        self._faults.append(Fault(path, code, message))

    def done(self) -> None:
        """Raise 50035 when anything was noted."""
        if self._faults:
            raise ApiError(400, 50035, "Invalid Form Body", _tree(self._faults))

    # Checks that many bodies share. Those of a type return the value when it has that type, else None.

    def required(self, path: str, value: object) -> bool:
        """Check that a value is there."""
        if value is None:
            self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")
        return value is not None

    def text(
        self, path: str, value: object, lowest: int, highest: int, *, required: bool = False, trim: bool = False
    ) -> str | None:
        """Check a string's length, in characters."""
        if value is None:
            if required:
                self.required(path, value)
            return None
        if not isinstance(value, str):
            self.fault(path, "STRING_TYPE_CONVERT", "Could not interpret string.")
            return None
        size = len(value.strip() if trim else value)
        if required and lowest > 0 and size == 0:
            self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not lowest <= size <= highest:
            self._bad_length(path, lowest, highest)
        return value

    def count(self, path: str, value: object, lowest: int, highest: int, *, required: bool = False) -> bool:
        """Check how many items a list has."""
        if value is None:
            if required:
                self.required(path, value)
            return False
        if not isinstance(value, list):
            self.fault(path, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return False
        size = len(cast("list[object]", value))
        if required and lowest > 0 and size == 0:
            self.fault(path, "BASE_TYPE_REQUIRED", "This field is required")
        elif not lowest <= size <= highest:
            self._bad_length(path, lowest, highest)
        return True

    def integer(
        self, path: str, value: object, lowest: int | None = None, highest: int | None = None, *, required: bool = False
    ) -> int | None:
        """Check a whole number and its bounds."""
        if value is None:
            if required:
                self.required(path, value)
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        self.bounds(path, value, lowest, highest)
        return value

    def number(
        self, path: str, value: object, lowest: float | None = None, highest: float | None = None
    ) -> float | None:
        """Check a number, whole or not, and its bounds."""
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
            return None
        self.bounds(path, value, lowest, highest, kind="float")
        return value

    def bounds(
        self, path: str, value: float, lowest: float | None, highest: float | None, *, kind: str = "int"
    ) -> None:
        """Check a number against its bounds."""
        if lowest is not None and value < lowest:
            self.fault(path, "NUMBER_TYPE_MIN", f"{kind} value should be greater than or equal to {lowest}.")
        if highest is not None and value > highest:
            self.fault(path, "NUMBER_TYPE_MAX", f"{kind} value should be less than or equal to {highest}.")

    def flags(self, path: str, value: object, allowed: int, code: str = "MESSAGE_FLAGS_INVALID") -> int:
        """Check bits against those that are allowed, and return the ones that are."""
        flags = max(0, self.integer(path, value, 0, 2**31 - 1) or 0)
        # The complement of an IntFlag leaves out the bits that nobody has named.
        if excess := flags & ~int(allowed):
            self.fault(path, code, f"The flags {excess} cannot be set here.")
        return flags & int(allowed)

    def boolean(self, path: str, value: object) -> bool:
        """Check a boolean, where there is one."""
        if value is not None and not isinstance(value, bool):
            self.fault(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
            return False
        return value is not None

    def snowflake(self, path: str, value: object) -> bool:
        """Check an id; Discord takes it as a string or as a number."""
        if is_snowflake(value):
            return True
        self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return False

    def choice(self, path: str, value: object, allowed: Collection[object]) -> bool:
        """Check that a value is one of those that are allowed."""
        if isinstance(value, str | int) and not isinstance(value, bool) and value in allowed:
            return True
        listed = ", ".join(repr(one) for one in allowed)
        self.fault(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{listed}}}.")
        return False

    def distinct(self, path: str, value: object) -> None:
        """Check that nothing stands in a list twice; ids are the same as text and as numbers."""
        seen: set[str] = set()
        for index, one in enumerate(cast("Sequence[object]", value) if isinstance(value, list) else ()):
            if str(one) in seen:
                self.fault(join(path, index), "SET_TYPE_ALREADY_CONTAINS_VALUE", "The set already contains this value")
            seen.add(str(one))

    def mapping(self, path: str, value: object, *, required: bool = False) -> Json | None:
        """Check that a value, where there is one, is an object."""
        if isinstance(value, dict):
            return cast("Json", value)
        if value is not None:
            self.fault(path, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        elif required:
            self.required(path, value)
        return None

    def mappings(self, path: str, value: object) -> list[tuple[str, Json]]:
        """Return the objects of a list with their paths, noting whatever in it is none."""
        found: list[tuple[str, Json]] = []
        for index, item in enumerate(cast("Sequence[object]", value) if isinstance(value, list) else ()):
            where = join(path, index)
            if isinstance(item, dict):
                found.append((where, cast("Json", item)))
            else:
                self.fault(where, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return found

    def _bad_length(self, path: str, lowest: int, highest: int) -> None:
        if lowest > 0:
            self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {lowest} and {highest} in length.")
        else:
            self.fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {highest} or fewer in length.")


def is_snowflake(value: object) -> bool:
    """Tell whether a value can be an id."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return 0 <= value < 1 << 64
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20


def join(path: str, *steps: object) -> str:
    """Return a path with further steps."""
    return ".".join([path, *map(str, steps)] if path else list(map(str, steps)))


def invalid(path: str, code: str, message: str) -> ApiError:
    """Return a 50035 with a single fault."""
    return ApiError(400, 50035, "Invalid Form Body", _tree([Fault(path, code, message)]))


def _tree(faults: Sequence[Fault]) -> Json:
    root: Json = {}
    for fault in faults:
        node = root
        for step in fault.path.split(".") if fault.path else ():
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": fault.code, "message": fault.message})
    return root
