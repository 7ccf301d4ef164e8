"""Who may use a command in a guild, as an administrator says it.

Source: Discord developer docs, "Application Commands", Permissions, Edit Application Command Permissions.
"""

from __future__ import annotations

from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json

ROLE, USER, CHANNEL = 1, 2, 3
_MOST = 100


def replace(body: Json) -> list[Json]:
    """Check a list of permissions and return it, or raise 50035."""
    form = Form(body)
    given = body.get("permissions")
    form.count("permissions", given, 0, _MOST, required=True)
    found: list[Json] = []
    for path, entry in form.mappings("permissions", given):
        if form.required(join(path, "id"), entry.get("id")):
            form.snowflake(join(path, "id"), entry.get("id"))
        if form.required(join(path, "type"), entry.get("type")):
            form.choice(join(path, "type"), entry.get("type"), (ROLE, USER, CHANNEL))
        if form.required(join(path, "permission"), entry.get("permission")):
            form.boolean(join(path, "permission"), entry.get("permission"))
        found.append({"id": str(entry.get("id")), "type": entry.get("type"), "permission": entry.get("permission")})
    form.done()
    return found
