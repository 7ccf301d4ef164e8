"""Embeds: how many, how long, how long together.

Leading and trailing blanks do not count.

Source: Discord developer docs, "Message", Embed Limits.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.sandbox.validate import media
from bot.sandbox.validate.form import Form, join
from bot.sandbox.wire import Json, as_object, objects

_TOGETHER = 6000


def embeds(form: Form, value: object, attached: Collection[str], path: str = "embeds") -> None:
    """Check a message's embeds; `attached` are the names of its files."""
    form.count(path, value, 0, 10)
    total = 0
    for where, embed in form.mappings(path, value):
        _texts(form, where, embed)
        _media(form, where, embed, attached)
        total += _size(embed)
    if total > _TOGETHER:
        form.fault(path, "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {_TOGETHER}")


def is_empty(embed: Json) -> bool:
    """Tell whether an embed shows nothing: Discord drops such a one."""
    shown = ("title", "description", "fields", "image", "thumbnail", "author", "footer")
    return not any(embed.get(part) for part in shown)


def _texts(form: Form, path: str, embed: Json) -> None:
    form.text(join(path, "title"), embed.get("title"), 0, 256, trim=True)
    form.text(join(path, "description"), embed.get("description"), 0, 4096, trim=True)
    form.integer(join(path, "color"), embed.get("color"), 0, 0xFFFFFF)
    for part, key, longest in (("footer", "text", 2048), ("author", "name", 256)):
        where = join(path, part)
        if (held := form.mapping(where, embed.get(part))) is not None:
            form.text(join(where, key), held.get(key), 0, longest, trim=True)
    if embed.get("timestamp") is not None and not _is_moment(embed["timestamp"]):
        message = f'Could not parse "{embed["timestamp"]}". Should be ISO8601.'
        form.fault(join(path, "timestamp"), "DATE_TIME_TYPE_PARSE", message)
    fields = join(path, "fields")
    form.count(fields, embed.get("fields"), 0, 25)
    for where, field in form.mappings(fields, embed.get("fields")):
        form.text(join(where, "name"), field.get("name"), 1, 256, required=True, trim=True)
        form.text(join(where, "value"), field.get("value"), 1, 1024, required=True, trim=True)
        form.boolean(join(where, "inline"), field.get("inline"))


def _media(form: Form, path: str, embed: Json, attached: Collection[str]) -> None:
    media.url(form, join(path, "url"), embed.get("url"))
    media.url(form, join(path, "author", "url"), as_object(embed.get("author")).get("url"))
    for part in ("image", "thumbnail"):
        form.mapping(join(path, part), embed.get(part))
    for part, key in (("author", "icon_url"), ("footer", "icon_url"), ("image", "url"), ("thumbnail", "url")):
        media.url(form, join(path, part, key), as_object(embed.get(part)).get(key), attached=attached)


def _size(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [as_object(embed.get("footer")).get("text"), as_object(embed.get("author")).get("name")]
    for field in objects(embed.get("fields")):
        texts += [field.get("name"), field.get("value")]
    return sum(len(text.strip()) for text in texts if isinstance(text, str))


def _is_moment(value: object) -> bool:
    try:
        datetime.fromisoformat(str(value))
    except ValueError:
        return False
    return isinstance(value, str)
