"""Sheets of this bot's own: the JSON that `exporting` writes, read back though people have changed it by hand.

What does not fit is taken out piece by piece until the rest does; so a wrong number costs itself, not its item.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Final, cast, get_type_hints

from pydantic import TypeAdapter, ValidationError

from core.characters.exporting import SCHEMA, VERSION
from core.characters.importing.bounds import UNNAMED, bounded
from core.characters.importing.imported import Imported, Notes, Source, Why
from core.characters.importing.limits import HIT_POINTS, MOST, POINTS
from core.characters.importing.spot import Spot
from core.characters.sheet import Sheet
from core.errors import RuleError
from core.rules.edition import Edition

_ROUNDS: Final = 6
"""As deep as anything lies in a field, and one more."""
_REASONS: Final = {"int": Why.NO_NUMBER, "float": Why.NO_NUMBER, "string": Why.NO_TEXT, "enum": Why.UNKNOWN}
FIELDS: Final = tuple(field.name for field in fields(Sheet) if field.name != "portrait")


def is_own(root: Spot) -> bool:
    """Whether this is a file of ours."""
    return root.at("schema").value == SCHEMA


def read_own(root: Spot) -> Imported:
    """Read it.

    Raises:
        RuleError: ``sheet-too-new``: a later version of this bot wrote it.
    """
    version = root.at("version").value
    if isinstance(version, int) and version > VERSION:
        raise RuleError("sheet-too-new", version=version, known=VERSION)
    notes, told = root.notes, root.at("sheet")
    found: dict[str, Any] = {"name": UNNAMED, "edition": Edition.SRD_52}
    if not told.at("edition").given:
        told.at("edition").assume(found["edition"])
    _mend(told.at("vitals", "hit_points"))
    for name, spot in told.entries():
        if name not in FIELDS:
            notes.miss(f"sheet.{name[:80]}", Why.UNKNOWN, spot.value)
        elif (value := _fitting(name, spot.value, notes)) is not None:
            found[name] = value
    sheet = bounded(Sheet(**found), notes)
    return Imported(sheet, Source.OWN, frozenset(FIELDS), notes.missed, notes.more)


def _mend(points: Spot) -> None:
    """Hit points that fit each other, for they are refused as a whole otherwise."""
    if not isinstance(points.value, dict):
        return
    maximum = points.at("maximum").whole(*HIT_POINTS) or 1
    current, temporary = points.at("current").whole(0, maximum), points.at("temporary").whole(*POINTS)
    whole = {"current": maximum if current is None else current, "maximum": maximum, "temporary": temporary or 0}
    cast("dict[str, Any]", points.value).update(whole)


@cache
def _adapters() -> Mapping[str, TypeAdapter[Any]]:
    hints = get_type_hints(Sheet)
    return {name: TypeAdapter(hints[name]) for name in FIELDS}


def _fitting(name: str, value: Any, notes: Notes) -> Any:
    """What of a field's value fits; None if nothing does."""
    value = _shortened(name, value, notes)
    for _ in range(_ROUNDS):
        try:
            return _adapters()[name].validate_python(value)
        except ValidationError as error:
            places = {(*_whereabouts(value, each["loc"]),): each["type"] for each in error.errors(**_BRIEFLY)}
        for place, kind in sorted(places.items(), key=_last_first, reverse=True):
            path = ".".join(["sheet", name, *[str(key)[:80] for key in place]])
            notes.miss(path, _REASONS.get(kind.partition("_")[0], Why.WRONG_SHAPE), _at(value, place))
            if not place:
                return None
            _take_out(value, place)
    return None


_BRIEFLY: Final[Mapping[str, bool]] = {"include_url": False, "include_context": False, "include_input": False}


def _last_first(problem: tuple[tuple[int | str, ...], str]) -> list[str]:
    """Elements of a list are taken out from its end, so that the others stay where they are."""
    return [str(key).zfill(9) for key in problem[0]]


def _shortened(name: str, value: Any, notes: Notes) -> Any:
    """A list or an object of a decent length."""
    if not isinstance(value, list | dict) or len(cast("list[Any]", value)) <= MOST:
        return cast(Any, value)
    notes.miss(f"sheet.{name}", Why.TOO_MANY, len(cast("list[Any]", value)) - MOST)
    if isinstance(value, list):
        return cast("list[Any]", value)[:MOST]
    return dict(list(cast("dict[str, Any]", value).items())[:MOST])


def _whereabouts(value: Any, place: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The deepest thing there is on the way to where something is wrong, for that can be taken out."""
    found: list[int | str] = []
    for key in place:
        if isinstance(value, dict) and key in value:
            value = cast("dict[Any, Any]", value)[key]
        elif isinstance(value, list) and isinstance(key, int) and key < len(cast("list[Any]", value)):
            value = cast("list[Any]", value)[key]
        else:
            break
        found.append(key)
    return tuple(found)


def _at(value: Any, place: tuple[int | str, ...]) -> Any:
    for key in place:
        value = value[key]
    return value


def _take_out(value: Any, place: tuple[int | str, ...]) -> None:
    del _at(value, place[:-1])[place[-1]]
