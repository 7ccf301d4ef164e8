"""What a benchmark finds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement.

    Attributes:
        name: What was measured: ``permalink.page``.
        value: How much.
        unit: Of what.
        against: The rival's value in the same run; None where there is no rival.
        ratio: Ours to the rival's, the median over the rounds.
    """

    name: str
    value: float
    unit: str
    against: float | None = None
    ratio: float | None = None


def as_json(figure: Figure) -> str:
    """One line for programs."""
    return json.dumps(asdict(figure))


def as_table(figures: Sequence[Figure]) -> str:
    """A small table for people."""
    rows = [("", "value", "unit", "against", "ratio")]
    rows += [(f.name, _number(f.value), f.unit, _number(f.against), _number(f.ratio)) for f in figures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place in (0, 2) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}"
