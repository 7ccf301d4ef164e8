"""From when on: a span back from now, or a day, as people type it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from core.errors import RuleError

LONGEST_DAYS: Final = 36_500
_SPAN: Final = re.compile(
    r"([0-9]{1,5})\s*(h|hours?|d|days?|w|weeks?|m|months?|y|years?)(?:\s+ago)?", re.IGNORECASE | re.ASCII
)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_HOURS: Final = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
"""By a span's first letter; a month has 30 days here, and a year 365."""


def read_since(text: str | None, now: datetime) -> datetime | None:
    """The moment that is meant; None when nothing was typed.

    Args:
        text: ``12h``, ``7d``, ``2 weeks``, ``3 months ago``, ``today`` or a day like ``2026-11-01``, which begins at
            midnight UTC.
        now: The time.

    Raises:
        RuleError: ``since-unreadable``.

    Example:
        >>> read_since("2d", datetime(2026, 11, 21, 19, tzinfo=UTC)).isoformat()
        '2026-11-19T19:00:00+00:00'
    """
    if text is None or not (said := text.strip()):
        return None
    if said.lower() == "today":
        return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if span := _SPAN.fullmatch(said):
        hours = int(span[1]) * _HOURS[span[2][0].lower()]
        if hours <= LONGEST_DAYS * 24:
            return now - timedelta(hours=hours)
    elif _DAY.fullmatch(said):
        try:
            return datetime.fromisoformat(said).replace(tzinfo=UTC)
        except ValueError:  # no such day: the 31st of February
            pass
    raise RuleError("since-unreadable", since=said[:30])
