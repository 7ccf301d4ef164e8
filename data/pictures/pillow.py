"""Pictures by Pillow, under limits: what a header promises is checked before anything is unpacked.

Of a file only its pixels are kept: they are drawn anew, so places, cameras, comments and whatever else hides in one are
gone. A JPEG is read at a fraction of its size where that is enough, and of an animation the first frame counts.

Source: Pillow, "Security" and `Image.MAX_IMAGE_PIXELS`; Exif 2.32, Orientation.
"""

from __future__ import annotations

import asyncio
import io
import struct
import zlib
from typing import Final

from PIL import Image, ImageOps

from core.errors import LimitError, RuleError

MOST_BYTES: Final = 10_000_000
MOST_PIXELS: Final = 24_000_000
"""What phones make has half of that."""
SIDE: Final = 1_024
"""Pixels."""
FORMATS: Final = ("PNG", "JPEG", "WEBP")
AT_ONCE: Final = 1
"""Pictures that are read at a time, for each takes up to 100 MB while it is."""
_BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, struct.error, zlib.error, KeyError, IndexError, TypeError)
"""What Pillow raises for files that are none; it promises no more than that they are exceptions."""


class PillowPictures:
    """Reads pictures, one after the other."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def portrait(self, content: bytes) -> bytes:
        """A WebP of at most 1024 pixels a side.

        Raises:
            RuleError: ``picture-unreadable``.
            LimitError: ``picture-too-large``.
        """
        if len(content) > MOST_BYTES:
            raise LimitError("picture-too-large", size=len(content), limit=MOST_BYTES, unit="bytes")
        async with self._turn:
            return await asyncio.to_thread(_redrawn, content)


def _redrawn(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            pixels = image.width * image.height
            if pixels <= MOST_PIXELS:
                return _drawn(image)
    except Image.DecompressionBombError:
        pixels = MOST_PIXELS + 1
    except _BROKEN:
        raise RuleError("picture-unreadable") from None
    raise LimitError("picture-too-large", size=pixels, limit=MOST_PIXELS, unit="pixels")


def _drawn(image: Image.Image) -> bytes:
    image.draft("RGB", (SIDE, SIDE))  # of JPEGs alone: they can be unpacked smaller
    image.thumbnail((SIDE, SIDE))
    upright = ImageOps.exif_transpose(image)
    clean = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    drawn = io.BytesIO()
    clean.save(drawn, "WEBP", quality=85, exif=b"", icc_profile=b"", xmp=b"")
    return drawn.getvalue()
