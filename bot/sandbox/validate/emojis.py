"""Emojis as they are uploaded and renamed.

Source: Discord developer docs, "Emoji", Create Application Emoji, Create Guild Emoji.
"""

from __future__ import annotations

import re

from bot.sandbox.validate.form import Form
from bot.sandbox.validate.values import Picture, picture
from bot.sandbox.wire import Json, as_list

LARGEST_BYTES = 256 * 1024
_NAME = re.compile(r"\w+", re.ASCII)


def create(body: Json) -> Picture:
    """Check a new emoji and return its picture, or raise 50035."""
    form = Form(body)
    _name(form, body, required=True)
    read = picture(form, "image", body.get("image"), largest=LARGEST_BYTES, required=True)
    _roles(form, body)
    form.done()
    assert read is not None, "a required picture that is none was noted as a fault"
    return read


def change(body: Json) -> None:
    """Check a change of an emoji, and raise 50035 on a fault."""
    form = Form(body)
    _name(form, body, required=False)
    _roles(form, body)
    form.done()


def _name(form: Form, body: Json, *, required: bool) -> None:
    name = form.text("name", body.get("name"), 2, 32, required=required)
    if name and not _NAME.fullmatch(name):
        form.fault("name", "STRING_TYPE_REGEX", "String value did not match validation regex.")


def _roles(form: Form, body: Json) -> None:
    if form.count("roles", body.get("roles"), 0, 250):
        for index, role_id in enumerate(as_list(body["roles"])):
            form.snowflake(f"roles.{index}", role_id)
