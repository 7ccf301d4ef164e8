"""Look at a table without changing it."""

from __future__ import annotations

from dataclasses import dataclass

from core.errors import NotFoundError
from core.ids import StreamId
from core.ports.ledger import Ledger
from core.ports.tables import TableDirectory
from core.tables.books import TABLES
from core.tables.directory import TableEntry
from core.tables.state import Table


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as it stands.

    Attributes:
        entry: Where it is and which message shows it.
    """

    table: Table
    entry: TableEntry


class ReadTable:
    """The table as it stands."""

    def __init__(self, ledger: Ledger, directory: TableDirectory) -> None:
        self._ledger = ledger
        self._directory = directory

    async def __call__(self, stream: StreamId) -> TableView:
        """The table and its line in the directory.

        Raises:
            NotFoundError: ``no-table-here``.
        """
        entry = await self._directory.entry(stream)
        if entry is None:
            raise NotFoundError("no-table-here")
        table, _ = await self._ledger.read(TABLES, stream)
        return TableView(table, entry)
