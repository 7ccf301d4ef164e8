"""What is remembered of rolls: who looks for which, and what they find.

Somebody's hidden rolls are found by the one who made them and by nobody else, and of the others' open rolls those
whose channel the one who looks can see: what is looked up tells nobody more than being there would have.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from core.dice.fairness import Tally
from core.ids import ChannelId, GuildId, TableCode, UserId
from core.tables.events import Rolled

EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A roll's place in the order of all rolls: by time, and by number where two were made at once."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Record:
    """A roll that was found.

    Attributes:
        user: Who made it; None once erased.
        rolled: The roll; not hidden any more if it has been revealed.
    """

    mark: Mark
    user: UserId | None
    rolled: Rolled


@dataclass(frozen=True, slots=True)
class Turning:
    """Where a table became DM-led: the rolls before it were made at an open one."""

    mark: Mark
    code: TableCode


HistoryLine = Record | Turning
"""What a page of history is made of."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and from where.

    Attributes:
        guild: The guild they are in; None in a direct message, where only one's own rolls made there are found.
        channels: The channels of it that they can see.
    """

    user: UserId
    guild: GuildId | None
    channels: frozenset[ChannelId]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which rolls are looked for; None asks for all.

    Attributes:
        user: Whose.
        since: From when on.
        table: At which table.
        hidden: Only those that are hidden still.
    """

    user: UserId | None = None
    since: datetime | None = None
    table: TableCode | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some rolls and what turned between them, the newest first, and from where to go on.

    Attributes:
        newer: The mark above which newer ones are; None if there are none.
        older: The mark below which older ones are; None if there are none.
    """

    lines: tuple[HistoryLine, ...]
    newer: Mark | None
    older: Mark | None

    @property
    def records(self) -> tuple[Record, ...]:
        """The rolls alone."""
        return tuple(line for line in self.lines if isinstance(line, Record))


@dataclass(frozen=True, slots=True)
class Tallies:
    """How dice have fallen.

    Attributes:
        rolls: How many rolls were counted.
        all_counted: Whether there are no more; else these are the newest.
        by_die: One a kind of die, the d20 first, then by how many were thrown.
    """

    rolls: int
    all_counted: bool
    by_die: tuple[Tally, ...]
