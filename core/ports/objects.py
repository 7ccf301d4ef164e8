"""The door to objects: files that people gave, kept whole under what they hold, each person's by themselves.

A key is the person's id and the SHA-256 of the content (FIPS 180-4). So nobody reaches another's file by knowing what
it holds, and erasing a person erases their files and nobody else's.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final, Protocol

from core.ids import ObjectKey, UserId

_KEY: Final = re.compile(r"[0-9]{1,20}/[0-9a-f]{64}")


def object_key(owner: UserId, content: bytes) -> ObjectKey:
    """What a person's file is kept under.

    Example:
        >>> object_key(UserId(7), b"")[:10]
        '7/e3b0c442'
    """
    return ObjectKey(f"{owner}/{hashlib.sha256(content).hexdigest()}")


def is_object_key(text: str) -> bool:
    """Whether a text can be a key at all.

    Example:
        >>> is_object_key("7/" + "0" * 64), is_object_key("../etc/passwd")
        (True, False)
    """
    return _KEY.fullmatch(text) is not None


class Objects(Protocol):
    """Keeps files. What is put twice is there once; what comes out is what went in, or nothing.

    Every method may raise `UnavailableError`: ``objects-away``.
    """

    async def put(self, owner: UserId, content: bytes) -> ObjectKey:
        """Keep a file of somebody's."""
        ...

    async def get(self, key: ObjectKey) -> bytes | None:
        """A file; None if it is not there, or is not what its key says."""
        ...

    async def forget(self, owner: UserId) -> None:
        """Erase all files of a person."""
        ...
