"""Objects in a folder: one file each, in a folder of its owner's.

A file is written beside its place and moved there, so it is whole or not there at all; what is read is held against its
key, so that a damaged disk gives nothing instead of something else.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from pathlib import Path

from core.errors import UnavailableError
from core.ids import ObjectKey, UserId
from core.ports.objects import is_object_key, object_key


class DirectoryObjects:
    """Keeps objects below a folder, which is made when it is needed.

    Args:
        folder: Where.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, owner: UserId, content: bytes) -> ObjectKey:
        """Keep a file of somebody's.

        Raises:
            UnavailableError: ``objects-away``.
        """
        key = object_key(owner, content)
        try:
            await asyncio.to_thread(self._write, key, content)
        except OSError:
            raise UnavailableError("objects-away") from None
        return key

    async def get(self, key: ObjectKey) -> bytes | None:
        """A file; None if it is not there, or is not what its key says.

        Raises:
            UnavailableError: ``objects-away``.
        """
        if not is_object_key(key):
            return None
        try:
            content = await asyncio.to_thread((self._folder / key).read_bytes)
        except FileNotFoundError:
            return None
        except OSError:
            raise UnavailableError("objects-away") from None
        owner = UserId(int(key.partition("/")[0]))
        return content if object_key(owner, content) == key else None

    async def forget(self, owner: UserId) -> None:
        """Erase all files of a person.

        Raises:
            UnavailableError: ``objects-away``.
        """
        try:
            await asyncio.to_thread(shutil.rmtree, self._folder / str(owner))
        except FileNotFoundError:
            return
        except OSError:
            raise UnavailableError("objects-away") from None

    def _write(self, key: ObjectKey, content: bytes) -> None:
        place = self._folder / key
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(written).replace(place)
        except BaseException:
            Path(written).unlink(missing_ok=True)
            raise
