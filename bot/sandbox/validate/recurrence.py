"""The rule by which a scheduled event recurs: the few shapes that Discord's clients can show.

Source: Discord developer docs, "Guild Scheduled Event", Recurrence Rule Object, System limitations.
"""

from __future__ import annotations

from bot.sandbox.validate.form import Form, join
from bot.sandbox.validate.values import moment
from bot.sandbox.wire import Json, as_list

YEARLY, MONTHLY, WEEKLY, DAILY = range(4)
_LISTS = ("by_weekday", "by_n_weekday", "by_month", "by_month_day")
_NOT_OURS = ("count", "end", "by_year_day")
_SETS_OF_DAYS = ([0, 1, 2, 3, 4], [1, 2, 3, 4, 5], [6, 0, 1, 2, 3], [4, 5], [5, 6], [6, 0])
_WEEKDAYS, _MONTHS, _MONTH_DAYS = range(7), range(1, 13), range(1, 32)
_INVALID = "GUILD_SCHEDULED_EVENT_RECURRENCE_RULE_INVALID"


def rule(form: Form, path: str, value: object) -> Json | None:
    """Check a recurrence rule and return it as Discord shows it, with every field."""
    given = form.mapping(path, value)
    if given is None:
        return None
    moment(form, join(path, "start"), given.get("start"), required=True)
    where = join(path, "frequency")
    known = form.required(where, given.get("frequency")) and form.choice(
        where, given["frequency"], (YEARLY, MONTHLY, WEEKLY, DAILY)
    )
    for name in _NOT_OURS:
        if given.get(name) is not None:
            _fault(form, join(path, name), "cannot be set")
    frequency = given.get("frequency")
    interval = form.integer(join(path, "interval"), given.get("interval"), 1, required=True)
    if interval not in (None, 1) and not (frequency == WEEKLY and interval == 2):
        _fault(form, join(path, "interval"), "can be 2 for weekly events, and else only 1")
    _numbers(form, path, given)
    if known:
        _days(form, path, given, int(given["frequency"]))
    return {name: given.get(name) for name in ("start", "frequency", "interval", *_LISTS, *_NOT_OURS)}


def _numbers(form: Form, path: str, given: Json) -> None:
    """Check that the lists hold days, weeks and months that there are."""
    for name, allowed in (("by_weekday", _WEEKDAYS), ("by_month", _MONTHS), ("by_month_day", _MONTH_DAYS)):
        if form.count(join(path, name), given.get(name), 1, 31):
            for index, one in enumerate(as_list(given[name])):
                form.choice(join(path, name, index), one, allowed)
    if form.count(join(path, "by_n_weekday"), given.get("by_n_weekday"), 1, 7):
        for at, one in form.mappings(join(path, "by_n_weekday"), given["by_n_weekday"]):
            form.integer(join(at, "n"), one.get("n"), 1, 5, required=True)
            form.choice(join(at, "day"), one.get("day"), _WEEKDAYS)


def _days(form: Form, path: str, given: Json, frequency: int) -> None:
    """Check that the lists fit the frequency, and each other."""
    there = {name for name in _LISTS if as_list(given.get(name))}
    ways = [there & {"by_weekday"}, there & {"by_n_weekday"}, there & {"by_month", "by_month_day"}]
    if sum(bool(way) for way in ways) > 1:
        _fault(form, path, "by_weekday, by_n_weekday, and by_month with by_month_day exclude each other")
    fitting = {
        "by_weekday": frequency in (DAILY, WEEKLY),
        "by_n_weekday": frequency == MONTHLY,
        "by_month": frequency == YEARLY,
        "by_month_day": frequency == YEARLY,
    }
    for name in sorted(there):
        if not fitting[name]:
            _fault(form, join(path, name), "does not go with this frequency")
        elif frequency == DAILY and given[name] not in _SETS_OF_DAYS:
            _fault(form, join(path, name), "is no known set of days")
        elif frequency != DAILY and len(as_list(given[name])) > 1:
            _fault(form, join(path, name), "can name one only")
    if len(there & {"by_month", "by_month_day"}) == 1:
        _fault(form, path, "by_month and by_month_day go together")


def _fault(form: Form, path: str, what: str) -> None:
    form.fault(path, _INVALID, f"Recurrence rule: {what}.")
