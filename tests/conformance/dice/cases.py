"""The form of the cases: which fields there are, and what each must look like before anything is judged by it.

The fields are those that a file explains in its own ``meta``. One that nobody knows is no fault, but it is said of the
case that it was not judged by it; a field of the wrong shape fails its case with a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

from core.errors import NotationError
from tests.conformance.dice.forms import COMPARE

Case = dict[str, Any]

KINDS: Final = {"syntax": NotationError.SYNTAX, "value": NotationError.VALUE, "limit": NotationError.LIMIT}
FLAGS: Final = {20: "critical", 1: "fumble"}
NUMBERS: Final = frozenset({"min", "max", "mean", "odds"})
"""What is said of the totals that can come up."""
UNJUDGED: Final = frozenset({"id", "profile", "feature", "note", "mean_float", "checked_by", "by"})
"""What is said to people."""
_FRACTION: Final = re.compile(r"-?\d+(?:/\d+|\.\d+)?", re.ASCII)
_LONGEST: Final = 1_000_000
_TOLD: Final = NUMBERS | {"sexpr", "error", "result", "flags", "labels", "comment", "dice", "repeat"}


class CaseError(Exception):
    """A case that nothing can be judged by; the text is a whole sentence."""


def checked(case: object) -> Case:
    """The case, if all its fields are of their shape.

    Raises:
        CaseError: One is not, or one is missing.
    """
    if not isinstance(case, dict):
        raise CaseError(f"a case is an object, not {case!r:.60}")
    known: Case = case
    _check_fields(known)
    if not isinstance(known.get("expr"), str) and "parts" not in known:
        raise CaseError("it has neither an expr nor parts")
    ways = [*known.get("either", ()), *known.get("readings", ())]
    if not known.keys() & _TOLD and not ways and "then" not in known:
        raise CaseError("it says nothing that could be judged")
    if "then" in known and not known.keys() & {"expect", "expect_labels"}:
        raise CaseError("it has a then, but neither expect nor expect_labels")
    return known


def text_of(case: Case) -> str:
    """The case's expression, put together where it is given in parts."""
    return case["expr"] if case.get("expr") is not None else "".join([part * times for part, times in case["parts"]])


def unknown(case: Case) -> list[str]:
    """The fields that nobody knows, of the case and of its readings."""
    ways = [*case.get("either", ()), *case.get("readings", ())]
    return sorted(set[str]().union(case, *ways) - _SHAPES.keys() - UNJUDGED)


def _check_fields(case: Case) -> None:
    for field, (fits, shape) in _SHAPES.items():
        if field in case and not fits(case[field]):
            raise CaseError(f"its {field} is not {shape}, but {case[field]!r:.60}")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_whole(value: object) -> bool:
    return type(value) is int


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= _LONGEST


def _is_fraction(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(_FRACTION.fullmatch(value)) and Fraction(value) is not None
    except (ValueError, ZeroDivisionError):
        return False


def _are(fits: Callable[[Any], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _two(fits: Callable[[Any], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and len(value) == 2 and all(map(fits, value))


def _is_part(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _is_text(value[0]) and _is_count(value[1])


def _is_chance(value: Any) -> bool:
    if not isinstance(value, dict) or not {"op", "value", "p"} <= value.keys():
        return False
    return value["op"] in COMPARE and _is_whole(value["value"]) and _is_fraction(value["p"])


def _is_flag(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("flag") not in (*FLAGS.values(), "none"):
        return False
    return _are(_is_whole)(value["rolled"]) if "rolled" in value else _is_whole(value.get("natural"))


def _is_way(value: Any) -> bool:
    if isinstance(value, dict):
        _check_fields(value)
    return isinstance(value, dict)


_SHAPES: Final[dict[str, tuple[Callable[[Any], bool], str]]] = {
    "expr": (lambda value: value is None or _is_text(value), "a text"),
    "parts": (_are(_is_part), "a list of texts, each with how often it stands there"),
    "spellings": (_are(_is_text), "a list of texts"),
    "sexpr": (_is_text, "a text"),
    "dice": (_is_count, "a number of dice"),
    "min": (_is_whole, "a whole number"),
    "max": (lambda value: value is None or _is_whole(value), "a whole number or null"),
    "mean": (_is_fraction, "a number written p/q"),
    "odds": (_are(_is_chance), "a list of op, value and p"),
    "error": (lambda value: _is_text(value) and value in KINDS, f"one of {', '.join(KINDS)}"),
    "result": (lambda value: value == "any", '"any"'),
    "labels": (_are(_is_text), "a list of texts"),
    "comment": (_is_text, "a text"),
    "repeat": (_is_count, "a number of rolls"),
    "each": (_is_way, "an object"),
    "flags": (_are(_is_flag), "a list of faces (natural or rolled) and their flag"),
    "either": (lambda value: bool(value) and _are(_is_way)(value), "a list of what is acceptable"),
    "readings": (lambda value: bool(value) and _are(_is_way)(value), "a list of readings"),
    "then": (_is_text, "a text"),
    "expect": (_two(lambda value: value in ("ok", *KINDS)), f"two of ok, {', '.join(KINDS)}"),
    "expect_labels": (_two(_are(_is_text)), "two lists of texts"),
    "within_ms": (lambda value: type(value) in (int, float) and value > 0, "a number of milliseconds"),
}
"""What each field must be, and how a sentence says it."""
