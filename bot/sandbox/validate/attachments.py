"""The files of a message, and what its body says about them; voice messages, which are one file and nothing else.

Source: Discord developer docs, "Message", Attachment Request Structure, Message Flags; "API Reference", Uploading
Files; "Opcodes and Status Codes", JSON Error Codes (30015, 50159 to 50161).
"""

from __future__ import annotations

from collections.abc import Collection

from bot.sandbox.errors import TOO_LARGE, TOO_MANY_ATTACHMENTS, VOICE_HAS_MORE, VOICE_LACKS_FILE, VOICE_LACKS_METADATA
from bot.sandbox.posting.files import safe_name
from bot.sandbox.posting.parts import Upload
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, objects
from bot.sandbox.world.messages import Attachment

FILE_LIMIT_BYTES = 10 * 1024 * 1024
MOST = 10
_BESIDE_A_VOICE = ("content", "embeds", "components", "sticker_ids", "poll")


def attachments(
    form: Form, path: str, body: Json, uploads: Collection[Upload], *, old: Collection[Attachment] = ()
) -> set[str]:
    """Check files and what is said about them; return the names that ``attachment://`` may use.

    Args:
        form: Where faults go.
        path: Where `attachments` stands.
        body: What has it, or has it not: then every old file stays.
        uploads: The files that came with the request.
        old: The files that an edited message has.

    Raises:
        ApiError: A file is too large (40005), or old and new ones are too many together (30015).
    """
    given = body.get("attachments")
    keys = {upload.key for upload in uploads}
    kept = {file.id: file.filename for file in old}
    names = {upload.key: safe_name(upload.filename) for upload in uploads}
    form.count(path, given, 0, MOST)
    for where, meta in form.mappings(path, given):
        _described(form, where, meta)
        key = str(meta.get("id"))
        if not form.snowflake(join(where, "id"), meta.get("id")):
            continue
        if key not in keys and key not in kept:
            form.fault(where, "ATTACHMENT_NOT_FOUND", "Attachment data not found")
        elif key in keys and isinstance(meta.get("filename"), str):
            names[key] = safe_name(meta["filename"])
    if len(keys) > MOST:
        form.fault(path, "BASE_TYPE_MAX_LENGTH", f"Must be {MOST} or fewer in length.")
    if any(len(upload.content) > FILE_LIMIT_BYTES for upload in uploads):
        raise TOO_LARGE()
    listed = {str(meta.get("id")) for meta in objects(given)}
    staying = [name for key, name in kept.items() if "attachments" not in body or key in listed]
    if staying and len(staying) + len(keys) > MOST:
        raise TOO_MANY_ATTACHMENTS()
    return {*staying, *names.values()}


def check_voice(body: Json, uploads: Collection[Upload]) -> None:
    """Check a voice message, whose form has been found good.

    Raises:
        ApiError: It says more than the voice (50159), is not one sound (50160), or lacks its length or its waveform
            (50161).
    """
    if any(body.get(key) for key in _BESIDE_A_VOICE):
        raise VOICE_HAS_MORE()
    described = objects(body.get("attachments"))
    if len(uploads) != 1 or not next(iter(uploads)).content_type.startswith("audio/"):
        raise VOICE_LACKS_FILE()
    if len(described) != 1 or any(described[0].get(key) is None for key in ("duration_secs", "waveform")):
        raise VOICE_LACKS_METADATA()


def _described(form: Form, path: str, meta: Json) -> None:
    form.text(join(path, "description"), meta.get("description"), 0, 1024)
    form.text(join(path, "filename"), meta.get("filename"), 1, 1024)
    form.text(join(path, "title"), meta.get("title"), 0, 1024)
    form.text(join(path, "waveform"), meta.get("waveform"), 0, 400)
    form.boolean(join(path, "is_spoiler"), meta.get("is_spoiler"))
    form.number(join(path, "duration_secs"), meta.get("duration_secs"), 0, 2**31 - 1)
