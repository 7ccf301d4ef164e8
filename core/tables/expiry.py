"""What time does to a table where nobody plays: it is warned of, then closed; a campaign's is put aside instead.

A quick table is for one sitting. When nobody has done anything for as long as its mode allows, it says so three minutes
and half a minute before it closes; whoever acts, or presses *Keep open*, starts the time anew. A campaign's table is
put aside without a word once the evening is long over, and goes on where it stopped when somebody resumes it.

Source: seed 004 ("ttl: 1800 for DM-led, 18000 for Open"; "room_expiring: 180 or 30").
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from core.ledger.event import Draft
from core.tables import epochs
from core.tables.events import ExpiryWarned, TableClosed
from core.tables.house import House
from core.tables.state import Table

WARNINGS_S: Final = (180, 30)
"""How long before its end a table warns of it."""


def patience(table: Table) -> timedelta:
    """How long a table stays open while nobody does anything."""
    if table.lasting:
        return timedelta(seconds=table.idle.campaign_s)
    return timedelta(seconds=table.idle.dm_led_s if table.mode == "dm-led" else table.idle.open_s)


def ends_at(table: Table) -> datetime | None:
    """When a table ends unless somebody acts; None for one that is not open."""
    if not table.is_open or table.active_at is None:
        return None
    return table.closes_at or table.active_at + patience(table)


def look_at(table: Table) -> datetime | None:
    """When time alone next changes something."""
    end = ends_at(table)
    if end is None or table.lasting:
        return end
    ahead = _ahead(table)
    return end - timedelta(seconds=ahead[0]) if ahead else end


def tended(table: Table, house: House, now: datetime) -> tuple[Draft, ...]:
    """What time alone brings by now: a warning, the end, or nothing.

    Nobody is surprised: a table whose end was missed, as while the bot was down, is warned of first.
    """
    end = ends_at(table)
    if end is None:
        return ()
    left_s = (end - now).total_seconds()
    if table.lasting:
        return _closed(table, house, put_aside=True) if left_s <= 0 else ()
    if left_s <= 0 and table.warned_s is not None:
        return _closed(table, house, put_aside=False)
    due = [seconds for seconds in _ahead(table) if left_s <= seconds]
    if not due:
        return ()
    if left_s <= 0:
        due, end = [WARNINGS_S[0]], now + min(timedelta(seconds=WARNINGS_S[0]), patience(table))
    return (Draft(ExpiryWarned(due[-1], end)),)


def _ahead(table: Table) -> list[int]:
    """The warnings that have not been given yet, the first one first."""
    return [seconds for seconds in WARNINGS_S if table.warned_s is None or seconds < table.warned_s]


def _closed(table: Table, house: House, *, put_aside: bool) -> tuple[Draft, ...]:
    reason = "put-aside" if put_aside else "expired"
    return (*epochs.ended(table.running, house), Draft(TableClosed(rolls=table.rolls, reason=reason)))
