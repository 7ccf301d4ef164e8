"""Bans, as a request asks for them.

Source: Discord developer docs, "Guild", Create Guild Ban, Bulk Guild Ban.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_list

_DAY_S = 24 * 60 * 60
_MOST_DAYS = 7
_MOST_AT_ONCE = 200


def told(query: Mapping[str, str]) -> Json:
    """Return what a query says of a ban."""
    return {name: query[name] for name in ("delete_message_seconds", "delete_message_days") if name in query}


def ban(body: Json) -> int:
    """Check a ban and return for how many seconds back messages are deleted; seconds go before days."""
    form = Form(body)
    delete_s = _seconds(form, body)
    form.done()
    return delete_s


def ban_many(body: Json) -> tuple[list[str], int]:
    """Check a ban of several and return who, and for how many seconds back messages are deleted."""
    form, listed = Form(body), body.get("user_ids")
    form.count("user_ids", listed, 1, _MOST_AT_ONCE, required=True)
    ids = [str(one) for index, one in enumerate(as_list(listed)) if form.snowflake(join("user_ids", index), one)]
    form.distinct("user_ids", listed)
    delete_s = _seconds(form, body)
    form.done()
    return ids, delete_s


def _seconds(form: Form, body: Json) -> int:
    seconds = form.integer("delete_message_seconds", body.get("delete_message_seconds"), 0, _MOST_DAYS * _DAY_S)
    days = form.integer("delete_message_days", body.get("delete_message_days"), 0, _MOST_DAYS) or 0
    return days * _DAY_S if seconds is None else seconds
