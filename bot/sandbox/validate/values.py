"""Values that bodies of guild administration share: permission bits, moments, pictures.

Source: Discord developer docs, "Permissions"; "API Reference", ISO8601 Date/Time, Image Data.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.permissions import ALL, Permission
from bot.sandbox.validate.form import Form

_DATA_URI = re.compile(r"data:(image/[a-z]+);base64,([A-Za-z0-9+/=\s]*)")
_SIGNATURES: Mapping[str, tuple[bytes, ...]] = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
    "image/avif": (b"\x00\x00\x00",),
}
_MOST_BITS = 1 << 64


@dataclass(frozen=True, slots=True)
class Picture:
    """An uploaded picture."""

    content_type: str
    content: bytes

    @property
    def animated(self) -> bool:
        """Whether it is of the one kind that moves."""
        return self.content_type == "image/gif"


def bits(form: Form, path: str, value: object) -> Permission | None:
    """Read permissions, written as a string of digits or as a number; bits that Discord does not know are dropped."""
    if value is None:
        return None
    number = int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < _MOST_BITS:
        form.fault(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        return None
    return Permission(number & ALL)


def moment(form: Form, path: str, value: object, *, required: bool = False) -> datetime | None:
    """Read a moment in ISO 8601; one without an offset is in UTC."""
    if value is None:
        if required:
            form.required(path, value)
        return None
    try:
        if not isinstance(value, str):
            raise ValueError
        read = datetime.fromisoformat(value)
    except ValueError:
        form.fault(path, "DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def picture(form: Form, path: str, value: object, *, largest: int, required: bool = False) -> Picture | None:
    """Read a picture in a data URI whose bytes are of the kind that it names."""
    if value is None:
        if required:
            form.required(path, value)
        return None
    found = _DATA_URI.fullmatch(value) if isinstance(value, str) else None
    content = _decoded(found[2]) if found else None
    if found is None or content is None or not content.startswith(_SIGNATURES.get(found[1], ())):
        form.fault(path, "IMAGE_INVALID", "Invalid image data")
        return None
    if len(content) > largest:
        form.fault(path, "BINARY_TYPE_MAX_SIZE", f"File cannot be larger than {largest / 1024:.1f} kb.")
        return None
    return Picture(found[1], content)


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return None
