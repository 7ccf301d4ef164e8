"""Messages as they are written and edited: content, embeds, components, files, flags, and how they go together.

Source: Discord developer docs, "Message", Create Message, Edit Message, Allowed Mentions Object.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.sandbox.errors import (
    EMPTY_MESSAGE,
    FORWARD_WITH_MORE,
    INVALID_STICKER,
    POLL_NOT_EDITABLE,
    STICKERS_NOT_EDITABLE,
    VOICE_NOT_EDITABLE,
)
from bot.sandbox.posting.forwards import is_forward
from bot.sandbox.posting.parts import Upload
from bot.sandbox.validate import embeds, polls
from bot.sandbox.validate.attachments import attachments, check_voice
from bot.sandbox.validate.components import MessageComponents
from bot.sandbox.validate.form import Form, join
from bot.sandbox.validate.mentions import allowed_mentions
from bot.sandbox.validate.references import reference
from bot.sandbox.wire import Json, as_list, objects
from bot.sandbox.world.channels import Channel
from bot.sandbox.world.messages import Attachment, Message, MessageFlag

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
        channel: Where it is written, and may refer to others; None for a webhook or an interaction, whose messages
            name no other: what they say of one is passed over.
        has_emoji: Tells whether the bot can show the custom emoji of an id.
    """

    uploads: Collection[Upload] = ()
    path: str = ""
    interaction: bool = False
    channel: Channel | None = None
    has_emoji: Callable[[str], bool] | None = None


def create(body: Json, setting: Setting) -> None:
    """Check a new message.

    Raises:
        ApiError: 50035 for what is wrong with it, 50006 when there is nothing in it, 40005 for files too large, 50081
            for stickers, of which the sandbox has none, and what is said of forwards and voice messages.
    """
    form = Form(body, at=setting.path, has_emoji=setting.has_emoji)
    flags = _flags(form, body, setting, _BY_INTERACTION if setting.interaction else _BY_HAND)
    _common(form, body, setting, (), v2=_V2 in flags)
    if _V2 in flags:
        _only_components(form, body, setting)
    polls.poll(form, join(setting.path, "poll"), body.get("poll"))
    _nonce(form, body, setting)
    if setting.channel is not None:
        reference(form, join(setting.path, "message_reference"), body, setting.channel)
    form.boolean(join(setting.path, "tts"), body.get("tts"))
    _stickers(form, body, setting)
    form.done()
    polls.check_emojis(form, body.get("poll"))
    if MessageFlag.IS_VOICE_MESSAGE in flags:
        check_voice(body, setting.uploads)
    if body.get("sticker_ids"):
        raise INVALID_STICKER()
    says_something = _says_something(body, setting.uploads)
    forwards = setting.channel is not None and is_forward(body)
    if forwards and says_something:
        raise FORWARD_WITH_MORE()
    if not forwards and not says_something:
        raise EMPTY_MESSAGE()


def edit(body: Json, message: Message, setting: Setting) -> None:
    """Check a change of a message.

    Raises:
        ApiError: As `create`; what the message has and the body leaves alone counts as there. Polls (520003), voice
            messages (50162) and stickers (50080) cannot be changed at all.
    """
    if message.poll is not None:
        raise POLL_NOT_EDITABLE()
    if MessageFlag.IS_VOICE_MESSAGE in message.flags:
        raise VOICE_NOT_EDITABLE()
    form = Form(body, at=setting.path, has_emoji=setting.has_emoji)
    named = _flags(form, body, setting, None)
    flags = named | message.flags & _V2
    # The flag cannot be dropped, but components are read by the flags that come with them.
    read_by = flags if body.get("flags") is None else named
    _common(form, body, setting, message.attachments, v2=_V2 in read_by)
    if _V2 in flags:
        _only_components(form, body, setting)
        if _V2 not in message.flags:
            _must_be_emptied(form, body, message, setting)
    if message.is_loading:
        polls.poll(form, join(setting.path, "poll"), body.get("poll"))
    _stickers(form, body, setting)
    form.done()
    if message.is_loading:
        polls.check_emojis(form, body.get("poll"))
    if body.get("sticker_ids"):
        raise STICKERS_NOT_EDITABLE()
    kept = as_list(body["attachments"]) if "attachments" in body else message.attachments
    left: Json = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": kept,
    } | ({"poll": None} if message.is_loading else {})
    if not _says_something(left | {key: value for key, value in body.items() if key in left}, setting.uploads):
        raise EMPTY_MESSAGE()


def _common(form: Form, body: Json, setting: Setting, old: Collection[Attachment], *, v2: bool) -> None:
    path = setting.path
    form.text(join(path, "content"), body.get("content"), 0, 2000)
    attached = attachments(form, join(path, "attachments"), body, setting.uploads, old=old)
    embeds.embeds(form, body.get("embeds"), attached, join(path, "embeds"))
    MessageComponents(form, attached, v2=v2).check(join(path, "components"), body.get("components"))
    allowed_mentions(form, join(path, "allowed_mentions"), body.get("allowed_mentions"))


def _flags(form: Form, body: Json, setting: Setting, allowed: MessageFlag | None) -> MessageFlag:
    """Check and return the flags; an edit may name any (None), and those that cannot change are passed over."""
    path = join(setting.path, "flags")
    return MessageFlag(form.flags(path, body.get("flags"), 2**31 - 1 if allowed is None else allowed))


def _only_components(form: Form, body: Json, setting: Setting) -> None:
    for key in _LEGACY:
        if body.get(key):
            message = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            form.fault(join(setting.path, key), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)


def _must_be_emptied(form: Form, body: Json, message: Message, setting: Setting) -> None:
    held = (("content", message.content), ("embeds", message.embeds))
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


def _stickers(form: Form, body: Json, setting: Setting) -> None:
    path = join(setting.path, "sticker_ids")
    form.count(path, body.get("sticker_ids"), 0, 3)
    for index, one in enumerate(as_list(body.get("sticker_ids"))):
        form.snowflake(join(path, index), one)


def _says_something(body: Json, uploads: Collection[Upload]) -> bool:
    shown = [embed for embed in objects(body.get("embeds")) if not embeds.is_empty(embed)]
    content = body.get("content")
    written = bool(content.strip()) if isinstance(content, str) else False
    parts = (body.get("components"), body.get("poll"), body.get("sticker_ids"), body.get("attachments"))
    return written or bool(shown) or bool(uploads) or any(parts)
