"""Roles as they are made, changed and sorted.

Source: Discord developer docs, "Guild", Create Guild Role, Modify Guild Role, Modify Guild Role Positions.
"""

from __future__ import annotations

from bot.sandbox.errors import NEEDS_BOOSTS
from bot.sandbox.validate.form import Form, join
from bot.sandbox.validate.values import bits, picture
from bot.sandbox.wire import Json, as_object

_WHITE = 0xFFFFFF
_ICON_BYTES = 256 * 1024
_GRADIENT = ("secondary_color", "tertiary_color")


def role(body: Json) -> None:
    """Check what a role is made of.

    Raises:
        ApiError: 50035 for what is wrong with it, 50101 for what only a boosted guild has.
    """
    form = Form(body)
    form.text("name", body.get("name"), 1, 100)
    bits(form, "permissions", body.get("permissions"))
    form.integer("color", body.get("color"), 0, _WHITE)
    _colors(form, body)
    form.boolean("hoist", body.get("hoist"))
    form.boolean("mentionable", body.get("mentionable"))
    form.text("unicode_emoji", body.get("unicode_emoji"), 0, 100)
    picture(form, "icon", body.get("icon"), largest=_ICON_BYTES)
    form.done()
    colors = as_object(body.get("colors"))
    if body.get("icon") or body.get("unicode_emoji") or any(colors.get(one) is not None for one in _GRADIENT):
        raise NEEDS_BOOSTS()


def positions(value: object) -> list[tuple[str, int | None]]:
    """Check a list of positions and return it; None leaves a role where it is."""
    form = Form(value)
    form.count("", [] if value is None else value, 0, 250)
    found: list[tuple[str, int | None]] = []
    for path, entry in form.mappings("", value):
        where = join(path, "id")
        known = form.required(where, entry.get("id")) and form.snowflake(where, entry.get("id"))
        position = form.integer(join(path, "position"), entry.get("position"), 0)
        if known:
            found.append((str(entry["id"]), position))
    form.done()
    return found


def _colors(form: Form, body: Json) -> None:
    colors = form.mapping("colors", body.get("colors"))
    if colors is None:
        return
    form.integer("colors.primary_color", colors.get("primary_color"), 0, _WHITE, required=True)
    for one in _GRADIENT:
        form.integer(f"colors.{one}", colors.get(one), 0, _WHITE)
