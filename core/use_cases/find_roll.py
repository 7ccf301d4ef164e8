"""Find the roll that something made, if it was made: what is rolled for once is not rolled for again."""

from __future__ import annotations

from core.ids import Cause
from core.ports.ledger import Ledger
from core.tables.events import Rolled


class FindRoll:
    """Reads the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def __call__(self, cause: Cause) -> Rolled | None:
        """The roll of a cause; None where there is none."""
        made = (event.fact for event in await self._ledger.caused(cause))
        return next((fact for fact in made if isinstance(fact, Rolled)), None)
