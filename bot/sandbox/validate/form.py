"""Gathers the faults of a body by path, in Discord's own codes and words.

A check never stops at the first fault: Discord answers with a tree of all of them. What a value merely stands for, as
the text "5" does for a number and a number for a text, is put right in the body itself, so whoever reads it after the
check finds every value of its type.

Source: Discord developer docs, "API Reference", Error Messages, Boolean Query Strings. That the service takes whole
numbers for text and text for whole numbers: discord/discord-api-spec issue 11; the codes and words of its faults are
those of the Python library schematics, whose types read values so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from bot.sandbox.errors import ApiError
from bot.sandbox.wire import Json, as_number, as_truth, as_whole

_Put = TypeVar("_Put")


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

    def __init__(self, body: object = None, *, at: str = "", has_emoji: Callable[[str], bool] | None = None) -> None:
        """Begin without a fault.

        Args:
            body: What is examined, in which values are put right; None where nobody reads it afterwards.
            at: Where it stands in what was sent: what the paths of its values begin with.
            has_emoji: As the attribute.
        """
        self.has_emoji = has_emoji
        self._body = body
        self._at = at
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
        if isinstance(value, int) and not isinstance(value, bool):
            value = self._put(path, str(value))
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
        whole = as_whole(value)
        if whole is None:
            self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        self.bounds(path, whole, lowest, highest)
        return whole if isinstance(value, int) else self._put(path, whole)

    def number(
        self, path: str, value: object, lowest: float | None = None, highest: float | None = None
    ) -> float | None:
        """Check a number, whole or not, and its bounds."""
        if value is None:
            return None
        number = as_number(value)
        if number is None:
            self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
            return None
        self.bounds(path, number, lowest, highest, kind="float")
        return self._put(path, number) if isinstance(value, str) else number

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
        if value is None:
            return False
        truth = as_truth(value)
        if truth is None:
            self.fault(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
            return False
        if isinstance(value, str):
            self._put(path, truth)
        return True

    def snowflake(self, path: str, value: object) -> bool:
        """Check an id; Discord takes it as a string or as a number."""
        if is_snowflake(value):
            if isinstance(value, int):
                self._put(path, str(value))
            return True
        self.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return False

    def choice(self, path: str, value: object, allowed: Collection[object]) -> bool:
        """Check that a value is one of those that are allowed, all of which are texts or all whole numbers."""
        if all(isinstance(one, int) for one in allowed):
            value = self.integer(path, value, required=True)
            if value is None:
                return False
        if isinstance(value, str | int) and value in allowed:
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

    def _put(self, path: str, value: _Put) -> _Put:
        """Put a value into the body in place of the one that stands for it, and return it."""
        if self._body is not None:
            *way, last = path.removeprefix(self._at).removeprefix(".").split(".")
            node: Any = self._body
            for step in way:
                node = node[_key(node, step)]
            node[_key(node, last)] = value
        return value

    def _bad_length(self, path: str, lowest: int, highest: int) -> None:
        if lowest > 0:
            self.fault(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {lowest} and {highest} in length.")
        else:
            self.fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {highest} or fewer in length.")


def _key(node: object, step: str) -> str | int:
    return int(step) if isinstance(node, list) else step


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
