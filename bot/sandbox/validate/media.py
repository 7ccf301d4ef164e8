"""Addresses, emoji and file references, wherever they stand.

Source: Discord developer docs, "Component Reference", Unfurled Media Item; "API Reference", Uploading Files.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json

ATTACHED = "attachment://"
_WEB = ("http", "https")


def url(
    form: Form,
    path: str,
    value: object,
    *,
    attached: Collection[str] | None = None,
    schemes: tuple[str, ...] = _WEB,
    longest: int = 2048,
    required: bool = False,
) -> None:
    """Check an address.

    Args:
        form: Where faults go.
        path: Where the address stands.
        value: The address.
        attached: The names of the message's files, where ``attachment://`` may be used.
        schemes: What else may be used.
        longest: How long it may be.
        required: Whether it must be there.
    """
    address = form.text(path, value, 1 if required else 0, longest, required=required)
    if not address:
        return
    if attached is not None and address.startswith(ATTACHED):
        if address.removeprefix(ATTACHED) not in attached:
            form.fault(path, "ATTACHMENT_NOT_FOUND", f"The attachment {address} was not found in this message.")
        return
    scheme, host = _taken_apart(address)
    if scheme not in schemes:
        listed = ", ".join(repr(one) for one in schemes)
        form.fault(path, "URL_TYPE_INVALID_SCHEME", f'Scheme "{scheme}" is not one of ({listed}).')
    elif not host or any(sign.isspace() for sign in address):
        form.fault(path, "URL_TYPE_INVALID_URL", "Not a well formed URL.")


def emoji(form: Form, path: str, value: object) -> None:
    """Check a partial emoji of a component: a custom one that is there by its id, or the character itself as `name`.

    Source: discord/discord-api-docs issue 8071, for the code, which is the same in selects as in buttons.
    """
    shown = emoji_form(form, path, value)
    if shown is not None and not is_usable(form, shown):
        where = join(path, "name" if shown.get("id") is None else "id")
        form.fault(where, "BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")


def emoji_form(form: Form, path: str, value: object) -> Json | None:
    """Check that a partial emoji names one, whichever it is, and return it; None where it does not."""
    shown = form.mapping(path, value)
    if shown is None:
        return None
    form.boolean(join(path, "animated"), shown.get("animated"))
    emoji_id, name = shown.get("id"), form.text(join(path, "name"), shown.get("name"), 0, 32)
    if emoji_id is not None:
        return shown if form.snowflake(join(path, "id"), emoji_id) else None
    if not name:
        form.required(join(path, "name"), None)
    return shown if name else None


def is_usable(form: Form, shown: Json) -> bool:
    """Tell whether a partial emoji that was checked is one that can be shown."""
    if shown.get("id") is not None:
        return form.has_emoji is None or form.has_emoji(str(shown["id"]))
    return not str(shown["name"]).isascii()


def _taken_apart(value: str) -> tuple[str, str]:
    try:
        parts = urlsplit(value)
    except ValueError:
        return value.partition(":")[0], ""
    return parts.scheme.lower(), parts.netloc
