"""Webhooks as they are made and changed, and what they write.

Source: Discord developer docs, "Webhook", Create Webhook, Modify Webhook, Execute Webhook; "User", Usernames and
Nicknames.
"""

from __future__ import annotations

from bot.sandbox.posting.parts import walk
from bot.sandbox.validate import media, messages
from bot.sandbox.validate.form import Form
from bot.sandbox.validate.messages import Setting
from bot.sandbox.validate.values import picture
from bot.sandbox.wire import Json, as_whole, objects
from bot.sandbox.world.messages import Message, MessageFlag

_FORBIDDEN = ("clyde", "discord")
_LONGEST_NAME = 80
_LARGEST_AVATAR = 10 * 1024 * 1024
_FLAGS = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_COMPONENTS_V2
_WRITTEN = frozenset({
    "content", "embeds", "components", "attachments", "allowed_mentions", "flags", "poll", "tts",
})  # fmt: skip
_INTERACTIVE = frozenset({2, 3, 5, 6, 7, 8})
_LINK = 5


def create(body: Json) -> None:
    """Check a new webhook, or raise 50035."""
    form = Form(body)
    _name(form, "name", body.get("name"), required=True)
    picture(form, "avatar", body.get("avatar"), largest=_LARGEST_AVATAR)
    form.done()


def change(body: Json) -> None:
    """Check a change of a webhook, or raise 50035."""
    form = Form(body)
    if "name" in body:
        _name(form, "name", body["name"], required=True)
    picture(form, "avatar", body.get("avatar"), largest=_LARGEST_AVATAR)
    if body.get("channel_id") is not None:
        form.snowflake("channel_id", body["channel_id"])
    form.done()


def execute(body: Json, setting: Setting, *, owned: bool, components: bool) -> Json:
    """Check a webhook's message and return what of the body makes it.

    Args:
        body: The request.
        setting: Where it comes from.
        owned: Whether an application made the webhook; any other has no interactive components.
        components: Whether the request asked that its components count, which an application need not.
    """
    form = Form(body)
    _name(form, "username", body.get("username"))
    media.url(form, "avatar_url", body.get("avatar_url"))
    form.text("thread_name", body.get("thread_name"), 0, 100)
    form.flags("flags", body.get("flags"), _FLAGS)
    written = _written(form, body, owned=owned, components=components)
    form.done()
    messages.create(written, setting)
    return written


def edit(body: Json, message: Message, setting: Setting, *, owned: bool, components: bool) -> Json:
    """Check a change of a webhook's message and return what of the body makes it."""
    form = Form(body)
    written = _written(form, body, owned=owned, components=components)
    form.done()
    messages.edit(written, message, setting)
    return written


def _written(form: Form, body: Json, *, owned: bool, components: bool) -> Json:
    written: Json = {key: value for key, value in body.items() if key in _WRITTEN}
    if owned:
        return written
    if not components:
        written.pop("components", None)
    for component in walk(objects(written.get("components"))):
        if component.get("type") in _INTERACTIVE and as_whole(component.get("style")) != _LINK:
            message = "Webhooks that no application owns cannot send interactive components."
            form.fault("components", "COMPONENT_NOT_ALLOWED", message)
            break
    return written


def _name(form: Form, path: str, value: object, *, required: bool = False) -> None:
    name = form.text(path, value, 1, _LONGEST_NAME, required=required, trim=True)
    for forbidden in _FORBIDDEN:
        if name and forbidden in name.lower():
            form.fault(path, "USERNAME_INVALID_CONTAINS", f'Username cannot contain "{forbidden}"')
