"""The door to pictures: what somebody uploads comes out small, clean and of one format, or not at all."""

from __future__ import annotations

from typing import Protocol


class Pictures(Protocol):
    """Reads pictures of strangers."""

    async def portrait(self, content: bytes) -> bytes:
        """A WebP of at most 1024 pixels a side, drawn anew: nothing is left of the file but what it shows.

        Raises:
            RuleError: ``picture-unreadable``: it is no PNG, JPEG or WebP, or a broken one.
            LimitError: ``picture-too-large``, in bytes or in pixels.
        """
        ...
