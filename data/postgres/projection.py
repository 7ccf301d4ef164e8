"""Projections: what SQL must find, written by the very statement that appends the event it follows from.

A projection answers an event with small statements. Those of an append's first event become parts of the appending
statement (CTEs); those of each later event follow as one statement of their own in the same transaction, so that they
see what the ones before have written. Within one event, no two statements may write the same row: PostgreSQL runs the
parts of a statement on one snapshot, and the second would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.ledger.event import Event

_PLACEHOLDER = re.compile(r"\$(\d+)")


@dataclass(frozen=True, slots=True)
class Statement:
    """One INSERT, UPDATE or DELETE.

    Attributes:
        sql: Its text; the same text every time, so that it is prepared once. Placeholders begin at $1, and a dollar
            sign stands for nothing else. A placeholder that no column gives a type needs a cast.
        args: What fills the placeholders.
    """

    sql: str
    args: tuple[object, ...] = ()


Projection = Callable[[Event, Any], Sequence[Statement]]
"""From an event, and the state of its stream after it, to what follows for the tables that SQL searches."""


def merged(*maps: Mapping[str, Projection]) -> dict[str, Projection]:
    """One projection a kind out of several maps: their statements one after another."""
    by_kind: dict[str, list[Projection]] = {}
    for each in maps:
        for kind, projection in each.items():
            by_kind.setdefault(kind, []).append(projection)
    return {kind: parts[0] if len(parts) == 1 else _in_turn(parts) for kind, parts in by_kind.items()}


def _in_turn(projections: Sequence[Projection]) -> Projection:
    def project(event: Event, state: object) -> Sequence[Statement]:
        return [statement for projection in projections for statement in projection(event, state)]

    return project


def spliced(text: str, args: Sequence[object], statements: Sequence[Statement]) -> tuple[str, list[object]]:
    """Make statements part of one that has a ``{projections}`` where further CTEs may stand.

    Returns:
        The whole text, its placeholders numbered through, and the arguments.
    """
    key = tuple((statement.sql, len(statement.args)) for statement in statements)
    return _text(text, len(args), key), [*args, *(arg for statement in statements for arg in statement.args)]


@lru_cache(maxsize=512)
def _text(text: str, taken: int, parts: tuple[tuple[str, int], ...]) -> str:
    ctes: list[str] = []
    for number, (sql, count) in enumerate(parts, start=1):
        ctes.append(f", projection_{number} AS ({_shifted(sql, taken)})")
        taken += count
    return text.replace("{projections}", "".join(ctes))


def _shifted(sql: str, by: int) -> str:
    return _PLACEHOLDER.sub(lambda found: f"${int(found[1]) + by}", sql)
