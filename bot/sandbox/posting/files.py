"""A message's files: which it keeps, which it gains, and which of them its embeds and components show."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sandbox.posting.media_types import media_type
from bot.sandbox.posting.parts import MEDIA_IN_EMBED, Link, Upload, media_of, walk
from bot.sandbox.wire import Json, as_object, objects
from bot.sandbox.world import bounds
from bot.sandbox.world.messages import Attachment, Message
from bot.sandbox.world.world import World

_PNG = b"\x89PNG\r\n\x1a\n"
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


def update(world: World, message: Message, body: Json, uploads: Sequence[Upload], *, base_url: str) -> None:
    """Bring a message's attachments to what a create or edit body says.

    Where `attachments` is present it names all that shall be there: old ones by id, new ones by the `n` of
    ``files[n]``. Uploads that it does not name are added all the same, as Discord does.
    """
    meta = {str(entry.get("id")): entry for entry in objects(body.get("attachments"))}
    if "attachments" in body:
        message.attachments = [file for file in message.attachments if file.id in meta]
        for file in message.attachments:
            file.description = meta[file.id].get("description", file.description)
    for upload in uploads:
        file = _stored(world, message, upload, as_object(meta.get(upload.key)), base_url=base_url)
        bounds.store(world, file)
        message.attachments.append(file)


def links(message: Message) -> dict[str, Link]:
    """Return where each of a message's files is served, by the name that ``attachment://`` uses."""
    return {
        file.filename: Link(file.url, file.content_type, file.size, file.id, file.width, file.height)
        for file in message.attachments
    }


def mark_shown(message: Message) -> None:
    """Mark the attachments that an embed or a component of the message shows."""
    urls = {as_object(embed.get(part)).get(key) for embed in message.embeds for part, key in MEDIA_IN_EMBED}
    urls |= {media.get("url") for component in walk(message.components) for media in media_of(component)}
    for file in message.attachments:
        file.shown_elsewhere = file.url in urls


def safe_name(filename: str) -> str:
    """Return a file name as Discord keeps it: only letters, digits, dots, dashes and underscores."""
    return _UNSAFE.sub("_", filename.strip()).lstrip(".") or "unknown"


def _stored(world: World, message: Message, upload: Upload, meta: Json, *, base_url: str) -> Attachment:
    file_id = world.snowflakes.mint()
    name = safe_name(str(meta.get("filename") or upload.filename))
    folder = "ephemeral-attachments" if message.is_ephemeral else "attachments"
    size = _png_size(upload.content)
    return Attachment(
        id=file_id,
        channel_id=message.channel_id,
        filename=name,
        content_type=media_type(name),
        content=upload.content,
        url=f"{base_url}/cdn/{folder}/{message.channel_id}/{file_id}/{name}",
        title=meta.get("title"),
        description=meta.get("description"),
        spoiler=bool(meta.get("is_spoiler")) or name.startswith("SPOILER_"),
        width=size[0] if size else None,
        height=size[1] if size else None,
        ephemeral=message.is_ephemeral,
    )


def _png_size(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(_PNG) or len(content) < 24:
        return None
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
