"""Look through the rolls that were made, a page at a time."""

from __future__ import annotations

from typing import Final

from core.ports.records import RollRecords
from core.tables.records import Mark, Page, Sought, Viewer

ON_A_PAGE: Final = 10


class ReadHistory:
    """One page of rolls. One more than fits is asked for, which tells whether there is a next page."""

    def __init__(self, records: RollRecords) -> None:
        self._records = records

    async def older(self, viewer: Viewer, sought: Sought, below: Mark | None = None) -> Page:
        """The page of rolls older than a mark, or the newest page.

        Raises:
            UnavailableError: ``database-away``.
        """
        found = await self._records.older(viewer, sought, below=below, limit=ON_A_PAGE + 1)
        lines = tuple(found[:ON_A_PAGE])
        if not lines:
            return Page((), None, None)
        return Page(
            lines,
            newer=lines[0].mark if below else None,
            older=lines[-1].mark if len(found) > ON_A_PAGE else None,
        )

    async def newer(self, viewer: Viewer, sought: Sought, above: Mark) -> Page:
        """The page of rolls just newer than a mark; when they do not fill it, the newest page.

        Raises:
            UnavailableError: ``database-away``.
        """
        found = await self._records.newer(viewer, sought, above=above, limit=ON_A_PAGE + 1)
        if len(found) <= ON_A_PAGE:
            return await self.older(viewer, sought)
        lines = tuple(reversed(found[:ON_A_PAGE]))
        return Page(lines, newer=lines[0].mark, older=lines[-1].mark)
