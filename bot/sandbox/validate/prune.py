"""Prunes, as a request asks for them.

Source: Discord developer docs, "Guild", Get Guild Prune Count, Begin Guild Prune.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_list

_LONGEST_DAYS = 30
_USUAL_DAYS = 7
_MOST_ROLES = 100


@dataclass(frozen=True, slots=True)
class Prune:
    """Whom to remove: who did nothing for so many days, and has no role but these; and whether to count them."""

    days: int
    role_ids: frozenset[str]
    counted: bool


def read(body: Json) -> Prune:
    """Check a prune, or raise 50035; roles may stand in a list or, with commas between them, in a text."""
    form = Form(body)
    days = form.integer("days", body.get("days"), 1, _LONGEST_DAYS)
    form.boolean("compute_prune_count", body.get("compute_prune_count"))
    listed = body.get("include_roles")
    roles: object = [one.strip() for one in listed.split(",") if one.strip()] if isinstance(listed, str) else listed
    form.count("include_roles", roles, 0, _MOST_ROLES)
    role_ids = [str(one) for n, one in enumerate(as_list(roles)) if form.snowflake(join("include_roles", n), one)]
    form.done()
    return Prune(
        _USUAL_DAYS if days is None else days, frozenset(role_ids), body.get("compute_prune_count") is not False
    )
