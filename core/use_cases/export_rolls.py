"""Take rolls along: the newest ones, as many as a file holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.ports.records import RollRecords
from core.tables.records import Record, Sought, Viewer

MOST_ROLLS: Final = 5_000
MOST_DICE: Final = 100_000
"""With both limits a file stays below 5 MB; Discord takes 10."""
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """Rolls to take along, the newest first.

    Attributes:
        complete: Whether there are no more.
    """

    records: tuple[Record, ...]
    complete: bool


class ExportRolls:
    """Collect rolls, page by page, so that no statement takes long."""

    def __init__(self, records: RollRecords) -> None:
        self._records = records

    async def __call__(self, viewer: Viewer, sought: Sought) -> Exported:
        """The rolls that are sought.

        Raises:
            UnavailableError: ``database-away``.
        """
        kept: list[Record] = []
        dice, below = 0, None
        while found := await self._records.older(viewer, sought, below=below, limit=AT_ONCE):
            for record in found:
                if not isinstance(record, Record):
                    continue
                dice += sum(len(group.faces) for group in record.rolled.dice)
                if len(kept) == MOST_ROLLS or dice > MOST_DICE:
                    return Exported(tuple(kept), complete=False)
                kept.append(record)
            below = found[-1].mark
        return Exported(tuple(kept), complete=True)
