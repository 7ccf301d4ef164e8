"""What time does to a table: it ends where nobody plays, and misses a DM who is away. Whichever comes first is next."""

from __future__ import annotations

from datetime import datetime

from core.ledger.event import Draft
from core.tables import absence, expiry
from core.tables.house import House
from core.tables.state import Table


def look_at(table: Table) -> datetime | None:
    """When time alone next changes something."""
    return min(filter(None, (expiry.look_at(table), absence.look_at(table))), default=None)


def tended(table: Table, house: House, now: datetime) -> tuple[Draft, ...]:
    """What time alone brings by now; a table that closes misses nobody any more."""
    return expiry.tended(table, house, now) or absence.tended(table, now)
