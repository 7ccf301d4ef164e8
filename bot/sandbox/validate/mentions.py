"""Whom a message's sender lets it mention.

Source: Discord developer docs, "Message", Allowed Mentions Object.
"""

from __future__ import annotations

from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import as_list

_KINDS = ("roles", "users", "everyone")
_MOST = 100


def allowed_mentions(form: Form, path: str, value: object) -> None:
    """Check `allowed_mentions`: known kinds, at most a hundred ids of each, and no kind both whole and by ids."""
    allowed = form.mapping(path, value)
    if allowed is None:
        return
    where, parse = join(path, "parse"), as_list(allowed.get("parse"))
    form.count(where, allowed.get("parse"), 0, _MOST)
    form.distinct(where, parse)
    for index, kind in enumerate(parse):
        form.choice(join(where, index), kind, _KINDS)
    for kind in ("users", "roles"):
        _ids(form, join(path, kind), allowed.get(kind))
        if allowed.get(kind) and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.fault(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    form.boolean(join(path, "replied_user"), allowed.get("replied_user"))


def _ids(form: Form, path: str, value: object) -> None:
    form.count(path, value, 0, _MOST)
    form.distinct(path, value)
    for index, one in enumerate(as_list(value)):
        form.snowflake(join(path, index), one)
