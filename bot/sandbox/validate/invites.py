"""Invites, as a request asks for them.

Source: Discord developer docs, "Channel", Create Channel Invite.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_list

_WEEK_S = 7 * 24 * 60 * 60
_DAY_S = 24 * 60 * 60
_MOST_USES = 100
_MOST_ROLES = 250
_TARGETS = {1: "target_user_id", 2: "target_application_id"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """An invite that was asked for; `unique` asks for a new one where a like one is there."""

    max_age_s: int
    max_uses: int
    temporary: bool
    unique: bool
    role_ids: tuple[str, ...]


def create(body: Json) -> Wanted:
    """Check a new invite, or raise 50035."""
    form = Form(body)
    age = form.integer("max_age", body.get("max_age"), 0, _WEEK_S)
    uses = form.integer("max_uses", body.get("max_uses"), 0, _MOST_USES)
    for name in ("temporary", "unique"):
        form.boolean(name, body.get(name))
    _target(form, body)
    roles = body.get("role_ids")
    form.count("role_ids", roles, 0, _MOST_ROLES)
    role_ids = tuple(str(one) for n, one in enumerate(as_list(roles)) if form.snowflake(join("role_ids", n), one))
    form.distinct("role_ids", roles)
    form.done()
    return Wanted(
        _DAY_S if age is None else age, uses or 0, bool(body.get("temporary")), bool(body.get("unique")), role_ids
    )


def _target(form: Form, body: Json) -> None:
    """Refuse what an invite may show beside the channel: in the sandbox nobody streams, and nothing is embedded."""
    if body.get("target_type") is None or not form.choice("target_type", body["target_type"], tuple(_TARGETS)):
        return
    kind = body["target_type"]
    needed = _TARGETS[kind]
    if form.required(needed, body.get(needed)) and form.snowflake(needed, body[needed]):
        message = "The user is not streaming in this channel." if kind == 1 else "The application is not embedded."
        form.fault(needed, "GUILD_INVITE_INVALID_TARGET", message)
