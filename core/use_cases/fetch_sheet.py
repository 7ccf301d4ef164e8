"""Get somebody's character from the service that they keep it at, where whoever runs the bot allows that."""

from __future__ import annotations

from core.errors import RuleError
from core.ids import Cause, UserId
from core.ports.quota import Allowance
from core.ports.sheet_service import SheetService


class FetchSheet:
    """Fetches by address, seldom.

    Args:
        service: Who is asked; None where nobody may be.
        allowance: How often a person may.
    """

    def __init__(self, service: SheetService | None, allowance: Allowance) -> None:
        self._service = service
        self._allowance = allowance

    async def __call__(self, address: str, user: UserId, *, cause: Cause) -> bytes:
        """The character's file.

        Raises:
            RuleError: ``import-no-urls``, or ``import-url-elsewhere``: it is no address of the service.
            LimitError: ``too-fast`` or ``sheet-too-large``.
            NotFoundError: ``sheet-not-there``.
            UnavailableError: ``sheets-away``.
        """
        if self._service is None:
            raise RuleError("import-no-urls")
        number = self._service.number_in(address)
        if number is None:
            raise RuleError("import-url-elsewhere")
        await self._allowance.take(user, cause)
        return await self._service.fetch(number)
