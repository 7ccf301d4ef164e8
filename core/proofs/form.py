"""What proof files look like: canonical JSON of one exact shape, so that there is one way only to write each of them.

SPECIFICATION.md, sections 1, 6 and 7. Because every byte of a file follows from its values, a changed byte is either no
longer canonical or changes a value, and each value is held by a signature, a digest or a computation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn, cast

from core.ledger import canonical

LARGEST_INTEGER: Final = 2**53 - 1
"""Readers that count in doubles keep integers exact up to this one."""
MOST_SIDES: Final = 1_000_000


class FormError(Exception):
    """A file has not the form of a proof.

    Attributes:
        reason: ``unreadable``, ``not-canonical`` or ``shape``.
        where: For a shape, the path of the first value that does not fit: ``record.draws.0``.
    """

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(reason, where)
        self.reason = reason
        self.where = where


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of any length whose items have one shape."""

    item: Shape


@dataclass(frozen=True, slots=True)
class Maybe:
    """A shape, or null."""

    shape: Shape


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object with exactly these names."""

    parts: Mapping[str, Shape]


Test = Callable[[object], bool]
Shape = Test | ListOf | Maybe | ObjectOf
"""A test of a single value, or what an object or a list is made of."""


def read(file: bytes) -> Mapping[str, Any]:
    """Read a verification file: of a hidden roll if its record is a sealed one, else of a public roll.

    Raises:
        FormError: Whatever its reason, nothing else about the file needs to be looked at.
    """
    proof = parse(file)
    expect(proof, _HIDDEN_FILE if _is_sealed(proof) else _PUBLIC_FILE)
    return proof


def parse(file: bytes) -> Any:
    """Read canonical JSON, with at most one line feed behind it.

    Raises:
        FormError: ``unreadable`` or ``not-canonical``.
    """
    try:
        text = file.decode().removesuffix("\n")
        value = json.loads(text, parse_int=_integer, parse_float=_fraction, parse_constant=_not_json)
        again = canonical.dump(value)
    except (ValueError, RecursionError):
        raise FormError("unreadable") from None
    if again != text:
        raise FormError("not-canonical")
    return value


def expect(value: Any, shape: Shape) -> None:
    """Hold a value to a shape.

    Raises:
        FormError: ``shape``.
    """
    misfit = _misfit(value, shape, ())
    if misfit is not None:
        raise FormError("shape", ".".join(map(str, misfit)))


def _misfit(value: Any, shape: Shape, path: tuple[str | int, ...]) -> tuple[str | int, ...] | None:
    """The path of the first value that does not fit, in the order in which they are written."""
    if isinstance(shape, Maybe):
        return None if value is None else _misfit(value, shape.shape, path)
    if isinstance(shape, ListOf):
        if not isinstance(value, list):
            return path
        parts = ((place, item, shape.item) for place, item in enumerate(cast(list[Any], value)))
    elif isinstance(shape, ObjectOf):
        found = cast(dict[str, Any], value) if isinstance(value, dict) else {}
        if found.keys() != shape.parts.keys():
            return path
        parts = ((name, found[name], inner) for name, inner in sorted(shape.parts.items()))
    else:
        return None if shape(value) else path
    misfits = (_misfit(part, inner, (*path, name)) for name, part, inner in parts)
    return next((misfit for misfit in misfits if misfit is not None), None)


def _is_sealed(proof: Any) -> bool:
    record = cast(dict[str, Any], proof).get("record") if isinstance(proof, dict) else None
    return isinstance(record, dict) and cast(dict[str, Any], record).get("kind") == "sealed"


def _integer(digits: str) -> int | None:
    """A number that files may hold; None, which is written otherwise, for one that is too large."""
    if len(digits) > len(str(-LARGEST_INTEGER)):  # Python would take its time over a million digits
        return None
    number = int(digits)
    return number if abs(number) <= LARGEST_INTEGER else None


def _fraction(digits: str) -> None:
    """No file holds one; it becomes what is written otherwise, so that the rest is still read as JSON."""


def _not_json(text: str) -> NoReturn:
    raise FormError("unreadable")  # Python would read NaN and Infinity; JSON knows neither


def _written(pattern: str) -> Test:
    known = re.compile(pattern)
    return lambda value: isinstance(value, str) and known.fullmatch(value) is not None


def _hex(size: int) -> Test:
    return _written(f"[0-9a-f]{{{2 * size}}}")


def _is(exactly: str | int) -> Test:
    return lambda value: type(value) is type(exactly) and value == exactly


def _text(value: object) -> bool:
    return isinstance(value, str)


def _whole(value: object) -> bool:
    return type(value) is int


def _positive(value: object) -> bool:
    return type(value) is int and value > 0


def _bool(value: object) -> bool:
    return type(value) is bool


def _draw(value: object) -> bool:
    """Whether a value is a die: its sides and one of its faces."""
    if not isinstance(value, list):
        return False
    pair = cast(list[object], value)
    return len(pair) == 2 and all(map(_positive, pair)) and cast(list[int], pair)[0] <= MOST_SIDES


ROLL_ID: Final = _written("[A-Za-z0-9_-]{22}")
INSTANT: Final = _written("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
DIGEST: Final = _hex(32)
KEY_ID: Final = _hex(8)

_THROWN: Final[Mapping[str, Shape]] = {
    "advantage": _written("[a-z-]+"),
    "dc": Maybe(_whole),
    "draws": ListOf(_draw),
    "id": ROLL_ID,
    "notation": _text,
    "passed": Maybe(ListOf(_bool)),
    "time": INSTANT,
    "totals": ListOf(_whole),
    "version": _is(1),
}
_PLACED: Final[Mapping[str, Shape]] = {"commitment": DIGEST, "entropy": DIGEST, "epoch": _hex(16), "number": _positive}
_PUBLIC: Final = ObjectOf({**_THROWN, **_PLACED, "kind": _is("roll")})
_OPENED: Final = ObjectOf({**_THROWN, "kind": _is("opened"), "secret": DIGEST})
_SEALED: Final = ObjectOf(
    {"commitment": DIGEST, "id": ROLL_ID, "kind": _is("sealed"), "time": INSTANT, "version": _is(1)}
)
_ENTROPY: Final = ListOf(ObjectOf({"digest": DIGEST, "text": Maybe(_text)}))
_EPOCH: Final = ObjectOf({"entropy": _ENTROPY, "seed": Maybe(DIGEST)})
_SIGNED: Final[Mapping[str, Shape]] = {"key": KEY_ID, "public_key": DIGEST, "signature": _hex(64)}
_PUBLIC_FILE: Final = ObjectOf({**_SIGNED, "epoch": _EPOCH, "record": _PUBLIC})
_HIDDEN_FILE: Final = ObjectOf({**_SIGNED, "opened": Maybe(_OPENED), "record": _SEALED})
