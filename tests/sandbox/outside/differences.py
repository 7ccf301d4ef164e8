"""What the two worlds make of a scenario differently, and the table that says why.

A row of ``differences.toml`` names scenarios, the lines that only one world wrote, who is right, why, and the page of
Discord's documentation that decides it. ``right`` is "ours", or "open" where no page decides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

TABLE = Path(__file__).with_name("differences.toml")
RIGHT = ("ours", "open")
CANNOT = "cannot: "
PAGES = ("https://discord.com/developers/docs/", "https://github.com/discord/discord-api-docs/")
"""Where Discord says what is so: its documentation, and its own answers beside that."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines of a scenario that only one world wrote, in their order."""

    ours: tuple[str, ...]
    simcord: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One known difference, and how it is explained."""

    difference: Difference
    right: str
    why: str
    page: str


@dataclass(frozen=True, slots=True)
class Table:
    """All that is known of differences: by scenario, and which scenarios simcord cannot play, with the reason."""

    rows: Mapping[str, Row]
    cannot: Mapping[str, str]


def difference(ours: list[str], simcord: list[str]) -> Difference | None:
    """What differs between two notebooks of one scenario, if anything does."""
    changes = [
        change for change in SequenceMatcher(a=ours, b=simcord, autojunk=False).get_opcodes() if change[0] != "equal"
    ]
    if not changes:
        return None
    only_ours = [line for _, start, end, _, _ in changes for line in ours[start:end]]
    only_simcord = [line for _, _, _, start, end in changes for line in simcord[start:end]]
    return Difference(tuple(only_ours), tuple(only_simcord))


def table() -> Table:
    """Read the table.

    Raises:
        ValueError: A scenario stands there twice.
    """
    read = tomllib.loads(TABLE.read_text("utf-8"))
    rows: dict[str, Row] = {}
    for entry in read["difference"]:
        known = Difference(tuple(entry["ours"]), tuple(entry["simcord"]))
        for scenario in entry["scenarios"]:
            if scenario in rows:
                raise ValueError(f"{scenario} stands in the table twice")
            rows[scenario] = Row(known, entry["right"], entry["why"], entry["page"])
    return Table(rows, {scenario: entry["why"] for entry in read["cannot"] for scenario in entry["scenarios"]})
