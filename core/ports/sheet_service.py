"""The door to a service that gives people's characters by their number."""

from __future__ import annotations

from typing import Protocol


class SheetService(Protocol):
    """Gives characters as files."""

    def number_in(self, address: str) -> int | None:
        """The character that an address of the service names; None if it is no such address.

        Nothing is asked of anybody.
        """
        ...

    async def fetch(self, number: int) -> bytes:
        """The character's file.

        Raises:
            NotFoundError: ``sheet-not-there``: there is none, or it is not public.
            LimitError: ``sheet-too-large``.
            UnavailableError: ``sheets-away``: the service does not answer, or not as it should.
        """
        ...
