"""A DM who does not answer: anybody who plays beside them may say so, and they are away unless they do something.

At a table that plays by text, nothing tells when a DM stops answering, so people do. Two things keep that honest. What
a DM did at the table a moment ago is an answer: nobody is away who acted within `Idle.quiet_s`. That is two minutes,
about as long as it takes to look up a rule and write a paragraph, and with the grace it makes three from a DM's last
deed to the players' vote; more where the DM could not be asked at once, for the grace begins when they were. And who
was wrong, for the DM answered within the grace, may not say so again for ten minutes: long enough that a DM who writes
slowly is not asked all evening. Others who play there may say so meanwhile.

All that it needs follows from the table's own events.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Final

from core.errors import LimitError, RuleError
from core.ids import UserId
from core.ledger.event import Draft, Event
from core.tables.absence import grace_ends
from core.tables.permissions import must
from core.tables.presence import DmReported, DmReturned
from core.tables.state import FalseAlarm, Seat, Table

RESTS_FOR: Final = timedelta(minutes=10)
"""How long whoever gave a false alarm may not give another."""


def report(table: Table, user: UserId, now: datetime) -> tuple[Draft, ...]:
    """Somebody says that the DM does not answer: they are away from now on, and asked.

    Raises:
        RuleError: ``table-closed``, ``nobody-leads``, ``dm-away-already`` or ``dm-just-acted``.
        NotAllowedError: ``not-yours-to-report``.
        LimitError: ``dm-was-there``.
    """
    table.must_be_open()
    must(table, user, "report-away")
    dm, reporter = table.dm, table.seat_for(user)
    if dm is None or table.absence:
        raise RuleError("dm-away-already", code=table.code)
    _must_not_rest(table, user, now)
    _must_be_quiet(table, now)
    return (Draft(DmReported(dm.number, reporter.number)),)


def evolve_seen(table: Table, dm: Seat | None, event: Event) -> datetime | None:
    """When the DM was last seen to do something, after one more event; who has just become the DM was seen then.

    Args:
        table: The table before the event.
        dm: The DM's seat after it.
        event: What happened.
    """
    if dm is None:
        return None
    is_new = table.dm is None or table.dm.number != dm.number
    acted = event.actor is not None and event.actor == dm.user
    return event.at if is_new or acted else table.dm_seen_at


def evolve_alarms(table: Table, event: Event) -> tuple[FalseAlarm, ...]:
    """The false alarms that still count, after one more event: one that the DM answered within the grace is one.

    Args:
        table: The table before the event.
        event: What happened.
    """
    absence = table.absence
    if not isinstance(event.fact, DmReturned) or absence is None or absence.reporter is None:
        return table.false_alarms
    if event.at >= grace_ends(table, absence):
        return table.false_alarms
    others = (each for each in table.false_alarms if each.user != absence.reporter)
    return (*(each for each in others if event.at - each.at < RESTS_FOR), FalseAlarm(absence.reporter, event.at))


def _must_not_rest(table: Table, user: UserId, now: datetime) -> None:
    alarm = next((each for each in table.false_alarms if each.user == user), None)
    left = alarm and alarm.at + RESTS_FOR - now
    if alarm and left and left > timedelta():
        ago, minutes = _whole(now - alarm.at) // 60, ceil(left / timedelta(minutes=1))
        raise LimitError("dm-was-there", code=table.code, ago=ago, minutes=minutes)


def _must_be_quiet(table: Table, now: datetime) -> None:
    seen, quiet = table.dm_seen_at, timedelta(seconds=table.idle.quiet_s)
    if seen is not None and now - seen < quiet:
        seconds = ceil((seen + quiet - now).total_seconds())
        facts = {"ago": _whole(now - seen), "quiet": table.idle.quiet_s, "seconds": seconds}
        raise RuleError("dm-just-acted", code=table.code, **facts)


def _whole(passed: timedelta) -> int:
    """In whole seconds; what another process's clock puts into the future is now."""
    return max(0, int(passed.total_seconds()))
