"""Changes of a voice state, and the status of a voice channel.

Source: Discord developer docs, "Voice", Modify Current User Voice State, Modify User Voice State; "Channel", Set Voice
Channel Status.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.sandbox.validate.form import Form
from bot.sandbox.validate.values import moment
from bot.sandbox.wire import Json

_LONGEST_STATUS = 500
_A_MOMENT_AGO = timedelta(minutes=1)
"""How far in the past "now" may be by the time it arrives."""


def own(body: Json, now: datetime) -> datetime | None:
    """Check a change of one's own state and return when one asked to speak, or raise 50035."""
    form = Form(body)
    _common(form, body)
    path = "request_to_speak_timestamp"
    asked_at = moment(form, path, body.get(path))
    if asked_at is not None and asked_at < now - _A_MOMENT_AGO:
        form.fault(path, "DATE_TIME_TYPE_PAST", "The request to speak cannot lie in the past.")
    form.done()
    return asked_at


def anybodys(body: Json) -> None:
    """Check a change of somebody's state, and raise 50035 on a fault."""
    form = Form(body)
    _common(form, body)
    form.done()


def status(body: Json) -> None:
    """Check a voice channel's status, and raise 50035 on a fault."""
    form = Form(body)
    form.text("status", body.get("status"), 0, _LONGEST_STATUS)
    form.done()


def _common(form: Form, body: Json) -> None:
    if body.get("channel_id") is not None:
        form.snowflake("channel_id", body["channel_id"])
    form.boolean("suppress", body.get("suppress"))
