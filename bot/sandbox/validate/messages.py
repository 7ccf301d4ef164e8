"""Messages as they are written and edited: content, embeds, components, files, flags, and how they go together.

Source: Discord developer docs, "Message", Create Message, Edit Message, Allowed Mentions Object.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from bot.sandbox.errors import EMPTY_MESSAGE, TOO_LARGE
from bot.sandbox.posting.files import safe_name
from bot.sandbox.posting.forwards import is_forward
from bot.sandbox.posting.parts import Upload
from bot.sandbox.thread_errors import FORWARD_WITH_MORE
from bot.sandbox.validate import embeds, polls
from bot.sandbox.validate.components import MessageComponents
from bot.sandbox.validate.form import Form, is_snowflake, join
from bot.sandbox.wire import Json, as_list, objects
from bot.sandbox.world.messages import Attachment, Message, MessageFlag

FILE_LIMIT_BYTES = 10 * 1024 * 1024
_V2 = MessageFlag.IS_COMPONENTS_V2
_BY_HAND = MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.IS_VOICE_MESSAGE | _V2
_BY_INTERACTION = _BY_HAND | MessageFlag.EPHEMERAL
_LEGACY = ("content", "embeds", "sticker_ids", "poll")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a message body comes from.

    Attributes:
        uploads: The files that came with it.
        path: Where the message stands in the whole body ("data" in a callback).
        interaction: Whether it answers an interaction, which may be ephemeral.
        known: The ids of the messages that it may reply to.
    """

    uploads: Collection[Upload] = ()
    path: str = ""
    interaction: bool = False
    known: Collection[str] = ()


def create(body: Json, setting: Setting) -> None:
    """Check a new message.

    Raises:
        ApiError: 50035 for what is wrong with it, 50006 when there is nothing in it, 40005 for files too large.
    """
    form = Form()
    flags = _flags(form, body, setting, _BY_INTERACTION if setting.interaction else _BY_HAND)
    _common(form, body, setting, (), v2=_V2 in flags)
    if _V2 in flags:
        _only_components(form, body, setting)
    polls.poll(form, join(setting.path, "poll"), body.get("poll"))
    _nonce(form, body, setting)
    _reference(form, body, setting)
    form.boolean(join(setting.path, "tts"), body.get("tts"))
    form.count(join(setting.path, "sticker_ids"), body.get("sticker_ids"), 0, 3)
    form.done()
    says_something = _says_something(body, setting.uploads)
    if is_forward(body) and says_something:
        raise FORWARD_WITH_MORE()
    if not is_forward(body) and not says_something:
        raise EMPTY_MESSAGE()


def edit(body: Json, message: Message, setting: Setting) -> None:
    """Check a change of a message.

    Raises:
        ApiError: As `create`; what the message has and the body leaves alone counts as there.
    """
    form = Form()
    flags = _flags(form, body, setting, None) | message.flags & _V2
    _common(form, body, setting, message.attachments, v2=_V2 in flags)
    if _V2 in flags:
        _only_components(form, body, setting)
        if _V2 not in message.flags:
            _must_be_emptied(form, body, message, setting)
    form.done()
    kept = as_list(body["attachments"]) if "attachments" in body else message.attachments
    left: Json = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "poll": message.poll,
        "attachments": kept,
    }
    if not _says_something(left | {key: value for key, value in body.items() if key in left}, setting.uploads):
        raise EMPTY_MESSAGE()


def _common(form: Form, body: Json, setting: Setting, old: Collection[Attachment], *, v2: bool) -> None:
    path = setting.path
    form.text(join(path, "content"), body.get("content"), 0, 2000)
    attached = _files(form, body, setting, old)
    embeds.embeds(form, body.get("embeds"), attached, join(path, "embeds"))
    MessageComponents(form, attached, v2=v2).check(join(path, "components"), body.get("components"))
    _allowed_mentions(form, join(path, "allowed_mentions"), body.get("allowed_mentions"))


def _files(form: Form, body: Json, setting: Setting, old: Collection[Attachment]) -> set[str]:
    """Check files and what is said about them; return the names that ``attachment://`` may use."""
    path = join(setting.path, "attachments")
    keys = {upload.key for upload in setting.uploads}
    kept = {file.id: file.filename for file in old}
    names = {upload.key: safe_name(upload.filename) for upload in setting.uploads}
    for where, meta in form.mappings(path, body.get("attachments")):
        form.text(join(where, "description"), meta.get("description"), 0, 1024)
        form.text(join(where, "filename"), meta.get("filename"), 1, 1024)
        key = str(meta.get("id"))
        if not is_snowflake(meta.get("id")):
            form.snowflake(join(where, "id"), meta.get("id"))
        elif key not in keys and key not in kept:
            form.fault(where, "ATTACHMENT_NOT_FOUND", "Attachment data not found")
        elif key in keys and isinstance(meta.get("filename"), str):
            names[key] = safe_name(meta["filename"])
    listed = {str(meta.get("id")) for meta in objects(body.get("attachments"))}
    staying = [name for key, name in kept.items() if "attachments" not in body or key in listed]
    if len(staying) + len(keys) > 10:
        form.fault(path, "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    if any(len(upload.content) > FILE_LIMIT_BYTES for upload in setting.uploads):
        raise TOO_LARGE()
    return {*staying, *names.values()}


def _flags(form: Form, body: Json, setting: Setting, allowed: MessageFlag | None) -> MessageFlag:
    """Check and return the flags; an edit may name any (None), and those that cannot change are passed over."""
    path = join(setting.path, "flags")
    flags = MessageFlag(max(0, form.integer(path, body.get("flags"), 0, 2**31 - 1) or 0))
    if allowed is None:
        return flags
    if flags & ~allowed:
        form.fault(path, "MESSAGE_FLAGS_INVALID", f"The flags {int(flags & ~allowed)} cannot be set here.")
    return flags & allowed


def _only_components(form: Form, body: Json, setting: Setting) -> None:
    for key in _LEGACY:
        if body.get(key):
            message = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.fault(join(setting.path, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _must_be_emptied(form: Form, body: Json, message: Message, setting: Setting) -> None:
    held = (("content", message.content), ("embeds", message.embeds), ("poll", message.poll))
    for key, value in held:
        if value and key not in body:
            text = f"The '{key}' field must be emptied when setting MessageFlags.IS_COMPONENTS_V2"
            form.fault(join(setting.path, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)


def _nonce(form: Form, body: Json, setting: Setting) -> None:
    path, value = join(setting.path, "nonce"), body.get("nonce")
    if isinstance(value, int) and not isinstance(value, bool):
        form.bounds(path, value, -(2**63), 2**63 - 1)
    else:
        form.text(path, value, 0, 25)
    form.boolean(join(setting.path, "enforce_nonce"), body.get("enforce_nonce"))


def _reference(form: Form, body: Json, setting: Setting) -> None:
    path = join(setting.path, "message_reference")
    reference = form.mapping(path, body.get("message_reference"))
    if reference is None:
        return
    if reference.get("type") is not None:
        form.choice(join(path, "type"), reference["type"], (0, 1))
    where, target = join(path, "message_id"), reference.get("message_id")
    if not form.required(where, target) or not form.snowflake(where, target):
        return
    if is_forward(body):
        source = join(path, "channel_id")
        if form.required(source, reference.get("channel_id")):
            form.snowflake(source, reference["channel_id"])
        return
    if str(target) not in setting.known and reference.get("fail_if_not_exists", True) is not False:
        form.fault(path, "REPLIES_UNKNOWN_MESSAGE", "Unknown message")


def _allowed_mentions(form: Form, path: str, value: object) -> None:
    allowed = form.mapping(path, value)
    if allowed is None:
        return
    parse = as_list(allowed.get("parse"))
    for index, kind in enumerate(parse):
        form.choice(join(path, "parse", index), kind, ("roles", "users", "everyone"))
    for kind in ("users", "roles"):
        given = allowed.get(kind)
        form.count(join(path, kind), given, 0, 100)
        for index, one in enumerate(as_list(given)):
            form.snowflake(join(path, kind, index), one)
        if given and kind in parse:
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.fault(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
    form.boolean(join(path, "replied_user"), allowed.get("replied_user"))


def _says_something(body: Json, uploads: Collection[Upload]) -> bool:
    shown = [embed for embed in objects(body.get("embeds")) if not embeds.is_empty(embed)]
    content = body.get("content")
    written = bool(content.strip()) if isinstance(content, str) else False
    parts = (body.get("components"), body.get("poll"), body.get("sticker_ids"), body.get("attachments"))
    return written or bool(shown) or bool(uploads) or any(parts)
