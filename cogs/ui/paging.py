"""A place in somebody's history as the id of a button: what is looked for, and from which roll to go on.

The button is all that is kept, so a page turns after any restart. Numbers are written to the base 36, for a button's
id has room for 64 characters of ours. Whose hidden rolls are shown is decided by who presses, never by what it says.
"""

from __future__ import annotations

from datetime import timedelta

from core.ids import TableCode, UserId
from core.tables.records import EPOCH, Mark, Sought

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MICROSECOND, _SECOND = timedelta(microseconds=1), timedelta(seconds=1)


def written_place(sought: Sought, mark: Mark) -> str:
    """The place as text: letters, digits, ``-`` and ``_``.

    Example:
        >>> written_place(Sought(UserId(35), table=TableCode("MIST-1234")), Mark(EPOCH, 7))
        'z__MIST-1234_0_7'
    """
    since = _base36((sought.since - EPOCH) // _SECOND) if sought.since else ""
    user = _base36(sought.user) if sought.user else ""
    at = _base36((mark.at - EPOCH) // _MICROSECOND)
    return "_".join([user, since, sought.table or "", at, _base36(mark.number)])


def read_place(text: str) -> tuple[Sought, Mark]:
    """The place that a button names.

    Example:
        >>> sought, mark = read_place("z__MIST-1234_0_7")
        >>> sought.user, sought.since, sought.table, mark.number
        (35, None, 'MIST-1234', 7)
    """
    user, since, table, at, number = text.split("_")
    sought = Sought(
        UserId(int(user, 36)) if user else None,
        EPOCH + int(since, 36) * _SECOND if since else None,
        TableCode(table) if table else None,
    )
    return sought, Mark(EPOCH + int(at, 36) * _MICROSECOND, int(number, 36))


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits
