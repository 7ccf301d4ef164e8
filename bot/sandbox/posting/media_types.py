"""The media type of an uploaded file: by the ending of its name, whatever the upload called it.

discord.py sends every file as ``application/octet-stream``, and Discord shows a picture all the same. A name that says
nothing has no type: the field is absent.

Source: Discord developer docs, "Message", Attachment Object; discord-api-docs issue 6785 lists types for endings.
"""

from __future__ import annotations

from mimetypes import MimeTypes

_TYPES = MimeTypes()
for _type, _ending in (
    ("audio/ogg", ".ogg"),
    ("audio/flac", ".flac"),
    ("audio/x-m4a", ".m4a"),
    ("image/avif", ".avif"),
):
    _TYPES.add_type(_type, _ending)


def media_type(filename: str) -> str | None:
    """Return the media type that goes with a name.

    Example:
        >>> media_type("map.txt"), media_type("map.png"), media_type("map")
        ('text/plain; charset=utf-8', 'image/png', None)
    """
    kind, _ = _TYPES.guess_type(filename.lower(), strict=False)
    return f"{kind}; charset=utf-8" if kind is not None and kind.startswith("text/") else kind
