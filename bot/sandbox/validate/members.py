"""Members as others change them, and as they change themselves.

Source: Discord developer docs, "Guild", Modify Guild Member, Modify Current Member.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.sandbox.validate.form import Form
from bot.sandbox.validate.values import moment, picture
from bot.sandbox.wire import Json, as_list

_LONGEST_NICK = 32
_LONGEST_BIO = 190
_LONGEST_TIMEOUT = timedelta(days=28)
_PICTURE_BYTES = 10 * 1024 * 1024
_MOST_ROLES = 250


def member(body: Json, now: datetime) -> None:
    """Check what somebody changes about a member, and raise 50035 on a fault."""
    form = Form(body)
    form.text("nick", body.get("nick"), 0, _LONGEST_NICK)
    if form.count("roles", body.get("roles"), 0, _MOST_ROLES):
        for index, role_id in enumerate(as_list(body["roles"])):
            form.snowflake(f"roles.{index}", role_id)
    form.boolean("mute", body.get("mute"))
    form.boolean("deaf", body.get("deaf"))
    if body.get("channel_id") is not None:
        form.snowflake("channel_id", body["channel_id"])
    form.integer("flags", body.get("flags"), 0)
    _timeout(form, body.get("communication_disabled_until"), now)
    form.done()


def oneself(body: Json) -> None:
    """Check what a member changes about themselves, and raise 50035 on a fault."""
    form = Form(body)
    form.text("nick", body.get("nick"), 0, _LONGEST_NICK)
    form.text("bio", body.get("bio"), 0, _LONGEST_BIO)
    for name in ("avatar", "banner"):
        picture(form, name, body.get(name), largest=_PICTURE_BYTES)
    form.done()


def _timeout(form: Form, value: object, now: datetime) -> None:
    path = "communication_disabled_until"
    until = moment(form, path, value)
    if until is not None and until > now + _LONGEST_TIMEOUT:
        form.fault(path, "GUILD_MEMBER_INVALID_TIMEOUT", "The timeout must end within 28 days.")
